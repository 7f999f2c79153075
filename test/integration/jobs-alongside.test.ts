import { randomUUID } from 'node:crypto';
import { QueryTypes } from 'sequelize';
import { statement, type Statement } from '../../domain/db/statement';
import { inTransaction } from '../../domain/db/transaction';
import { PLATFORM, userAccount } from '../../domain/ledger/accounts';
import { jobPlatform, type JobPlatform } from '../support/job-platform';

/** What jobs build on: statements that stand or fall with an operation of the ledger. */

let platform: JobPlatform;
beforeAll(async () => {
  platform = await jobPlatform();
  await platform.db.query('CREATE TABLE notes (note VARCHAR(20) NOT NULL PRIMARY KEY)');
});
afterEach(() => platform.db.query('DELETE FROM notes'));
afterAll(() => platform.close());

const note = (text: string) => statement('INSERT INTO notes VALUES (?)', [text]);

async function notes(): Promise<string[]> {
  const rows = await platform.db.query<{ note: string }>('SELECT note FROM notes ORDER BY note', {
    type: QueryTypes.SELECT,
  });
  return rows.map((row) => row.note);
}

const hold = (user: number, amount: number, alongside: Statement[], key = randomUUID()) => ({
  key,
  account: userAccount(user),
  amount: BigInt(amount) * 100_000_000n,
  reference: key,
  description: 'a hold',
  expiresAt: new Date(Date.now() + 60_000),
  alongside,
});

const capture = (key: string, alongside: Statement[]) => ({
  key: `${key}/capture`,
  hold: key,
  to: PLATFORM.revenue,
  description: 'a charge',
  alongside,
});

const release = (key: string, alongside: Statement[]) => ({ key: `${key}/release`, hold: key, alongside });

test('they are committed with an operation that takes effect, once however often it is repeated', async () => {
  const user = await platform.newUser(10);
  const request = hold(user, 4, [note(`it's 🎬 "?" \\ :a`), note('second')]);
  await Promise.all(Array.from({ length: 5 }, () => platform.ledger.hold(request)));
  await platform.ledger.hold({ ...request, alongside: [note('third')] });
  expect(await notes()).toEqual([`it's 🎬 "?" \\ :a`, 'second']);
  expect(await platform.balance(user)).toEqual({ available: 6, held: 4 });
});

test('none of them runs with an operation that is refused', async () => {
  const user = await platform.newUser(10);
  const refused = hold(user, 11, [note('too much')]);
  await expect(platform.ledger.hold(refused)).rejects.toMatchObject({ code: 'INSUFFICIENT_CREDITS' });
  expect(await notes()).toEqual([]);
});

test('of a capture and a release that meet, one brings its own', async () => {
  const user = await platform.newUser(100);
  for (let round = 0; round < 20; round++) {
    const { key } = await platform.ledger.hold(hold(user, 1, []));
    await Promise.allSettled([
      platform.ledger.capture(capture(key, [note(`captured ${round}`)])),
      platform.ledger.release(release(key, [note(`released ${round}`)])),
    ]);
  }
  expect((await notes()).map((text) => Number(text.split(' ')[1])).sort((a, b) => a - b)).toEqual(
    Array.from({ length: 20 }, (_, round) => round),
  );
  const { available, held } = await platform.balance(user);
  const charged = (await notes()).filter((text) => text.startsWith('captured')).length;
  expect([available, held]).toEqual([100 - charged, 0]);
});

test('one that fails takes its operation with it, and no other', async () => {
  const user = await platform.newUser(10);
  await platform.db.query(note('taken'));
  const outcomes = await Promise.allSettled([
    platform.ledger.hold(hold(user, 1, [note('before')])),
    platform.ledger.hold(hold(user, 1, [note('with it'), note('taken')])),
    platform.ledger.hold(hold(user, 1, [statement('no statement at all', [])])),
    platform.ledger.hold(hold(user, 1, [note('after')])),
  ]);
  expect(outcomes.map(({ status }) => status)).toEqual(['fulfilled', 'rejected', 'rejected', 'fulfilled']);
  expect(await notes()).toEqual(['after', 'before', 'taken']);
  expect(await platform.balance(user)).toEqual({ available: 8, held: 2 });
  expect((await platform.ledger.audit()).violations).toEqual([]);
});

test('inside a caller’s transaction they stand or fall with that', async () => {
  const user = await platform.newUser(10);
  const request = hold(user, 4, [note('in it')]);
  const undone = inTransaction(platform.db, async (tx) => {
    await platform.ledger.hold(request, tx);
    throw new Error('undone');
  });
  await expect(undone).rejects.toThrow('undone');
  expect(await notes()).toEqual([]);
  await inTransaction(platform.db, (tx) => platform.ledger.hold(request, tx));
  expect(await notes()).toEqual(['in it']);
});

test('those that fail cost their batch a try each, and the others are committed together', async () => {
  const user = await platform.newUser(100);
  await platform.db.query(note('taken'));
  const before = platform.ledger.counts();
  const outcomes = await Promise.allSettled(
    Array.from({ length: 60 }, (_, n) =>
      platform.ledger.hold(hold(user, 1, [note(n % 25 === 9 ? 'taken' : `note ${n}`)])),
    ),
  );
  expect(outcomes.flatMap(({ status }, n) => (status === 'rejected' ? [n] : []))).toEqual([9, 34, 59]);
  expect(await notes()).toHaveLength(58);
  const after = platform.ledger.counts();
  expect([after.batches - before.batches, after.operations - before.operations]).toEqual([1, 57]);
  expect(after.retries - before.retries).toBe(3);
  expect(await platform.balance(user)).toEqual({ available: 43, held: 57 });
});

test('inside a caller’s transaction, too, the accounts do not wait for a row that stays locked', async () => {
  const user = await platform.newUser(10);
  await platform.db.query(note('locked'));
  const request = hold(user, 4, [statement('UPDATE notes SET note = ? WHERE note = ?', ['free', 'locked'])]);
  await inTransaction(platform.db, async (other) => {
    await platform.db.query("SELECT note FROM notes WHERE note = 'locked' FOR UPDATE", {
      transaction: other,
    });
    // Once: for a lock time-out of the database itself `inTransaction` would begin anew, seven times.
    let tries = 0;
    const refused = inTransaction(platform.db, (tx) => {
      tries++;
      return platform.ledger.hold(request, tx);
    });
    await expect(refused).rejects.toMatchObject({ code: 'UNAVAILABLE' });
    expect(tries).toBe(1);
  });
  await platform.ledger.hold(request);
  expect(await notes()).toEqual(['free']);
}, 15_000);

test('only statements that were made as such are taken, for several go to the server at once', async () => {
  const user = await platform.newUser(10);
  const text = `SELECT '${randomUUID()}'`;
  // @ts-expect-error: a string may hold anything
  await platform.ledger.hold({ ...hold(user, 1, []), alongside: [text] });
});
