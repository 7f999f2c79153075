import { QueryTypes } from 'sequelize';
import type { Clock } from '../clock';
import { dateTime } from '../db/columns';
import type { Database } from '../db/database';
import { selectRows } from '../db/rows';
import { inTransaction } from '../db/transaction';
import { AppError } from '../errors';
import { isEnd } from '../jobs/job';
import { workflowIdOf } from '../jobs/kinds';
import type { Outbox, OutboxEntry } from '../outbox';
import { readEvents } from './event-rows';
import { fromTaskCursor, toTaskCursor } from './task-cursor';
import type { Task, TaskEvent, Turn } from './task';
import { readTasks, readTurns } from './task-rows';
import type { Turns } from './turns';

/** A task with the turn that it is at, or was at last. */
export interface TaskStanding {
  readonly task: Task;
  readonly turn: Turn;
  /** Its place in the queue, from 1; null when it does not wait. */
  readonly position: number | null;
}

/** Users' tasks. What is not the user's own is NOT_FOUND, as what is not there. */
export interface Tasks {
  /** The newest first. `nextCursor` is null on the last page. AppError VALIDATION for a cursor that is not ours. */
  list(
    owner: number,
    page: { readonly limit: number; readonly cursor?: string | undefined },
  ): Promise<{ readonly items: TaskStanding[]; readonly nextCursor: string | null }>;
  get(owner: number, taskId: string): Promise<TaskStanding>;
  /** Every turn, the first before the others. */
  turns(owner: number, taskId: string): Promise<Turn[]>;
  /**
   * Stops what the task does; one that has ended stays as it is. Answers what the outbox owes for it: a turn that waited
   * has ended by then, and one that works ends when everything of it was stopped.
   */
  stop(owner: number, taskId: string): Promise<readonly OutboxEntry[]>;
  /** The task shows no more. AppError TASK_BUSY while it works. */
  remove(owner: number, taskId: string): Promise<void>;
  /** A task's events after `after`, in order, at most `limit`; whoever asks knows that the reader may. */
  events(taskId: string, after: number, limit: number): Promise<TaskEvent[]>;
}

export function createTasks({
  db,
  clock,
  outbox,
  turns,
}: {
  readonly db: Database;
  readonly clock: Clock;
  readonly outbox: Outbox;
  readonly turns: Turns;
}): Tasks {
  async function own(owner: number, taskId: string): Promise<Task> {
    const [task] = await readTasks(db, 't.id = ? AND t.owner_id = ?', [taskId, owner]);
    if (!task) throw new AppError('NOT_FOUND', undefined, { note: `task ${taskId}` });
    return task;
  }

  /** How many wait that came before it. */
  async function positionOf({ queueState, state, createdAt, jobId }: Turn): Promise<number | null> {
    if (queueState !== 'waiting' || isEnd(state)) return null;
    const [row] = await selectRows(
      db,
      `SELECT COUNT(*) AS waiting FROM task_turns t JOIN jobs j ON j.id = t.job_id
       WHERE t.queue_state = 'waiting' AND j.state = 'queued'
         AND (t.created_at < ? OR (t.created_at = ? AND t.job_id < ?))`,
      [dateTime(createdAt), dateTime(createdAt), jobId],
    );
    return Number(row?.['waiting']) + 1;
  }

  async function standing(task: Task): Promise<TaskStanding> {
    const [turn] = await readTurns(db, 't.task_id = ? ORDER BY t.number DESC LIMIT 1', [task.id]);
    if (!turn) throw new AppError('NOT_FOUND', undefined, { note: `turns of task ${task.id}` });
    return { task, turn, position: await positionOf(turn) };
  }

  return {
    async list(owner, { limit, cursor }) {
      const from = cursor === undefined ? undefined : fromTaskCursor(cursor);
      const behind = from ? 'AND (t.created_at, t.id) < (?, ?)' : '';
      const found = await readTasks(
        db,
        `t.owner_id = ? ${behind} ORDER BY t.created_at DESC, t.id DESC LIMIT ?`,
        [owner, ...(from ? [dateTime(from.createdAt), from.id] : []), limit + 1],
      );
      const items = await Promise.all(found.slice(0, limit).map(standing));
      const last = items.at(-1);
      return { items, nextCursor: found.length > limit && last ? toTaskCursor(last.task) : null };
    },

    get: async (owner, taskId) => standing(await own(owner, taskId)),

    async turns(owner, taskId) {
      await own(owner, taskId);
      return readTurns(db, 't.task_id = ? ORDER BY t.number', [taskId]);
    },

    async stop(owner, taskId) {
      const { turn } = await standing(await own(owner, taskId));
      if (isEnd(turn.state)) return [];
      // Before its workflow is told, which may not run yet: its first step finds the turn ended.
      if (turn.state === 'queued') await turns.end(turn.jobId, { state: 'cancelled' }, 0n);
      if (turn.queueState === 'waiting') return [];
      const workflowId = workflowIdOf({ kind: 'task', id: turn.jobId });
      const cancel = { effect: 'cancel', name: 'cancel', workflowId, payload: {} } as const;
      return [await inTransaction(db, (tx) => outbox.add(cancel, tx))];
    },

    async remove(owner, taskId) {
      const { turn } = await standing(await own(owner, taskId));
      if (!isEnd(turn.state)) throw new AppError('TASK_BUSY');
      await db.query('UPDATE tasks SET deleted_at = ? WHERE id = ?', {
        replacements: [dateTime(clock.now()), taskId],
        type: QueryTypes.UPDATE,
      });
    },

    events: (taskId, after, limit) => readEvents(db, taskId, after, limit),
  };
}
