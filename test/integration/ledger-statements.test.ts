import { QueryTypes } from 'sequelize';
import { credits } from '../../domain/credits';
import { PLATFORM, userAccount } from '../../domain/ledger/accounts';
import type { AccountRef } from '../../domain/ledger/ledger';
import type { MoneyKind } from '../../domain/ledger/operations';
import { openBooks, type Books } from '../support/ledger';

/** Statements of accounts on which much has happened: of each kind, page by page, with what they add up to. */

let books: Books;
let nth = 0;
let ann: AccountRef;
let keys = 0;
beforeAll(async () => {
  books = await openBooks({ processes: 2 });
});
beforeEach(async () => {
  ann = userAccount(++nth);
  await books.fund(ann, credits(1000));
});
afterEach(async () => {
  expect(await books.brokenRules()).toEqual([]);
});
afterAll(() => books.close());

const NAMES = ['consume', 'refund', 'reward'] as const;

/** Entries of the three kinds in turn, of 1, 2, 3, … units. */
async function happen(times: number): Promise<void> {
  await Promise.all(
    Array.from({ length: times }, (_none, index) => {
      const kind: MoneyKind = NAMES[index % NAMES.length] ?? 'consume';
      const key = `happen/${++keys}`;
      const [from, to] = kind === 'consume' ? [ann, PLATFORM.revenue] : [PLATFORM.rewards, ann];
      return books.ledger.transfer({
        key,
        from,
        to,
        amount: BigInt(index + 1),
        kind,
        description: '',
        reference: key,
      });
    }),
  );
}

const statement = (page: number, pageSize: number, kind?: MoneyKind) =>
  books.ledger.statement(ann, { page, pageSize }, { kind });

/** The numbers of a kind's entries on all its pages. */
async function walk(kind: MoneyKind, pageSize: number, between?: () => Promise<void>): Promise<number[]> {
  const seen: number[] = [];
  for (let page = 1; ; page++) {
    const { items } = await statement(page, pageSize, kind);
    if (items.length === 0) return seen;
    expect(items.every(({ type }) => type === kind)).toBe(true);
    seen.push(...items.map(({ id }) => id));
    await between?.();
  }
}

const linesOf = async () =>
  (
    await books.db.query<{ number: number }>(
      'SELECT COUNT(*) AS number FROM statement_lines l JOIN accounts a ON a.id = l.account_id WHERE a.owner = ?',
      { replacements: [ann.owner], type: QueryTypes.SELECT },
    )
  )[0]?.number;

test.each([
  [60, 0], // read from the entries
  [300, 301], // all have lines
])('of %i moves every page has each entry once, newest first, and totals are true', async (moves, lines) => {
  await happen(moves);
  for (const kind of NAMES) {
    const seen = await walk(kind, 7);
    expect(seen).toHaveLength(moves / NAMES.length);
    expect(seen).toEqual(seen.toSorted((a, b) => b - a));
    expect((await statement(1, 7, kind)).total).toBe(moves / NAMES.length);
  }
  expect(await linesOf()).toBe(lines);
  const entries = Array.from({ length: moves }, (_none, index) => index + 1);
  const given = BigInt(entries.filter((n) => n % 3 === 1).reduce((sum, n) => sum + n, 0));
  const came = BigInt(entries.filter((n) => n % 3 !== 1).reduce((sum, n) => sum + n, 0));
  expect((await statement(1, 20)).turnover).toEqual({
    entries: moves + 1,
    received: credits(1000) + came,
    given,
  });
  expect((await statement(1, 20, 'consume')).turnover).toEqual({ entries: moves / 3, received: 0n, given });
  expect((await statement(1, 20, 'recharge')).items).toMatchObject([{ id: 1 }]);
});

test('entries that come while somebody reads on move what follows, and hide nothing', async () => {
  await happen(300);
  const before = new Set(await walk('refund', 100));
  const seen = await walk('refund', 7, () => happen(9));
  expect([...before].filter((id) => !seen.includes(id))).toEqual([]);
});

test('a page far out is empty, and says how many there are', async () => {
  await happen(300);
  for (const kind of [undefined, 'refund'] as const) {
    const { items, total } = await statement(9e15, 100, kind);
    expect([items, total]).toEqual([[], kind === undefined ? 301 : 100]);
  }
});

test('lines that two write at once are written once', async () => {
  await happen(300);
  const all = await Promise.all(
    [1, 2].flatMap(() => books.ledgers.map((ledger) => ledger.prepareStatements())),
  );
  expect(all.reduce((sum, written) => sum + written, 0)).toBe(301);
  expect(await linesOf()).toBe(301);
});
