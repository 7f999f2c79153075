import type { Clock } from '../clock';
import type { Database } from '../db/database';
import { faultOf } from '../db/faults';
import { sql } from '../db/statement';
import type { Transaction } from '../db/transaction';
import { KnownAccounts } from './account-ids';
import { applyBatch } from './apply-batch';
import { AlongsideFailed, callersError } from './failures';
import type { Operation, Result } from './operations';
import { StaleRead } from './read-book';
import { sessionOf } from './session';

const MAX_TRIES = 5;

/**
 * Applies one operation inside somebody's transaction, with whose commit or rollback it stands or falls. It
 * locks the operation's accounts until then. Throws the AppError of a refused operation, and UNAVAILABLE when
 * what came alongside met a row that stays locked: the accounts must not wait for that. A deadlock comes out as
 * the database's error, for it has ended the whole transaction, and `inTransaction` runs that again.
 */
export async function applyInTransaction(
  { db, clock }: { readonly db: Database; readonly clock: Clock },
  operation: Operation,
  tx: Transaction,
): Promise<Result> {
  const session = sessionOf(db, tx);
  for (let attempt = 1; ; attempt++) {
    await session.run([sql`SAVEPOINT ledger`]);
    try {
      // Ids that only this transaction may have seen are not for others: nothing known before or after.
      const [outcome] = await applyBatch(session, [operation], {
        clock,
        known: new KnownAccounts(),
        busy: 'wait',
      });
      if (outcome === undefined || outcome === 'busy')
        throw new Error('an operation by itself waits for its accounts');
      if (!outcome.ok) throw outcome.error;
      return outcome.result;
    } catch (error) {
      if (error instanceof AlongsideFailed) throw callersError(error);
      const isConflict = faultOf(error) === 'duplicate' || error instanceof StaleRead;
      if (!isConflict || attempt === MAX_TRIES) throw error;
      await session.run([sql`ROLLBACK TO SAVEPOINT ledger`]);
    }
  }
}
