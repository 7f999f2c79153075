import { QueryTypes } from 'sequelize';
import type { Clock } from '../clock';
import { dateTime } from '../db/columns';
import type { Credits } from '../credits';
import type { Database } from '../db/database';
import { selectRows } from '../db/rows';
import { inTransaction } from '../db/transaction';
import type { ErrorCode } from '../error-catalogue';
import { AppError } from '../errors';
import { isEnd } from '../jobs/job';
import { readJobs } from '../jobs/job-rows';
import { workflowIdOf } from '../jobs/kinds';
import type { Outbox, OutboxEntry } from '../outbox';
import type { SandboxKeeping } from '../sandboxes/keeping';
import { imagesOf, readLivingHosts } from '../sandboxes/living-hosts';
import { readPlaces, waitOf, type QueuePlace } from './ranking';
import { fromPageCursor, fromNumberCursor, toPageCursor, toNumberCursor } from '../page-cursor';
import type { Task, Turn } from './task';
import { readTasks, readTurns } from './task-rows';
import type { Turns } from './turns';

/** A task with the turn that it is at, or was at last. */
export interface TaskStanding {
  readonly task: Task;
  readonly turn: Turn;
  /** Its place in the queue, from 1; null when it does not wait. */
  readonly position: number | null;
  /** How long it will wait about, in seconds; null when it does not wait, or nothing is known. */
  readonly estimateSeconds: number | null;
  /** Of the turn. */
  readonly startedAt: Date | null;
  readonly endedAt: Date | null;
  readonly charged: Credits;
}

/** Users' tasks. What is not the user's own is NOT_FOUND, as what is not there. */
export interface Tasks {
  /** The newest first. `nextCursor` is null on the last page. AppError VALIDATION for a cursor that is not ours. */
  list(
    owner: number,
    page: { readonly limit: number; readonly cursor?: string | undefined },
  ): Promise<{ readonly items: TaskStanding[]; readonly nextCursor: string | null }>;
  get(owner: number, taskId: string): Promise<TaskStanding>;
  /** AppError TASK_EXPIRED when its log and what it made were kept for their time, and are there no more. */
  expectKept(owner: number, taskId: string): Promise<void>;
  /** A page of its turns. `nextCursor` and AppError VALIDATION as of `list`. */
  turns(
    owner: number,
    taskId: string,
    page: { readonly from: 'first' | 'newest'; readonly limit: number; readonly cursor?: string | undefined },
  ): Promise<{ readonly items: Turn[]; readonly nextCursor: string | null }>;
  /** The newest turn with a patch of the workspace, or without one for the reason `lost`; undefined when there is none. */
  patched(
    owner: number,
    taskId: string,
  ): Promise<{ readonly jobId: string; readonly turn: number; readonly lost: ErrorCode | null } | undefined>;
  /**
   * Stops what the task does; one that has ended stays as it is. Answers what the outbox owes for it: a turn that waited
   * has ended by then, and one that works ends when everything of it was stopped.
   */
  stop(owner: number, taskId: string): Promise<readonly OutboxEntry[]>;
  /** The task shows no more. AppError TASK_BUSY while it works. */
  remove(owner: number, taskId: string): Promise<void>;
  /** Whether nothing of a task works or waits; whoever asks knows that the reader may. */
  isOver(taskId: string): Promise<boolean>;
}

const LATELY_MS = 3_600_000;
const NEWEST_TURN = 't.task_id = ? ORDER BY t.number DESC LIMIT 1';

export function createTasks({
  db,
  clock,
  outbox,
  turns,
  sandboxes,
}: {
  readonly db: Database;
  readonly clock: Clock;
  readonly outbox: Outbox;
  readonly turns: Turns;
  readonly sandboxes: Pick<SandboxKeeping, 'end' | 'letGo'>;
}): Tasks {
  async function own(owner: number, taskId: string): Promise<Task> {
    const [task] = await readTasks(db, 't.id = ? AND t.owner_id = ?', [taskId, owner]);
    if (!task) throw new AppError('NOT_FOUND', undefined, { note: `task ${taskId}` });
    return task;
  }

  async function standing(task: Task): Promise<TaskStanding> {
    const [found] = await standings([task]);
    if (!found) throw new AppError('NOT_FOUND', undefined, { note: `turns of task ${task.id}` });
    return found;
  }

  /** In a fixed number of statements, however many there are. */
  async function standings(tasks: readonly Task[]): Promise<TaskStanding[]> {
    if (tasks.length === 0) return [];
    const newest = await readTurns(
      db,
      't.task_id IN (?) AND t.number = (SELECT MAX(m.number) FROM task_turns m WHERE m.task_id = t.task_id)',
      [tasks.map(({ id }) => id)],
    );
    const jobIds = newest.map(({ jobId }) => jobId);
    const [jobs, { positions, estimate }] = await Promise.all([readJobs(db, jobIds), queueOf(newest)]);
    const turnOf = new Map(newest.map((turn) => [turn.taskId, turn]));
    return tasks.flatMap((task) => {
      const turn = turnOf.get(task.id);
      const job = turn && jobs.get(turn.jobId);
      if (!job) return [];
      const { state, reason, startedAt, endedAt, charged } = job;
      // The turn may have ended since it was read: what is shown of its end is of one moment.
      const waits = isEnd(state) ? undefined : positions.get(turn.jobId);
      const [position, estimateSeconds] = waits ? [waits.place, estimate(waits)] : [null, null];
      const asOfNow = { ...turn, state, reason };
      return [{ task, turn: asOfNow, position, estimateSeconds, startedAt, endedAt, charged }];
    });
  }

  /** The places of those that wait, and what a place means. */
  async function queueOf(turns: readonly Turn[]) {
    const waiting = turns.filter(({ queueState, state }) => queueState === 'waiting' && !isEnd(state));
    if (waiting.length === 0) return { positions: new Map<string, QueuePlace>(), estimate: () => null };
    const hosts = await readLivingHosts({ db, clock });
    const jobIds = waiting.map(({ jobId }) => jobId);
    const [positions, estimate] = await Promise.all([
      readPlaces(db, jobIds, imagesOf(hosts)),
      estimates(hosts.reduce((sum, { slots }) => sum + slots, 0)),
    ]);
    return { positions, estimate };
  }

  /** As long as those before it take when they take as long as the last ones did, on all the places that there are. */
  async function estimates(slots: number): Promise<(waits: QueuePlace) => number | null> {
    const [lately] = await selectRows(
      db,
      `SELECT AVG(TIMESTAMPDIFF(MICROSECOND, started_at, ended_at)) / 1e6 AS seconds FROM (
         SELECT started_at, ended_at FROM jobs WHERE kind = 'task' AND state = 'succeeded' AND ended_at > ?
         ORDER BY ended_at DESC LIMIT 50) j`,
      [dateTime(new Date(clock.now().getTime() - LATELY_MS))],
    );
    const seconds = lately?.['seconds'];
    if (slots === 0 || seconds === null || seconds === undefined) return () => null;
    return (waits) => waitOf(waits, slots, Number(seconds));
  }

  return {
    async list(owner, { limit, cursor }) {
      const from = cursor === undefined ? undefined : fromPageCursor(cursor);
      const behind = from ? 'AND (t.created_at, t.id) < (?, ?)' : '';
      const found = await readTasks(
        db,
        `t.owner_id = ? ${behind} ORDER BY t.created_at DESC, t.id DESC LIMIT ?`,
        [owner, ...(from ? [dateTime(from.createdAt), from.id] : []), limit + 1],
      );
      const last = found.slice(0, limit).at(-1);
      const items = await standings(found.slice(0, limit));
      return { items, nextCursor: found.length > limit && last ? toPageCursor(last) : null };
    },

    get: async (owner, taskId) => standing(await own(owner, taskId)),

    async expectKept(owner, taskId) {
      if (!(await own(owner, taskId)).isKept) {
        throw new AppError('TASK_EXPIRED', undefined, { note: `task ${taskId}` });
      }
    },

    async turns(owner, taskId, { from, limit, cursor }) {
      await own(owner, taskId);
      const [behind, order] = from === 'first' ? ['>', 'ASC'] : ['<', 'DESC'];
      const found = await readTurns(
        db,
        `t.task_id = ? ${cursor === undefined ? '' : `AND t.number ${behind} ?`} ORDER BY t.number ${order} LIMIT ?`,
        [taskId, ...(cursor === undefined ? [] : [fromNumberCursor(cursor)]), limit + 1],
      );
      const items = found.slice(0, limit);
      const last = items.at(-1);
      return { items, nextCursor: found.length > limit && last ? toNumberCursor(last.number) : null };
    },

    async patched(owner, taskId) {
      await own(owner, taskId);
      const [row] = await selectRows(
        db,
        `SELECT n.job_id, n.number, IF(a.id IS NULL, n.patch_lost, NULL) AS patch_lost FROM task_turns n
         LEFT JOIN artifacts a ON a.job_id = n.job_id AND a.name = 'patch'
         WHERE n.task_id = ? AND (a.id IS NOT NULL OR n.patch_lost IS NOT NULL) ORDER BY n.number DESC LIMIT 1`,
        [taskId],
      );
      return (
        row && {
          jobId: row['job_id'] as string,
          turn: row['number'] as number,
          lost: row['patch_lost'] as ErrorCode | null,
        }
      );
    },

    async stop(owner, taskId) {
      const { task, turn } = await standing(await own(owner, taskId));
      if (isEnd(turn.state)) return [];
      // Before its workflow is told, which may not run yet: its first step finds the turn ended.
      const isQueued = turn.state === 'queued';
      const was = isQueued ? await turns.cancelQueued(turn.jobId) : undefined;
      if (isQueued && !was && isEnd((await turns.get(turn.jobId)).turn.state)) return [];
      if (was === 'waiting') {
        // What it waited for is never made; or is there, for another turn.
        const leave = turn.number === 1 ? sandboxes.end : sandboxes.letGo;
        return leave(task.sandboxId, turn.jobId);
      }
      const workflowId = workflowIdOf({ kind: 'task', id: turn.jobId });
      const cancel = { effect: 'cancel', name: 'cancel', workflowId, payload: {} } as const;
      return [await inTransaction(db, (tx) => outbox.add(cancel, tx))];
    },

    remove: (owner, taskId) =>
      inTransaction(db, async (tx) => {
        // Locked, so that no turn is added to it meanwhile.
        const [task] = await readTasks(db, 't.id = ? AND t.owner_id = ? FOR UPDATE', [taskId, owner], tx);
        if (!task) throw new AppError('NOT_FOUND', undefined, { note: `task ${taskId}` });
        const [newest] = await readTurns(db, NEWEST_TURN, [taskId], tx);
        if (newest && !isEnd(newest.state)) throw new AppError('TASK_BUSY');
        await db.query('UPDATE tasks SET deleted_at = ? WHERE id = ?', {
          replacements: [dateTime(clock.now()), taskId],
          type: QueryTypes.UPDATE,
          transaction: tx,
        });
      }),

    async isOver(taskId) {
      const [turn] = await readTurns(db, NEWEST_TURN, [taskId]);
      return turn === undefined || isEnd(turn.state);
    },
  };
}
