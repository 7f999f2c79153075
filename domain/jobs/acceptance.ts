import { randomUUID } from 'node:crypto';
import type { Credits } from '../credits';
import { inTransaction } from '../db/transaction';
import { AppError } from '../errors';
import { createIdempotency, type IdempotencyClaim } from '../idempotency';
import type { OutboxEntry } from '../outbox';
import { userAccount } from '../ledger/accounts';
import { creationRows } from '../creations/creation-rows';
import { holdKey, type Job, type JobInputs, type JobKind } from './job';
import { insertEvent, insertJob, readJob } from './job-rows';
import type { Jobs, JobsDependencies } from './jobs';
import { KINDS, workflowIdOf } from './kinds';

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
    readonly creation: { readonly type: string; readonly title: string; readonly content: string | null };
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
export function acceptance({ db, ledger, outbox, clock, announce }: JobsDependencies): Pick<Jobs, 'accept'> {
  const idempotency = createIdempotency({ db, clock });
  const creations = creationRows(db);

  return {
    async accept(order) {
      const job = newJob(order, clock.now());
      const accepted = await inTransaction(db, async (tx): Promise<Acceptance> => {
        if (order.idempotency) {
          const { resourceId, repeated } = await idempotency.claim(order.idempotency, job.id, tx);
          if (repeated) {
            const first = await readJob(db, resourceId, tx);
            if (!first) throw new AppError('NOT_FOUND', undefined, { note: `job ${resourceId}` });
            return { job: first, creationId: await creations.idOfJob(first.id, tx), outbox: null, repeated };
          }
        }
        await insertJob(db, job, tx);
        await insertEvent(
          db,
          { jobId: job.id, seq: 1, type: 'queued', data: {}, createdAt: job.createdAt },
          tx,
        );
        const creationId = await creations.insert(job, order.creation, tx);
        const entry = await outbox.add(startOf(job, order.creation.title), tx);
        // Last, for it locks the owner's account, where all of one user's jobs meet.
        if (job.quote > 0n) {
          await ledger.hold(
            {
              key: holdKey(job.id),
              account: userAccount(job.ownerId),
              amount: job.quote,
              reference: job.id,
              expiresAt: new Date(job.createdAt.getTime() + HOLD_TTL_MS),
              description: KINDS[job.kind].description,
            },
            tx,
          );
        }
        return { job, creationId, outbox: entry, repeated: false };
      });
      if (!accepted.repeated) {
        announce({ jobId: job.id, ownerId: job.ownerId, kind: job.kind, seq: 1, type: 'queued' });
      }
      return accepted;
    },
  };
}

function newJob(order: WorkOrder, createdAt: Date): Job {
  return {
    id: randomUUID(),
    ownerId: order.owner,
    kind: order.kind,
    surface: order.surface,
    state: 'queued',
    reason: null,
    input: order.input,
    modelId: order.model.id,
    quote: order.model.creditsCost,
    charged: 0n,
    priceVersion: order.model.priceVersion,
    progress: 0,
    lastSeq: 1,
    createdAt,
    startedAt: null,
    endedAt: null,
  } as Job; // `kind` and `input` come from one order
}

function startOf(job: Job, title: string) {
  return {
    effect: 'start',
    name: KINDS[job.kind].workflow,
    workflowId: workflowIdOf(job),
    payload: { jobId: job.id },
    labels: { kind: job.kind, owner: `user:${job.ownerId}`, surface: job.surface, summary: title },
  } as const;
}
