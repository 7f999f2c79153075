import { inTransaction, type Transaction } from '../db/transaction';
import { AppError } from '../errors';
import { PLATFORM } from '../ledger/accounts';
import { creationRows } from '../creations/creation-rows';
import { holdKey, isEnd, type Job, type JobEventType } from './job';
import { insertEvent, readJob, updateJob } from './job-rows';
import type { Jobs, JobsDependencies } from './jobs';
import { KINDS } from './kinds';

type Transitions = Pick<Jobs, 'started' | 'progress' | 'succeed' | 'giveUp'>;

/** What a transition makes of the locked job; undefined when there is nothing left to do. */
type Step = (job: Job, now: Date, tx: Transaction) => Promise<Advance | undefined> | Advance | undefined;

interface Advance {
  readonly type: JobEventType;
  readonly data: Readonly<Record<string, unknown>>;
  readonly change: Partial<Job>;
}

/** The moves of a job after it was accepted: see `Jobs`. */
export function transitions({ db, ledger, clock, announce }: JobsDependencies): Transitions {
  const creations = creationRows(db);

  /** Runs one step under the job's lock, with its event, and announces it after the commit. */
  const advance = async (id: string, step: Step): Promise<Job> => {
    const { job, type } = await inTransaction(db, async (tx) => {
      const before = await readJob(db, id, tx, true);
      if (!before) throw new AppError('NOT_FOUND', undefined, { note: `job ${id}` });
      const now = clock.now();
      const next = await step(before, now, tx);
      if (!next) return { job: before };
      const after = { ...before, ...next.change, lastSeq: before.lastSeq + 1 } as Job;
      await updateJob(db, after, tx);
      const { type, data } = next;
      await insertEvent(db, { jobId: id, seq: after.lastSeq, type, data, createdAt: now }, tx);
      return { job: after, type };
    });
    if (type) announce({ jobId: id, ownerId: job.ownerId, kind: job.kind, seq: job.lastSeq, type });
    return job;
  };

  return {
    started: (id) =>
      advance(id, (job, now) => {
        if (isEnd(job.state)) throw resolved(job);
        if (job.state === 'running') return undefined;
        return { type: 'started', data: {}, change: { state: 'running', startedAt: now } };
      }),

    progress: (id, percent, data) =>
      advance(id, (job) => {
        const progress = Math.min(100, Math.max(0, Math.round(percent)));
        if (job.state !== 'running' || progress <= job.progress) return undefined;
        return { type: 'progress', data: { ...data, percent: progress }, change: { progress } };
      }),

    succeed: (id, data) =>
      advance(id, async (job, now, tx) => {
        if (job.state === 'succeeded') return undefined;
        if (isEnd(job.state)) throw resolved(job);
        await creations.complete(job.id, data, now, tx);
        if (job.quote > 0n) {
          await ledger.capture(
            {
              key: `${holdKey(job.id)}/capture`,
              hold: holdKey(job.id),
              to: PLATFORM.revenue,
              kind: 'consume',
              description: KINDS[job.kind].description,
            },
            tx,
          );
        }
        return {
          type: 'succeeded',
          data,
          change: { state: 'succeeded', charged: job.quote, progress: 100, endedAt: now },
        };
      }),

    giveUp: (id, ending) =>
      advance(id, async (job, now, tx) => {
        if (isEnd(job.state)) return undefined;
        await creations.fail(job.id, now, tx);
        if (job.quote > 0n) {
          await ledger.release({ key: `${holdKey(job.id)}/release`, hold: holdKey(job.id) }, tx);
        }
        const { state, ...why } = ending;
        return { type: state, data: why, change: { ...ending, endedAt: now } };
      }),
  };
}

function resolved(job: Job): AppError<'HOLD_RESOLVED'> {
  return new AppError('HOLD_RESOLVED', undefined, { note: `job ${job.id} has ${job.state}` });
}
