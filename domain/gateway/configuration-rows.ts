import type { Database } from '../db/database';
import type { Row } from '../db/rows';
import { sql } from '../db/statement';
import { inTransaction, type Transaction } from '../db/transaction';

export type ConfigurationRow = Row;

export { deleteRow, given, insertRow, selectRows, updateRow, type Columns } from '../db/rows';

/**
 * Runs `work` in a transaction that tells every process, with its commit, that the configuration has changed: it is in
 * force everywhere within a second. `work` may be run again, as by `inTransaction`.
 */
export async function changeConfiguration<T>(
  db: Database,
  work: (tx: Transaction) => Promise<T>,
): Promise<T> {
  return inTransaction(db, async (tx) => {
    const result = await work(tx);
    // Last, for everybody who changes something waits for this row.
    await db.query(sql`UPDATE gateway_revision SET revision = revision + 1 WHERE id = 1`, {
      transaction: tx,
    });
    return result;
  });
}

/** Waits, inside `changeConfiguration`, until nobody else changes anything: for what is only right when done alone. */
export async function alone(db: Database, tx: Transaction): Promise<void> {
  await db.query(sql`SELECT revision FROM gateway_revision WHERE id = 1 FOR UPDATE`, { transaction: tx });
}
