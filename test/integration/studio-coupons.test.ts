import { randomBytes } from 'node:crypto';
import { QueryTypes } from 'sequelize';
import { NONE_LEFT } from '../../domain/campaigns/coupon-refusal';
import { createCoupons } from '../../domain/campaigns/coupons';
import { isAppError } from '../../domain/errors';
import type { ApiAnswer } from '../support/api-client';
import { newUsers } from '../support/many-users';
import { payAt } from '../support/cashier';
import { put } from '../support/gateway-management';
import { platform, type TestPlatform, type TestUser } from '../support/platform';
import { localTime } from '../../api/studio/time';
import { newAdministrator } from '../support/studio-administrator';

/** Coupons, from an operator's wish to what a buyer pays, over the API. */

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

const DISCOUNT = {
  name: '充值优惠券',
  type: 'discount',
  value: 10.0,
  min_amount: 10.0,
  valid_from: '2026-01-22T00:00:00',
  valid_until: '2099-02-22T23:59:59',
};

async function newCoupon(changes: object = {}): Promise<{ id: number; code: string }> {
  const code = `C${randomBytes(5).toString('hex')}`;
  const { body } = await admin.api.post('/api/v1/operation/coupons', { ...DISCOUNT, code, ...changes });
  return { id: body.data.id as number, code };
}

async function claimed(changes: object = {}): Promise<string> {
  const { id, code } = await newCoupon(changes);
  await user.api.post(`/api/v1/operation/coupons/${id}/claim`);
  return code;
}

const recharge = (amount: number, code: string, headers = {}) =>
  user.api.post('/api/v1/credit/recharge', { amount, payment_method: 'alipay', coupon_code: code }, headers);

/** The field that a coupon was refused for, and why. */
function whyRefused({ status, body }: ApiAnswer): string {
  expect([status, body.code]).toEqual([400, 40003]);
  const [{ field, message }] = body.data.errors as [{ field: string; message: string }];
  return `${field} ${message}`;
}

const owned = async () =>
  ((await user.api.get('/api/v1/operation/my-coupons')).body.data as { status: string }[]).map(
    ({ status }) => status,
  );

async function pay({ order_id: orderNo, payment_url: url }: { order_id: string; payment_url: string }) {
  await payAt(url);
  await studio.cashier!.notifies(orderNo, 1);
}

describe('making and claiming', () => {
  test('a code is taken once, whatever its case, and is listed by its status', async () => {
    const { code } = await newCoupon();
    const again = await admin.api.post('/api/v1/operation/coupons', {
      ...DISCOUNT,
      code: code.toLowerCase(),
    });
    expect(again.status).toBe(400);
    expect(again.body).toMatchObject({ code: 400, data: { errors: [{ field: 'body.code' }] } });
    const { code: old } = await newCoupon({ valid_until: '2026-01-23T00:00:00' });
    const codes = async (status: string) => {
      const { body } = await user.api.get(`/api/v1/operation/coupons?status=${status}&page_size=100`);
      return (body.data.items as { code: string }[]).map((item) => item.code);
    };
    expect(await codes('active')).toContain(code);
    expect(await codes('active')).not.toContain(old);
    expect(await codes('expired')).toContain(old);
  });

  test.each<[string, object]>([
    ['code', { code: 'with space' }],
    ['name', { name: '   ' }],
    ['type', { type: 'gift' }],
    ['value', { value: 0 }],
    ['value', { value: 100.01 }],
    ['value', { value: 0.001 }],
    ['value', { type: 'credit_bonus', value: 0.000000001 }],
    ['min_amount', { min_amount: -1 }],
    ['max_usage', { max_usage: 0 }],
    ['valid_from', { valid_from: '2026-02-30T00:00:00' }],
    ['valid_until', { valid_until: '2026-01-22T00:00:00' }],
  ])('%s of %j is refused', async (field, changes) => {
    const answer = await admin.api.post('/api/v1/operation/coupons', { ...DISCOUNT, code: 'X1', ...changes });
    expect([answer.status, answer.body.data.errors[0].field]).toEqual([400, `body.${field}`]);
  });

  test('a user has one of a coupon, and none of one that is over, off or unknown', async () => {
    const claim = (id: number, headers = {}) =>
      user.api.post(`/api/v1/operation/coupons/${id}/claim`, undefined, headers);
    const { id } = await newCoupon({ max_usage: 1 });
    expect((await claim(id)).status).toBe(200);
    const { id: kept } = await newCoupon();
    expect((await claim(kept)).status).toBe(200);
    expect((await claim(kept)).body).toMatchObject({
      code: 400,
      data: { errors: [{ message: '已领取过' }] },
    });
    const { id: over } = await newCoupon({ valid_until: '2026-01-23T00:00:00' });
    expect(whyRefused(await claim(over))).toBe('path.coupon_id 已于 2026-01-23 00:00:00 过期');
    expect(whyRefused(await claim(over, { 'accept-language': 'en' }))).toBe(
      'path.coupon_id expired at 2026-01-23 00:00:00 (Beijing)',
    );
    const { id: early } = await newCoupon({ valid_from: '2098-01-01T00:00:00' });
    expect(whyRefused(await claim(early))).toBe('path.coupon_id 2098-01-01 00:00:00 起才有效');
    const { id: off } = await newCoupon();
    await put(admin.api, `/api/v1/operation/coupons/${off}`, { status: 'disabled' });
    expect(whyRefused(await claim(off))).toBe('path.coupon_id 已停用');
    const other = await studio.signUp();
    expect(whyRefused(await other.api.post(`/api/v1/operation/coupons/${id}/claim`))).toBe(
      'path.coupon_id 已被领完',
    );
    expect((await claim(999_999_999)).body.code).toBe(404);
  });

  test('five hundred who claim the last ten at once get ten', async () => {
    const { id } = await newCoupon({ max_usage: 10 });
    const coupons = createCoupons(studio);
    const users = await newUsers(studio.db, 500);
    const outcomes = await Promise.all(
      users.map((each) =>
        coupons.claim(id, each).then(
          () => 'claimed',
          (error: unknown) =>
            isAppError(error, 'COUPON_INVALID') ? error.details.errors[0]!.message : error,
        ),
      ),
    );
    expect(outcomes.filter((outcome) => outcome === 'claimed')).toHaveLength(10);
    expect(outcomes.filter((outcome) => outcome === NONE_LEFT)).toHaveLength(490);
    const [row] = await studio.db.query('SELECT COUNT(*) AS n FROM user_coupons WHERE coupon_id = ?', {
      replacements: [id],
      type: QueryTypes.SELECT,
    });
    expect(row).toEqual({ n: 10 });
  });
});

describe('at a recharge', () => {
  test('a discount is taken off what is paid, not off the credits, and is used once it is paid', async () => {
    const code = await claimed();
    const { body } = await recharge(10, code.toLowerCase());
    expect(body.data).toMatchObject({ amount: 9, original_amount: 10, discount_amount: 1, credits: 100 });
    expect(await owned()).toEqual(['reserved']);
    expect(whyRefused(await recharge(10, code))).toBe(
      'body.coupon_code 已用于另一笔待支付的订单，取消该订单后可再用',
    );
    await pay(body.data);
    expect(await user.balance()).toEqual({ available: 100, held: 0 });
    expect(await owned()).toEqual(['used']);
    expect(whyRefused(await recharge(10, code))).toBe('body.coupon_code 已使用');
    const { body: orders } = await user.api.get('/api/v1/credit/recharge/orders?payment_status=paid');
    expect(orders.data).toMatchObject({ total: 1, total_amount: 9, total_credits: 100 });
  });

  test('credits on top are given with those that were bought', async () => {
    const { body } = await recharge(10, await claimed({ type: 'credit_bonus', value: 12.5 }));
    expect(body.data).toMatchObject({ amount: 10, credits: 100, bonus_credits: 12.5 });
    await pay(body.data);
    const { body: statement } = await user.api.get('/api/v1/credit/transactions');
    expect(statement.data.items).toMatchObject([
      { type: 'reward', amount: 12.5, balance_after: 112.5 },
      { type: 'recharge', amount: 100 },
    ]);
  });

  test('a deduction of more than the price leaves nothing to pay, and the order is paid', async () => {
    const { body } = await recharge(10, await claimed({ type: 'deduction', value: 30 }));
    expect(body.data).toMatchObject({
      amount: 0,
      discount_amount: 10,
      payment_status: 'paid',
      payment_url: null,
    });
    expect(await user.balance()).toEqual({ available: 100, held: 0 });
    expect(await owned()).toEqual(['used']);
  });

  test.each<[string, number, () => Promise<string>, string]>([
    ['below its least price', 9.99, () => claimed(), '满 10.00 元可用，当前为 9.99 元'],
    ['that was not claimed', 10, async () => (await newCoupon()).code, '您没有领取过此优惠券'],
    ['that nobody knows', 10, () => Promise.resolve('DISCOUNT10'), '您没有领取过此优惠券'],
    ['that is no code at all', 10, () => Promise.resolve("折扣' OR 1=1 --"), '您没有领取过此优惠券'],
  ])('a coupon %s is 40003, and says why', async (_name, amount, code, message) => {
    const answer = await recharge(amount, await code());
    expect(answer.status).toBe(400);
    expect(answer.body).toEqual({
      code: 40003,
      message: '优惠券无效',
      data: { errors: [{ field: 'body.coupon_code', message }] },
    });
  });

  test('a coupon that was switched off after it was claimed is 40003', async () => {
    const { id, code } = await newCoupon();
    await user.api.post(`/api/v1/operation/coupons/${id}/claim`);
    await put(admin.api, `/api/v1/operation/coupons/${id}`, { status: 'disabled' });
    expect(whyRefused(await recharge(10, code))).toBe('body.coupon_code 已停用');
    await put(admin.api, `/api/v1/operation/coupons/${id}`, { status: 'active' });
    expect((await recharge(10, code)).body.code).toBe(200);
  });

  test('one that expired after it was claimed, and one of credits at a membership, say so', async () => {
    const until = localTime(new Date(studio.clock.now().getTime() + 60_000));
    const code = await claimed({ valid_until: until });
    studio.advance(120_000);
    expect(whyRefused(await recharge(10, code))).toBe(
      `body.coupon_code 已于 ${until.replace('T', ' ')} 过期`,
    );
    const membership = { membership_type: 'monthly', payment_method: 'alipay' };
    const bonus = await claimed({ type: 'credit_bonus', value: 5, min_amount: 0 });
    const answer = await user.api.post('/api/v1/credit/membership', { ...membership, coupon_code: bonus });
    expect(whyRefused(answer)).toBe('body.coupon_code 仅可用于充值');
  });

  test('two orders at once with one coupon: one has it', async () => {
    const code = await claimed();
    const answers = await Promise.all([1, 2, 3, 4].map(() => recharge(10, code)));
    expect(answers.map(({ body }) => body.code as number).toSorted((a, b) => a - b)).toEqual([
      200, 40003, 40003, 40003,
    ]);
  });

  test('a repeat under the same key is the same order, though its coupon is taken', async () => {
    const code = await claimed();
    const answers = await Promise.all([1, 2, 3].map(() => recharge(10, code, { 'idempotency-key': code })));
    expect(new Set(answers.map(({ body }) => body.data.order_id as string)).size).toBe(1);
  });

  test('an order that is given up frees its coupon; another’s order is 40004', async () => {
    const code = await claimed();
    const { body } = await recharge(10, code);
    const path = `/api/v1/credit/orders/${body.data.order_id}`;
    const other = await studio.signUp();
    for (const answer of [await other.api.post(`${path}/cancel`), await other.api.get(path)]) {
      expect([answer.status, answer.body.code]).toEqual([404, 40004]);
    }
    expect((await user.api.post(`${path}/cancel`)).body.data).toMatchObject({ payment_status: 'cancelled' });
    expect(await owned()).toEqual(['unused']);
    expect((await recharge(10, code)).body.code).toBe(200);
  });

  test('an order that is paid after it was given up takes its coupon back', async () => {
    const { body } = await recharge(10, await claimed());
    await user.api.post(`/api/v1/credit/orders/${body.data.order_id}/cancel`);
    await pay(body.data);
    expect(await user.balance()).toEqual({ available: 100, held: 0 });
    expect(await owned()).toEqual(['used']);
  });

  test('but gives nothing when another order has the coupon: an operator looks at it', async () => {
    const code = await claimed();
    const { body: first } = await recharge(10, code);
    await user.api.post(`/api/v1/credit/orders/${first.data.order_id}/cancel`);
    const { body: second } = await recharge(10, code);
    await pay(first.data);
    expect(await user.balance()).toEqual({ available: 0, held: 0 });
    const [events] = await studio.db.query(
      `SELECT outcome, problem FROM payment_events WHERE order_no = '${first.data.order_id}'`,
    );
    expect(events).toEqual([{ outcome: 'quarantined', problem: 'discount_gone' }]);
    await pay(second.data);
    expect(await user.balance()).toEqual({ available: 100, held: 0 });
  });
});

test('the books are in order after all of this', async () => {
  expect((await studio.ledger.audit()).violations).toEqual([]);
});
