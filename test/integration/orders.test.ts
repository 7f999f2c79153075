import { isAppError } from '../../domain/errors';
import { orderNumber, rechargeTitle } from '../../domain/orders/order';
import type { PaymentEvidence } from '../../domain/payments';
import { ORDER_TTL_MS, paymentPlatform, type PaymentPlatform } from '../support/payment-platform';

let platform: PaymentPlatform;

beforeAll(async () => {
  platform = await paymentPlatform();
});
afterAll(() => platform.close());

const codeOf = (work: Promise<unknown>) =>
  work.then(
    () => 'no error',
    (error: unknown) => (isAppError(error) ? error.code : error),
  );

function paymentOf(
  orderNo: string,
  tradeNo: string,
  changes: Partial<PaymentEvidence> = {},
): PaymentEvidence {
  return {
    provider: 'epay',
    channel: 'alipay',
    orderNo,
    tradeNo,
    amountFen: 1000,
    source: 'notify',
    ...changes,
  };
}

describe('an order number', () => {
  test('names the day in UTC+8', () => {
    expect(orderNumber(1, new Date('2026-01-21T15:59:59.999Z'))).toBe('R202601211000001');
    expect(orderNumber(1, new Date('2026-01-21T16:00:00Z'))).toBe('R202601221000001');
  });

  test('outgrows its seven digits without repeating itself', () => {
    expect(orderNumber(9_000_000, new Date('2026-01-22T00:00:00Z'))).toBe('R2026012210000000');
  });
});

test.each([
  [1000, '充值10元'],
  [1050, '充值10.5元'],
  [1005, '充值10.05元'],
  [1, '充值0.01元'],
  [100_000, '充值1000元'],
])('%i fen read as %s', (fen, title) => {
  expect(rechargeTitle(fen)).toBe(title);
});

describe('creating a recharge', () => {
  test('writes a pending order with its credits, its end and the start of its workflow', async () => {
    const user = await platform.newUser();
    const { order, outbox, repeated } = await platform.orders.createRecharge({
      userId: user,
      amountFen: 1,
      paymentMethod: 'wechat',
      provider: 'epay',
    });
    expect(order).toMatchObject({
      orderNo: expect.stringMatching(/^R\d{8}1\d{6}$/) as string,
      status: 'pending',
      amountFen: 1,
      credits: 10_000_000n,
      bonusCredits: 0n,
      tradeNo: null,
    });
    expect(order.expiresAt.getTime() - order.createdAt.getTime()).toBe(ORDER_TTL_MS);
    expect(repeated).toBe(false);
    expect(outbox).toMatchObject({
      effect: 'start',
      name: 'processPayment',
      workflowId: `payment/${order.orderNo}`,
      payload: { orderNo: order.orderNo },
    });
    expect(await platform.orders.find(order.orderNo)).toEqual(order);
  });

  test('the same key at once makes one order and one workflow, a changed request a conflict', async () => {
    const user = await platform.newUser();
    const claim = { scope: `user:${user}`, key: 'k1', requestHash: 'a'.repeat(64) };
    const request = { userId: user, amountFen: 1000, paymentMethod: 'alipay', provider: 'epay' } as const;
    const results = await Promise.all(
      Array.from({ length: 8 }, () => platform.orders.createRecharge({ ...request, idempotency: claim })),
    );
    expect(new Set(results.map(({ order }) => order.orderNo)).size).toBe(1);
    expect(results.filter(({ repeated, outbox }) => !repeated && outbox !== null)).toHaveLength(1);
    expect(
      (await platform.orders.list({ userId: user, purpose: 'recharge', page: 1, pageSize: 20 })).total,
    ).toBe(1);
    expect(await platform.outbox(results[0]?.order.orderNo ?? '')).toHaveLength(1);

    const changed = { ...request, idempotency: { ...claim, requestHash: 'b'.repeat(64) } };
    expect(await codeOf(platform.orders.createRecharge(changed))).toBe('IDEMPOTENCY_CONFLICT');
    expect(
      (await platform.orders.list({ userId: user, purpose: 'recharge', page: 1, pageSize: 20 })).total,
    ).toBe(1);
  });

  test.each([0, -1, 0.5, Number.NaN, 5_000_001])('%d fen is no amount', async (amountFen) => {
    const request = { userId: 1, amountFen, paymentMethod: 'alipay', provider: 'epay' } as const;
    expect(await codeOf(platform.orders.createRecharge(request))).toBe('VALIDATION');
  });
});

test('a user sees their own orders, newest first, page by page', async () => {
  const [user, other] = [await platform.newUser(), await platform.newUser()];
  const first = await platform.newOrder(user, 100);
  const second = await platform.newOrder(user, 200);
  await platform.newOrder(other, 300);
  const page = (number: number) =>
    platform.orders.list({ userId: user, purpose: 'recharge', page: number, pageSize: 1 });
  expect(await page(1)).toMatchObject({ total: 2, items: [second] });
  expect(await page(2)).toMatchObject({ total: 2, items: [first] });
  expect(await page(3)).toMatchObject({ total: 2, items: [] });
});

describe('closing', () => {
  test('takes a pending order to cancelled and stays there', async () => {
    const { orderNo } = await platform.newOrder(await platform.newUser());
    const closed = await platform.orders.close(orderNo);
    expect(closed).toMatchObject({ status: 'cancelled', closedAt: expect.any(Date) as Date });
    expect(await platform.orders.close(orderNo)).toEqual(closed);
  });

  test('an order that does not exist, whatever its number looks like, is not found', async () => {
    expect(await codeOf(platform.orders.close('R209901011000001'))).toBe('ORDER_NOT_FOUND');
    expect(await codeOf(platform.orders.close("订单🎬' OR 1=1 --"))).toBe('ORDER_NOT_FOUND');
    expect(await platform.orders.find('\u0000')).toBeUndefined();
  });
});

describe('a payment', () => {
  test('is credited once under two trade numbers at once; the other is kept for a refund', async () => {
    const user = await platform.newUser();
    const { orderNo } = await platform.newOrder(user);
    const outcomes = await Promise.all(
      ['T-a1', 'T-a2', 'T-a3', 'T-a4'].map((tradeNo) =>
        platform.orders.applyPayment(paymentOf(orderNo, tradeNo)),
      ),
    );
    expect(outcomes.toSorted()).toEqual(['credited', 'quarantined', 'quarantined', 'quarantined']);
    expect(await platform.credits(user)).toBe('100');
    expect((await platform.events(orderNo)).filter(({ problem }) => problem === 'paid_twice')).toHaveLength(
      3,
    );
  });

  test('pays for one order, even when it claims several at once', async () => {
    const user = await platform.newUser();
    const orders = await Promise.all(Array.from({ length: 4 }, () => platform.newOrder(user)));
    const outcomes = await Promise.all(
      orders.map(({ orderNo }) => platform.orders.applyPayment(paymentOf(orderNo, 'T-b'))),
    );
    expect(outcomes.toSorted()).toEqual(['credited', 'quarantined', 'quarantined', 'quarantined']);
    expect(await platform.credits(user)).toBe('100');
    const { items } = await platform.orders.list({
      userId: user,
      purpose: 'recharge',
      page: 1,
      pageSize: 20,
    });
    expect(items.map(({ status }) => status).toSorted()).toEqual(['paid', 'pending', 'pending', 'pending']);
  });

  test('races the closing of its order without being lost', async () => {
    const user = await platform.newUser();
    const orders = await Promise.all(Array.from({ length: 10 }, () => platform.newOrder(user)));
    await Promise.all(
      orders.flatMap(({ orderNo }) => [
        platform.orders.applyPayment(paymentOf(orderNo, `T-${orderNo}`)),
        platform.orders.close(orderNo),
      ]),
    );
    expect(await platform.credits(user)).toBe('1000');
    const { items } = await platform.orders.list({
      userId: user,
      purpose: 'recharge',
      page: 1,
      pageSize: 20,
    });
    expect(new Set(items.map(({ status }) => status))).toEqual(new Set(['paid']));
  });

  test('that an answer to a query tells without its channel is credited', async () => {
    const user = await platform.newUser();
    const { orderNo } = await platform.newOrder(user, 1000, 'wechat');
    const evidence = paymentOf(orderNo, 'T-c', { channel: null, source: 'query' });
    expect(await platform.orders.applyPayment(evidence)).toBe('credited');
    expect(await platform.credits(user)).toBe('100');
  });

  test('that was credited and comes again with another amount is kept for an operator', async () => {
    const user = await platform.newUser();
    const { orderNo } = await platform.newOrder(user);
    await platform.orders.applyPayment(paymentOf(orderNo, 'T-d'));
    expect(await platform.orders.applyPayment(paymentOf(orderNo, 'T-d'))).toBe('duplicate');
    expect(await platform.orders.applyPayment(paymentOf(orderNo, 'T-d', { amountFen: 999 }))).toBe(
      'quarantined',
    );
    expect(await platform.credits(user)).toBe('100');
  });
});

test('a hint is taken once in a while, and never for an order that is paid', async () => {
  const user = await platform.newUser();
  const { orderNo } = await platform.newOrder(user);
  const taken = await Promise.all(Array.from({ length: 5 }, () => platform.orders.takeHint(orderNo, 10_000)));
  expect(taken.filter(Boolean)).toHaveLength(1);
  platform.advance(11_000);
  expect(await platform.orders.takeHint(orderNo, 10_000)).toBe(true);
  platform.advance(11_000);
  await platform.orders.applyPayment(paymentOf(orderNo, 'T-e'));
  expect(await platform.orders.takeHint(orderNo, 10_000)).toBe(false);
});

test('after all this the books are in order', async () => {
  expect((await platform.ledger.audit()).violations).toEqual([]);
});
