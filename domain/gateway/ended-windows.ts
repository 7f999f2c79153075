import { QueryTypes } from 'sequelize';
import type { Clock } from '../clock';
import { dateTime } from '../db/columns';
import type { Database } from '../db/database';
import { ALWAYS } from './budgets';

/** A window that began so long ago has ended a month ago and more, also a month's. */
const KEPT_MS = 62 * 86_400_000;
const BATCH = 1_000;

/**
 * Deletes the budgets of days, weeks and months that are long over, which nobody asks for again; what calls drew of
 * them is in the calls' rows. A quota that began long ago goes on, and stays. Answers how many there were.
 */
export async function forgetEndedWindows({
  db,
  clock,
}: {
  readonly db: Database;
  readonly clock: Clock;
}): Promise<number> {
  const before = new Date(clock.now().getTime() - KEPT_MS);
  for (let forgotten = 0; ;) {
    const batch = await db.query(
      `DELETE FROM gateway_budgets WHERE window_start > ? AND window_start < ? AND reserved = 0
         AND SUBSTRING_INDEX(subject, '/', -1) IN ('day', 'week', 'month') LIMIT ${BATCH}`,
      { replacements: [dateTime(ALWAYS), dateTime(before)], type: QueryTypes.BULKDELETE },
    );
    forgotten += batch;
    if (batch < BATCH) return forgotten;
  }
}
