import { createCampaignActivities } from '../../domain/campaigns/activities';
import { isAppError } from '../../domain/errors';
import { payAt } from '../support/cashier';
import { newUsers } from '../support/many-users';
import { platform, type TestPlatform, type TestUser } from '../support/platform';
import { newAdministrator } from '../support/studio-administrator';

/** Activities of every type and what they do, and the statistics of it all, over the API. */

const WINDOW = { start_time: '2026-01-01T00:00:00', end_time: '2099-01-01T00:00:00' };
const GIFT = {
  name: '参与送积分',
  type: 'credit_gift',
  description: '',
  config: { credits: 100 },
  ...WINDOW,
};

let studio: TestPlatform;
let admin: TestUser;
let user: TestUser;
beforeAll(async () => {
  studio = await platform({ cashier: true });
  admin = await newAdministrator(studio);
});
beforeEach(async () => {
  user = await studio.signUp();
});
afterAll(() => studio.close());

const begin = (changes: object = {}) =>
  admin.api.post('/api/v1/operation/activities', { ...GIFT, ...changes });
const change = (id: number, body: object) =>
  admin.api.call('PUT', `/api/v1/operation/activities/${id}`, { body });

/** Runs something while an activity takes place, which then ends. */
async function during(changes: object, work: (id: number) => Promise<void>): Promise<void> {
  const { body } = await begin(changes);
  await work(body.data.id as number);
  await change(body.data.id as number, { status: 'ended' });
}

async function participate(id: number, by = user): Promise<[number, number]> {
  const { status, body } = await by.api.post(`/api/v1/operation/activities/${id}/participate`);
  return [status, body.code as number];
}

async function pay(buyer: TestUser, path: string, body: object): Promise<string> {
  const { body: made } = await buyer.api.post(`/api/v1/credit/${path}`, {
    payment_method: 'alipay',
    ...body,
  });
  await payAt(made.data.payment_url);
  await studio.cashier!.notifies(made.data.order_id, 1);
  return made.data.order_id as string;
}

const balance = async () => (await user.balance()).available;

describe('a gift', () => {
  test('is given once to who takes part', async () => {
    await during({}, async (id) => {
      expect(await participate(id)).toEqual([200, 200]);
      expect(await participate(id)).toEqual([400, 400]);
      expect(await balance()).toBe(100);
    });
  });

  test('at once, twice: once', async () => {
    await during({}, async (id) => {
      const answers = await Promise.all([1, 2, 3].map(() => participate(id)));
      expect(answers.map(([status]) => status).toSorted((a, b) => a - b)).toEqual([200, 400, 400]);
      expect(await balance()).toBe(100);
    });
  });

  test('at registration is given to who registers, and to nobody else', async () => {
    await during({ config: { credits: 88.5, trigger: 'registration' } }, async (id) => {
      const newcomer = await studio.signUp();
      expect(await newcomer.balance()).toEqual({ available: 88.5, held: 0 });
      expect(await participate(id)).toEqual([400, 400]);
    });
    expect(await (await studio.signUp()).balance()).toEqual({ available: 0, held: 0 });
  });

  test('goes to as many as may have it, when a hundred come at once', async () => {
    await during({ max_participants: 7 }, async (id) => {
      const activities = createCampaignActivities(studio);
      const outcomes = await Promise.all(
        (await newUsers(studio.db, 100)).map((each) =>
          activities.participate(id, each).then(
            () => 'given',
            (error: unknown) => (isAppError(error) ? error.code : error),
          ),
        ),
      );
      expect(outcomes.filter((outcome) => outcome === 'given')).toHaveLength(7);
      expect(outcomes.filter((outcome) => outcome === 'VALIDATION')).toHaveLength(93);
    });
  });

  test('before its start, while it is paused and after its end is 40010', async () => {
    const { body: early } = await begin({ start_time: '2098-01-01T00:00:00' });
    expect(early.data.status).toBe('draft');
    expect(await participate(early.data.id)).toEqual([400, 40010]);
    const { body: late } = await begin({
      start_time: '2025-01-01T00:00:00',
      end_time: '2025-02-01T00:00:00',
    });
    expect(late.data.status).toBe('ended');
    expect(await participate(late.data.id)).toEqual([400, 40010]);
    await during({}, async (id) => {
      await change(id, { status: 'paused' });
      expect(await participate(id)).toEqual([400, 40010]);
      expect((await change(id, { status: 'active' })).body.data.status).toBe('active');
      expect(await participate(id)).toEqual([200, 200]);
    });
    expect(await participate(999_999_999)).toEqual([404, 404]);
    const { body: ended } = await user.api.get('/api/v1/operation/activities?status=ended');
    expect((ended.data.items as { id: number }[]).map(({ id }) => id)).toContain(late.data.id);
  });
});

test.each<[string, object]>([
  ['name', { name: ' ' }],
  ['type', { type: 'lottery' }],
  ['config.credits', { config: {} }],
  ['config.credits', { config: { credits: -1 } }],
  ['config.credits', { config: { credits: 0.000000001 } }],
  ['config.discount', { type: 'membership_discount', config: {} }],
  ['config.discount', { type: 'membership_discount', config: { discount: 101 } }],
  ['config.discount', { type: 'membership_discount', config: { discount: 0.001 } }],
  ['end_time', { end_time: '2026-01-01T00:00:00' }],
  ['start_time', { start_time: '2026-13-01T00:00:00' }],
  ['max_participants', { max_participants: 0 }],
])('%s of %j is refused', async (field, changes) => {
  const answer = await begin(changes);
  expect([answer.status, answer.body.data.errors[0].field]).toEqual([400, `body.${field}`]);
});

describe('a discount on memberships', () => {
  const DISCOUNT = { type: 'membership_discount', config: { discount: 50 } };
  const order = (buyer = user) =>
    buyer.api.post('/api/v1/credit/membership', { membership_type: 'monthly', payment_method: 'alipay' });

  test('is taken off once a user, and free again when the order is given up', async () => {
    await during({ ...DISCOUNT, max_participants: 1 }, async () => {
      const { body: first } = await order();
      expect(first.data).toMatchObject({ amount: 4.95, original_amount: 9.9, discount_amount: 4.95 });
      expect((await order()).body.data).toMatchObject({ amount: 9.9 });
      expect((await order(await studio.signUp())).body.data).toMatchObject({ amount: 9.9 });
      await user.api.post(`/api/v1/credit/orders/${first.data.order_id}/cancel`);
      expect((await order()).body.data).toMatchObject({ amount: 4.95 });
    });
    expect((await order(await studio.signUp())).body.data).toMatchObject({ amount: 9.9 });
  });

  test('of all of it leaves nothing to pay', async () => {
    await during({ type: 'membership_discount', config: { discount: 100 } }, async () => {
      expect((await order()).body.data).toMatchObject({
        amount: 0,
        payment_status: 'paid',
        payment_url: null,
      });
      expect((await user.api.get('/api/v1/credit/balance')).body.data.is_member).toBe(true);
    });
  });

  test('is kept for an order that is paid after it was given up', async () => {
    await during(DISCOUNT, async () => {
      const { body } = await order();
      await user.api.post(`/api/v1/credit/orders/${body.data.order_id}/cancel`);
      await payAt(body.data.payment_url);
      await studio.cashier!.notifies(body.data.order_id, 1);
      expect((await user.api.get('/api/v1/credit/balance')).body.data.is_member).toBe(true);
    });
  });
});

test('a first purchase brings its credits, and the second none', async () => {
  await during({ type: 'first_purchase', config: { credits: 20 } }, async () => {
    await pay(user, 'recharge', { amount: 1 });
    expect(await balance()).toBe(30);
    await pay(user, 'recharge', { amount: 1 });
    expect(await balance()).toBe(40);
  });
});

interface Figures {
  readonly total_users: number;
  readonly total_revenue: number;
  readonly total_credits_sold: number;
  readonly new_users: number;
  readonly active_members: number;
  readonly conversion_rate: number;
  readonly series: readonly { date: string; revenue: number; credits_sold: number; new_users: number }[];
}

describe('GET /api/v1/operation/statistics', () => {
  const DAY_MS = 86_400_000;
  const day = (time: Date) => new Date(time.getTime() + 8 * 3_600_000).toISOString().slice(0, 10);
  const of = async (from: string, to: string) => {
    const path = `/api/v1/operation/statistics?start_date=${from}&end_date=${to}`;
    return (await admin.api.get(path)).body.data as Figures;
  };

  test('is what the ledger and the orders say', async () => {
    await pay(user, 'recharge', { amount: 12.34 });
    await pay(user, 'membership', { membership_type: 'quarterly' });
    await user.api.post('/api/v1/credit/membership', {
      membership_type: 'monthly',
      payment_method: 'balance',
    });
    const now = studio.clock.now();
    const [from, to] = [day(new Date(now.getTime() - 2 * DAY_MS)), day(now)];
    const figures = await of(from, to);
    const [[ledger]] = (await studio.db.query(
      `SELECT -SUM(e.amount) / 100000000 AS sold FROM entries e JOIN accounts a ON a.id = e.account_id
       JOIN transfers t ON t.id = e.transfer_id WHERE a.type = 'sales' AND t.idem_key LIKE 'order/%'`,
    )) as unknown as [[{ sold: string }]];
    const [[orders]] = (await studio.db.query(
      `SELECT SUM(amount_fen) / 100 AS revenue FROM orders WHERE status = 'paid' AND trade_no IS NOT NULL`,
    )) as unknown as [[{ revenue: string }]];
    const [[users]] = (await studio.db.query('SELECT COUNT(*) AS number FROM users')) as unknown as [
      [{ number: number }],
    ];
    const [[buyers]] = (await studio.db.query(
      `SELECT COUNT(DISTINCT user_id) AS number FROM orders WHERE status = 'paid' AND trade_no IS NOT NULL`,
    )) as unknown as [[{ number: number }]];
    expect(figures.total_credits_sold).toBe(Number(ledger.sold));
    expect(figures.total_revenue).toBe(Number(orders.revenue));
    expect(figures).toMatchObject({ total_users: users.number, new_users: users.number });
    expect(figures.conversion_rate).toBeCloseTo(buyers.number / users.number, 4);
    expect(figures.active_members).toBeGreaterThan(0);
    const { series } = figures;
    expect(series.map(({ date }) => date)).toHaveLength(3);
    expect(series.at(-1)).toMatchObject({ date: to });
    const sum = (of: 'revenue' | 'credits_sold' | 'new_users') =>
      series.reduce((total, each) => total + Math.round(each[of] * 100), 0) / 100;
    expect(sum('revenue')).toBe(figures.total_revenue);
    expect(sum('credits_sold')).toBe(figures.total_credits_sold);
    expect(sum('new_users')).toBe(figures.new_users);
  });

  test('of a time when there was nothing is nothing', async () => {
    expect(await of('2020-01-01', '2020-01-02')).toEqual({
      total_users: 0,
      new_users: 0,
      total_revenue: 0,
      total_refunds: 0,
      total_credits_sold: 0,
      paid_orders: 0,
      active_members: 0,
      conversion_rate: 0,
      series: ['2020-01-01', '2020-01-02'].map((date) => ({
        date,
        new_users: 0,
        revenue: 0,
        refunds: 0,
        credits_sold: 0,
        paid_orders: 0,
      })),
    });
  });

  test.each([
    '',
    '?start_date=2026-01-01',
    '?start_date=2026-01-02&end_date=2026-01-01',
    '?start_date=2026-02-30&end_date=2026-03-01',
    '?start_date=2020-01-01&end_date=2026-01-01',
  ])('asked with %o is refused', async (query) => {
    expect((await admin.api.get(`/api/v1/operation/statistics${query}`)).status).toBe(400);
  });
});

test('the books are in order after all of this', async () => {
  expect((await studio.ledger.audit()).violations).toEqual([]);
});
