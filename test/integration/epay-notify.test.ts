import { receiveEpayNotify } from '../../domain/orders/receive-notify';
import { reconcileOrder } from '../../domain/orders/reconcile';
import { epaySign } from '../../providers/payment/epay-signature';
import { EPAY_KEY, EPAY_PID } from '../support/cashier';
import { paymentPlatform, type PaymentPlatform } from '../support/payment-platform';

/** A recharge from the buyer's click to the credits: real adapter, real HTTP, real database. */
let platform: PaymentPlatform;

beforeAll(async () => {
  platform = await paymentPlatform();
});
afterAll(() => platform.close());

/** A buyer with an order of 10 yuan whose cashier misbehaves. */
async function buyerWith(faults: Readonly<Record<string, unknown>>) {
  const user = await platform.newUser();
  const order = await platform.newOrder(user);
  await platform.cashier.misbehave({ outTradeNo: order.orderNo, ...faults });
  return { user, order, orderNo: order.orderNo };
}

test('a payment at the cashier becomes credits, a line in the statement and a signal to the workflow', async () => {
  const user = await platform.newUser();
  const order = await platform.newOrder(user, 1050, 'wechat');
  await platform.pay(order);

  const [attempt] = await platform.cashier.notifies(order.orderNo, 1);
  expect(attempt).toMatchObject({ outcome: 'acknowledged', status: 200, answer: 'success' });
  expect(await platform.credits(user)).toBe('105');
  const statement = await platform.ledger.statement(
    { owner: `user:${user}`, type: 'wallet' },
    { page: 1, pageSize: 20 },
  );
  expect(statement.items).toMatchObject([
    { type: 'recharge', amount: 105_0000_0000n, description: '充值10.5元' },
  ]);
  expect(await platform.orders.find(order.orderNo)).toMatchObject({
    status: 'paid',
    tradeNo: attempt?.tradeNo,
    paidAt: expect.any(Date) as Date,
  });
  expect(await platform.outbox(order.orderNo)).toEqual([
    { effect: 'start', name: 'processPayment' },
    { effect: 'signal', name: 'paid' },
  ]);
  expect(platform.owed.map(({ workflowId }) => workflowId)).toContain(`payment/${order.orderNo}`);
});

test('a notify that is posted as a form counts the same', async () => {
  const { user, order, orderNo } = await buyerWith({ method: 'POST' });
  await platform.pay(order);
  expect(await platform.cashier.notifies(orderNo, 1)).toMatchObject([
    { method: 'POST', outcome: 'acknowledged' },
  ]);
  expect(await platform.credits(user)).toBe('100');
});

test('fifty copies at once are all acknowledged and credit once', async () => {
  const { user, order, orderNo } = await buyerWith({ repeat: 50 });
  await platform.pay(order);
  const attempts = await platform.cashier.notifies(orderNo, 50);
  expect(attempts.map(({ answer }) => answer)).toEqual(Array<string>(50).fill('success'));
  expect(await platform.credits(user)).toBe('100');
  expect(await platform.events(orderNo)).toMatchObject([{ outcome: 'credited' }]);
  expect(await platform.outbox(orderNo)).toHaveLength(2);
});

test('a wrong signature is told fail, credits nothing and leaves no trace for forgers to fill', async () => {
  const { user, order, orderNo } = await buyerWith({ falsify: 'signature' });
  await platform.pay(order);
  expect(await platform.cashier.notifies(orderNo, 1)).toMatchObject([{ outcome: 'refused', answer: 'fail' }]);
  expect(await platform.credits(user)).toBe('0');
  expect(await platform.events(orderNo)).toEqual([]);
});

test.each([
  ['an amount that is one fen off', 'amount', 'wrong_amount'],
  ['another merchant', 'merchant', 'wrong_merchant'],
  ['another channel', 'channel', 'wrong_channel'],
])(
  '%s is kept for an operator, never credited; the true notify still is',
  async (_what, falsify, problem) => {
    const { user, order, orderNo } = await buyerWith({ falsify, repeat: 5 });
    await platform.pay(order);
    const attempts = await platform.cashier.notifies(orderNo, 5);
    expect(attempts.map(({ answer }) => answer)).toEqual(Array<string>(5).fill('fail'));
    expect(await platform.credits(user)).toBe('0');
    expect(await platform.orders.find(orderNo)).toMatchObject({ status: 'pending', tradeNo: null });
    expect(await platform.events(orderNo)).toMatchObject([{ outcome: 'quarantined', problem }]);

    await platform.cashier.misbehave({ outTradeNo: orderNo, falsify: 'nothing' });
    await platform.cashier.notifyAgain(orderNo);
    expect(await platform.credits(user)).toBe('100');
    expect(await platform.events(orderNo)).toMatchObject([
      { outcome: 'quarantined', problem },
      { outcome: 'credited', problem: null },
    ]);
  },
);

test('an order that is paid by a second trade is credited for the first only', async () => {
  const { user, order, orderNo } = await buyerWith({});
  await platform.pay(order);
  await platform.cashier.notifies(orderNo, 1);
  await platform.cashier.misbehave({ outTradeNo: orderNo, falsify: 'trade' });
  const attempts = await platform.cashier.notifyAgain(orderNo);
  expect(attempts.map(({ answer }) => answer)).toEqual(['success', 'fail']);
  expect(await platform.credits(user)).toBe('100');
  expect(await platform.events(orderNo)).toMatchObject([
    { outcome: 'credited' },
    { outcome: 'quarantined', problem: 'paid_twice' },
  ]);
});

test('a payment for an order that we do not know is kept for an operator', async () => {
  const { user, order, orderNo } = await buyerWith({ falsify: 'order' });
  await platform.pay(order);
  expect(await platform.cashier.notifies(orderNo, 1)).toMatchObject([{ answer: 'fail' }]);
  expect(await platform.credits(user)).toBe('0');
  expect(await platform.events(`${orderNo}9`)).toMatchObject([
    { outcome: 'quarantined', problem: 'unknown_order' },
  ]);
});

test('repeated parameters are refused before anything is believed', async () => {
  const user = await platform.newUser();
  const { orderNo } = await platform.newOrder(user);
  const params = {
    pid: EPAY_PID,
    trade_no: 'T-repeated',
    out_trade_no: orderNo,
    type: 'alipay',
    name: '充值10元',
    money: '10.00',
    trade_status: 'TRADE_SUCCESS',
  };
  const raw = new URLSearchParams({
    ...params,
    sign: epaySign(params, EPAY_KEY),
    sign_type: 'MD5',
  }).toString();
  for (const bad of [
    `${raw}&out_trade_no=${orderNo}`,
    raw.replace('money=', 'money%5B%5D='),
    `${raw}&money=0.01`,
  ]) {
    expect(await receiveEpayNotify(bad, platform)).toMatchObject({ status: 400, body: 'fail' });
  }
  expect(await platform.credits(user)).toBe('0');
  expect(await receiveEpayNotify(raw, platform)).toEqual({ status: 200, body: 'success' });
  expect(await platform.credits(user)).toBe('100');
});

test.each(['create', 'result'])(
  'a notify that comes before the answer to the %s step credits',
  async (before) => {
    const { user, order, orderNo } = await buyerWith({ before });
    // With `create` the link answers with the result, and there is no button left to press.
    if (before === 'create') await fetch(platform.provider.paymentUrl(order));
    else await platform.pay(order);
    expect(await platform.credits(user)).toBe('100');
    expect(await platform.cashier.notifies(orderNo, 1)).toMatchObject([{ outcome: 'acknowledged' }]);
  },
);

test('a notify that is lost is made up for by asking, and changes nothing when it comes after all', async () => {
  const { user, order, orderNo } = await buyerWith({ drop: true });
  expect(await reconcileOrder(orderNo, platform)).toBe('unpaid'); // absent at the provider
  await fetch(platform.provider.paymentUrl(order));
  expect(await reconcileOrder(orderNo, platform)).toBe('unpaid'); // opened, not paid
  await platform.pay(order);
  await platform.cashier.notifies(orderNo, 1);
  expect(await platform.credits(user)).toBe('0');

  expect(await reconcileOrder(orderNo, platform)).toBe('paid');
  expect(await platform.credits(user)).toBe('100');
  expect(await reconcileOrder(orderNo, platform)).toBe('paid');
  await platform.cashier.misbehave({ outTradeNo: orderNo, drop: 0 });
  expect((await platform.cashier.notifyAgain(orderNo)).at(-1)).toMatchObject({ outcome: 'acknowledged' });
  expect(await platform.credits(user)).toBe('100');
  expect(await platform.events(orderNo)).toMatchObject([{ outcome: 'credited', source: 'query' }]);
});

test('a notify and our own question that meet credit once', async () => {
  const { user, order, orderNo } = await buyerWith({ drop: 1, repeat: 10 });
  await platform.pay(order);
  await platform.cashier.notifies(orderNo, 10);
  await Promise.all([
    platform.cashier.notifyAgain(orderNo),
    ...Array.from({ length: 10 }, () => reconcileOrder(orderNo, platform)),
  ]);
  expect(await platform.credits(user)).toBe('100');
});

test('a payment that lands after the order was closed is credited, and its replay is not', async () => {
  const { user, order, orderNo } = await buyerWith({});
  await fetch(platform.provider.paymentUrl(order));
  expect(await platform.orders.close(orderNo)).toMatchObject({ status: 'cancelled' });
  await platform.pay(order);
  await platform.cashier.notifies(orderNo, 1);
  expect(await platform.credits(user)).toBe('100');
  expect(await platform.orders.find(orderNo)).toMatchObject({
    status: 'paid',
    closedAt: expect.any(Date) as Date,
  });

  expect(await platform.orders.close(orderNo)).toMatchObject({ status: 'paid' });
  expect((await platform.cashier.notifyAgain(orderNo)).at(-1)).toMatchObject({ answer: 'success' });
  expect(await platform.credits(user)).toBe('100');
});

test('a failure of our own is told fail and leaves nothing half done: the next notify credits', async () => {
  const { user, order, orderNo } = await buyerWith({ drop: 1 });
  await platform.pay(order);
  const [attempt] = await platform.cashier.notifies(orderNo, 1);
  const raw = new URLSearchParams(attempt?.fields).toString();
  const broken = platform.ordersWith({
    ledger: { ...platform.ledger, applyAll: () => Promise.reject(new Error('the ledger is gone')) },
  });
  const answer = await receiveEpayNotify(raw, { provider: platform.provider, orders: broken });
  expect(answer).toMatchObject({ status: 500, body: 'fail', error: new Error('the ledger is gone') });
  expect(await platform.events(orderNo)).toEqual([]);
  expect(await platform.orders.find(orderNo)).toMatchObject({ status: 'pending' });

  expect((await platform.cashier.notifyAgain(orderNo)).at(-1)).toMatchObject({ answer: 'success' });
  expect(await platform.credits(user)).toBe('100');
});

test('after all this the books are in order', async () => {
  expect((await platform.ledger.audit()).violations).toEqual([]);
});
