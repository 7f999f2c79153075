import type { Clock } from '../clock';
import type { Database } from '../db/database';
import { faultOf } from '../db/faults';
import { sql } from '../db/statement';
import type { Transaction } from '../db/transaction';
import { KnownAccounts } from './account-ids';
import { applyBatch, type BatchOutcome } from './apply-batch';
import { AlongsideFailed, callersError } from './failures';
import type { Operation, Outcome, Result } from './operations';
import { StaleRead } from './read-book';
import { sessionOf } from './session';

const MAX_TRIES = 5;

/**
 * Applies operations inside somebody's transaction, with whose commit or rollback they stand or fall: all of them, or
 * none when one is refused. It locks the accounts of all of them at once, until the transaction ends. Throws the
 * AppError of a refused operation, and UNAVAILABLE when what came alongside met a row that stays locked: the accounts
 * must not wait for that. A deadlock comes out as the database's error, for it has ended the whole transaction, and
 * `inTransaction` runs that again.
 */
export async function applyInTransaction(
  { db, clock }: { readonly db: Database; readonly clock: Clock },
  operations: readonly Operation[],
  tx: Transaction,
): Promise<Result[]> {
  const session = sessionOf(db, tx);
  for (let attempt = 1; ; attempt++) {
    await session.run([sql`SAVEPOINT ledger`]);
    try {
      // Ids that only this transaction may have seen are not for others: nothing known before or after.
      const reading = { clock, known: new KnownAccounts(), busy: 'wait' } as const;
      const outcomes = await applyBatch(session, operations, reading);
      const refused = outcomes.find(isRefused);
      if (!refused) return outcomes.map(resultOf);
      // Alone it has written nothing; together with others, these have.
      if (operations.length > 1) await session.run([sql`ROLLBACK TO SAVEPOINT ledger`]);
      throw refused.error;
    } catch (error) {
      if (error instanceof AlongsideFailed) throw callersError(error);
      const isConflict = faultOf(error) === 'duplicate' || error instanceof StaleRead;
      if (!isConflict || attempt === MAX_TRIES) throw error;
      await session.run([sql`ROLLBACK TO SAVEPOINT ledger`]);
    }
  }
}

function isRefused(outcome: BatchOutcome): outcome is Extract<Outcome, { ok: false }> {
  return outcome !== 'busy' && !outcome.ok;
}

function resultOf(outcome: BatchOutcome): Result {
  if (outcome === 'busy' || !outcome.ok)
    throw new Error('an operation that waits for its accounts has a result');
  return outcome.result;
}
