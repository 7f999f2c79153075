import { QueryTypes } from 'sequelize';
import { dateTime } from '../db/columns';
import type { Database } from '../db/database';
import { inTransaction } from '../db/transaction';

const OF_ANYBODY = 'FROM identity_events WHERE created_at < ?';
// Left to itself, the optimizer reads what is young enough of users as well, to find that it belongs to somebody.
const OF_NOBODY =
  'FROM identity_events FORCE INDEX (identity_events_user) WHERE user_id IS NULL AND created_at < ?';

/** Deletes up to `limit` events from before `before`, the oldest first; answers how many. */
export async function deleteOldEvents(
  db: Database,
  whose: 'anybody' | 'nobody',
  before: Date,
  limit: number,
): Promise<number> {
  const old = `SELECT id ${whose === 'nobody' ? OF_NOBODY : OF_ANYBODY} ORDER BY created_at LIMIT ?`;
  // A plain DELETE takes no FORCE INDEX.
  return inTransaction(db, (tx) =>
    db.query(`DELETE e FROM identity_events e JOIN (${old}) AS old ON old.id = e.id`, {
      replacements: [dateTime(before), limit],
      type: QueryTypes.BULKDELETE,
      transaction: tx,
    }),
  );
}
