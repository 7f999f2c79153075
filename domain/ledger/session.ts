import { QueryTypes } from 'sequelize';
import type { Database } from '../db/database';
import type { Statement } from '../db/statement';
import type { Transaction } from '../db/transaction';

export type Row = Readonly<Record<string, unknown>>;

/** One connection in a transaction of READ COMMITTED, as the ledger's statements need it. */
export interface Session {
  /**
   * Runs statements in order, and answers the rows of each (none for a write). It stops at the first that
   * fails and throws its error, of which `failedAt` tells the statement; those before it have run.
   */
  run(statements: readonly Statement[]): Promise<readonly (readonly Row[])[]>;
}

/** A session inside somebody's Sequelize transaction, which commits or rolls back without us. */
export function sessionOf(db: Database, tx: Transaction): Session {
  return {
    async run(statements) {
      const results: (readonly Row[])[] = [];
      for (const [index, sql] of statements.entries()) {
        try {
          results.push(await runOne(db, tx, sql));
        } catch (error) {
          throw markFailure(error, index);
        }
      }
      return results;
    },
  };
}

async function runOne(db: Database, transaction: Transaction, sql: Statement): Promise<readonly Row[]> {
  if (sql.startsWith('SELECT')) return db.query<Row>(sql, { type: QueryTypes.SELECT, transaction });
  await db.query(sql, { type: QueryTypes.RAW, transaction });
  return [];
}

const FAILED_AT = Symbol('the place of the statement that failed');

/** Notes on an error of the database which statement of a run it was, from 0. */
export function markFailure(error: unknown, index: number): unknown {
  return error instanceof Error ? Object.assign(error, { [FAILED_AT]: index }) : error;
}

/** The place of the statement in its run that an error came from: exact for a write. */
export function failedAt(error: unknown): number | undefined {
  return (error as { readonly [FAILED_AT]?: number } | null)?.[FAILED_AT];
}
