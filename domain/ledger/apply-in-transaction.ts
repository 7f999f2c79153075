import type { Clock } from '../clock';
import type { Database } from '../db/database';
import type { Transaction } from '../db/transaction';
import { KnownAccounts } from './account-ids';
import { applyBatch } from './apply-batch';
import { isDuplicateKey } from './failures';
import type { Operation, Result } from './operations';
import { StaleRead } from './read-book';
import { sessionOf } from './session';

const MAX_TRIES = 5;

/**
 * Applies one operation inside somebody's transaction, with whose commit or rollback it stands or falls. It
 * locks the operation's accounts until then. Throws the AppError of a refused operation; a deadlock comes out
 * as the database's error, for it has ended the whole transaction, and `inTransaction` runs that again.
 */
export async function applyInTransaction(
  { db, clock }: { readonly db: Database; readonly clock: Clock },
  operation: Operation,
  tx: Transaction,
): Promise<Result> {
  const session = sessionOf(db, tx);
  for (let attempt = 1; ; attempt++) {
    await session.run(['SAVEPOINT ledger']);
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
      const isConflict = isDuplicateKey(error) || error instanceof StaleRead;
      if (!isConflict || attempt === MAX_TRIES) throw error;
      await session.run(['ROLLBACK TO SAVEPOINT ledger']);
    }
  }
}
