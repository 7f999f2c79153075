import type { Database } from '../db/database';
import { faultOf } from '../db/faults';
import { GroupCommit } from '../db/group-commit';
import { insertStatements, type NewRow } from '../db/new-rows';
import { runStatements, type Statement } from '../db/statement';
import { inTransaction } from '../db/transaction';
import { AppError } from '../errors';

const LARGEST_BATCH = 256;
const LONGEST_QUEUE = 10_000;

/** Writes the rows of calls that move no money: what comes while a batch is being committed goes into the next. */
export interface CallWriter {
  /**
   * Writes rows and runs statements, all in one transaction, after which this resolves.
   * @throws AppError UNAVAILABLE when the database is away, or too many wait; else the database's error.
   */
  write(rows: readonly NewRow[], statements?: readonly Statement[]): Promise<void>;
  /** Resolves when nothing is under way. */
  idle(): Promise<void>;
}

interface Entry {
  readonly rows: readonly NewRow[];
  readonly statements: readonly Statement[];
}

export function createCallWriter({ db }: { readonly db: Database }): CallWriter {
  const group = new GroupCommit<Entry, undefined>({
    largestBatch: LARGEST_BATCH,
    longestQueue: LONGEST_QUEUE,
    async commit(batch) {
      try {
        await commit(batch.map(({ operation }) => operation));
        for (const { resolve } of batch) resolve(undefined);
      } catch (error) {
        if (batch.length === 1 || faultOf(error) === 'away') throw error;
        // One of them is refused: each for itself tells which.
        for (const { operation, resolve, reject } of batch) {
          await commit([operation]).then(() => resolve(undefined), reject);
        }
      }
    },
  });

  async function commit(entries: readonly Entry[]): Promise<void> {
    const statements = entries.flatMap((entry) => entry.statements);
    const inserts = insertStatements(entries.flatMap(({ rows }) => rows)).map(({ statement }) => statement);
    await inTransaction(db, (tx) => runStatements(db, [...statements, ...inserts], tx));
  }

  return {
    async write(rows, statements = []) {
      try {
        await group.submit({ rows, statements });
      } catch (error) {
        throw faultOf(error) === 'away' ? new AppError('UNAVAILABLE', undefined, { cause: error }) : error;
      }
    },
    idle: () => group.idle(),
  };
}
