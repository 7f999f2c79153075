import { QueryTypes } from 'sequelize';
import { credits } from '../../domain/credits';
import type { NewRow } from '../../domain/db/new-rows';
import { sql, text } from '../../domain/db/statement';
import { inTransaction } from '../../domain/db/transaction';
import { PLATFORM, userAccount } from '../../domain/ledger/accounts';
import { openBooks, type Books } from '../support/ledger';

/** Rows that operations bring along: those of a batch go into a table by one statement. */

let books: Books;
beforeAll(async () => {
  books = await openBooks();
  await books.db.query(
    'CREATE TABLE notes (word VARCHAR(20) NOT NULL, n INT NOT NULL CHECK (n < 100), PRIMARY KEY (word))',
  );
  await books.fund(userAccount(1), credits(1000));
});
afterEach(async () => {
  await books.db.query('DELETE FROM notes');
  expect(await books.brokenRules()).toEqual([]);
});
afterAll(() => books.close());

const INTO = sql`INSERT INTO notes (word, n) VALUES`;
const note = (word: string, n: number): NewRow => ({
  into: INTO,
  values: sql`(${text(word)},${n})`,
  then: sql`ON DUPLICATE KEY UPDATE n = n + VALUES(n)`,
});

/** Sets something aside, and takes it with rows. */
async function capture(key: string, rows: readonly NewRow[]): Promise<unknown> {
  await books.ledger.hold({
    key,
    account: userAccount(1),
    amount: 1n,
    reference: key,
    expiresAt: new Date('2030-01-01'),
    description: '',
  });
  return books.ledger.capture(captureOf(key, rows));
}

const captureOf = (key: string, rows: readonly NewRow[]) => ({
  key: `${key}/capture`,
  hold: key,
  to: PLATFORM.revenue,
  description: '',
  rows,
});

async function notes(): Promise<Record<string, number>> {
  const query = 'SELECT word, n FROM notes ORDER BY word';
  const rows = await books.db.query<{ word: string; n: number }>(query, { type: QueryTypes.SELECT });
  return Object.fromEntries(rows.map(({ word, n }) => [word, n]));
}

test('rows of many operations are joined, and each counts once', async () => {
  const before = books.ledger.counts().batches;
  await Promise.all(
    Array.from({ length: 60 }, (_, n) => capture(`join/${n}`, [note('all', 1), note(`w${n % 3}`, 1)])),
  );
  expect(books.ledger.counts().batches - before).toBeLessThan(60);
  expect(await notes()).toEqual({ all: 60, w0: 20, w1: 20, w2: 20 });
  await books.ledger.capture(captureOf('join/1', [note('all', 1)])); // a repeat brings nothing
  expect(await notes()).toMatchObject({ all: 60 });
});

test('a row that fails takes its own operation down, and no other', async () => {
  const results = await Promise.allSettled(
    Array.from({ length: 20 }, (_, n) =>
      capture(`fail/${n}`, [note(`w${n}`, n === 7 || n === 13 ? 1000 : 1)]),
    ),
  );
  expect(results.flatMap(({ status }, n) => (status === 'rejected' ? [n] : []))).toEqual([7, 13]);
  expect(Object.keys(await notes())).toHaveLength(18);
  await books.ledger.capture(captureOf('fail/7', [note('w7', 1)]));
  expect(await notes()).toMatchObject({ w7: 1 });
});

test('an operation inside somebody’s transaction has its rows there', async () => {
  await capture('tx/0', []);
  const key = 'tx/1';
  await books.ledger.hold({
    key,
    account: userAccount(1),
    amount: 1n,
    reference: key,
    expiresAt: new Date('2030-01-01'),
    description: '',
  });
  const undone = inTransaction(books.db, async (tx) => {
    await books.ledger.capture(captureOf(key, [note('tx', 1)]), tx);
    throw new Error('undone');
  });
  await expect(undone).rejects.toThrow('undone');
  expect(await notes()).toEqual({});
  await inTransaction(books.db, (tx) => books.ledger.capture(captureOf(key, [note('tx', 2)]), tx));
  expect(await notes()).toEqual({ tx: 2 });
});
