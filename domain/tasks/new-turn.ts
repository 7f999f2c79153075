import { randomUUID } from 'node:crypto';
import type { Credits } from '../credits';
import type { Database } from '../db/database';
import { selectRows } from '../db/rows';
import type { Transaction } from '../db/transaction';
import { AppError } from '../errors';
import type { Idempotency, IdempotencyClaim } from '../idempotency';
import { HOLD_TTL_MS } from '../jobs/acceptance';
import { holdKey, type JobOf } from '../jobs/job';
import { userAccount } from '../ledger/accounts';
import { PLANS, type PlanName } from './plans';
import type { Task, Turn } from './task';
import { readTasks, readTurns } from './task-rows';

export interface AcceptedTask {
  readonly task: Task;
  readonly turn: Turn;
  /** Whether an earlier request under the same key had been accepted: then it is that one's. */
  readonly repeated: boolean;
}

/** What the account's statement says of a task. */
export const DESCRIPTION = '编程任务';

/** What so many seconds of a sandbox cost: rounded up once, at the end. */
export function costOfSeconds(seconds: number, hourPrice: Credits): Credits {
  return (BigInt(seconds) * hourPrice + 3599n) / 3600n;
}

/** All that a turn may cost. */
export function quoteOf({
  budget,
  secondsLimit,
  hourPrice,
}: Pick<Turn, 'budget' | 'secondsLimit' | 'hourPrice'>) {
  return budget + costOfSeconds(secondsLimit, hourPrice);
}

/** The hold of all that a turn may cost; undefined for one that is free. */
export function holdOf(turn: Turn) {
  const amount = quoteOf(turn);
  if (amount === 0n) return undefined;
  return {
    key: holdKey(turn.jobId),
    account: userAccount(turn.ownerId),
    amount,
    reference: turn.jobId,
    expiresAt: new Date(turn.createdAt.getTime() + HOLD_TTL_MS),
    description: DESCRIPTION,
  };
}

/**
 * Looks whether one turn more of the user may wait; until the transaction ends no other is added. It is the first thing that
 * the transaction does, so that it sees all that were added before. AppError QUEUE_FULL when as many wait as may.
 */
export async function expectRoom(
  db: Database,
  owner: number,
  plan: PlanName,
  tx: Transaction,
): Promise<void> {
  await selectRows(db, 'SELECT id FROM users WHERE id = ? FOR UPDATE', [owner], tx);
  const rows = await selectRows(
    db,
    "SELECT job_id FROM task_turns WHERE owner_id = ? AND queue_state = 'waiting' LIMIT ?",
    [owner, PLANS[plan].mostWaiting],
    tx,
  );
  if (rows.length >= PLANS[plan].mostWaiting) throw new AppError('QUEUE_FULL');
}

/** What an earlier request under the same key has become; undefined for the first one. */
export function acceptedBefore(db: Database, idempotency: Idempotency) {
  return async (claim: IdempotencyClaim): Promise<AcceptedTask | undefined> => {
    const first = await idempotency.recall(claim);
    if (!first) return undefined;
    const [turn] = await readTurns(db, 't.job_id = ?', [first.resourceId]);
    const [task] = turn ? await readTasks(db, 't.id = ?', [turn.taskId]) : [];
    if (!turn || !task) throw new AppError('NOT_FOUND', undefined, { note: `turn ${first.resourceId}` });
    return { task, turn, repeated: true };
  };
}

/** A turn that begins to wait for its place. */
export function newTurn(
  wish: {
    readonly task: Pick<Task, 'id' | 'ownerId'>;
    readonly number: number;
    readonly prompt: string;
    readonly budget: Credits;
    readonly secondsLimit: number;
    readonly hourPrice: Credits;
    readonly jobId?: string;
  },
  now: Date,
): Turn {
  return {
    jobId: wish.jobId ?? randomUUID(),
    taskId: wish.task.id,
    number: wish.number,
    ownerId: wish.task.ownerId,
    prompt: wish.prompt,
    queueState: 'waiting',
    state: 'queued',
    reason: null,
    budget: wish.budget,
    secondsLimit: wish.secondsLimit,
    hourPrice: wish.hourPrice,
    raises: 0,
    run: 1,
    logOffset: 0,
    runEnd: null,
    pausedAt: null,
    clockStartedAt: null,
    clockEndedAt: null,
    clockMs: 0,
    tokensCost: 0n,
    secondsCost: 0n,
    createdAt: now,
  };
}

/** The job that a turn is. */
export function jobOf(turn: Turn, priceVersion: number): JobOf<'task'> {
  return {
    id: turn.jobId,
    ownerId: turn.ownerId,
    kind: 'task',
    surface: 'code',
    state: 'queued',
    reason: null,
    input: { taskId: turn.taskId, turn: turn.number },
    modelId: null,
    quote: quoteOf(turn),
    charged: 0n,
    priceVersion,
    progress: 0,
    lastSeq: 1,
    createdAt: turn.createdAt,
    startedAt: null,
    endedAt: null,
  };
}
