import { QueryTypes } from 'sequelize';
import type { Database } from '../db/database';
import type { Transaction } from '../db/transaction';

export type Row = Readonly<Record<string, unknown>>;

/** One connection in a transaction of READ COMMITTED, as the ledger's statements need it. */
export interface Session {
  /**
   * Runs complete statements in order, and answers the rows of each (none for a write). It stops at the first
   * that fails and throws its error; those before it have run.
   */
  run(statements: readonly string[]): Promise<readonly (readonly Row[])[]>;
}

/** A session inside somebody's Sequelize transaction, which commits or rolls back without us. */
export function sessionOf(db: Database, tx: Transaction): Session {
  return {
    async run(statements) {
      const results: (readonly Row[])[] = [];
      for (const sql of statements) {
        const isRead = sql.startsWith('SELECT');
        results.push(
          isRead
            ? await db.query<Row>(sql, { type: QueryTypes.SELECT, transaction: tx })
            : (await db.query(sql, { type: QueryTypes.RAW, transaction: tx }), []),
        );
      }
      return results;
    },
  };
}
