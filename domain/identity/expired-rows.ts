import { QueryTypes } from 'sequelize';
import { dateTime } from '../db/columns';
import type { Database } from '../db/database';
import { inTransaction } from '../db/transaction';

/** Each new row clears away this many that have expired, so that the tables stay small by themselves. */
const SWEPT_PER_ROW = 20;

/** Deletes some of the rows that were good until before `now`. */
export async function sweepExpired(
  db: Database,
  table: 'verification_codes' | 'one_time_tokens',
  now: Date,
): Promise<void> {
  await inTransaction(db, (tx) =>
    db.query(`DELETE FROM ${table} WHERE expires_at < ? ORDER BY expires_at LIMIT ?`, {
      replacements: [dateTime(now), SWEPT_PER_ROW],
      type: QueryTypes.BULKDELETE,
      transaction: tx,
    }),
  );
}
