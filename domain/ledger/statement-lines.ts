import { QueryTypes } from 'sequelize';
import type { Credits } from '../credits';
import type { Database } from '../db/database';
import { inTransaction, type Transaction } from '../db/transaction';
import { MONEY_KINDS, type MoneyKind } from './operations';
import { money } from './rows';
import type { Row } from './session';

/*
 * Statements of one kind, and what an account received and gave, however much has happened on it. Each entry has a line:
 * its number among the account's entries of its kind, and what those add up to with it. So a total is the last line, and
 * a page a range of numbers. Entries never change, so lines are written later, by who reads and by the hourly audit: no
 * operation of the ledger pays for them, and one of the version before cannot make them wrong.
 */

/** What entries add up to; both amounts are 0 or more. */
export interface Turnover {
  readonly entries: number;
  readonly received: Credits;
  readonly given: Credits;
}

/** A range of the numbers of an account's entries: `end` is the first that is not in it. */
export interface Span {
  readonly first: number;
  readonly end: number;
}

/** What there is in a span: of entries with lines what they add up to by kind, and those without, newest first. */
interface Lines {
  readonly span: Span;
  readonly settled: ReadonlyMap<MoneyKind, Settled>;
  readonly open: readonly OpenEntry[];
}

/** What the entries of a kind add up to, and how many there are of it before the span. */
interface Settled extends Turnover {
  readonly before: number;
}

interface OpenEntry {
  readonly seq: number;
  readonly kind: MoneyKind;
  readonly amount: Credits;
}

interface Standing {
  /** The number up to which entries have lines. */
  readonly marked: number;
  readonly settled: ReadonlyMap<MoneyKind, Settled>;
}

/** So many entries are read at each reading rather than given lines. */
const NOT_WORTH_WRITING = 100;
/** What a reader writes before it answers; the hourly audit writes whatever there is, in such pieces. */
const WRITTEN_BY_READERS = 2_000;
const WRITTEN_AT_ONCE = 20_000;
/** An account with more entries without lines is read the slow way until it has them. */
const MOST_OPEN = 10_000;

/**
 * Reads what there is of a user's account in a span. Undefined for an account with so many entries without lines that it
 * has to be read whole. `newest` is the number of its last entry.
 */
export async function readLines(
  db: Database,
  accountId: number,
  newest: number,
  span: Span,
): Promise<Lines | undefined> {
  let { marked, settled } = await standing(db, accountId, span);
  if (newest - marked > MOST_OPEN) return undefined;
  if (newest - marked > NOT_WORTH_WRITING) {
    await write(db, accountId, WRITTEN_BY_READERS);
    ({ marked, settled } = await standing(db, accountId, span));
  }
  const { first, end } = span;
  if (end <= marked + 1) return { span, settled, open: [] };
  const rows = await db.query<Row>(
    `SELECT e.seq, e.amount, t.kind FROM entries e STRAIGHT_JOIN transfers t ON t.id = e.transfer_id
     WHERE e.account_id = ? AND e.seq > ? AND e.seq >= ? AND e.seq < ? ORDER BY e.seq DESC`,
    { replacements: [accountId, marked, first, end], type: QueryTypes.SELECT },
  );
  return { span, settled, open: rows.map(toOpenEntry) };
}

/** What the entries of a kind add up to, or those of all kinds. */
export function turnoverOf({ settled, open }: Lines, kind?: MoneyKind): Turnover {
  const parts: Turnover[] = [...settled]
    .filter(([each]) => kind === undefined || each === kind)
    .map(([, sums]) => sums);
  for (const entry of open) {
    if (kind !== undefined && entry.kind !== kind) continue;
    const { amount } = entry;
    parts.push({ entries: 1, received: amount > 0n ? amount : 0n, given: amount < 0n ? -amount : 0n });
  }
  return {
    entries: parts.reduce((sum, { entries }) => sum + entries, 0),
    received: parts.reduce((sum, { received }) => sum + received, 0n),
    given: parts.reduce((sum, { given }) => sum + given, 0n),
  };
}

/** The numbers, on the account, of its entries of a kind, newest first, from the one after `skipped` on. */
export async function entriesOfKind(
  db: Database,
  accountId: number,
  { settled, open }: Lines,
  kind: MoneyKind,
  { skipped, pageSize }: { readonly skipped: number; readonly pageSize: number },
): Promise<number[]> {
  const unwritten = open.filter((entry) => entry.kind === kind).map(({ seq }) => seq);
  const first = unwritten.slice(skipped, skipped + pageSize);
  const { before, entries } = settled.get(kind) ?? { before: 0, entries: 0 };
  const newest = before + entries - Math.max(0, skipped - unwritten.length);
  const wanted = pageSize - first.length;
  if (wanted === 0 || newest <= before) return first;
  const rows = await db.query<Row>(
    `SELECT seq FROM statement_lines WHERE account_id = ? AND kind = ? AND n BETWEEN ? AND ? ORDER BY n DESC`,
    {
      replacements: [accountId, kind, Math.max(before + 1, newest - wanted + 1), newest],
      type: QueryTypes.SELECT,
    },
  );
  return [...first, ...rows.map((row) => Number(row['seq']))];
}

/**
 * Gives lines to the entries of users' accounts that have none, where it is worth it; an aborted `signal` ends it with
 * the signal's reason. Answers how many entries got one.
 */
export async function writeLines(db: Database, signal?: AbortSignal): Promise<number> {
  const accounts = await db.query<Row>(
    `SELECT a.id, a.last_seq - COALESCE(m.seq, 0) AS open FROM accounts a
     LEFT JOIN statement_marks m ON m.account_id = a.id
     WHERE a.type = 'wallet' AND a.last_seq - COALESCE(m.seq, 0) > ${NOT_WORTH_WRITING}`,
    { type: QueryTypes.SELECT },
  );
  let written = 0;
  for (const account of accounts) {
    for (let open = Number(account['open']); open > 0; open -= WRITTEN_AT_ONCE) {
      signal?.throwIfAborted();
      written += await write(db, Number(account['id']), WRITTEN_AT_ONCE);
    }
  }
  return written;
}

/** What lines say of a span, and how far they go: one statement, so that all is of one moment. */
async function standing(db: Database, accountId: number, { first, end }: Span): Promise<Standing> {
  const rows = await db.query<Row>(
    `SELECT COALESCE(m.seq, 0) AS marked, l.edge, l.kind, l.n, l.received, l.given
     FROM accounts a
     LEFT JOIN statement_marks m ON m.account_id = a.id
     LEFT JOIN (${linesBefore(':first', 'first')} UNION ALL ${linesBefore(':end', 'end')}) l ON TRUE
     WHERE a.id = :accountId`,
    { replacements: { accountId, first, end }, type: QueryTypes.SELECT },
  );
  const sums = { first: new Map<unknown, Turnover>(), end: new Map<unknown, Turnover>() };
  for (const row of rows) {
    const edge = row['edge'] as 'first' | 'end' | null;
    if (edge !== null) sums[edge].set(row['kind'], toTurnover(row));
  }
  const settled = new Map<MoneyKind, Settled>();
  for (const kind of MONEY_KINDS) {
    const until = sums.end.get(kind);
    const before = sums.first.get(kind) ?? { entries: 0, received: 0n, given: 0n };
    if (!until) continue;
    settled.set(kind, {
      before: before.entries,
      entries: until.entries - before.entries,
      received: until.received - before.received,
      given: until.given - before.given,
    });
  }
  return { marked: Number(rows[0]?.['marked'] ?? 0), settled };
}

/** The last line of each kind before an entry. Each is the end of a walk: of a GROUP BY servers read all lines. */
function linesBefore(seq: string, edge: string): string {
  return MONEY_KINDS.map(
    (kind) => `(SELECT '${edge}' AS edge, kind, n, received, given FROM statement_lines
      WHERE account_id = :accountId AND kind = '${kind}' AND seq < ${seq} ORDER BY seq DESC LIMIT 1)`,
  ).join(' UNION ALL ');
}

/** Gives lines to the oldest `most` entries that have none; of two who try, one waits for the other. */
async function write(db: Database, accountId: number, most: number): Promise<number> {
  return inTransaction(db, async (transaction) => {
    const { marked, newest } = await lockMark(db, accountId, transaction);
    const last = Math.min(newest, marked + most);
    if (last <= marked) return 0;
    await db.query(
      `INSERT INTO statement_lines (account_id, kind, n, seq, received, given)
       SELECT e.account_id, t.kind, COALESCE(l.n, 0) + ROW_NUMBER() OVER w, e.seq,
         COALESCE(l.received, 0) + SUM(IF(e.amount > 0, e.amount, 0)) OVER w,
         COALESCE(l.given, 0) + SUM(IF(e.amount < 0, -e.amount, 0)) OVER w
       FROM entries e STRAIGHT_JOIN transfers t ON t.id = e.transfer_id
       LEFT JOIN (${linesBefore(':marked + 1', 'end')}) l ON l.kind = t.kind
       WHERE e.account_id = :accountId AND e.seq > :marked AND e.seq <= :last
       WINDOW w AS (PARTITION BY t.kind ORDER BY e.seq)`,
      { replacements: { accountId, marked, last }, type: QueryTypes.INSERT, transaction },
    );
    await db.query('UPDATE statement_marks SET seq = ? WHERE account_id = ?', {
      replacements: [last, accountId],
      type: QueryTypes.UPDATE,
      transaction,
    });
    return last - marked;
  });
}

async function lockMark(db: Database, accountId: number, transaction: Transaction) {
  await db.query(
    'INSERT INTO statement_marks (account_id, seq) VALUES (?, 0) ON DUPLICATE KEY UPDATE seq = seq',
    { replacements: [accountId], type: QueryTypes.INSERT, transaction },
  );
  const [row] = await db.query<Row>(
    `SELECT m.seq, a.last_seq FROM statement_marks m JOIN accounts a ON a.id = m.account_id WHERE m.account_id = ?`,
    { replacements: [accountId], type: QueryTypes.SELECT, transaction },
  );
  return { marked: Number(row?.['seq'] ?? 0), newest: Number(row?.['last_seq'] ?? 0) };
}

function toTurnover(row: Row): Turnover {
  return {
    entries: Number(row['n']),
    received: money(row['received']),
    given: money(row['given']),
  };
}

function toOpenEntry(row: Row): OpenEntry {
  return { seq: Number(row['seq']), kind: row['kind'] as MoneyKind, amount: money(row['amount']) };
}
