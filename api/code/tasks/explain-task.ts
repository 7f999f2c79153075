import { creditsToNumber, type Credits } from '../../../domain/credits';
import type { LedgerTrail } from '../../../domain/ledger/ledger';
import { quoteOf } from '../../../domain/tasks/new-turn';
import { workedMs } from '../../../domain/tasks/turns';
import type { CodeHandler } from '../operation';
import { ok } from '../reply';
import { unixSeconds } from '../time';
import { reasonOf, statusOf } from './task-dto';

export const explainTask: CodeHandler<'explainTask'> = async ({ user, params, query }, deps) => {
  const { tasks, ledger, spentOf, clock } = deps;
  const { items, nextCursor } = await tasks.turns(user.userId, params.task_id, {
    from: 'first',
    limit: query?.limit ?? 20,
    cursor: query?.cursor,
  });
  return ok({
    turns: await Promise.all(
      items.map(async (turn) => {
        const [trail, tokens] = await Promise.all([ledger.explain(turn.jobId), spentOf(turn)]);
        return {
          number: turn.number,
          job_id: turn.jobId,
          status: statusOf(turn.state),
          reason: reasonOf(turn),
          reserved: creditsToNumber(quoteOf(turn)),
          tokens: creditsToNumber(tokens),
          seconds: Math.ceil(workedMs(turn, clock.now()) / 1000),
          seconds_cost: creditsToNumber(turn.secondsCost),
          second_price: creditsToNumber(turn.hourPrice / 3600n),
          hour_price: creditsToNumber(turn.hourPrice),
          charged: creditsToNumber(trail.captures.reduce((sum, { amount }) => sum + amount, 0n)),
          lines: linesOf(trail),
        };
      }),
    ),
    page: { next_cursor: nextCursor, has_more: nextCursor !== null },
  });
};

function linesOf({ holds, captures, releases }: LedgerTrail) {
  const moves: Line[] = [
    ...holds.map((line) => ({ ...line, step: 'hold' as const })),
    ...captures.map((line) => ({ ...line, step: 'capture' as const })),
    ...releases.map((line) => ({ ...line, step: 'release' as const })),
    // What a capture leaves of its hold goes back with it, without an entry of its own.
    ...holds.flatMap(({ key, state, amount, captured, resolvedAt }) =>
      state === 'captured' && resolvedAt && amount > captured
        ? [{ step: 'release' as const, key, amount: amount - captured, createdAt: resolvedAt }]
        : [],
    ),
  ];
  // Sorting keeps the order of equals, so the moves of one moment stay in the order of the steps.
  moves.sort((a, b) => a.createdAt.getTime() - b.createdAt.getTime());
  return moves.map(({ step, amount, key, createdAt }) => ({
    step,
    credits: creditsToNumber(amount),
    key,
    at: unixSeconds(createdAt),
  }));
}

interface Line {
  readonly step: 'hold' | 'capture' | 'release';
  readonly key: string;
  readonly amount: Credits;
  readonly createdAt: Date;
}
