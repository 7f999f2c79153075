import { QueryTypes } from 'sequelize';
import { credits, type Credits } from '../../domain/credits';
import { PLATFORM, userAccount } from '../../domain/ledger/accounts';
import type { AccountRef, Ledger } from '../../domain/ledger/ledger';
import type { MoneyKind } from '../../domain/ledger/operations';
import { openBooks, type Books } from '../support/ledger';

/** What work has cost an account, however much has happened on it. */

let books: Books;
let ledger: Ledger;
let nth = 0;
let ann: AccountRef;
beforeAll(async () => {
  books = await openBooks({ processes: 3 });
  ({ ledger } = books);
});
beforeEach(async () => {
  ann = userAccount(++nth);
  await books.fund(ann, credits(1000));
});
afterEach(async () => {
  expect(await books.brokenRules()).toEqual([]);
});
afterAll(() => books.close());

let keys = 0;

function move(kind: MoneyKind, from: AccountRef, to: AccountRef, amount: Credits, by = ledger) {
  const key = `move/${++keys}`;
  return by.transfer({ key, from, to, amount, kind, description: '', reference: key });
}
const consume = (amount: Credits, by?: Ledger) => move('consume', ann, PLATFORM.revenue, amount, by);
const refund = (amount: Credits, by?: Ledger) => move('refund', PLATFORM.revenue, ann, amount, by);

async function hold(amount: Credits, by = ledger): Promise<string> {
  const key = `hold/${++keys}`;
  const expiresAt = new Date('2030-01-01');
  await by.hold({ key, account: ann, amount, reference: key, expiresAt, description: '' });
  return key;
}
const capture = (key: string, amount: Credits, by = ledger) =>
  by.capture({ key: `${key}/capture`, hold: key, amount, to: PLATFORM.revenue, description: '' });
const release = (key: string, by = ledger) => by.release({ key: `${key}/release`, hold: key });

/** The number of the entry up to which a total is kept; 0 when none is. */
async function keptUpTo(): Promise<number> {
  const rows = await books.db.query<{ seq: number }>(
    'SELECT s.seq FROM spent_totals s JOIN accounts a ON a.id = s.account_id WHERE a.owner = ?',
    { replacements: [ann.owner], type: QueryTypes.SELECT },
  );
  return rows[0]?.seq ?? 0;
}

test('is what was captured and consumed, less what came back of it', async () => {
  expect(await ledger.spent(userAccount(999))).toBe(0n);
  expect(await ledger.spent(ann)).toBe(0n);
  await hold(5n);
  expect(await ledger.spent(ann)).toBe(0n);
  await capture(await hold(50n), 50n);
  expect(await ledger.spent(ann)).toBe(50n);
  await capture(await hold(10n), 7n);
  expect(await ledger.spent(ann)).toBe(57n);
  await capture(await hold(10n), 0n);
  await release(await hold(10n));
  expect(await ledger.spent(ann)).toBe(57n);
  await consume(3n);
  await refund(20n);
  expect(await ledger.spent(ann)).toBe(40n);
});

test('is not what was bought, given away, or ran out', async () => {
  await books.fund(ann, 100n);
  await move('reward', PLATFORM.rewards, ann, 10n);
  await move('reward', ann, PLATFORM.rewards, 10n);
  await move('expire', ann, PLATFORM.expired, 10n);
  await move('refund', ann, PLATFORM.sales, 10n); // gives a purchase back
  expect(await ledger.spent(ann)).toBe(0n);
});

test('is the same whatever was kept of it, while others go on spending', async () => {
  let expected = 0n;
  let seed = 7;
  const below = (n: number) => (seed = (seed * 48_271) % 2_147_483_647) % n;
  for (let round = 0; round < 8; round++) {
    const work = Array.from({ length: 60 }, async () => {
      const by = books.ledgers[below(3)];
      const amount = BigInt(1 + below(100));
      switch (below(4)) {
        case 0:
          expected += amount;
          return consume(amount, by);
        case 1:
          expected -= amount;
          return refund(amount, by);
        case 2: {
          expected += amount;
          return capture(await hold(amount + 5n, by), amount, by);
        }
        default:
          return release(await hold(amount, by), by);
      }
    });
    // Some see more of it and some less; what they keep has to be right all the same, as the audit says.
    await Promise.all([...work, ...books.ledgers.flatMap((by) => [by.spent(ann), by.spent(ann)])]);
    const all = await Promise.all(books.ledgers.map((by) => by.spent(ann)));
    expect(all).toEqual([expected, expected, expected]);
    expect(await books.brokenRules()).toEqual([]);
  }
  expect(await keptUpTo()).toBeGreaterThan(100);
});

test('is read from the entries that are new, and written down where that saves work', async () => {
  await Promise.all(Array.from({ length: 99 }, () => consume(1n)));
  expect(await ledger.spent(ann)).toBe(99n);
  expect(await keptUpTo()).toBe(0);
  await consume(1n);
  expect(await ledger.spent(ann)).toBe(100n);
  expect(await keptUpTo()).toBe(101); // the first was a purchase

  // What was counted is not looked at again.
  const { db } = books;
  const oldest = 'account_id = (SELECT id FROM accounts WHERE owner = ?) AND seq = 50';
  const replacements = [ann.owner];
  await db.query(`UPDATE entries SET amount = amount - 1000 WHERE ${oldest}`, { replacements });
  await consume(5n);
  expect(await ledger.spent(ann)).toBe(105n);
  await db.query(`UPDATE entries SET amount = amount + 1000 WHERE ${oldest}`, { replacements });
  expect(await keptUpTo()).toBe(101);
});

test('is right for accounts that were there before anything was kept of them', async () => {
  await Promise.all(Array.from({ length: 300 }, () => consume(2n)));
  await books.db.query('DELETE FROM spent_totals');
  const reads = await Promise.all(Array.from({ length: 12 }, (_, n) => books.ledgers[n % 3]!.spent(ann)));
  expect(new Set(reads)).toEqual(new Set([600n]));
  expect(await keptUpTo()).toBe(301);
});
