import type { Clock } from '../clock';
import type { Credits } from '../credits';
import type { Database } from '../db/database';
import { runStatements } from '../db/statement';
import { inTransaction } from '../db/transaction';
import { AppError } from '../errors';
import type { TaskAllowances } from '../gateway/task-allowances';
import { createIdempotency, type IdempotencyClaim } from '../idempotency';
import { HOLD_TTL_MS } from '../jobs/acceptance';
import { furtherHoldKey, isEnd } from '../jobs/job';
import { readJob } from '../jobs/job-rows';
import { workflowIdOf } from '../jobs/kinds';
import { userAccount } from '../ledger/accounts';
import type { Ledger } from '../ledger/ledger';
import type { Outbox, OutboxEntry } from '../outbox';
import { DESCRIPTION } from './new-turn';
import { changeTurn, readTurns } from './task-rows';
import { BUDGET_RAISED_SIGNAL, keptUntil } from './turn-ending';

/**
 * Lets the turn of a task use so many credits more: they are set aside in a hold of their own, and a turn that waits for
 * them goes on. A repeat under one claim is the first. Answers what the outbox owes for it. AppErrors NOT_FOUND, TASK_ENDED, INSUFFICIENT_CREDITS
 */
export type RaiseBudget = (
  owner: number,
  taskId: string,
  more: Credits,
  claim?: IdempotencyClaim,
) => Promise<readonly OutboxEntry[]>;

export function createRaiseBudget({
  db,
  clock,
  ledger,
  outbox,
  allowances,
}: {
  readonly db: Database;
  readonly clock: Clock;
  readonly ledger: Ledger;
  readonly outbox: Outbox;
  readonly allowances: Pick<TaskAllowances, 'raise'>;
}): RaiseBudget {
  const idempotency = createIdempotency({ db, clock });
  return (owner, taskId, more, claim) =>
    inTransaction(db, async (tx) => {
      if (claim && (await idempotency.claim(claim, taskId, tx)).repeated) return [];
      const newest = 't.task_id = ? AND t.owner_id = ? ORDER BY t.number DESC LIMIT 1';
      const [found] = await readTurns(db, newest, [taskId, owner], tx);
      if (!found) throw new AppError('NOT_FOUND', undefined, { note: `task ${taskId}` });
      // Its job is what ends it, and what every move of it has locked first.
      const job = await readJob(db, found.jobId, tx);
      const [turn] = await readTurns(db, 't.job_id = ?', [found.jobId], tx);
      if (!job || !turn || isEnd(job.state)) throw new AppError('TASK_ENDED');
      const [budget, raises] = [turn.budget + more, turn.raises + 1];
      await runStatements(db, [changeTurn(turn.jobId, { budget, raises })], tx);
      await allowances.raise(turn.jobId, budget, keptUntil(turn, clock.now()), tx);
      const workflowId = workflowIdOf({ kind: 'task', id: turn.jobId });
      const signal = { effect: 'signal', name: BUDGET_RAISED_SIGNAL, workflowId, payload: {} } as const;
      const entries = turn.queueState === 'admitted' ? [await outbox.add(signal, tx)] : [];
      // Last, for a user's other operations wait for it.
      await ledger.hold(
        {
          key: furtherHoldKey(turn.jobId, raises),
          account: userAccount(owner),
          amount: more,
          reference: turn.jobId,
          expiresAt: new Date(clock.now().getTime() + HOLD_TTL_MS),
          description: DESCRIPTION,
        },
        tx,
      );
      return entries;
    });
}
