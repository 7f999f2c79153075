import { QueryTypes } from 'sequelize';
import type { Clock } from '../clock';
import { dateTime } from '../db/columns';
import type { Database } from '../db/database';
import { inTransaction } from '../db/transaction';
import { changeConfiguration, selectRows } from './configuration-rows';

/** What calls and checks learn about channels. */
export interface ChannelHealth {
  /**
   * Counts a failure of a channel. From `disableAfter` in a row on the channel is switched off, if that is given; answers
   * whether this one did.
   */
  failed(id: number, reason: string, options?: { readonly disableAfter?: number }): Promise<boolean>;
  /** Begins counting anew. Worth calling only after a failure: it writes. */
  succeeded(id: number): Promise<void>;
  /** Notes what a check found; `status` is one word, such as `up`. */
  checked(id: number, status: string): Promise<void>;
  /** Switches channels on again that were switched off by themselves before `before`; answers their ids. */
  recover(before: Date): Promise<number[]>;
}

const LONGEST_REASON = 255;

export function createChannelHealth({
  db,
  clock,
}: {
  readonly db: Database;
  readonly clock: Clock;
}): ChannelHealth {
  const now = () => dateTime(clock.now());

  async function disable(id: number, reason: string): Promise<boolean> {
    return changeConfiguration(db, async (tx) => {
      const [, changed] = await db.query(
        `UPDATE gateway_channels SET enabled = FALSE, auto_disabled_at = ?, auto_disabled_reason = ?
         WHERE id = ? AND enabled`,
        { replacements: [now(), reason, id], type: QueryTypes.UPDATE, transaction: tx },
      );
      return changed > 0;
    });
  }

  return {
    async failed(id, told, { disableAfter } = {}) {
      const reason = [...told].slice(0, LONGEST_REASON).join('');
      const failures = await inTransaction(db, async (tx) => {
        await db.query(
          `UPDATE gateway_channels SET consecutive_failures = consecutive_failures + 1, last_failure_at = ?,
             last_failure_reason = ? WHERE id = ?`,
          { replacements: [now(), reason, id], type: QueryTypes.UPDATE, transaction: tx },
        );
        const counted = 'SELECT consecutive_failures AS failures FROM gateway_channels WHERE id = ?';
        const [row] = await selectRows(db, counted, [id], tx);
        return Number(row?.['failures'] ?? 0);
      });
      return disableAfter !== undefined && failures >= disableAfter && disable(id, reason);
    },

    async succeeded(id) {
      await db.query('UPDATE gateway_channels SET consecutive_failures = 0 WHERE id = ?', {
        replacements: [id],
        type: QueryTypes.UPDATE,
      });
    },

    async checked(id, status) {
      await db.query(
        'UPDATE gateway_channels SET last_health_checked_at = ?, last_health_status = ? WHERE id = ?',
        { replacements: [now(), status, id], type: QueryTypes.UPDATE },
      );
    },

    async recover(before) {
      const due = 'auto_disabled_at < ? AND NOT enabled';
      const found = await selectRows(db, `SELECT id FROM gateway_channels WHERE ${due}`, [dateTime(before)]);
      if (found.length === 0) return [];
      return changeConfiguration(db, async (tx) => {
        const rows = await selectRows(
          db,
          `SELECT id FROM gateway_channels WHERE ${due} FOR UPDATE`,
          [dateTime(before)],
          tx,
        );
        const ids = rows.map((row) => row['id'] as number);
        if (ids.length > 0) {
          await db.query(
            `UPDATE gateway_channels SET enabled = TRUE, consecutive_failures = 0, auto_disabled_at = NULL,
               auto_disabled_reason = NULL WHERE id IN (?)`,
            { replacements: [ids], type: QueryTypes.UPDATE, transaction: tx },
          );
        }
        return ids;
      });
    },
  };
}
