import { QueryTypes } from 'sequelize';
import type { Credits } from '../credits';
import { dateTime } from '../db/columns';
import type { Database } from '../db/database';
import { currencyOf, userAccount, type AccountRef } from './accounts';
import type { Account } from './book';
import type { MoneyKind } from './operations';
import { ACCOUNT_COLUMNS, money, toAccount } from './rows';
import type { Row } from './session';
import { firstEntryAt } from './first-entry';
import { entriesOfKind, readLines, turnoverOf, type Span, type Turnover } from './statement-lines';

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

/** Which entries of an account; all unless something is given. */
export interface StatementFilter {
  readonly kind?: MoneyKind | undefined;
  readonly from?: Date | undefined;
  /** The first moment that is not wanted any more. */
  readonly before?: Date | undefined;
}

export interface Statement {
  readonly total: number;
  /** What all of them add up to, on all pages. */
  readonly turnover: Turnover;
  readonly items: readonly StatementItem[];
}

const NOTHING: Turnover = { entries: 0, received: 0n, given: 0n };

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

/** A page of an account's entries, newest first. */
export async function statement(
  db: Database,
  ref: AccountRef,
  page: Page,
  filter: StatementFilter = {},
): Promise<Statement> {
  const account = await find(db, ref);
  if (!account) return { total: 0, turnover: NOTHING, items: [] };
  const range = { skipped: (page.page - 1) * page.pageSize, pageSize: page.pageSize };
  const { kind, from, before } = filter;
  const [first, end] = await Promise.all([
    from === undefined ? 1 : firstEntryAt(db, account, from),
    before === undefined ? account.lastSeq + 1 : firstEntryAt(db, account, before),
  ]);
  const lines = await readLines(db, account.id, account.lastSeq, { first, end });
  if (!lines) return scanned(db, account, filter, range);
  const turnover = turnoverOf(lines, kind);
  const numbers =
    kind === undefined
      ? numbersBack(lines.span, range)
      : await entriesOfKind(db, account.id, lines, kind, range);
  return { total: turnover.entries, turnover, items: await readItems(db, account.id, numbers) };
}

interface Range {
  readonly skipped: number;
  readonly pageSize: number;
}

/** Entries are numbered without gaps, so that a page of all of them is a range of numbers however far back it is. */
function numbersBack({ first, end }: Span, { skipped, pageSize }: Range): number[] {
  const newest = end - 1 - skipped;
  const count = Math.max(0, Math.min(pageSize, newest - first + 1));
  return Array.from({ length: count }, (_none, index) => newest - index);
}

const ITEMS = `SELECT e.seq, e.amount, e.balance_after, t.kind, t.description, t.reference, t.created_at
  FROM entries e JOIN transfers t ON t.id = e.transfer_id`;

async function readItems(
  db: Database,
  accountId: number,
  numbers: readonly number[],
): Promise<StatementItem[]> {
  if (numbers.length === 0) return [];
  const rows = await db.query<Row>(`${ITEMS} WHERE e.account_id = ? AND e.seq IN (?) ORDER BY e.seq DESC`, {
    replacements: [accountId, numbers],
    type: QueryTypes.SELECT,
  });
  return rows.map(toItem);
}

/** What lines do not tell: every entry of the account is read. */
async function scanned(
  db: Database,
  { id }: Account,
  filter: StatementFilter,
  { skipped, pageSize }: Range,
): Promise<Statement> {
  const { where, replacements } = conditions(id, filter);
  const [turnover, rows] = await Promise.all([
    scannedTurnover(db, id, filter),
    db.query<Row>(`${ITEMS} WHERE ${where} ORDER BY e.seq DESC LIMIT :limit OFFSET :offset`, {
      replacements: { ...replacements, limit: pageSize, offset: skipped },
      type: QueryTypes.SELECT,
    }),
  ]);
  return { total: turnover.entries, turnover, items: rows.map(toItem) };
}

async function scannedTurnover(db: Database, accountId: number, filter: StatementFilter): Promise<Turnover> {
  const { where, replacements, needsTransfers } = conditions(accountId, filter);
  const [row] = await db.query<Row>(
    `SELECT COUNT(*) AS number, COALESCE(SUM(IF(e.amount > 0, e.amount, 0)), 0) AS received,
       COALESCE(SUM(IF(e.amount < 0, -e.amount, 0)), 0) AS given
     FROM entries e ${needsTransfers ? 'JOIN transfers t ON t.id = e.transfer_id' : ''} WHERE ${where}`,
    { replacements, type: QueryTypes.SELECT },
  );
  return {
    entries: Number(row?.['number'] ?? 0),
    received: money(row?.['received'] ?? 0),
    given: money(row?.['given'] ?? 0),
  };
}

function conditions(accountId: number, { kind, from, before }: StatementFilter) {
  const ofTransfers = [
    ...(kind === undefined ? [] : ['t.kind = :kind']),
    ...(from === undefined ? [] : ['t.created_at >= :from']),
    ...(before === undefined ? [] : ['t.created_at < :before']),
  ];
  return {
    where: ['e.account_id = :accountId', ...ofTransfers].join(' AND '),
    needsTransfers: ofTransfers.length > 0,
    replacements: {
      accountId,
      kind: kind ?? null,
      from: from ? dateTime(from) : null,
      before: before ? dateTime(before) : null,
    },
  };
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
