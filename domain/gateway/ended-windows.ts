import { QueryTypes } from 'sequelize';
import { dateTime } from '../db/columns';
import type { Database } from '../db/database';
import { inTransaction } from '../db/transaction';
import { ALWAYS } from './budgets';

/** A window that began so long ago has ended a month ago and more, also a month's. */
const KEPT_MS = 62 * 86_400_000;

/**
 * Deletes budgets of days, weeks and months that are long over, which nobody asks for again; what calls drew of them is
 * in the calls' rows. A quota that began long ago goes on, and stays. Answers how many there were, at most `limit`.
 */
export function deleteEndedWindows(db: Database, now: Date, limit: number): Promise<number> {
  const before = new Date(now.getTime() - KEPT_MS);
  return inTransaction(db, (tx) =>
    db.query(
      `DELETE FROM gateway_budgets WHERE window_start > ? AND window_start < ? AND reserved = 0
         AND SUBSTRING_INDEX(subject, '/', -1) IN ('day', 'week', 'month') LIMIT ?`,
      {
        replacements: [dateTime(ALWAYS), dateTime(before), limit],
        type: QueryTypes.BULKDELETE,
        transaction: tx,
      },
    ),
  );
}
