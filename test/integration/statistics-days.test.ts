import { QueryTypes } from 'sequelize';
import { dateTime } from '../../domain/db/columns';
import { createOrders, type Orders } from '../../domain/orders/orders';
import { createRefunds, type Refunds } from '../../domain/orders/refunds';
import { createStatistics, type Statistics } from '../../domain/statistics/statistics';
import { jobPlatform, type JobPlatform } from '../support/job-platform';
import { untilNoon } from '../support/noon';

/** The figures of days that are over are kept, and stay what users and orders say. */

const HOUR_MS = 3_600_000;
const DAY_MS = 24 * HOUR_MS;

let platform: JobPlatform;
let orders: Orders;
let refunds: Refunds;
let statistics: Statistics;
/** Midnight in Beijing of the day on which the tests begin. */
let midnight: number;
beforeAll(async () => {
  platform = await jobPlatform(20);
  orders = createOrders({ ...platform, orderTtlMs: DAY_MS });
  refunds = createRefunds(platform);
  statistics = createStatistics(platform);
  platform.advance(untilNoon(platform.clock)); // eight in the evening in Beijing
  midnight = Math.round((platform.clock.now().getTime() - 20 * HOUR_MS) / HOUR_MS) * HOUR_MS;
});
afterAll(() => platform.close());

const { round } = Math;
const day = (n: number) => new Date(midnight + n * DAY_MS);
const close = () => statistics.closeDays(platform.clock.now());
const report = (from: number, before: number) =>
  statistics.report({ from: day(from), before: day(before) }, platform.clock.now());
const forget = () => platform.db.query('DELETE FROM daily_figures');
const brokenRules = async () => [
  ...new Set((await platform.ledger.audit()).violations.map(({ rule }) => rule)),
];

async function register(credits = 0): Promise<number> {
  const user = await platform.newUser(credits);
  await platform.db.query('UPDATE users SET created_at = ? WHERE id = ?', {
    replacements: [dateTime(platform.clock.now()), user],
  });
  return user;
}

async function recharge(userId: number, amountFen: number): Promise<string> {
  const { order } = await orders.createRecharge({
    userId,
    amountFen,
    paymentMethod: 'alipay',
    provider: 'epay',
  });
  const { orderNo } = order;
  const payment = { provider: 'epay', channel: 'alipay', source: 'notify', tradeNo: `T${orderNo}` } as const;
  expect(await orders.applyPayment({ ...payment, orderNo, amountFen })).toBe('credited');
  return orderNo;
}

async function refund(orderNo: string): Promise<void> {
  const asked = await refunds.ask({ orderNo, askedBy: 1, reason: '退款' });
  await refunds.complete(asked.refund.id);
}

/** Every span of the first days says the same of kept figures as of counted ones. */
async function expectSame(): Promise<void> {
  const spans = [-2, 0, 1, 2, 3, 4].flatMap((from) =>
    [1, 2, 3, 4, 5].map((before) => [from, before] as const),
  );
  const all = () =>
    Promise.all(
      spans.filter(([from, before]) => from < before).map(([from, before]) => report(from, before)),
    );
  const kept = await all();
  await forget();
  const counted = await all();
  await close();
  expect(kept).toEqual(counted);
  expect(await all()).toEqual(counted);
}

test('kept figures are the counted ones, day by day, with what comes later', async () => {
  const [ann, ben, mia] = [await register(), await register(), await register(1_000)];
  const annsFirst = await recharge(ann, 1_234);
  await orders.createMembership({
    userId: mia,
    membershipType: 'monthly',
    paymentMethod: 'balance',
    provider: undefined,
  });
  await expectSame();
  expect(await platform.count('daily_figures')).toBe(0);

  // Not yet over for an hour, and then.
  platform.advance(4.5 * HOUR_MS);
  expect(await close()).toBe(0);
  platform.advance(HOUR_MS);
  const before = await report(0, 1);
  expect(before).toMatchObject({ newUsers: 3, revenueFen: 1_234, paidOrders: 2, conversionRate: 0.3333 });
  // The second finds it closed, or closes it the same.
  expect(await Promise.all([close(), close()])).toContain(1);
  expect(await close()).toBe(0);
  expect(await report(0, 1)).toEqual(before);

  const bens = await recharge(ben, 500);
  const annsSecond = await recharge(ann, 700);
  await expectSame();
  // A day on which nothing happens, and refunds of orders of days that are closed.
  platform.advance(2 * DAY_MS);
  expect(await close()).toBe(2);
  await refund(bens);
  await refund(annsFirst);
  await register();
  await expectSame();
  expect((await report(0, 1)).days).toEqual(before.days);
  // Ben has nothing of it any more; of Ann the second is left, which she had not paid on the first day.
  expect((await report(0, 1)).conversionRate).toBe(0);
  expect((await report(0, 2)).conversionRate).toBe(round((1 / 3) * 10_000) / 10_000);

  platform.advance(DAY_MS);
  expect(await close()).toBe(1);
  const whole = await report(0, 4);
  expect(whole).toMatchObject({
    totalUsers: 4,
    newUsers: 4,
    refundsFen: 1_734,
    revenueFen: 700,
    paidOrders: 4,
  });
  expect(whole.days.map(({ refundsFen }) => refundsFen)).toEqual([0, 0, 0, 1_734]);
  const [ledger] = await platform.db.query<{ sold: string }>(
    `SELECT -SUM(e.amount) AS sold FROM entries e JOIN accounts a ON a.id = e.account_id
     JOIN transfers t ON t.id = e.transfer_id WHERE a.type = 'sales' AND t.idem_key LIKE 'order/%'`,
    { type: QueryTypes.SELECT },
  );
  expect(whole.creditsSold).toBe(BigInt(ledger!.sold));
  await refund(annsSecond);
  await expectSame();
  expect(await brokenRules()).toEqual([]);
});

test.each([
  'UPDATE daily_figures SET paid_fen = paid_fen + 1 ORDER BY day LIMIT 1',
  'UPDATE daily_figures SET credits_sold = credits_sold - 1 ORDER BY day DESC LIMIT 1',
  'UPDATE daily_figures SET new_buyers = new_buyers + 1 ORDER BY day LIMIT 1',
  'DELETE FROM daily_figures ORDER BY day LIMIT 1',
  "INSERT INTO daily_figures VALUES ('2020-01-01', 1, 0, 0, 0, 0, 0)",
])('kept figures that are wrong are found: %s', async (wrong) => {
  await platform.db.query(wrong);
  expect(await brokenRules()).toEqual([
    'the figures of a day that is closed are what its users and orders say',
  ]);
  await forget();
  await close();
  expect(await brokenRules()).toEqual([]);
});
