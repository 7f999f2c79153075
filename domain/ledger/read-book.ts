import { list, sql, text, type Literal, type Statement } from '../db/statement';
import { accountName, mayOverdraw, type AccountRef } from './accounts';
import { accountIds, type KnownAccounts } from './account-ids';
import type { Book } from './book';
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
 * Locks the accounts that the operations touch, creating missing ones, and then reads what stands there.
 * Everything about an account and its holds changes under this lock, so what is read is how things are until
 * the transaction ends. Throws StaleRead.
 *
 * Every transaction locks in one order, so that none waits in a circle: the wallets by their ids, and then
 * the platform's own accounts by theirs. These are where all meet: whoever has one of them locked must not be
 * waiting for somebody's wallet.
 */
export async function readBook(
  session: Session,
  operations: readonly Operation[],
  { known, busy }: Reading,
): Promise<Book> {
  const refs = operations.flatMap(accountsOf);
  const ids = await accountIds(session, refs, known);
  // Only wallets have holds.
  const held = await accountsOfHolds(session, operations);
  const isPlatform = new Set(refs.filter(mayOverdraw).map((ref) => ids.get(accountName(ref))));
  const wanted = [...new Set([...ids.values(), ...held])].sort((a, b) => a - b);
  const locks = [wanted.filter((id) => !isPlatform.has(id)), wanted.filter((id) => isPlatform.has(id))]
    .filter((group) => group.length > 0)
    .map((group) => lockStatement(group, busy));
  const holdKeys = new Set(operations.flatMap((op) => (op.type === 'hold' ? [op.key] : resolvedBy(op))));

  const results = await session.run([
    ...locks,
    sql`SELECT ${RECORDED_COLUMNS} FROM transfers WHERE idem_key IN (${texts(operations.map(({ key }) => key))})`,
    ...(holdKeys.size > 0
      ? [sql`SELECT ${HOLD_COLUMNS} FROM holds WHERE hold_key IN (${texts(holdKeys)})`]
      : []),
  ]);
  const accountRows = results.slice(0, locks.length).flat();
  const [recordedRows = [], holdRows = []] = results.slice(locks.length);

  const book: Book = {
    accountIds: ids,
    accounts: new Map(accountRows.map(toAccount).map((account) => [account.id, account])),
    holds: new Map(holdRows.map(toHold).map((hold) => [hold.key, hold])),
    recorded: new Map(recordedRows.map(toRecorded).map((row) => [row.key, row])),
  };
  requireFresh(book, operations, wanted, busy);
  return book;
}

/** Whether the book has every account that the operation touches: one left out is busy. */
export function covers(book: Book, operation: Operation): boolean {
  const named = accountsOf(operation).map((account) => book.accountIds.get(accountName(account)));
  const held = resolvedBy(operation).map((key) => book.holds.get(key)?.accountId ?? undefined);
  return [...named, ...held].every((id) => id === undefined || book.accounts.has(id));
}

function lockStatement(ids: readonly number[], busy: Reading['busy']): Statement {
  // Forced to the primary key: a scan of a small table would wait for accounts that are none of ours.
  return sql`SELECT ${ACCOUNT_COLUMNS} FROM accounts FORCE INDEX (PRIMARY) WHERE id IN (${list(ids)})
    ORDER BY id FOR UPDATE ${busy === 'skip' ? sql`SKIP LOCKED` : sql``}`;
}

function requireFresh(
  book: Book,
  operations: readonly Operation[],
  wanted: readonly number[],
  busy: Reading['busy'],
): void {
  if (busy === 'wait' && book.accounts.size < wanted.length) throw new StaleRead('an account is gone');
  const asked = new Set(wanted);
  for (const key of operations.flatMap(resolvedBy)) {
    const id = book.holds.get(key)?.accountId;
    if (typeof id === 'number' && !asked.has(id)) throw new StaleRead(`hold ${key} has just arrived`);
  }
}

/** The accounts of the holds that are to be captured or released; these do not name them. */
async function accountsOfHolds(session: Session, operations: readonly Operation[]): Promise<number[]> {
  const keys = new Set(operations.flatMap(resolvedBy));
  if (keys.size === 0) return [];
  const [rows = []] = await session.run([
    sql`SELECT account_id FROM holds WHERE hold_key IN (${texts(keys)}) AND account_id IS NOT NULL`,
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

/** The hold that the operation is to end, if any: its account must be locked for that. */
function resolvedBy(operation: Operation): readonly string[] {
  return operation.type === 'capture' || operation.type === 'release' ? [operation.hold] : [];
}

function texts(values: Iterable<string>): Literal {
  return list(Array.from(values, text));
}
