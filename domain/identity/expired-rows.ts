import { QueryTypes } from 'sequelize';
import { dateTime } from '../db/columns';
import type { Database } from '../db/database';
import { inTransaction } from '../db/transaction';

/** Tables of what is good until its `expires_at`, which an index finds. */
type Expiring = 'sessions' | 'team_invitations' | 'verification_codes' | 'one_time_tokens';

/** Each new row clears away this many that have expired, so that the tables stay small by themselves. */
const SWEPT_PER_ROW = 20;

/** Deletes some of the rows that were good until before `now`. */
export async function sweepExpired(
  db: Database,
  table: 'verification_codes' | 'one_time_tokens',
  now: Date,
): Promise<void> {
  await deleteExpired(db, table, now, SWEPT_PER_ROW);
}

/** Deletes up to `limit` rows that were good until before `before`, the oldest first; answers how many. */
export async function deleteExpired(
  db: Database,
  table: Expiring,
  before: Date,
  limit: number,
): Promise<number> {
  return inTransaction(db, (tx) =>
    db.query(`DELETE FROM ${table} WHERE expires_at < ? ORDER BY expires_at LIMIT ?`, {
      replacements: [dateTime(before), limit],
      type: QueryTypes.BULKDELETE,
      transaction: tx,
    }),
  );
}
