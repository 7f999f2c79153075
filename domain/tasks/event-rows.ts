import { QueryTypes } from 'sequelize';
import type { Database } from '../db/database';
import { selectRows } from '../db/rows';
import { list, runStatements, sql, statement, text, time, type Statement } from '../db/statement';
import { inTransaction, type Transaction } from '../db/transaction';
import type { ErrorCode } from '../error-catalogue';
import type { NewTaskEvent, RunEnd, TaskEvent, TaskEventType } from './task';
import { changeTurn } from './task-rows';

/** One event, as a statement that is committed with the change that it tells of. */
export function eventStatements(taskId: string, jobId: string, event: NewTaskEvent, now: Date): Statement[] {
  return [
    statement('UPDATE tasks SET last_seq = last_seq + 1, updated_at = ? WHERE id = ?', [now, taskId]),
    statement(
      `INSERT INTO task_events (task_id, seq, job_id, type, data, created_at)
       SELECT id, last_seq, ?, ?, ?, ? FROM tasks WHERE id = ?`,
      [jobId, event.type, JSON.stringify(event.data), now, taskId],
    ),
  ];
}

/** Adds events within a transaction; answers the number of the newest. */
export async function appendEvents(
  db: Database,
  { taskId, jobId }: TurnRef,
  events: readonly NewTaskEvent[],
  now: Date,
  tx: Transaction,
): Promise<number> {
  await db.query(
    sql`UPDATE tasks SET last_seq = last_seq + ${events.length}, updated_at = ${time(now)} WHERE id = ${text(taskId)}`,
    { transaction: tx },
  );
  const [row] = await selectRows(db, 'SELECT last_seq FROM tasks WHERE id = ?', [taskId], tx);
  const last = Number(row?.['last_seq']);
  if (events.length === 0) return last;
  const first = last - events.length + 1;
  const rows = events.map(
    ({ type, data }, index) =>
      sql`(${text(taskId)},${first + index},${text(jobId)},${text(type)},${text(JSON.stringify(data))},${time(now)})`,
  );
  await db.query(
    sql`INSERT INTO task_events (task_id, seq, job_id, type, data, created_at) VALUES ${list(rows)}`,
    { transaction: tx },
  );
  return last;
}

/** Its turn's output is being written down by somebody else, from further on. */
export class LogMoved extends Error {
  constructor(jobId: string) {
    super(`the log of turn ${jobId} is written by somebody else`);
  }
}

/**
 * Writes down what a turn's output says between two offsets, both in bytes: the events and how far it was read, in one
 * transaction, so that whoever goes on after a crash leaves nothing out and repeats nothing.
 * @throws LogMoved when it was not read up to `from`. Answers the number of the newest event.
 */
export async function writeLog(
  db: Database,
  turn: TurnRef,
  { from, to, events, session, end }: LogPiece,
  now: Date,
): Promise<number> {
  return inTransaction(db, async (tx) => {
    // The task first, as everybody has it who adds an event.
    const last = await appendEvents(db, turn, events, now, tx);
    const [, moved] = await db.query(
      sql`UPDATE task_turns SET log_offset = ${to} WHERE job_id = ${text(turn.jobId)} AND log_offset = ${from}`,
      { type: QueryTypes.UPDATE, transaction: tx },
    );
    if (from !== to && moved !== 1) throw new LogMoved(turn.jobId);
    if (end) await decideEnd(db, turn.jobId, end, tx);
    if (session !== undefined) {
      await db.query(sql`UPDATE tasks SET agent_session = ${text(session)} WHERE id = ${text(turn.taskId)}`, {
        transaction: tx,
      });
    }
    return last;
  });
}

/** A run ends in one way: whoever comes second to decide that has lost the turn. */
async function decideEnd(db: Database, jobId: string, end: RunEnd, tx: Transaction): Promise<void> {
  const [, decided] = await db.query(
    sql`UPDATE task_turns SET run_end = ${text(JSON.stringify(end))}
      WHERE job_id = ${text(jobId)} AND run_end IS NULL`,
    { type: QueryTypes.UPDATE, transaction: tx },
  );
  if (decided !== 1) throw new LogMoved(jobId);
}

/** Says why a turn failed, once, however often it is said; answers the number of the event, if it was new. */
export async function tellFault(
  db: Database,
  turn: TurnRef,
  event: NewTaskEvent,
  now: Date,
): Promise<number | undefined> {
  return inTransaction(db, (tx) => tellOnce('fault_told', { db, turn, events: [event], now, tx }));
}

/** The same of what of a turn's result could not be kept; `patchLost`: why there is no patch. */
export async function tellComplaints(
  db: Database,
  turn: TurnRef,
  { events, patchLost }: Complaints,
  now: Date,
): Promise<number | undefined> {
  return inTransaction(db, async (tx) => {
    const last = await tellOnce('complaints_told', { db, turn, events, now, tx });
    if (patchLost) await runStatements(db, [changeTurn(turn.jobId, { patchLost })], tx);
    return last;
  });
}

interface TurnRef {
  readonly taskId: string;
  readonly jobId: string;
}

export interface Complaints {
  readonly events: readonly NewTaskEvent[];
  readonly patchLost: ErrorCode | undefined;
}

async function tellOnce(
  mark: 'fault_told' | 'complaints_told',
  {
    db,
    turn,
    events,
    now,
    tx,
  }: {
    readonly db: Database;
    readonly turn: TurnRef;
    readonly events: readonly NewTaskEvent[];
    readonly now: Date;
    readonly tx: Transaction;
  },
): Promise<number | undefined> {
  // The task first, as above.
  await appendEvents(db, turn, [], now, tx);
  const [, isNew] = await db.query(`UPDATE task_turns SET ${mark} = TRUE WHERE job_id = ? AND NOT ${mark}`, {
    replacements: [turn.jobId],
    type: QueryTypes.UPDATE,
    transaction: tx,
  });
  return isNew === 1 ? appendEvents(db, turn, events, now, tx) : undefined;
}

export interface LogPiece {
  readonly from: number;
  readonly to: number;
  readonly events: readonly NewTaskEvent[];
  /** The agent's name for the conversation, once it told it. */
  readonly session?: string | undefined;
  /** How its run ended, once that is decided. */
  readonly end?: RunEnd | undefined;
}

/** A task's events after `after`, in order, at most `limit`. */
export async function readEvents(
  db: Database,
  taskId: string,
  after: number,
  limit: number,
): Promise<TaskEvent[]> {
  const rows = await selectRows(
    db,
    'SELECT * FROM task_events WHERE task_id = ? AND seq > ? ORDER BY seq LIMIT ?',
    [taskId, after, limit],
  );
  return rows.map((row) => ({
    taskId,
    seq: Number(row['seq']),
    jobId: row['job_id'] as string,
    type: row['type'] as TaskEventType,
    data: JSON.parse(row['data'] as string) as Record<string, unknown>,
    createdAt: row['created_at'] as Date,
  }));
}
