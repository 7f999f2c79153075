import { randomUUID } from 'node:crypto';
import type { Credits } from '../credits';
import { creationOf, insertCreation, type NewCreation } from '../creations/creation-rows';
import { runStatements, type Statement } from '../db/statement';
import { inTransaction } from '../db/transaction';
import { AppError, isAppError } from '../errors';
import { createIdempotency, type IdempotencyClaim } from '../idempotency';
import { userAccount } from '../ledger/accounts';
import type { OutboxEntry, StartEffect } from '../outbox';
import { benefitDay, MEMBER_DAILY_JOBS, membershipStanding, takeBenefit } from '../membership/benefits';
import { holdKey, type Job, type JobInputs, type JobKind } from './job';
import { insertJob, readJob } from './job-rows';
import type { Jobs, JobsDependencies } from './jobs';
import { KINDS, summaryOf, workflowIdOf } from './kinds';

/** Work that a user orders. `input` belongs to `kind`. */
export type WorkOrder = {
  [K in JobKind]: {
    readonly owner: number;
    readonly kind: K;
    readonly surface: string;
    readonly input: JobInputs[K];
    /** The catalogue's price of the work: what is reserved now and charged at the end. */
    readonly model: { readonly id: number; readonly creditsCost: Credits; readonly priceVersion: number };
    /** How the work shows in the user's history once it is done. */
    readonly creation: NewCreation;
    readonly idempotency?: IdempotencyClaim | undefined;
  };
}[JobKind];

export interface Acceptance {
  readonly job: Job;
  readonly creationId: number;
  /** The start that is owed for the job: deliver it now, or the relay does. Null for a repeat. */
  readonly outbox: OutboxEntry | null;
  /** Whether an earlier request under the same key had been accepted: then `job` is that one's. */
  readonly repeated: boolean;
}

/** How long a hold stands before the sweeper looks whether its job still runs. */
export const HOLD_TTL_MS = 30 * 60_000;

/** The way into the platform for a job: see `Jobs.accept`. */
export function acceptance({
  db,
  ledger,
  outbox,
  clock,
  announce,
  memberDailyJobs = MEMBER_DAILY_JOBS,
}: JobsDependencies): Pick<Jobs, 'accept'> {
  const idempotency = createIdempotency({ db, clock });

  /** Commits the statements of a new job with its hold; a job that costs nothing has none. */
  async function commit(job: Job, alongside: readonly Statement[]): Promise<void> {
    if (job.quote === 0n) return inTransaction(db, (tx) => runStatements(db, alongside, tx));
    await ledger.hold({
      key: holdKey(job.id),
      account: userAccount(job.ownerId),
      amount: job.quote,
      reference: job.id,
      expiresAt: new Date(job.createdAt.getTime() + HOLD_TTL_MS),
      description: KINDS[job.kind].description,
      alongside,
    });
  }

  /** All that is written of a new job, beside its money. */
  function written(order: WorkOrder, job: Job, coveredOn: string | null) {
    const entry = outbox.entry(startOf(job));
    const { idempotency: claim, creation } = order;
    const statements = [
      ...(claim ? [idempotency.claimStatement(claim, job.id)] : []),
      ...insertJob(job, coveredOn),
      insertCreation(job, creation),
      outbox.insertStatement(entry),
    ];
    return { entry, statements };
  }

  async function acceptCharged(order: WorkOrder, now: Date) {
    const job = newJob(order, order.model.creditsCost, now);
    const { entry, statements } = written(order, job, null);
    await commit(job, statements);
    return { job, entry };
  }

  /** A member's job costs nothing; undefined when the day's benefits are used up. */
  async function acceptCovered(order: WorkOrder, now: Date) {
    const job = newJob(order, 0n, now);
    const day = benefitDay(now);
    const { entry, statements } = written(order, job, day);
    const isCovered = await inTransaction(db, async (tx) => {
      const benefit = { userId: order.owner, day, limit: memberDailyJobs };
      if (!(await takeBenefit(db, benefit, tx))) return false;
      await runStatements(db, statements, tx);
      return true;
    });
    return isCovered ? { job, entry } : undefined;
  }

  async function earlier(claim: IdempotencyClaim): Promise<Acceptance | undefined> {
    const first = await idempotency.recall(claim);
    if (!first) return undefined;
    const job = await readJob(db, first.resourceId);
    if (!job) throw new AppError('NOT_FOUND', undefined, { note: `job ${first.resourceId}` });
    return { job, creationId: await creationOf(db, job.id), outbox: null, repeated: true };
  }

  return {
    async accept(order) {
      const claim = order.idempotency;
      const repeated = claim && (await earlier(claim));
      if (repeated) return repeated;

      const now = clock.now();
      const isPriced = order.model.creditsCost > 0n;
      const membership = isPriced ? await membershipStanding(db, order.owner, now) : undefined;
      let accepted: { readonly job: Job; readonly entry: OutboxEntry } | undefined;
      try {
        if (membership?.state === 'running') accepted = await acceptCovered(order, now);
        accepted ??= await acceptCharged(order, now);
      } catch (error) {
        // Of requests under one key that came at once, one was first; and it has committed.
        const first = claim && (await earlier(claim));
        if (first) return first;
        if (membership?.state === 'ended' && isAppError(error, 'INSUFFICIENT_CREDITS')) {
          const endedAt = membership.endsAt.toISOString();
          throw new AppError('MEMBERSHIP_EXPIRED', { endedAt, ...error.details }, { cause: error });
        }
        throw error;
      }
      const { job, entry } = accepted;
      announce({ jobId: job.id, ownerId: job.ownerId, kind: job.kind, seq: 1, type: 'queued' });
      return { job, creationId: await creationOf(db, job.id), outbox: entry, repeated: false };
    },
  };
}

function newJob(order: WorkOrder, quote: Credits, createdAt: Date): Job {
  return {
    id: randomUUID(),
    ownerId: order.owner,
    kind: order.kind,
    surface: order.surface,
    state: 'queued',
    reason: null,
    input: order.input,
    modelId: order.model.id,
    quote,
    charged: 0n,
    priceVersion: order.model.priceVersion,
    progress: 0,
    lastSeq: 1,
    createdAt,
    startedAt: null,
    endedAt: null,
  } as Job; // `kind` and `input` come from one order
}

function startOf(job: Job): StartEffect {
  return {
    effect: 'start',
    name: KINDS[job.kind].workflow,
    workflowId: workflowIdOf(job),
    payload: { jobId: job.id },
    labels: { kind: job.kind, owner: `user:${job.ownerId}`, surface: job.surface, summary: summaryOf(job) },
  };
}
