import { QueryTypes } from 'sequelize';
import type { Clock } from '../clock';
import { dateTime, readJson } from '../db/columns';
import type { Database } from '../db/database';
import { inTransaction, type Transaction } from '../db/transaction';
import { lockAccount } from './account-lock';

/** What users set for themselves, by kind (ASCII, at most 32 characters). Whoever keeps a kind knows its shape. */
export interface Preferences {
  /** Undefined when nothing was set. */
  read<T>(userId: number, kind: string): Promise<T | undefined>;
  /**
   * Replaces what was set by what `change` makes of it, plain JSON, and answers that. Changes at the same moment take
   * turns.
   */
  change<T extends object>(userId: number, kind: string, change: (before: T | undefined) => T): Promise<T>;
  remove(userId: number, kind: string): Promise<void>;
}

export function createPreferences({
  db,
  clock,
}: {
  readonly db: Database;
  readonly clock: Clock;
}): Preferences {
  async function read<T>(userId: number, kind: string, tx: Transaction | null = null) {
    const [row] = await db.query<{ value: unknown }>(
      'SELECT value FROM user_preferences WHERE user_id = ? AND kind = ?',
      { replacements: [userId, kind], type: QueryTypes.SELECT, transaction: tx },
    );
    return row && readJson<T>(row.value);
  }

  return {
    read: (userId, kind) => read(userId, kind),

    async change<T extends object>(userId: number, kind: string, change: (before: T | undefined) => T) {
      return inTransaction(db, async (tx) => {
        await lockAccount(db, { userId }, tx);
        const after = change(await read<T>(userId, kind, tx));
        await db.query(
          `INSERT INTO user_preferences (user_id, kind, value, updated_at) VALUES (?, ?, ?, ?)
           ON DUPLICATE KEY UPDATE value = VALUES(value), updated_at = VALUES(updated_at)`,
          {
            replacements: [userId, kind, JSON.stringify(after), dateTime(clock.now())],
            type: QueryTypes.INSERT,
            transaction: tx,
          },
        );
        return after;
      });
    },

    async remove(userId, kind) {
      await db.query('DELETE FROM user_preferences WHERE user_id = ? AND kind = ?', {
        replacements: [userId, kind],
        type: QueryTypes.DELETE,
      });
    },
  };
}
