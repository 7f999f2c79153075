import { createMembershipNotices } from '../../domain/membership/notices';
import { monthsLater } from '../../domain/membership/plans';
import { createOrders } from '../../domain/orders/orders';
import { payAt } from '../support/cashier';
import { platform, type TestPlatform, type TestUser } from '../support/platform';

/** Memberships: bought, extended, used before credits, and over. */

const DAILY = 3;

let studio: TestPlatform;
let user: TestUser;
beforeAll(async () => {
  studio = await platform({ cashier: true, settings: { memberDailyJobs: DAILY } });
});
beforeEach(async () => {
  user = await studio.signUp();
});
afterAll(() => studio.close());

const order = (buyer: TestUser, membership_type: string, payment_method = 'wechat', headers = {}) =>
  buyer.api.post('/api/v1/credit/membership', { membership_type, payment_method }, headers);

interface Standing {
  readonly credit_balance: number;
  readonly is_member: boolean;
  readonly membership_end_date: string | null;
}

const standing = async (buyer: TestUser) =>
  (await buyer.api.get('/api/v1/credit/balance')).body.data as Standing;

async function isMember(buyer: TestUser, days = 30): Promise<void> {
  await studio.db.query(
    `UPDATE users SET membership_type = 'monthly', membership_end_at = UTC_TIMESTAMP(3) + INTERVAL ${days} DAY
     WHERE id = ${buyer.id}`,
  );
}

const video = (buyer: TestUser) =>
  buyer.api.post('/api/v1/video/generate', { script: '海边的日出', duration: 5 });

describe('the end of a membership', () => {
  test.each([
    ['2026-01-22T02:00:00Z', 1, '2026-02-22T02:00:00.000Z'],
    ['2026-01-31T02:00:00Z', 1, '2026-02-28T02:00:00.000Z'],
    // Already the last day of the month in Beijing.
    ['2026-01-30T18:00:00Z', 1, '2026-02-27T18:00:00.000Z'],
    ['2026-11-30T02:00:00Z', 3, '2027-02-28T02:00:00.000Z'],
    ['2024-02-29T02:00:00Z', 12, '2025-02-28T02:00:00.000Z'],
  ])('of one from %s for %i months is %s', (from, months, end) => {
    expect(monthsLater(new Date(from), months).toISOString()).toBe(end);
  });
});

describe('buying', () => {
  test.each([
    ['monthly', 9.9],
    ['quarterly', 25],
    ['yearly', 99],
  ])('%s costs %d yuan, and is had once it is paid', async (type, amount) => {
    const { body } = await order(user, type);
    expect(body).toMatchObject({
      code: 200,
      message: '会员订单创建成功',
      data: {
        order_id: expect.stringMatching(/^M\d{15,}$/) as string,
        membership_type: type,
        amount,
        payment_url: expect.stringMatching(/^http/) as string,
      },
    });
    expect((await standing(user)).is_member).toBe(false);
    await payAt(body.data.payment_url);
    await studio.cashier!.notifies(body.data.order_id, 1);
    expect(await standing(user)).toMatchObject({ credit_balance: 0, is_member: true, membership_type: type });
    const { body: orders } = await user.api.get('/api/v1/credit/membership/orders?payment_status=paid');
    expect(orders.data).toMatchObject({
      total: 1,
      total_amount: amount,
      items: [{ order_no: body.data.order_id, amount, payment_status: 'paid', membership_type: type }],
    });
    expect(orders.data.items[0].expired_at).toBe((await standing(user)).membership_end_date);
  });

  test('again adds to the end, also when both are bought at once', async () => {
    const buyer = await studio.signUp(1000);
    await Promise.all([order(buyer, 'monthly', 'balance'), order(buyer, 'quarterly', 'balance')]);
    const { body } = await buyer.api.get('/api/v1/credit/membership/orders');
    const [last, first] = (body.data.items as { started_at: string; expired_at: string }[]).toSorted(
      (a, b) => (a.started_at < b.started_at ? 1 : -1),
    );
    expect(last!.started_at).toBe(first!.expired_at);
    expect((await standing(buyer)).membership_end_date).toBe(last!.expired_at);
  });

  test('from the balance it is paid at once, in credits', async () => {
    const buyer = await studio.signUp(100);
    const { body } = await order(buyer, 'monthly', 'balance');
    expect(body.data).toMatchObject({ amount: 9.9, payment_status: 'paid', payment_url: null });
    expect(await standing(buyer)).toMatchObject({ credit_balance: 1, is_member: true });
    const { body: statement } = await buyer.api.get('/api/v1/credit/transactions?type=consume');
    expect(statement.data).toMatchObject({
      total: 1,
      total_spent: 99,
      items: [{ type: 'consume', amount: -99, description: '开通月度会员' }],
    });
  });

  test('too few credits are 40001, and nothing is left of the order', async () => {
    const { status, body } = await order(user, 'monthly', 'balance');
    expect([status, body.code]).toEqual([402, 40001]);
    expect((await user.api.get('/api/v1/credit/membership/orders')).body.data.total).toBe(0);
  });

  test('ten at once from a balance for two are two', async () => {
    const buyer = await studio.signUp(200);
    const answers = await Promise.all(Array.from({ length: 10 }, () => order(buyer, 'monthly', 'balance')));
    expect(answers.filter(({ status }) => status === 200)).toHaveLength(2);
    expect(answers.filter(({ body }) => body.code === 40001)).toHaveLength(8);
    expect((await standing(buyer)).credit_balance).toBe(2);
  });

  test('five at once under one key are one', async () => {
    const buyer = await studio.signUp(1000);
    const key = { 'idempotency-key': 'once' };
    const answers = await Promise.all(
      Array.from({ length: 5 }, () => order(buyer, 'monthly', 'balance', key)),
    );
    expect(new Set(answers.map(({ body }) => body.data.order_id as string)).size).toBe(1);
    expect((await standing(buyer)).credit_balance).toBe(901);
  });

  test.each([
    ['membership_type', { membership_type: 'daily', payment_method: 'alipay' }],
    ['payment_method', { membership_type: 'monthly', payment_method: 'cash' }],
  ])('%s is checked', async (field, body) => {
    const answer = await user.api.post('/api/v1/credit/membership', body);
    expect([answer.status, answer.body.data.errors[0].field]).toEqual([400, `body.${field}`]);
  });

  test.each([
    'page=0',
    'page=-1',
    'page=1e9',
    'page=99999999999999999999',
    'page_size=101',
    'start_date=2026-02-30',
  ])('a list with %s is refused', async (query) => {
    for (const list of ['membership/orders', 'recharge/orders', 'transactions']) {
      expect((await user.api.get(`/api/v1/credit/${list}?${query}`)).status).toBe(400);
    }
  });

  test('a page far behind the last is empty', async () => {
    const { body } = await user.api.get('/api/v1/credit/transactions?page=1000000&type=recharge');
    expect(body.data).toMatchObject({ total: 0, items: [] });
  });
});

describe('a member’s work', () => {
  test('costs nothing, as often a day as is fair, and then credits; exactly, when all is ordered at once', async () => {
    const buyer = await studio.signUp(100);
    await isMember(buyer);
    const answers = await Promise.all(Array.from({ length: DAILY + 3 }, () => video(buyer)));
    expect(answers.map(({ body }) => body.code as number).toSorted((a, b) => a - b)).toEqual([
      ...Array.from({ length: DAILY + 2 }, () => 200),
      40001,
    ]);
    expect(await buyer.balance()).toEqual({ available: 0, held: 100 });
  });

  test('that fails gives the day’s benefit back', async () => {
    await isMember(user);
    const jobs = await Promise.all(Array.from({ length: DAILY }, () => video(user)));
    expect((await video(user)).body.code).toBe(40001);
    const jobId = (jobs[0]!.body.data.task_id as string).replace('video_task_', '');
    await studio.jobs.giveUp(jobId, { state: 'failed', reason: 'GENERATION_FAILED' });
    await studio.jobs.giveUp(jobId, { state: 'failed', reason: 'GENERATION_FAILED' });
    expect((await video(user)).body.code).toBe(200);
    expect((await video(user)).body.code).toBe(40001);
  });

  test('after the end takes credits, and without them is 40002', async () => {
    const buyer = await studio.signUp(50);
    await isMember(buyer, -1);
    await studio.db.query(
      `UPDATE users SET membership_end_at = '2026-01-31 16:30:00' WHERE id = ${buyer.id}`,
    );
    expect((await video(buyer)).body.code).toBe(200);
    expect(await buyer.balance()).toEqual({ available: 0, held: 50 });
    const { status, body } = await video(buyer);
    const data = { ended_at: '2026-02-01T00:30:00', required: 50, available: 0 };
    expect([status, body]).toEqual([403, { code: 40002, message: '会员已过期', data }]);
  });
});

test('members are told of an end before it comes and when it has, each once', async () => {
  const notices = createMembershipNotices(studio);
  const [soon, over, later] = [await studio.signUp(), await studio.signUp(), await studio.signUp()];
  await isMember(soon, 2);
  await isMember(over, -2);
  await isMember(later, 20);
  await studio.db.query(`UPDATE users SET email_verified_at = UTC_TIMESTAMP(3) WHERE id = ${soon.id}`);
  for (const [kind, member, email] of [
    ['ending', soon, soon.email],
    ['ended', over, null], // nobody proved that address
  ] as const) {
    const due = (await notices.due(kind, 100)).filter(({ userId }) =>
      [soon.id, over.id, later.id].includes(userId),
    );
    expect(due).toMatchObject([{ userId: member.id, email, kind }]);
    await notices.sent(due[0]!);
    await notices.sent(due[0]!);
    expect((await notices.due(kind, 100)).map(({ userId }) => userId)).not.toContain(member.id);
  }
});

test('an order whose time is over is closed, and gives nothing', async () => {
  const { body } = await order(user, 'monthly');
  const orders = createOrders({ ...studio, orderTtlMs: 1 });
  expect(await orders.close(body.data.order_id)).toMatchObject({ status: 'cancelled' });
  expect((await standing(user)).is_member).toBe(false);
});

test('the books are in order after all of this', async () => {
  expect((await studio.ledger.audit()).violations).toEqual([]);
});
