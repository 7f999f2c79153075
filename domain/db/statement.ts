import { escape, format } from 'mysql2';
import { dateTime } from './columns';
import type { Database } from './database';
import type { Transaction } from './transaction';

/*
 * Statements as text. What is committed together by the ledger goes to the server in one packet, over a
 * connection that takes several statements at once: there a mistake in quoting would be a catastrophe. So
 * such statements have a type of their own, which only this file makes, out of SQL that stands in the code
 * and values that it has quoted itself.
 */

declare const quoted: unique symbol;
declare const complete: unique symbol;

/** A value as SQL writes it. */
export type Literal = string & { readonly [quoted]: true };

/** A statement, or a part of one, that holds values as literals only. */
export type Statement = string & { readonly [complete]: true };

export type Value = string | number | bigint | Date | null;

/** A statement whose every `?` is replaced by its value. Objects are not taken, whose meaning is the driver's. */
export function statement(code: string, values: readonly Value[]): Statement {
  return format(
    code,
    values.map((value) => (value instanceof Date ? dateTime(value) : value)),
  ) as Statement;
}

/** A statement with literals in it, for one of many rows: `` sql`… VALUES ${list(rows)}` ``. */
export function sql(
  code: TemplateStringsArray,
  ...parts: readonly (Literal | Statement | number | bigint)[]
): Statement {
  let written = code[0] ?? '';
  for (let n = 0; n < parts.length; n++) written += `${parts[n]}${code[n + 1]}`;
  return written as Statement;
}

/** Its items, with commas between them. */
export function list(items: readonly (Literal | Statement | number | bigint)[]): Literal {
  return items.join(',') as Literal;
}

export function text(value: string | null): Literal {
  return (value === null ? 'NULL' : escape(value)) as Literal;
}

/** An integer, or NULL for what is not there. */
export function whole(value: bigint | number | null | undefined): Literal {
  return (value?.toString() ?? 'NULL') as Literal;
}

/** Bytes, given as hexadecimal digits. */
export function bytes(hex: string): Literal {
  return `x'${hex}'` as Literal;
}

export function time(value: Date | null): Literal {
  return (value === null ? 'NULL' : `'${dateTime(value)}'`) as Literal;
}

/** Runs statements one after the other. */
export async function runStatements(
  db: Database,
  statements: readonly Statement[],
  tx: Transaction,
): Promise<void> {
  for (const each of statements) await db.query(each, { transaction: tx });
}
