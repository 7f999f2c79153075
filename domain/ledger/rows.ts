import type { Credits } from '../credits';
import { sql } from '../db/statement';
import type { Account, HoldRow, HoldState, Recorded } from './book';
import type { Row } from './session';

/** Money out of a BIGINT or a sum: the driver hands over a number where that is exact, else a string. */
export function money(value: unknown): Credits {
  return BigInt(value as number | string);
}

export const ACCOUNT_COLUMNS = sql`id, posted, held, last_seq`;

export function toAccount(row: Row): Account {
  return {
    id: Number(row['id']),
    posted: money(row['posted']),
    held: money(row['held']),
    lastSeq: Number(row['last_seq']),
  };
}

export const HOLD_COLUMNS = sql`hold_key, account_id, amount, captured, state, reference, created_at, expires_at`;

export function toHold(row: Row): HoldRow {
  return {
    key: row['hold_key'] as string,
    accountId: row['account_id'] === null ? null : Number(row['account_id']),
    amount: money(row['amount']),
    captured: money(row['captured']),
    state: row['state'] as HoldState,
    reference: row['reference'] as string | null,
    createdAt: row['created_at'] as Date,
    expiresAt: row['expires_at'] as Date | null,
  };
}

export const RECORDED_COLUMNS = sql`idem_key, LOWER(HEX(request_hash)) AS hash, amount, description, created_at`;

export function toRecorded(row: Row): Recorded {
  return {
    key: row['idem_key'] as string,
    hash: row['hash'] as string,
    amount: money(row['amount']),
    description: row['description'] as string,
    createdAt: row['created_at'] as Date,
  };
}
