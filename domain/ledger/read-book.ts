import { accountName, type AccountRef } from './accounts';
import { accountIds, type KnownAccounts } from './account-ids';
import type { Book } from './book';
import { text } from './literals';
import type { Operation } from './operations';
import { ACCOUNT_COLUMNS, HOLD_COLUMNS, RECORDED_COLUMNS, toAccount, toHold, toRecorded } from './rows';
import type { Session } from './session';

/** The batch met a hold or an account that was not as it had been a moment before: read again. */
export class StaleRead extends Error {
  override readonly name = 'StaleRead';
}

export interface Reading {
  readonly known: KnownAccounts;
  /** What to do about an account that another transaction has locked: wait for it, or leave it out. */
  readonly busy: 'wait' | 'skip';
}

/**
 * Locks the accounts that the operations touch, in ascending order of their ids, creating missing ones, and
 * then reads what stands there. Everything about an account and its holds changes under this lock, so what is
 * read is how things are until the transaction ends. Throws StaleRead.
 */
export async function readBook(
  session: Session,
  operations: readonly Operation[],
  { known, busy }: Reading,
): Promise<Book> {
  const ids = await accountIds(session, operations.flatMap(accountsOf), known);
  const holders = await holdersOf(session, operations);
  const locked = [...new Set([...ids.values(), ...holders])].sort((a, b) => a - b);
  const keys = new Set(operations.map(({ key }) => key));
  const holdKeys = new Set(operations.flatMap(holdsOf));

  const [accountRows = [], recordedRows = [], holdRows = []] = await session.run([
    // Forced to the primary key: a scan of a small table would wait for accounts that are none of ours.
    `SELECT ${ACCOUNT_COLUMNS} FROM accounts FORCE INDEX (PRIMARY) WHERE id IN (${locked.join(',') || 'NULL'})` +
      ` ORDER BY id FOR UPDATE${busy === 'skip' ? ' SKIP LOCKED' : ''}`,
    `SELECT ${RECORDED_COLUMNS} FROM transfers WHERE idem_key IN (${list(keys)})`,
    ...(holdKeys.size > 0 ? [`SELECT ${HOLD_COLUMNS} FROM holds WHERE hold_key IN (${list(holdKeys)})`] : []),
  ]);

  const book: Book = {
    accountIds: ids,
    accounts: new Map(accountRows.map(toAccount).map((account) => [account.id, account])),
    holds: new Map(holdRows.map(toHold).map((hold) => [hold.key, hold])),
    recorded: new Map(recordedRows.map(toRecorded).map((row) => [row.key, row])),
  };
  requireFresh(book, locked, busy);
  return book;
}

/** Whether the book has every account that the operation touches: one left out is busy. */
export function covers(book: Book, operation: Operation): boolean {
  const named = accountsOf(operation).map((account) => book.accountIds.get(accountName(account)));
  const held = holdsOf(operation).map((key) => book.holds.get(key)?.accountId ?? undefined);
  return [...named, ...held].every((id) => id === undefined || book.accounts.has(id));
}

function requireFresh(book: Book, locked: readonly number[], busy: Reading['busy']): void {
  if (busy === 'wait' && book.accounts.size < locked.length) throw new StaleRead('an account is gone');
  const wasLocked = new Set(locked);
  for (const { key, accountId } of book.holds.values()) {
    if (accountId !== null && !wasLocked.has(accountId)) throw new StaleRead(`hold ${key} has just arrived`);
  }
}

/** The accounts of the holds that are to be captured or released; these do not name them. */
async function holdersOf(session: Session, operations: readonly Operation[]): Promise<number[]> {
  const keys = new Set(operations.flatMap((op) => (op.type === 'hold' ? [] : holdsOf(op))));
  if (keys.size === 0) return [];
  const [rows = []] = await session.run([
    `SELECT account_id FROM holds WHERE hold_key IN (${list(keys)}) AND account_id IS NOT NULL`,
  ]);
  return rows.map((row) => Number(row['account_id']));
}

function accountsOf(operation: Operation): readonly AccountRef[] {
  switch (operation.type) {
    case 'hold':
      return [operation.account];
    case 'capture':
      return [operation.to];
    case 'release':
      return [];
    case 'transfer':
      return [operation.from, operation.to];
  }
}

function holdsOf(operation: Operation): readonly string[] {
  switch (operation.type) {
    case 'hold':
      return [operation.key];
    case 'capture':
    case 'release':
      return [operation.hold];
    case 'transfer':
      return [];
  }
}

function list(values: Iterable<string>): string {
  return Array.from(values, text).join(',');
}
