import { credits } from '../../domain/credits';
import { inTransaction } from '../../domain/db/transaction';
import { PLATFORM, userAccount } from '../../domain/ledger/accounts';
import type { AccountRef, Ledger } from '../../domain/ledger/ledger';
import { openBooks, type Books } from '../support/ledger';

const TIMES = 50;

let books: Books;
beforeAll(async () => {
  books = await openBooks({ processes: 3 });
});
afterAll(() => books.close());

let nth = 0;
let ann: AccountRef;
beforeEach(() => {
  ann = userAccount(++nth);
});
afterEach(async () => {
  expect(await books.brokenRules()).toEqual([]);
});

/** One of the processes, in turn. */
const processOf = (n: number): Ledger => books.ledgers[n % books.ledgers.length] ?? books.ledger;

/** Does it 50 times at once, spread over the processes. */
function atOnce<T>(work: (ledger: Ledger, n: number) => Promise<T>): Promise<PromiseSettledResult<T>[]> {
  return Promise.allSettled(Array.from({ length: TIMES }, (_, n) => work(processOf(n), n)));
}

const fulfilled = <T>(results: PromiseSettledResult<T>[]) =>
  results.flatMap((result) => (result.status === 'fulfilled' ? [result.value] : []));
const reasons = (results: PromiseSettledResult<unknown>[]) =>
  results.flatMap((result) =>
    result.status === 'rejected' ? [(result.reason as { code?: string }).code] : [],
  );

const sale = (key: string, amount: bigint) => ({
  key,
  from: PLATFORM.sales,
  to: ann,
  amount,
  kind: 'recharge' as const,
  description: '充值',
  reference: key,
});
const spend = (key: string, amount: bigint) => ({ ...sale(key, amount), from: ann, to: PLATFORM.revenue });
const hold = (key: string, amount: bigint) => ({
  key,
  account: ann,
  amount,
  reference: key,
  expiresAt: new Date('2030-01-01T00:00:00Z'),
  description: '',
});
const capture = (key: string, of: string) => ({ key, hold: of, to: PLATFORM.revenue, description: '' });

test('the same recharge 50 times at once credits once, and each time answers the same', async () => {
  const results = await atOnce((ledger) => ledger.transfer(sale(`order/${nth}`, credits(10))));
  expect(new Set(fulfilled(results).map((result) => JSON.stringify(result, bigints))).size).toBe(1);
  expect(fulfilled(results)).toHaveLength(TIMES);
  expect(await books.ledger.balance(ann)).toMatchObject({ posted: credits(10) });
});

test('one key for 50 different transfers lets one through', async () => {
  const results = await atOnce((ledger, n) => ledger.transfer(sale(`order/${nth}`, credits(n + 1))));
  const [winner, ...others] = fulfilled(results);
  expect(others).toEqual([]);
  expect(new Set(reasons(results))).toEqual(new Set(['LEDGER_CONFLICT']));
  expect(await books.ledger.balance(ann)).toMatchObject({ posted: winner?.amount });
});

test('50 captures and releases of one hold have exactly one winner', async () => {
  for (const favoured of ['capture', 'release']) {
    const key = `job/${nth}/${favoured}`;
    await books.fund(ann, credits(10));
    await books.ledger.hold(hold(key, credits(10)));
    const before = await books.ledger.balance(ann);
    const results = await atOnce(async (ledger, n) => {
      const isCapture = n % 2 === (favoured === 'capture' ? 0 : 1);
      if (!isCapture) return ledger.release({ key: `${key}/release/${n}`, hold: key });
      return ledger.capture(capture(`${key}/capture/${n}`, key));
    });
    const answers = fulfilled(results);
    const captured = answers.filter((answer) => 'captured' in answer);
    const released = answers.filter((answer) => 'released' in answer && answer.released);
    expect(captured.length + released.length).toBe(1);
    expect(reasons(results)).toEqual(Array(TIMES / 2 - captured.length).fill('HOLD_RESOLVED'));
    const after = await books.ledger.balance(ann);
    expect(after.held).toBe(0n);
    expect(before.posted - after.posted).toBe(captured.length === 1 ? credits(10) : 0n);
  }
});

test('a hold and its release race, and nothing stays set aside whoever wins', async () => {
  await books.fund(ann, credits(TIMES));
  const results = await atOnce((ledger, n) => {
    const key = `job/${nth}/${n}`;
    return Promise.all([
      ledger.hold(hold(key, credits(1))).then(
        () => 'held',
        (error: { code: string }) => error.code,
      ),
      processOf(n + 1).release({ key: `${key}/release`, hold: key }),
    ]);
  });
  for (const [held, release] of fulfilled(results)) {
    expect([held, release.released]).toEqual(release.released ? ['held', true] : ['HOLD_RESOLVED', false]);
  }
  expect(fulfilled(results)).toHaveLength(TIMES);
  expect(await books.ledger.balance(ann)).toMatchObject({ held: 0n, available: credits(TIMES) });
});

test('one hold and one release at a time race as well', async () => {
  await books.fund(ann, credits(TIMES));
  for (let n = 0; n < TIMES; n++) {
    const key = `job/${nth}/${n}`;
    const [held, release] = await Promise.allSettled([
      processOf(n).hold(hold(key, credits(1))),
      processOf(n + 1).release({ key: `${key}/release`, hold: key }),
    ]);
    const won = release.status === 'fulfilled' && release.value.released;
    expect([held.status, ...reasons([held, release])]).toEqual(
      won ? ['fulfilled'] : ['rejected', 'HOLD_RESOLVED'],
    );
  }
  expect(await books.ledger.balance(ann)).toMatchObject({ held: 0n, available: credits(TIMES) });
});

test('a wallet with credits for 10 of 50 pays 10', async () => {
  await books.fund(ann, credits(10));
  const results = await atOnce<unknown>((ledger, n) =>
    n % 2 === 0
      ? ledger.transfer(spend(`spend/${nth}/${n}`, credits(1)))
      : ledger.hold(hold(`job/${nth}/${n}`, credits(1))),
  );
  expect(fulfilled(results)).toHaveLength(10);
  expect(new Set(reasons(results))).toEqual(new Set(['INSUFFICIENT_CREDITS']));
  expect((await books.ledger.balance(ann)).available).toBe(0n);
});

test('processes that move money to and fro never see a deadlock', async () => {
  const wallets = Array.from({ length: 6 }, (_, n) => userAccount(1000 + n));
  for (const wallet of wallets) await books.fund(wallet, credits(1000));
  const rounds = await Promise.all(
    books.ledgers.map((ledger, who) =>
      Promise.allSettled(
        Array.from({ length: 200 }, (_, n) => {
          const [from, to] = [wallets[n % 6], wallets[(n + 1 + (n % 5)) % 6]] as [AccountRef, AccountRef];
          // Every other process the other way round.
          const way = who % 2 === 0 ? { from, to } : { from: to, to: from };
          return ledger.transfer({ ...sale(`swap/${who}/${n}`, credits(1)), ...way });
        }),
      ),
    ),
  );
  expect(reasons(rounds.flat())).toEqual([]);
  const balances = await Promise.all(wallets.map((wallet) => books.ledger.balance(wallet)));
  expect(balances.reduce((sum, { posted }) => sum + posted, 0n)).toBe(credits(6000));
});

test('operations in transactions of their callers and in groups share an account', async () => {
  await books.fund(ann, credits(30));
  const results = await atOnce((ledger, n) =>
    n % 2 === 0
      ? inTransaction(books.db, (tx) => ledger.transfer(spend(`tx/${nth}/${n}`, credits(1)), tx))
      : ledger.transfer(spend(`group/${nth}/${n}`, credits(1))),
  );
  expect(fulfilled(results)).toHaveLength(30);
  expect(await books.ledger.balance(ann)).toMatchObject({ posted: 0n });
});

test('a new account that 50 operations meet at once is made once', async () => {
  const results = await atOnce((ledger, n) => ledger.transfer(sale(`first/${nth}/${n}`, credits(1))));
  expect(fulfilled(results)).toHaveLength(TIMES);
  expect(await books.ledger.balance(ann)).toMatchObject({ posted: credits(TIMES) });
  expect((await books.ledger.statement(ann, { page: 1, pageSize: 1 })).items[0]).toMatchObject({
    id: TIMES,
    balanceAfter: credits(TIMES),
  });
});

function bigints(_: string, value: unknown): unknown {
  return typeof value === 'bigint' ? String(value) : value;
}
