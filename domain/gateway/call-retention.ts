import { QueryTypes } from 'sequelize';
import type { Clock } from '../clock';
import { dateTime } from '../db/columns';
import type { Database } from '../db/database';
import { inTransaction, type Transaction } from '../db/transaction';
import { firstIdAt } from './call-filter';
import { deleteEndedWindows } from './ended-windows';
import { forgetMonthShares, keepMonthShares } from './month-totals';
import { keepDeletedShares } from './totals';

/** The fact of the installation that says since when all calls are kept. */
export const CALLS_SINCE = 'gateway_calls_since';

/** How many rows of each kind were deleted. */
export interface SweptCalls {
  readonly bodies: number;
  readonly calls: number;
  /** What was counted in a day, a week or a month that is long over. */
  readonly windows: number;
}

/** What is kept of calls is kept for a time; what they paid and what they were added to stays. */
export interface CallRetention {
  /**
   * Deletes what is kept no longer, at most 1,000 rows a transaction so that nobody waits long for them. `onBatch` is
   * told after each how many went so far; what it throws ends the sweep, and what has gone by then is gone.
   */
  sweep(onBatch?: (sweptSoFar: SweptCalls) => void): Promise<SweptCalls>;
}

const BATCH = 1000;
/** Bodies are large, each a file's worth: fewer of them make a transaction of the same size. */
const BODIES_BATCH = 100;
const DAY_MS = 86_400_000;

/** `callDays`: for how many days the rows of calls are kept; 0 for ever. */
export function createCallRetention({
  db,
  clock,
  callDays,
}: {
  readonly db: Database;
  readonly clock: Clock;
  readonly callDays: number;
}): CallRetention {
  return {
    async sweep(onBatch = () => undefined) {
      const now = clock.now();
      let swept: SweptCalls = { bodies: 0, calls: 0, windows: 0 };
      const empty = async (
        kind: keyof SweptCalls,
        limit: number,
        batch: (limit: number) => Promise<number>,
      ) => {
        for (let deleted = limit; deleted === limit;) {
          deleted = await batch(limit);
          swept = { ...swept, [kind]: swept[kind] + deleted };
          onBatch(swept);
        }
      };
      await empty('bodies', BODIES_BATCH, (limit) => deleteBodies(db, now, limit));
      if (callDays > 0) {
        const before = new Date(now.getTime() - callDays * DAY_MS);
        await empty('calls', BATCH, (limit) => deleteCalls(db, before, now, limit));
      }
      await forgetMonthShares(db, now);
      await empty('windows', BATCH, (limit) => deleteEndedWindows(db, now, limit));
      return swept;
    },
  };
}

function deleteBodies(db: Database, now: Date, limit: number): Promise<number> {
  return inTransaction(db, (tx) =>
    db.query('DELETE FROM gateway_bodies WHERE expires_at <= ? ORDER BY expires_at LIMIT ?', {
      replacements: [dateTime(now), limit],
      type: QueryTypes.BULKDELETE,
      transaction: tx,
    }),
  );
}

/** The tables that hold calls, and the column that names one. */
const OF_CALLS = [
  ['gateway_attempts', 'call_id'],
  ['gateway_bodies', 'call_id'],
  ['gateway_calls', 'id'],
] as const;

function deleteCalls(db: Database, before: Date, now: Date, limit: number): Promise<number> {
  return inTransaction(db, async (tx) => {
    const rows = await db.query<{ id: string }>(
      'SELECT id FROM gateway_calls WHERE id < ? ORDER BY id LIMIT ? FOR UPDATE',
      { replacements: [firstIdAt(before), limit], type: QueryTypes.SELECT, transaction: tx },
    );
    if (rows.length === 0) return 0;
    const ids = rows.map(({ id }) => id);
    await noteKeptSince(db, before, tx);
    await keepDeletedShares(db, ids, tx);
    await keepMonthShares(db, ids, now, tx);
    for (const [table, column] of OF_CALLS) {
      await db.query(`DELETE FROM ${table} WHERE ${column} IN (?)`, {
        replacements: [ids],
        type: QueryTypes.BULKDELETE,
        transaction: tx,
      });
    }
    return ids.length;
  });
}

/** The audit must know that what was paid before may have lost its call. */
async function noteKeptSince(db: Database, since: Date, tx: Transaction): Promise<void> {
  await db.query(
    `INSERT INTO installation_facts (name, created_at) VALUES (?, ?)
     ON DUPLICATE KEY UPDATE created_at = GREATEST(created_at, VALUES(created_at))`,
    { replacements: [CALLS_SINCE, dateTime(since)], type: QueryTypes.INSERT, transaction: tx },
  );
}
