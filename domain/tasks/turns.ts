import { QueryTypes } from 'sequelize';
import type { Clock } from '../clock';
import type { Credits } from '../credits';
import { dateTime } from '../db/columns';
import type { Database } from '../db/database';
import { selectRows } from '../db/rows';
import { runStatements, type Statement } from '../db/statement';
import { inTransaction, type Transaction } from '../db/transaction';
import type { ErrorCode } from '../error-catalogue';
import { AppError } from '../errors';
import type { AnnounceLog } from '../jobs/announcements';
import { isEnd, type Announce, type Job, type JobEventType } from '../jobs/job';
import { advanceJob, readJob } from '../jobs/job-rows';
import { newsOfEnd } from '../jobs/job-news';
import { PLATFORM } from '../ledger/accounts';
import type { Ledger } from '../ledger/ledger';
import type { Movement } from '../ledger/operations';
import { answerStatements } from '../conversations/message-rows';
import { notificationStatements } from '../notifications/notify';
import { endUnplaced } from '../sandboxes/sandbox-rows';
import { costOfSeconds, DESCRIPTION } from './new-turn';
import { eventStatements } from './event-rows';
import type { NewTaskEvent, QueueState, Task, Turn } from './task';
import { changeTurn, readAnyTask, readTurns } from './task-rows';
import type { TurnEnding } from './turn-ending';

/** The moves of a turn after it has its place. Each is one transaction, and may be repeated. */
export interface Turns {
  /** AppError NOT_FOUND. */
  get(jobId: string): Promise<{ readonly turn: Turn; readonly task: Task }>;
  /** The turn is at work. AppError HOLD_RESOLVED when it has ended. */
  begin(jobId: string): Promise<void>;
  /** Its sandbox costs from now on. */
  startClock(jobId: string): Promise<void>;
  /** Nothing of it runs any more, as was seen at `at`. */
  stopClock(jobId: string, at: Date): Promise<void>;
  /** It waits for a larger budget, or goes on. */
  pause(jobId: string): Promise<void>;
  resume(jobId: string): Promise<void>;
  /**
   * Ends the turn with its money: what it used is taken from its hold, and nothing when the platform failed it. Answers
   * the turn as it is then.
   * @param tokens what its model calls came to
   */
  end(jobId: string, ending: TurnEnding, tokens: Credits): Promise<Turn>;
  /**
   * Ends a turn that has not begun, at no cost. Answers whether it waited for its place until then, or had it; undefined
   * when it has begun, or had ended, and stays as it is.
   */
  cancelQueued(jobId: string): Promise<QueueState | undefined>;
  /** It needs no place any more. */
  leaveQueue(jobId: string): Promise<void>;
}

/** Reasons that are ours: what a turn used until then is not charged. */
const OURS: readonly ErrorCode[] = ['SANDBOX_UNAVAILABLE', 'SANDBOX_LOST', 'GENERATION_FAILED', 'INTERNAL'];

interface Dependencies {
  readonly db: Database;
  readonly clock: Clock;
  readonly ledger: Ledger;
  /** Both are told after each commit. */
  readonly announce: Announce;
  readonly announceLog: AnnounceLog;
}

export function createTurns({ db, clock, ledger, announce, announceLog }: Dependencies): Turns {
  async function read(jobId: string, tx: Transaction | null = null) {
    const [turn] = await readTurns(db, 't.job_id = ?', [jobId], tx);
    // Also of a task that shows no more: what works for it has to end.
    const task = turn && (await readAnyTask(db, turn.taskId, tx));
    if (!turn || !task) throw new AppError('NOT_FOUND', undefined, { note: `turn ${jobId}` });
    return { turn, task };
  }

  /** Changes a turn under the lock of its job; undefined changes nothing. */
  async function move(
    jobId: string,
    step: (turn: Turn, now: Date) => { readonly statements: readonly Statement[] } | undefined,
  ): Promise<void> {
    await inTransaction(db, async (tx) => {
      if (!(await readJob(db, jobId, tx))) throw new AppError('NOT_FOUND', undefined, { note: jobId });
      const { turn } = await read(jobId, tx);
      const next = step(turn, clock.now());
      if (next) await runStatements(db, next.statements, tx);
    });
  }

  async function tell(jobId: string, type: JobEventType): Promise<void> {
    const [{ turn, task }, job] = await Promise.all([read(jobId), readJob(db, jobId)]);
    if (job) announce({ jobId, ownerId: turn.ownerId, kind: 'task', seq: job.lastSeq, type });
    announceLog({ taskId: task.id, seq: task.lastSeq });
  }

  /** The task's row is locked by it, and always before the turn's: `writeLog` does the same. */
  const said = (turn: Turn, state: string, now: Date, more: Record<string, unknown> = {}) =>
    eventStatements(turn.taskId, turn.jobId, stateEvent(turn, state, more), now);

  /** What a turn has cost: never more than what was set aside for it. */
  function bill(turn: Turn, ending: TurnEnding, tokens: Credits) {
    const isOurs = ending.state === 'failed' && OURS.includes(ending.reason);
    // A second that was begun counts as one.
    const seconds = Math.ceil(workedMs(turn, clock.now()) / 1000);
    const used = costOfSeconds(Math.min(seconds, turn.secondsLimit), turn.hourPrice);
    const tokensCost = tokens < turn.budget ? tokens : turn.budget;
    return { isRefunded: isOurs, tokensCost, secondsCost: used, seconds };
  }

  /** Ends a turn; one that has ended stays as it is. Only when `mayEnd` says so, which is asked under its job's lock. */
  async function endNow(
    jobId: string,
    ending: TurnEnding,
    tokens: Credits,
    mayEnd: (job: Job, tx: Transaction) => Promise<boolean> = () => Promise.resolve(true),
  ): Promise<void> {
    const { turn, task } = await read(jobId);
    if (isEnd(turn.state)) return;
    const job = await readJob(db, jobId);
    if (!job) throw new AppError('NOT_FOUND', undefined, { note: jobId });
    const now = clock.now();
    const { isRefunded, tokensCost, secondsCost, seconds } = bill(turn, ending, tokens);
    const charged = isRefunded ? 0n : tokensCost + secondsCost;
    const reason = ending.state === 'failed' ? { reason: ending.reason } : {};
    const change = { state: ending.state, charged, endedAt: now, ...reason } as const;
    const advance = { type: ending.state, data: reason, change } as const;
    const costs = isRefunded ? { tokensCost: 0n, secondsCost: 0n } : { tokensCost, secondsCost };
    const answer = await answerStatements(db, { jobId, taskId: task.id }, now);
    const news = newsOfEnd(job, advance, { id: null, title: task.title });
    const alongside = [
      ...advanceJob(jobId, advance, now),
      ...said(turn, SAID[ending.state], now, { ...reason, seconds }),
      changeTurn(jobId, {
        queueState: 'done',
        clockEndedAt: turn.clockEndedAt ?? now,
        pausedAt: null,
        ...costs,
      }),
      ...answer,
      ...(news ? notificationStatements(news, now) : []),
      endUnplaced(task.sandboxId, now),
    ];
    await inTransaction(db, async (tx) => {
      const locked = await readJob(db, jobId, tx);
      if (!locked || isEnd(locked.state) || !(await mayEnd(locked, tx))) return;
      // A budget that was raised meanwhile has another hold.
      const holds = await pendingHolds(jobId, tx);
      await runStatements(db, alongside, tx);
      await ledger.applyAll(resolutions(holds, charged), tx);
    });
  }

  /** The turn's holds that stand, the first before the others. */
  async function pendingHolds(jobId: string, tx: Transaction): Promise<PendingHold[]> {
    const rows = await selectRows(
      db,
      "SELECT hold_key, amount FROM holds WHERE reference = ? AND state = 'pending' ORDER BY created_at, hold_key",
      [jobId],
      tx,
    );
    return rows.map((row) => ({
      key: row['hold_key'] as string,
      amount: BigInt(row['amount'] as number | string),
    }));
  }

  return {
    get: (jobId) => read(jobId),

    async begin(jobId) {
      let hasBegun = false;
      await move(jobId, (turn, now) => {
        if (isEnd(turn.state)) throw new AppError('HOLD_RESOLVED', undefined, { note: `turn ${jobId}` });
        if (turn.state === 'running') return undefined;
        hasBegun = true;
        const started = { type: 'started', data: {}, change: { state: 'running', startedAt: now } } as const;
        return { statements: [...advanceJob(jobId, started, now), ...said(turn, 'started', now)] };
      });
      if (hasBegun) await tell(jobId, 'started');
    },

    startClock: (jobId) =>
      move(jobId, (turn, now) =>
        turn.clockStartedAt ? undefined : { statements: [changeTurn(jobId, { clockStartedAt: now })] },
      ),

    async stopClock(jobId, at) {
      await db.query(
        `UPDATE task_turns SET clock_ended_at = ? WHERE job_id = ? AND clock_ended_at IS NULL
           AND clock_started_at IS NOT NULL`,
        { replacements: [dateTime(at), jobId], type: QueryTypes.UPDATE },
      );
    },

    async pause(jobId) {
      await move(jobId, (turn, now) =>
        turn.pausedAt || isEnd(turn.state)
          ? undefined
          : {
              statements: [
                ...said(turn, 'paused', now, { reason: 'QUOTA_SPENT' }),
                // A pause costs nothing.
                changeTurn(jobId, {
                  pausedAt: now,
                  pauseOverAt: null,
                  clockMs: workedMs(turn, now),
                  clockStartedAt: null,
                  clockEndedAt: null,
                }),
              ],
            },
      );
      await tell(jobId, 'progress');
    },

    async resume(jobId) {
      await move(jobId, (turn, now) =>
        turn.pausedAt
          ? {
              statements: [
                ...said(turn, 'resumed', now),
                changeTurn(jobId, { pausedAt: null, run: turn.run + 1, logOffset: 0, runEnd: null }),
              ],
            }
          : undefined,
      );
      await tell(jobId, 'progress');
    },

    async end(jobId, ending, tokens) {
      await endNow(jobId, ending, tokens);
      await tell(jobId, ending.state);
      return (await read(jobId)).turn;
    },

    async cancelQueued(jobId) {
      let was: QueueState | undefined;
      await endNow(jobId, { state: 'cancelled' }, 0n, async ({ state }, tx) => {
        was = state === 'queued' ? (await read(jobId, tx)).turn.queueState : undefined;
        return was !== undefined;
      });
      if (was !== undefined) await tell(jobId, 'cancelled');
      return was;
    },

    async leaveQueue(jobId) {
      await db.query("UPDATE task_turns SET queue_state = 'done' WHERE job_id = ?", {
        replacements: [jobId],
        type: QueryTypes.UPDATE,
      });
    },
  };
}

const SAID = { succeeded: 'finished', failed: 'failed', cancelled: 'cancelled' } as const;

function stateEvent(turn: Turn, state: string, more: Record<string, unknown>): NewTaskEvent {
  return { type: 'state', data: { state, turn: turn.number, ...more } };
}

/** How long its sandbox has cost. */
export function workedMs({ clockStartedAt, clockEndedAt, clockMs }: Turn, now: Date): number {
  if (!clockStartedAt) return clockMs;
  return clockMs + Math.max(0, (clockEndedAt ?? now).getTime() - clockStartedAt.getTime());
}

interface PendingHold {
  readonly key: string;
  readonly amount: Credits;
}

/** Takes what is charged from holds, one after the other, and gives the rest of each back. */
function resolutions(holds: readonly PendingHold[], charged: Credits): Movement[] {
  let left = charged;
  return holds.map(({ key: hold, amount }) => {
    const taken = left < amount ? left : amount;
    left -= taken;
    if (taken === 0n) return { type: 'release', key: `${hold}/release`, hold };
    return {
      type: 'capture',
      key: `${hold}/capture`,
      hold,
      amount: taken,
      to: PLATFORM.revenue,
      kind: 'consume',
      description: DESCRIPTION,
    };
  });
}
