import { QueryTypes } from 'sequelize';
import type { Credits } from '../credits';
import type { Database } from '../db/database';
import { currencyOf, userAccount, type AccountRef } from './accounts';
import type { Account } from './book';
import type { MoneyKind } from './operations';
import { ACCOUNT_COLUMNS, money, toAccount } from './rows';
import type { Row } from './session';

export interface Balance {
  readonly posted: Credits;
  /** Set aside by pending holds. */
  readonly held: Credits;
  /** What can be spent: posted minus held. */
  readonly available: Credits;
}

export interface Page {
  /** From 1. */
  readonly page: number;
  readonly pageSize: number;
}

export interface StatementItem {
  /** The number of the entry on its account: 1 is the oldest, without gaps. */
  readonly id: number;
  /** Why the money moved. */
  readonly type: MoneyKind;
  /** Signed: below 0 is what was taken from the account. */
  readonly amount: Credits;
  readonly balanceAfter: Credits;
  readonly description: string;
  /** What it was for: a job's id, an order's number. */
  readonly reference: string | null;
  readonly createdAt: Date;
}

export interface Statement {
  readonly total: number;
  readonly items: readonly StatementItem[];
}

export async function balance(db: Database, ref: AccountRef): Promise<Balance> {
  const account = await find(db, ref);
  if (!account) return { posted: 0n, held: 0n, available: 0n };
  const { posted, held } = account;
  return { posted, held, available: posted - held };
}

/** What users can spend, by user; who never had anything is missing. */
export async function spendable(db: Database, userIds: readonly number[]): Promise<Map<number, Credits>> {
  if (userIds.length === 0) return new Map();
  const owners = new Map(userIds.map((id) => [userAccount(id).owner, id]));
  const { type } = userAccount(0);
  const rows = await db.query<Row>(
    `SELECT owner, posted - held AS available FROM accounts WHERE type = ? AND currency = ? AND owner IN (?)`,
    { replacements: [type, currencyOf(userAccount(0)), [...owners.keys()]], type: QueryTypes.SELECT },
  );
  return new Map(rows.map((row) => [owners.get(row['owner'] as string) ?? 0, money(row['available'])]));
}

export async function statement(db: Database, ref: AccountRef, { page, pageSize }: Page): Promise<Statement> {
  const account = await find(db, ref);
  // Entries are numbered without gaps, so that a page is a range of numbers however far back it is.
  const newest = (account?.lastSeq ?? 0) - (page - 1) * pageSize;
  if (!account || newest < 1) return { total: account?.lastSeq ?? 0, items: [] };
  const rows = await db.query<Row>(
    `SELECT e.seq, e.amount, e.balance_after, t.kind, t.description, t.reference, t.created_at
     FROM entries e JOIN transfers t ON t.id = e.transfer_id
     WHERE e.account_id = ? AND e.seq BETWEEN ? AND ? ORDER BY e.seq DESC`,
    { replacements: [account.id, Math.max(1, newest - pageSize + 1), newest], type: QueryTypes.SELECT },
  );
  return { total: account.lastSeq, items: rows.map(toItem) };
}

async function find(db: Database, ref: AccountRef): Promise<Account | undefined> {
  const [row] = await db.query<Row>(
    `SELECT ${ACCOUNT_COLUMNS} FROM accounts WHERE owner = ? AND type = ? AND currency = ?`,
    { replacements: [ref.owner, ref.type, currencyOf(ref)], type: QueryTypes.SELECT },
  );
  return row && toAccount(row);
}

function toItem(row: Row): StatementItem {
  return {
    id: Number(row['seq']),
    type: row['kind'] as MoneyKind,
    amount: money(row['amount']),
    balanceAfter: money(row['balance_after']),
    description: row['description'] as string,
    reference: row['reference'] as string | null,
    createdAt: row['created_at'] as Date,
  };
}
