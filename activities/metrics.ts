import { collectDefaultMetrics, Counter, Gauge, Histogram, Registry } from 'prom-client';
import type { Audits } from '../domain/audits';
import type { JobChange } from '../domain/jobs/job';
import { isEnd } from '../domain/jobs/job';
import type { Outbox } from '../domain/outbox';

/** `not_yet`: it is tried again because it waits for something. */
export type ActivityOutcome = 'completed' | 'failed' | 'cancelled' | 'not_yet';

/** What the worker counts, for Prometheus. */
export interface WorkerMetrics {
  readonly registry: Registry;
  activityEnded(activity: string, outcome: ActivityOutcome, seconds: number): void;
  jobChanged(change: JobChange): void;
  deliveryFailed(name: string): void;
}

const ACTIVITY_SECONDS = [0.005, 0.01, 0.025, 0.05, 0.1, 0.25, 1, 5, 15, 60, 300];

interface Dependencies {
  readonly outbox: Pick<Outbox, 'backlog'>;
  readonly audits: Pick<Audits, 'newest'>;
}

export function createWorkerMetrics({ outbox, audits }: Dependencies): WorkerMetrics {
  const registry = new Registry();
  const registers = [registry];
  collectDefaultMetrics({ register: registry });

  const activities = new Histogram({
    name: 'taskloom_activity_seconds',
    help: 'How long activities took, by name and outcome',
    labelNames: ['activity', 'outcome'],
    buckets: ACTIVITY_SECONDS,
    registers,
  });
  const jobs = new Counter({
    name: 'taskloom_jobs_ended_total',
    help: 'Jobs that this worker brought to their end',
    labelNames: ['kind', 'state'],
    registers,
  });
  new Gauge({
    name: 'taskloom_ledger_violations',
    help: 'Broken rules that the newest audit of the ledger found; anything but 0 is an alarm',
    registers,
    async collect() {
      this.set((await audits.newest())?.violations ?? 0);
    },
  });
  const failures = new Counter({
    name: 'taskloom_outbox_failures_total',
    help: 'Deliveries to Temporal that failed and are put off',
    labelNames: ['name'],
    registers,
  });
  const oldest = new Gauge({
    name: 'taskloom_outbox_oldest_seconds',
    help: 'Age of the oldest effect that is still to be delivered',
    registers,
  });
  new Gauge({
    name: 'taskloom_outbox_entries',
    help: 'Effects that are still to be delivered',
    registers,
    async collect() {
      const { entries, oldestMs } = await outbox.backlog();
      this.set(entries);
      oldest.set(oldestMs / 1000);
    },
  });

  return {
    registry,
    activityEnded: (activity, outcome, seconds) => activities.observe({ activity, outcome }, seconds),
    jobChanged: ({ kind, type }) => {
      if (isEnd(type)) jobs.inc({ kind, state: type });
    },
    deliveryFailed: (name) => failures.inc({ name }),
  };
}
