import { randomBytes } from 'node:crypto';
import { createEpay } from '../../providers/payment/epay';
import { EPAY_KEY, EPAY_PID, payAt } from '../support/cashier';
import { platform, type TestPlatform, type TestUser } from '../support/platform';
import { newAdministrator } from '../support/studio-administrator';
import { until } from '../support/studio-user';

/** Refunds over the API: what an administrator asks for, and what the buyer sees of it. */

const NOBODY = 'http://127.0.0.1:9/';
const DAY_MS = 86_400_000;

let studio: TestPlatform;
let admin: TestUser;
let user: TestUser;
beforeAll(async () => {
  studio = await platform({ cashier: true, worker: {} });
  const settings = { pid: EPAY_PID, key: EPAY_KEY, notifyUrl: NOBODY, returnUrl: NOBODY };
  studio.worker!.use({ paymentProviders: [createEpay({ url: studio.cashier!.url, ...settings })] });
  admin = await newAdministrator(studio);
});
beforeEach(async () => {
  user = await studio.signUp();
});
afterAll(() => studio.close());

async function bought(path: string, body: object): Promise<string> {
  const { body: made } = await user.api.post(`/api/v1/credit/${path}`, { payment_method: 'alipay', ...body });
  const { order_id: orderNo, payment_url: url } = made.data as {
    order_id: string;
    payment_url: string | null;
  };
  if (url) {
    await payAt(url);
    await studio.cashier!.notifies(orderNo, 1);
  }
  return orderNo;
}

const refundPath = (orderNo: string) => `/api/v1/operation/orders/${orderNo}/refund`;
const ask = (orderNo: string, by = admin) => by.api.post(refundPath(orderNo), { reason: '用户申请退款' });

async function refunded(orderNo: string): Promise<void> {
  expect((await ask(orderNo)).status).toBe(200);
  await until(async () => (await admin.api.get(refundPath(orderNo))).body.data.status === 'done');
}

/** The end of the user's membership; undefined for who is no member. */
async function membershipEnd(): Promise<number | undefined> {
  const { body } = await user.api.get('/api/v1/credit/balance');
  const end = body.data.membership_end_date as string | null;
  return end === null ? undefined : Date.parse(end);
}

/** The time that an order gave. */
async function given(orderNo: string): Promise<{ from: number; until: number }> {
  const { body } = await user.api.get(`/api/v1/credit/orders/${orderNo}`);
  const { started_at: from, expired_at: until } = body.data as Record<string, string>;
  return { from: Date.parse(from ?? ''), until: Date.parse(until ?? '') };
}

test('a recharge with a bonus goes back with all of its credits, and its coupon is free', async () => {
  const code = `B${randomBytes(4).toString('hex')}`;
  const { body } = await admin.api.post('/api/v1/operation/coupons', {
    code,
    name: '加赠',
    type: 'credit_bonus',
    value: 20,
    valid_from: '2026-01-22T00:00:00',
    valid_until: '2099-02-22T23:59:59',
  });
  await user.api.post(`/api/v1/operation/coupons/${body.data.id}/claim`);
  const orderNo = await bought('recharge', { amount: 10, coupon_code: code });
  expect(await user.balance()).toEqual({ available: 120, held: 0 });

  const asked = await ask(orderNo);
  expect(asked.body.data).toMatchObject({ order_id: orderNo, status: 'asked', amount: 10, credits: 120 });
  await refunded(orderNo);
  expect(await user.balance()).toEqual({ available: 0, held: 0 });
  const { body: order } = await user.api.get(`/api/v1/credit/orders/${orderNo}`);
  expect(order.data).toMatchObject({ payment_status: 'refunded', payment_url: null });
  const list = await user.api.get('/api/v1/credit/recharge/orders?payment_status=refunded');
  expect(list.body.data).toMatchObject({ total: 1, total_amount: 0, items: [{ order_no: orderNo }] });
  const { body: moved } = await user.api.get('/api/v1/credit/transactions?type=refund');
  expect(moved.data.items).toMatchObject([{ type: 'refund', amount: -120, balance_after: 0 }]);
  const { body: told } = await user.api.get('/api/v1/notifications');
  expect((told.data.items as { type: string; subject: string }[])[0]).toMatchObject({
    type: 'order_refunded',
  });
  const { body: coupons } = await user.api.get('/api/v1/operation/my-coupons');
  expect(coupons.data).toMatchObject([{ status: 'unused' }]);
});

test('a membership that was paid from the balance goes back at once', async () => {
  await studio.ledger.transfer({
    key: `test/gift/${user.id}`,
    from: { owner: 'platform', type: 'rewards' },
    to: { owner: `user:${user.id}`, type: 'wallet' },
    amount: 9_900_000_000n,
    kind: 'reward',
    description: '赠送',
    reference: 'test',
  });
  const orderNo = await bought('membership', { membership_type: 'monthly', payment_method: 'balance' });
  expect(await user.balance()).toEqual({ available: 0, held: 0 });
  expect((await ask(orderNo)).body.data).toMatchObject({ status: 'done', amount: 9.9, credits: 0 });
  expect(await user.balance()).toEqual({ available: 99, held: 0 });
  expect((await user.api.get(`/api/v1/credit/orders/${orderNo}`)).body.data.payment_status).toBe('refunded');
  expect((await ask(orderNo)).body.data).toMatchObject({ status: 'done' });
  expect(await user.balance()).toEqual({ available: 99, held: 0 });
});

test('a membership ends as many days earlier as its order gave, and later ones begin earlier', async () => {
  const first = await bought('membership', { membership_type: 'monthly' });
  const second = await bought('membership', { membership_type: 'quarterly' });
  const [one, two] = [await given(first), await given(second)];
  expect(await membershipEnd()).toBe(two.until);
  await refunded(first);
  expect(await membershipEnd()).toBe(two.until - (one.until - one.from));
  expect(await given(second)).toEqual({ from: one.from, until: one.from + (two.until - two.from) });
  await refunded(second);
  expect(await membershipEnd()).toBeUndefined();
});

test('a membership that has run for a while ends now, and not before', async () => {
  const orderNo = await bought('membership', { membership_type: 'monthly' });
  studio.advance(10 * DAY_MS);
  // The tokens are of ten days ago.
  const { body } = await studio.api.post('/api/v1/auth/login', user);
  user = { ...user, api: studio.api.as(body.data.access_token as string) };
  const { body: again } = await studio.api.post('/api/v1/auth/login', admin);
  admin = { ...admin, api: studio.api.as(again.data.access_token as string) };
  expect(await membershipEnd()).toBeDefined();
  await refunded(orderNo);
  expect(await membershipEnd()).toBeUndefined();
});

test('the place in an activity is another’s, and who brought the buyer keeps the reward', async () => {
  const { body } = await admin.api.post('/api/v1/operation/activities', {
    name: '会员折扣',
    type: 'membership_discount',
    config: { discount: 50 },
    start_time: '2026-01-01T00:00:00',
    end_time: '2099-01-01T00:00:00',
    max_participants: 1,
  });
  const referrer = await studio.signUp();
  const { body: made } = await referrer.api.post('/api/v1/operation/referral/generate');
  await user.api.post('/api/v1/operation/referral/bind', {
    referral_code: made.data.referral_code as string,
  });
  const orderNo = await bought('membership', { membership_type: 'monthly' });
  expect((await referrer.balance()).available).toBe(100);
  const price = async (of: TestUser) => {
    const order = { membership_type: 'monthly', payment_method: 'alipay' };
    return (await of.api.post('/api/v1/credit/membership', order)).body.data.amount as number;
  };
  expect(await price(referrer)).toBe(9.9);
  await refunded(orderNo);
  expect(await price(referrer)).toBe(4.95);
  expect((await referrer.balance()).available).toBe(100);
  await bought('membership', { membership_type: 'monthly' });
  expect((await referrer.balance()).available).toBe(100);
  const path = `/api/v1/operation/activities/${body.data.id}`;
  await admin.api.call('PUT', path, { body: { status: 'ended' } });
});

test('the statistics of the day count income less refunds, as the ledger does', async () => {
  const today = new Date(studio.clock.now().getTime() + 8 * 3_600_000).toISOString().slice(0, 10);
  const figures = async () =>
    (await admin.api.get(`/api/v1/operation/statistics?start_date=${today}&end_date=${today}`)).body
      .data as Record<'total_revenue' | 'total_refunds' | 'total_credits_sold', number>;
  const sales = async () =>
    Number((await studio.ledger.balance({ owner: 'platform', type: 'sales' })).posted);
  const before = await figures();
  const orderNo = await bought('recharge', { amount: 30 });
  expect((await figures()).total_revenue - before.total_revenue).toBeCloseTo(30);
  await refunded(orderNo);
  const after = await figures();
  expect(after.total_revenue).toBeCloseTo(before.total_revenue);
  expect(after.total_refunds - before.total_refunds).toBeCloseTo(30);
  expect(after.total_credits_sold * 1e8).toBeCloseTo(-(await sales()));
});

test('spent credits are 40001, an order that is not paid 409, and an unknown one 40004', async () => {
  const spent = await bought('recharge', { amount: 10 });
  await user.api.post('/api/v1/credit/membership', { membership_type: 'monthly', payment_method: 'balance' });
  const refused = await ask(spent);
  expect([refused.status, refused.body]).toEqual([
    402,
    { code: 40001, message: '积分不足', data: { required: 100, available: 1 } },
  ]);
  const { body } = await user.api.post('/api/v1/credit/recharge', { amount: 1, payment_method: 'alipay' });
  const unpaid = await ask(body.data.order_id as string);
  expect([unpaid.status, unpaid.body.code]).toEqual([409, 409]);
  const unknown = await ask('R209901011000001');
  expect([unknown.status, unknown.body.code]).toEqual([404, 40004]);
  expect((await admin.api.get(refundPath(spent))).status).toBe(404);
  expect((await ask(spent, user)).status).toBe(403);
});

test('the books are in order after all of this', async () => {
  expect((await studio.ledger.audit()).violations).toEqual([]);
});
