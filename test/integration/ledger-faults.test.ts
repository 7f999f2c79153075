import { QueryTypes } from 'sequelize';
import { credits } from '../../domain/credits';
import { openDatabase, type Database } from '../../domain/db/database';
import { inTransaction } from '../../domain/db/transaction';
import { systemClock } from '../../domain/clock';
import { PLATFORM, userAccount } from '../../domain/ledger/accounts';
import { createLedger, type AccountRef, type Ledger } from '../../domain/ledger/ledger';
import { openBooks, type Books } from '../support/ledger';

let books: Books;
beforeAll(async () => {
  books = await openBooks({ processes: 2 });
});
afterAll(() => books.close());

let nth = 0;
let ann: AccountRef;
let bob: AccountRef;
beforeEach(() => {
  ann = userAccount(++nth * 2);
  bob = userAccount(nth * 2 + 1);
});
afterEach(async () => {
  expect(await books.brokenRules()).toEqual([]);
});

const sale = (key: string, to: AccountRef, amount = credits(1)) => ({
  key,
  from: PLATFORM.sales,
  to,
  amount,
  kind: 'recharge' as const,
  description: '充值',
  reference: key,
});

/** Ends all other connections to the schema, as a failing network does. Answers their number. */
async function cutConnections(admin: Database): Promise<number> {
  const others = await admin.query<{ id: number }>(
    'SELECT id AS id FROM information_schema.processlist WHERE db = DATABASE() AND id <> CONNECTION_ID()',
    { type: QueryTypes.SELECT },
  );
  for (const { id } of others) {
    // One that has ended by itself in between cannot be killed.
    await admin.query(`KILL ${id}`).catch(() => undefined);
  }
  return others.length;
}

test('a caller whose transaction rolls back has moved nothing, and may try again', async () => {
  const { ledger, db } = books;
  await books.fund(ann, credits(10));
  const failing = inTransaction(db, async (tx) => {
    await ledger.transfer({ ...sale(`a/${nth}`, bob, credits(4)), from: ann }, tx);
    await ledger.hold(
      {
        key: `job/${nth}`,
        account: bob,
        amount: credits(3),
        reference: `${nth}`,
        expiresAt: new Date('2030-01-01'),
        description: '',
      },
      tx,
    );
    throw new Error('the caller thinks better of it');
  });
  await expect(failing).rejects.toThrow('thinks better');
  expect(await ledger.balance(ann)).toEqual({ posted: credits(10), held: 0n, available: credits(10) });
  expect(await ledger.balance(bob)).toEqual({ posted: 0n, held: 0n, available: 0n });

  await inTransaction(db, (tx) => ledger.transfer({ ...sale(`a/${nth}`, bob, credits(4)), from: ann }, tx));
  expect(await ledger.balance(bob)).toMatchObject({ posted: credits(4) });
});

test('a refused operation leaves its caller the transaction', async () => {
  const { ledger, db } = books;
  await inTransaction(db, async (tx) => {
    await expect(
      ledger.transfer({ ...sale(`a/${nth}`, bob, credits(4)), from: ann }, tx),
    ).rejects.toMatchObject({ code: 'INSUFFICIENT_CREDITS' });
    await ledger.transfer(sale(`b/${nth}`, bob, credits(5)), tx);
  });
  expect(await ledger.balance(bob)).toMatchObject({ posted: credits(5) });
});

test('connections that are cut in mid-batch lose nothing and do nothing twice', async () => {
  const wallets = Array.from({ length: 10 }, (_, n) => userAccount(5000 + n));
  const total = 2000;
  const jobs = Array.from({ length: total }, (_, n) => n);
  const admin = openDatabase({ url: books.url, poolSize: 1 });
  const cuts: Promise<number>[] = [];
  let done = 0;

  const transfer = async (n: number, ledger: Ledger) => {
    for (;;) {
      try {
        return await ledger.transfer(sale(`cut/${n}`, wallets[n % 10] ?? ann));
      } catch (error) {
        // Open whether it took effect: the same call again must tell.
        expect(error).toMatchObject({ code: 'UNAVAILABLE' });
      }
    }
  };
  const callers = Array.from({ length: 64 }, async (_, caller) => {
    for (let n = jobs.pop(); n !== undefined; n = jobs.pop()) {
      await transfer(n, books.ledgers[caller % 2] ?? books.ledger);
      // The other callers' batches are under way.
      if (++done % 100 === 0) cuts.push(cutConnections(admin));
    }
  });
  await Promise.all(callers);
  expect(await Promise.all(cuts)).toHaveLength(total / 100);
  await admin.close();

  expect(books.ledgers.reduce((sum, ledger) => sum + ledger.counts().retries, 0)).toBeGreaterThan(5);
  const balances = await Promise.all(wallets.map((wallet) => books.ledger.balance(wallet)));
  expect(balances.map(({ posted }) => posted)).toEqual(wallets.map(() => credits(total / 10)));
});

test('a process that dies between writing and committing has written nothing', async () => {
  const { ledger, db } = books;
  await books.fund(ann, credits(10));
  // Sequelize says there that the commit failed, and throws it as well.
  vi.spyOn(console, 'warn').mockImplementationOnce(() => {});
  const dying = inTransaction(db, async (tx) => {
    await ledger.transfer({ ...sale(`die/${nth}`, bob, credits(4)), from: ann }, tx);
    const [own] = await db.query<{ id: number }>('SELECT CONNECTION_ID() AS id', {
      type: QueryTypes.SELECT,
      transaction: tx,
    });
    await db.query(`KILL ${own?.id}`);
  });
  await expect(dying).rejects.toThrow();
  expect(await ledger.balance(ann)).toMatchObject({ posted: credits(10) });
  expect(await ledger.explain(`die/${nth}`)).toMatchObject({ transfers: [] });
});

test('a database that cannot be reached answers UNAVAILABLE', async () => {
  const db = openDatabase({ url: 'mysql://root@127.0.0.1:1/none', poolSize: 1 });
  const ledger = createLedger({ db, clock: systemClock });
  await expect(ledger.transfer(sale('k', ann))).rejects.toMatchObject({ code: 'UNAVAILABLE' });
  await ledger.close();
  await db.close();
});

test('an operation that the database refuses fails alone', async () => {
  const { ledger, db } = books;
  await db.query(
    `CREATE TRIGGER poison BEFORE INSERT ON transfers FOR EACH ROW
     BEGIN IF NEW.description = 'poison' THEN SIGNAL SQLSTATE '45000' SET MESSAGE_TEXT = 'poisoned'; END IF; END`,
  );
  try {
    const results = await Promise.allSettled(
      Array.from({ length: 40 }, (_, n) =>
        ledger.transfer({ ...sale(`poison/${n}`, ann), description: n % 20 === 7 ? 'poison' : '' }),
      ),
    );
    const failed = results.flatMap(({ status }, n) => (status === 'rejected' ? [n] : []));
    expect(failed).toEqual([7, 27]);
    expect(await ledger.balance(ann)).toMatchObject({ posted: credits(38) });

    // An account that only a refused operation would have made is none; the next operation makes it.
    const poison = { ...sale(`poison/new/${nth}`, bob), description: 'poison' };
    await expect(ledger.transfer(poison)).rejects.toThrow('poisoned');
    const { retries } = ledger.counts();
    await ledger.transfer({ ...poison, description: '' });
    expect(ledger.counts().retries).toBe(retries);
    expect(await ledger.balance(bob)).toMatchObject({ posted: credits(1) });
  } finally {
    await db.query('DROP TRIGGER poison');
  }
});

test('an account that somebody keeps locked delays its own operations only', async () => {
  const { ledger, db } = books;
  await books.fund(ann, credits(10));
  await books.fund(bob, credits(100));
  const give = (key: string, from: AccountRef) => ({ ...sale(key, PLATFORM.revenue), from });

  const { retries } = ledger.counts();
  let delayed: Promise<unknown> | undefined;
  await inTransaction(db, async (tx) => {
    await db.query('SELECT id FROM accounts WHERE owner = ? FOR UPDATE', {
      replacements: [ann.owner],
      transaction: tx,
    });
    delayed = ledger.transfer(give(`locked/${nth}`, ann));
    // Both are in one batch. While the lock stands, the one is answered and the other is not.
    await ledger.transfer(give(`free/${nth}`, bob));
    expect(await ledger.balance(bob)).toMatchObject({ posted: credits(99) });
    // The one that waits by itself has nothing locked that these need.
    for (let n = 0; n < 30; n++) await ledger.transfer(give(`free/${nth}/${n}`, bob));
    expect(await ledger.balance(ann)).toMatchObject({ posted: credits(10) });
    // The batch waited once, and was parted then.
    expect(ledger.counts().retries).toBe(retries + 1);
  });
  await delayed;
  expect(await ledger.balance(ann)).toMatchObject({ posted: credits(9) });
  // Far less than the database would let them wait for each other.
}, 25_000);

test('an operation that waits for something other than an account is refused alone', async () => {
  const { ledger, db } = books;
  const operation = (n: number) => ledger.transfer(sale(`key/${nth}/${n}`, n % 2 ? ann : bob));
  const undone = inTransaction(db, async (tx) => {
    // Somebody is about to use the key, and does not come to an end.
    await db.query(
      `INSERT INTO transfers (id, idem_key, request_hash, kind, amount, description, created_at)
       VALUES (x'01', ?, x'00', 'reward', 1, '', '2026-01-01')`,
      { replacements: [`key/${nth}/2`], transaction: tx },
    );
    const results = await Promise.allSettled(Array.from({ length: 4 }, (_, n) => operation(n)));
    expect(results.map(({ status }) => status)).toEqual(['fulfilled', 'fulfilled', 'rejected', 'fulfilled']);
    expect(results[2]).toMatchObject({ reason: { code: 'UNAVAILABLE' } });
    throw new Error('undone');
  });
  await expect(undone).rejects.toThrow('undone');
  await operation(2);
  expect(await ledger.balance(bob)).toMatchObject({ posted: credits(2) });
}, 15_000);
