import type { Clock } from '../clock';
import type { Credits } from '../credits';
import type { Database } from '../db/database';
import { selectRows } from '../db/rows';
import { runStatements, statement, type Statement } from '../db/statement';
import { inTransaction, type Transaction } from '../db/transaction';
import { AppError } from '../errors';
import { createIdempotency, type IdempotencyClaim } from '../idempotency';
import { isEnd } from '../jobs/job';
import { insertJob } from '../jobs/job-rows';
import type { Ledger } from '../ledger/ledger';
import type { SandboxRow } from '../sandboxes/sandbox';
import { changeSandbox, readSandbox } from '../sandboxes/sandbox-rows';
import { eventStatements } from './event-rows';
import { acceptedBefore, expectRoom, holdOf, jobOf, newTurn, type AcceptedTask } from './new-turn';
import { PLANS, type PlanName } from './plans';
import type { Task, Turn } from './task';
import { insertTurn, readTasks, readTurns } from './task-rows';
import { expiryOf } from './turn-ending';

/** What an agent is asked next, in the sandbox that it has. */
export interface FollowUpOrder {
  readonly owner: number;
  readonly taskId: string;
  readonly plan: PlanName;
  /** The version of the prices of the task's model. */
  readonly priceVersion: number;
  readonly prompt: string;
  /** What its model calls may cost. */
  readonly budget: Credits;
  /** How long it may work; the plan's longest where nothing is said. */
  readonly seconds: number | null;
  readonly idempotency?: IdempotencyClaim | undefined;
}

type Alongside = (turn: Turn, tx: Transaction) => Promise<readonly Statement[]>;

export interface FollowUps {
  /**
   * Has a live task go on: a turn of its own, with a job and a hold of its own, that waits for its place in the sandbox
   * that the turns before it left. From now on that sandbox is its own, so nobody ends it for being idle.
   * AppErrors NOT_FOUND, TASK_BUSY, TASK_EXPIRED, SANDBOX_LOST, INSUFFICIENT_CREDITS, QUEUE_FULL
   * @param alongside what is committed with the turn; nothing is when it rejects
   */
  accept(order: FollowUpOrder, alongside?: Alongside): Promise<AcceptedTask>;
  /** Whether a task's sandbox is there, so that it can go on once no turn works or waits. */
  hasSandbox(taskId: string): Promise<boolean>;
}

export function createFollowUps({
  db,
  clock,
  ledger,
  hourPrice,
}: {
  readonly db: Database;
  readonly clock: Clock;
  readonly ledger: Ledger;
  /** What an hour of a sandbox costs. */
  readonly hourPrice: Credits;
}): FollowUps {
  const idempotency = createIdempotency({ db, clock });
  const acceptedUnder = acceptedBefore(db, idempotency);

  /** The task, which no other turn is added to before the transaction ends. */
  async function locked(owner: number, taskId: string, tx: Transaction): Promise<Task> {
    const [task] = await readTasks(db, 't.id = ? AND t.owner_id = ? FOR UPDATE', [taskId, owner], tx);
    if (!task) throw new AppError('NOT_FOUND', undefined, { note: `task ${taskId}` });
    const [newest] = await readTurns(db, 't.task_id = ? ORDER BY t.number DESC LIMIT 1', [taskId], tx);
    if (!newest || !isEnd(newest.state)) throw new AppError('TASK_BUSY');
    if (!task.isKept) throw new AppError('TASK_EXPIRED', undefined, { note: `task ${taskId}` });
    return task;
  }

  async function add(
    { owner, taskId, plan, priceVersion, prompt, budget, seconds, idempotency: claim }: FollowUpOrder,
    alongside: Alongside,
    tx: Transaction,
  ): Promise<AcceptedTask> {
    await expectRoom(db, owner, plan, tx);
    const task = await locked(owner, taskId, tx);
    const now = clock.now();
    const sandbox = await readSandbox(db, task.sandboxId, tx);
    if (!sandbox || !isIdle(sandbox, now)) throw new AppError('SANDBOX_LOST');
    const longest = PLANS[plan].seconds;
    const secondsLimit = Math.min(seconds ?? longest, longest);
    const number = task.turns + 1;
    const turn = newTurn({ task, number, prompt, budget, secondsLimit, hourPrice }, now);
    const statements = [
      ...(claim ? [idempotency.claimStatement(claim, turn.jobId)] : []),
      ...insertJob(jobOf(turn, priceVersion), null),
      insertTurn(turn),
      statement('UPDATE tasks SET turns = ? WHERE id = ?', [number, taskId]),
      changeSandbox(sandbox.id, {
        jobId: turn.jobId,
        idleSince: null,
        expiresAt: expiryOf(turn, now, sandbox.expiresAt),
      }),
      ...eventStatements(taskId, turn.jobId, { type: 'state', data: { state: 'queued', turn: number } }, now),
      ...(await alongside(turn, tx)),
    ];
    await runStatements(db, statements, tx);
    const hold = holdOf(turn);
    // Last, for a user's other operations wait for it.
    if (hold) await ledger.hold(hold, tx);
    return { task: { ...task, turns: number, lastSeq: task.lastSeq + 1 }, turn, repeated: false };
  }

  return {
    async accept(order, alongside = () => Promise.resolve([])) {
      const claim = order.idempotency;
      const repeated = claim && (await acceptedUnder(claim));
      if (repeated) return repeated;
      try {
        return await inTransaction(db, (tx) => add(order, alongside, tx));
      } catch (error) {
        // Of requests under one key that came at once, one was first; and it has committed.
        const first = claim && (await acceptedUnder(claim));
        if (first) return first;
        throw error;
      }
    },

    async hasSandbox(taskId) {
      const rows = await selectRows(
        db,
        `SELECT s.id FROM tasks t JOIN sandboxes s ON s.id = t.sandbox_id
         WHERE t.id = ? AND t.deleted_at IS NULL AND s.state = 'ready'`,
        [taskId],
      );
      return rows.length > 0;
    },
  };
}

/** Whether it is there, and no turn has it. */
function isIdle({ state, jobId, expiresAt }: SandboxRow, now: Date): boolean {
  return state === 'ready' && jobId === null && expiresAt > now;
}
