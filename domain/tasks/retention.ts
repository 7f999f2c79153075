import { QueryTypes } from 'sequelize';
import type { Clock } from '../clock';
import { dateTime } from '../db/columns';
import type { Database } from '../db/database';
import { selectRows } from '../db/rows';
import type { Artifacts } from '../jobs/artifacts';

/** How many tasks have lost what was kept of them, and how many events that were. */
export interface SweptTasks {
  readonly tasks: number;
  readonly events: number;
}

/**
 * The logs and the artifacts of tasks are kept for a time after their last turn has ended, whether or not the tasks were
 * deleted. A log goes whole, never in part. The task itself, its turns and what they cost stay.
 */
export interface TaskRetention {
  /**
   * Removes what is kept no longer, at most 1,000 events a statement so that nobody waits long for them. `onBatch` is
   * told after each how much went so far; what it throws ends the sweep, and the next one goes on.
   * @throws Error at the end, when artifacts could not be removed: only their tasks are left for the next one
   */
  sweep(onBatch?: (sweptSoFar: SweptTasks) => void): Promise<SweptTasks>;
}

const TASKS_AT_ONCE = 100;
const EVENTS_AT_ONCE = 1000;
/** The artifacts of so many tasks cannot be removed: it is not for one of them. */
const MOST_FAILURES = 100;
const DAY_MS = 86_400_000;

/** `days`: for how many days after the last turn's end; 0 for ever. */
export function createTaskRetention({
  db,
  clock,
  artifacts,
  days,
}: {
  readonly db: Database;
  readonly clock: Clock;
  readonly artifacts: Pick<Artifacts, 'discard'>;
  readonly days: number;
}): TaskRetention {
  /** From now on nobody reads them; answers how many. Whoever adds an event to a task changes its `updated_at`. */
  async function expire(before: string): Promise<number> {
    const ids = await idsOf(
      `t.log_state = 'kept' AND t.updated_at < ? AND NOT EXISTS (
         SELECT 1 FROM task_turns n JOIN jobs j ON j.id = n.job_id
         WHERE n.task_id = t.id AND j.state IN ('queued', 'running'))`,
      [before],
    );
    if (ids.length > 0) {
      await update("log_state = 'expired' WHERE id IN (?) AND log_state = 'kept' AND updated_at < ?", [
        ids,
        before,
      ]);
    }
    return ids.length;
  }

  async function idsOf(condition: string, values: unknown[]): Promise<string[]> {
    const rows = await selectRows(
      db,
      `SELECT t.id FROM tasks t WHERE ${condition} ORDER BY t.updated_at LIMIT ?`,
      [...values, TASKS_AT_ONCE],
    );
    return rows.map((row) => row['id'] as string);
  }

  async function update(change: string, values: unknown[]): Promise<void> {
    await db.query(`UPDATE tasks SET ${change}`, { replacements: values, type: QueryTypes.UPDATE });
  }

  const deleteEvents = (taskId: string) =>
    db.query('DELETE FROM task_events WHERE task_id = ? ORDER BY seq LIMIT ?', {
      replacements: [taskId, EVENTS_AT_ONCE],
      type: QueryTypes.BULKDELETE,
    });

  async function discardArtifacts(taskId: string): Promise<void> {
    const rows = await selectRows(db, 'SELECT job_id FROM task_turns WHERE task_id = ?', [taskId]);
    for (const row of rows) await artifacts.discard(row['job_id'] as string);
  }

  return {
    async sweep(onBatch = () => undefined) {
      let swept: SweptTasks = { tasks: 0, events: 0 };
      const count = (tasks: number, events: number) => {
        swept = { tasks: swept.tasks + tasks, events: swept.events + events };
        onBatch(swept);
      };
      if (days > 0) {
        const before = dateTime(new Date(clock.now().getTime() - days * DAY_MS));
        while ((await expire(before)) === TASKS_AT_ONCE) count(0, 0);
      }
      // Also what an earlier sweep did not get to the end of.
      const failures = new Map<string, unknown>();
      // None has an empty id, and a list may not be empty.
      const leftover = () => idsOf("t.log_state = 'expired' AND t.id NOT IN (?)", [['', ...failures.keys()]]);
      for (let ids = await leftover(); ids.length > 0; ids = await leftover()) {
        for (const id of ids) {
          for (let deleted = EVENTS_AT_ONCE; deleted === EVENTS_AT_ONCE; count(0, deleted)) {
            deleted = await deleteEvents(id);
          }
          try {
            await discardArtifacts(id);
          } catch (error) {
            failures.set(id, error);
            continue;
          }
          await update("log_state = 'removed' WHERE id = ?", [id]);
          count(1, 0);
        }
        if (failures.size >= MOST_FAILURES) break;
      }
      const [failure] = failures;
      if (failure) {
        const [id, cause] = failure;
        throw new Error(
          `the artifacts of ${failures.size} tasks could not be removed, those of ${id} among them`,
          {
            cause,
          },
        );
      }
      return swept;
    },
  };
}
