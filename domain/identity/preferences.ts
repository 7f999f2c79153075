import { QueryTypes } from 'sequelize';
import type { Clock } from '../clock';
import { dateTime, readJson } from '../db/columns';
import type { Database } from '../db/database';

/** What users set for themselves, by kind (ASCII, at most 32 characters). Whoever keeps a kind knows its shape. */
export interface Preferences {
  /** Undefined when nothing was set. */
  read<T>(userId: number, kind: string): Promise<T | undefined>;
  /** Replaces what was set. `value` is plain JSON. */
  write(userId: number, kind: string, value: object): Promise<void>;
  remove(userId: number, kind: string): Promise<void>;
}

export function createPreferences({
  db,
  clock,
}: {
  readonly db: Database;
  readonly clock: Clock;
}): Preferences {
  return {
    async read<T>(userId: number, kind: string) {
      const [row] = await db.query<{ value: unknown }>(
        'SELECT value FROM user_preferences WHERE user_id = ? AND kind = ?',
        { replacements: [userId, kind], type: QueryTypes.SELECT },
      );
      return row && readJson<T>(row.value);
    },

    async write(userId, kind, value) {
      await db.query(
        `INSERT INTO user_preferences (user_id, kind, value, updated_at) VALUES (?, ?, ?, ?)
         ON DUPLICATE KEY UPDATE value = VALUES(value), updated_at = VALUES(updated_at)`,
        {
          replacements: [userId, kind, JSON.stringify(value), dateTime(clock.now())],
          type: QueryTypes.INSERT,
        },
      );
    },

    async remove(userId, kind) {
      await db.query('DELETE FROM user_preferences WHERE user_id = ? AND kind = ?', {
        replacements: [userId, kind],
        type: QueryTypes.DELETE,
      });
    },
  };
}
