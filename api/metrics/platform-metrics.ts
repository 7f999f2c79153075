import { Counter, Gauge, type Registry } from 'prom-client';
import { creditsToNumber } from '../../domain/credits';
import type { Database } from '../../domain/db/database';
import { readFigures, type Figures } from '../../domain/figures';
import type { Ledger } from '../../domain/ledger/ledger';
import type { Outbox } from '../../domain/outbox';

/** Scrapes that come closer together are told the same. */
const FRESH_MS = 10_000;

interface Snapshot extends Figures {
  readonly outbox: { readonly entries: number; readonly oldestMs: number };
}

/** Jobs, money and what is owed to Temporal, read when the metrics are asked for. */
export function createPlatformMetrics(dependencies: {
  readonly registry: Registry;
  readonly db: Database;
  readonly ledger: Ledger;
  readonly outbox: Outbox;
}): void {
  const { registry, db, ledger, outbox } = dependencies;
  const registers = [registry];
  const failures = new Counter({
    name: 'taskloom_figures_failures_total',
    help: 'Scrapes whose totals could not be read; they show the last ones.',
    registers,
  });

  let newest: Promise<Snapshot | undefined> | undefined;
  let until = 0;
  // Each gauge asks for itself, and all of one scrape get the same.
  const snapshot = () => {
    if (!newest || Date.now() > until) {
      until = Date.now() + FRESH_MS;
      newest = Promise.all([readFigures(db), outbox.backlog()]).then(
        ([figures, backlog]) => ({ ...figures, outbox: backlog }),
        () => void failures.inc(),
      );
    }
    return newest;
  };

  const gauge = (name: string, help: string, valueOf: (snapshot: Snapshot) => number) =>
    new Gauge({
      name: `taskloom_${name}`,
      help,
      registers,
      async collect() {
        const read = await snapshot();
        if (read) this.set(valueOf(read));
      },
    });

  gauge('wallet_credits', 'Credits that users hold, reserved ones included.', (s) =>
    creditsToNumber(s.walletCredits),
  );
  gauge('held_credits', 'Credits that are set aside for jobs.', (s) => creditsToNumber(s.heldCredits));
  gauge('pending_holds', 'Holds that are neither captured nor released.', (s) => s.pendingHolds);
  gauge('outbox_entries', 'Effects that are still to be delivered to Temporal.', (s) => s.outbox.entries);
  gauge('outbox_oldest_seconds', 'Age of the oldest of them.', (s) => s.outbox.oldestMs / 1000);
  gauge(
    'ledger_waiting',
    'Ledger operations that wait for their group to commit.',
    () => ledger.counts().waiting,
  );
  new Gauge({
    name: 'taskloom_jobs_open',
    help: 'Jobs that have not ended, by kind and state.',
    labelNames: ['kind', 'state'] as const,
    registers,
    async collect() {
      const read = await snapshot();
      if (!read) return;
      this.reset();
      for (const { kind, state, count } of read.openJobs) this.set({ kind, state }, count);
    },
  });
}
