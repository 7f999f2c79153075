import type { Clock } from '../domain/clock';
import { HOLD_TTL_MS } from '../domain/jobs/acceptance';
import { isEnd, jobOfHold, type JobEnding, type JobKind, type JobRef } from '../domain/jobs/job';
import type { Jobs } from '../domain/jobs/jobs';
import { workflowIdOf } from '../domain/jobs/kinds';
import type { Hold, Ledger } from '../domain/ledger/ledger';
import type { Outbox } from '../domain/outbox';

export interface HoldKeeping {
  readonly jobs: Pick<Jobs, 'find' | 'unheld'>;
  readonly ledger: Ledger;
  readonly outbox: Outbox;
  readonly clock: Clock;
  /** Whether a workflow under this id runs now. */
  readonly isRunning: (workflowId: string) => Promise<boolean>;
  /** Whether a job waits for its place in a queue: its workflow comes with that. */
  readonly isWaiting: (jobId: string) => Promise<boolean>;
  /** Ends the model call that a hold is for, whose process died; false when it is for something else. */
  readonly endCall: (hold: Hold) => Promise<boolean>;
  /** Whether the hold is for a refund that has not ended, and knows its end by itself. */
  readonly isOfRefund: (hold: Hold) => Promise<boolean>;
  /** Ends a job without a result. May be repeated. */
  readonly giveUp: (given: JobRef & { readonly kind: JobKind; readonly ending: JobEnding }) => Promise<void>;
}

export type HoldVerdict = 'released' | 'extended';

/**
 * Decides on a hold that outlived its time. It stands on while its job's workflow runs or is still to be
 * started. A job whose workflow is gone, for somebody terminated it, has failed: that gives its hold back. A
 * hold without an unfinished job is given back, and so is that of a model call, which its process would have made
 * last longer if it were alive. A refund's stands for as long as its provider has not answered. Each step may be repeated.
 */
export async function settleExpiredHold(hold: Hold, keeping: HoldKeeping): Promise<HoldVerdict> {
  const { jobs, ledger, clock } = keeping;
  if (await keeping.endCall(hold)) return 'released';
  const later = () => ledger.extendHold(hold.key, new Date(clock.now().getTime() + HOLD_TTL_MS));
  if (await keeping.isOfRefund(hold)) {
    await later();
    return 'extended';
  }
  const jobId = jobOfHold(hold.key);
  const job = jobId === undefined ? undefined : await jobs.find(jobId);
  if (!job || isEnd(job.state)) {
    await ledger.release({ key: `${hold.key}/release`, hold: hold.key });
    return 'released';
  }
  if (await failIfAbandoned(job, keeping)) return 'released';
  await later();
  return 'extended';
}

/** Ends an unfinished job whose workflow neither runs nor is still to be started; answers whether it did. */
export async function failIfAbandoned(
  job: { readonly id: string; readonly kind: JobKind },
  { outbox, isRunning, isWaiting, giveUp }: HoldKeeping,
): Promise<boolean> {
  // Before what its place owes it: both come with one transaction.
  if (await isWaiting(job.id)) return false;
  // In this order: a start is taken from the outbox only once the workflow runs.
  const workflowId = workflowIdOf(job);
  if ((await outbox.owes(workflowId)) || (await isRunning(workflowId))) return false;
  await giveUp({ jobId: job.id, kind: job.kind, ending: { state: 'failed', reason: 'GENERATION_FAILED' } });
  return true;
}
