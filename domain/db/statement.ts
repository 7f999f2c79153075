import { format } from 'mysql2';
import { dateTime } from './columns';
import type { Database } from './database';
import type { Transaction } from './transaction';

export type Value = string | number | bigint | Date | null;

/** A complete statement: each `?` replaced by its value as a literal. Objects are not taken, whose meaning is the driver's. */
export function statement(sql: string, values: readonly Value[]): string {
  return format(
    sql,
    values.map((value) => (value instanceof Date ? dateTime(value) : value)),
  );
}

/** Runs complete statements one after the other. */
export async function runStatements(
  db: Database,
  statements: readonly string[],
  tx: Transaction,
): Promise<void> {
  for (const sql of statements) await db.query(sql, { transaction: tx });
}
