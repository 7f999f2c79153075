import type { Credits } from '../credits';
import { accountName, type AccountRef } from './accounts';
import type { MoneyKind } from './operations';

/** An account under its lock. */
export interface Account {
  readonly id: number;
  readonly posted: Credits;
  readonly held: Credits;
  /** The number of its newest entry, 0 before the first. */
  readonly lastSeq: number;
}

export type HoldState = 'pending' | 'captured' | 'released';

/** A row of `holds`. */
export interface HoldRow {
  readonly key: string;
  /** null in the tombstone of a hold that never arrived. */
  readonly accountId: number | null;
  readonly amount: Credits;
  readonly captured: Credits;
  readonly state: HoldState;
  readonly reference: string | null;
  readonly createdAt: Date;
  readonly expiresAt: Date | null;
}

/** One side of an operation: an account, and the number there of the entry that it made, if it moved money. */
export interface Leg {
  readonly accountId: number;
  readonly seq: number | null;
}

export type TransferKind = MoneyKind | 'hold' | 'release';

/** What a batch must know of an operation that took effect, by its idempotency key. */
export interface Recorded {
  readonly key: string;
  readonly hash: string;
  readonly amount: Credits;
  readonly description: string;
  readonly createdAt: Date;
}

/** A row of `transfers`. */
export interface TransferRow extends Recorded {
  readonly kind: TransferKind;
  /** The hold that was made, captured or released. */
  readonly hold: string | null;
  readonly reference: string | null;
  /** Where the money came from, or would have: the account of a hold. */
  readonly debit: Leg | null;
  readonly credit: Leg | null;
}

/** A row of `entries`; `transfer` is the idempotency key of the row of `transfers` that it belongs to. */
export interface EntryRow {
  readonly accountId: number;
  readonly seq: number;
  readonly transfer: string;
  /** Signed: what it added to the account. */
  readonly amount: Credits;
  readonly balanceAfter: Credits;
}

/** The state of everything that a batch may touch, read under the locks of its accounts. */
export interface Book {
  /** Ids by account name. */
  readonly accountIds: ReadonlyMap<string, number>;
  readonly accounts: ReadonlyMap<number, Account>;
  readonly holds: ReadonlyMap<string, HoldRow>;
  /** The operations of the batch's keys that took effect before it. */
  readonly recorded: ReadonlyMap<string, Recorded>;
}

/** A hold that the batch resolves. */
export interface Resolution {
  readonly hold: HoldRow;
  /** The idempotency key of the operation that resolved it. */
  readonly by: string;
}

/** What a batch changes: the rows to insert, and those to update with their new content. */
export interface Changes {
  readonly transfers: readonly TransferRow[];
  readonly entries: readonly EntryRow[];
  readonly newHolds: readonly (HoldRow & { readonly resolvedBy: string | null })[];
  readonly resolved: readonly Resolution[];
  readonly accounts: readonly Account[];
}

/** The id of an account of the batch. */
export function accountIdOf(book: Book, account: AccountRef): number {
  const id = book.accountIds.get(accountName(account));
  if (id === undefined) throw new Error(`account ${accountName(account)} was not read for this batch`);
  return id;
}
