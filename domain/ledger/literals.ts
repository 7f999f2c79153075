import { escape } from 'mysql2';
import { dateTime } from '../db/columns';

/*
 * The ledger writes its statements as text: a batch has another number of rows each time, which prepared
 * statements do not suit, and the text of one statement for many rows is the cheapest for both sides. So
 * whatever is no number must come into a statement through one of these.
 */

export function text(value: string | null): string {
  return value === null ? 'NULL' : escape(value);
}

/** An integer, or NULL for what is not there. */
export function whole(value: bigint | number | null | undefined): string {
  return value?.toString() ?? 'NULL';
}

/** Bytes, given as hexadecimal digits. */
export function bytes(hex: string): string {
  return `x'${hex}'`;
}

export function time(value: Date | null): string {
  return value === null ? 'NULL' : `'${dateTime(value)}'`;
}
