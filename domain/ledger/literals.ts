import { escape } from 'mysql2';
import { dateTime } from '../db/columns';

/*
 * The ledger writes its statements as text: a batch has another number of rows each time, which prepared
 * statements do not suit, and the text of one statement for many rows is the cheapest for both sides. So each
 * value in a statement must come through one of these.
 */

export function text(value: string | null): string {
  return value === null ? 'NULL' : escape(value);
}

export function whole(value: bigint | number | null): string {
  return value === null ? 'NULL' : value.toString();
}

/** Bytes, given as hexadecimal digits. */
export function bytes(hex: string | null): string {
  return hex === null ? 'NULL' : `x'${hex}'`;
}

export function time(value: Date | null): string {
  return value === null ? 'NULL' : `'${dateTime(value)}'`;
}

/** A tuple of literals: a row of VALUES. */
export function tuple(literals: readonly string[]): string {
  return `(${literals.join(',')})`;
}
