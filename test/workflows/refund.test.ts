import { randomUUID } from 'node:crypto';
import { AppError } from '../../domain/errors';
import { PLATFORM, userAccount } from '../../domain/ledger/accounts';
import { createOrders, type Orders } from '../../domain/orders/orders';
import { createRefunds, type Refunds } from '../../domain/orders/refunds';
import type { PaymentProvider } from '../../domain/payments';
import { createEpay } from '../../providers/payment/epay';
import { deliver } from '../../temporal/deliver';
import { TASK_QUEUE } from '../../workflows/contract';
import { EPAY_KEY, EPAY_PID, payAt, startCashier, type TestCashier } from '../support/cashier';
import { jobPlatform, type JobPlatform } from '../support/job-platform';
import { recordHistory } from '../support/record-history';
import { until } from '../support/studio-user';
import { startWorker, type TestWorker } from '../support/worker';

/** An order that was paid at the cashier, from the asking for its refund to the end of that. */

const NOBODY = 'http://127.0.0.1:9/';
const OPERATOR = 1;

let platform: JobPlatform;
let cashier: TestCashier;
let provider: PaymentProvider;
let worker: TestWorker;
let orders: Orders;
let refunds: Refunds;
beforeAll(async () => {
  [platform, cashier] = await Promise.all([jobPlatform(), startCashier()]);
  provider = createEpay({
    url: cashier.url,
    pid: EPAY_PID,
    key: EPAY_KEY,
    notifyUrl: NOBODY,
    returnUrl: NOBODY,
    timeoutMs: 1_000,
  });
  worker = await startWorker(platform);
  orders = createOrders({ ...platform, orderTtlMs: 3_600_000 });
  refunds = createRefunds(platform);
});
beforeEach(() => worker.use({ orders, paymentProviders: [provider] }));
afterAll(async () => {
  expect((await platform.ledger.audit()).violations).toEqual([]);
  await worker.stop();
  await Promise.all([platform.close(), cashier.stop()]);
});

/** A user who paid 10 yuan for 100 credits. */
async function paid() {
  const user = await platform.newUser(0);
  const { order } = await orders.createRecharge({
    userId: user,
    amountFen: 1000,
    paymentMethod: 'alipay',
    provider: 'epay',
  });
  await payAt(provider.paymentUrl(order));
  const answer = await provider.query(order.orderNo);
  if (answer.state !== 'paid') throw new Error('The buyer has paid.');
  expect(await orders.applyPayment(answer.evidence)).toBe('credited');
  return { user, orderNo: order.orderNo };
}

const ask = (orderNo: string) => refunds.ask({ orderNo, askedBy: OPERATOR, reason: '用户申请退款' });

/** Asks, and has the refund's workflow run. */
async function begin(orderNo: string) {
  const { refund, outbox } = await ask(orderNo);
  if (!outbox) throw new Error('This refund had been asked for.');
  await deliver(worker.client, outbox);
  const handle = worker.client.workflow.getHandle(outbox.workflowId);
  return { refund, handle, outcome: (): Promise<unknown> => handle.result() };
}

const statusOf = async (orderNo: string) => (await orders.find(orderNo))?.status;

/** What the provider has left of the payment, by asking for all of it. */
async function isLeft(orderNo: string): Promise<boolean> {
  return (await provider.refund({ orderNo, amountFen: 1000, mayBeDone: false })).isRefunded;
}

test('the credits are set aside at once, and taken when the money has gone back', async () => {
  const { user, orderNo } = await paid();
  const { refund, handle, outcome } = await begin(orderNo);
  expect(refund).toMatchObject({ state: 'asked', amountFen: 1000, credits: 10_000_000_000n });
  expect(await outcome()).toBe('done');
  expect(await platform.balance(user)).toEqual({ available: 0, held: 0 });
  expect(await statusOf(orderNo)).toBe('refunded');
  expect(await refunds.ofOrder(orderNo)).toMatchObject({ state: 'done', refusal: null });
  expect(await isLeft(orderNo)).toBe(false);
  expect((await handle.describe()).searchAttributes).toMatchObject({
    TaskloomKind: ['refund'],
    TaskloomState: ['done'],
  });
  const trail = await platform.ledger.explain(orderNo);
  expect(trail.holds).toMatchObject([{ state: 'captured', amount: 10_000_000_000n }]);
  expect(trail.captures).toMatchObject([{ kind: 'refund', amount: 10_000_000_000n, to: PLATFORM.sales }]);
  await recordHistory('refundOrder.done', handle);
});

test('a provider that falls silent once it has done it has done it once', async () => {
  const { user, orderNo } = await paid();
  await cashier.misbehave({ outTradeNo: orderNo, refund: 'silent' });
  const { outcome } = await begin(orderNo);
  expect(await outcome()).toBe('done');
  expect(await platform.balance(user)).toEqual({ available: 0, held: 0 });
  expect(await statusOf(orderNo)).toBe('refunded');
});

test('a provider that fails is asked again, and the credits stay set aside meanwhile', async () => {
  const { user, orderNo } = await paid();
  await cashier.misbehave({ outTradeNo: orderNo, refund: 'error' });
  const { handle, outcome } = await begin(orderNo);
  const attempts = async () => (await handle.describe()).raw.pendingActivities?.[0]?.attempt ?? 0;
  await until(async () => (await attempts()) > 1);
  expect(await platform.balance(user)).toEqual({ available: 0, held: 100 });
  expect(await statusOf(orderNo)).toBe('paid');
  await cashier.misbehave({ outTradeNo: orderNo, refund: 'answer' });
  expect(await outcome()).toBe('done');
  expect(await platform.balance(user)).toEqual({ available: 0, held: 0 });
});

test('what a provider refuses leaves everything as it was, says why, and may be asked for again', async () => {
  const { user, orderNo } = await paid();
  await cashier.misbehave({ outTradeNo: orderNo, refund: 'refuse' });
  const { handle, outcome } = await begin(orderNo);
  expect(await outcome()).toBe('refused');
  expect(await platform.balance(user)).toEqual({ available: 100, held: 0 });
  expect(await statusOf(orderNo)).toBe('paid');
  expect(await refunds.ofOrder(orderNo)).toMatchObject({ state: 'refused', refusal: '商户余额不足' });
  await recordHistory('refundOrder.refused', handle);

  await cashier.misbehave({ outTradeNo: orderNo, refund: 'answer' });
  expect(await (await begin(orderNo)).outcome()).toBe('done');
  expect(await platform.balance(user)).toEqual({ available: 0, held: 0 });
});

test('a worker that dies with the provider’s answer in its hand asks again, and takes the credits once', async () => {
  const { user, orderNo } = await paid();
  let asked = 0;
  const forgetful: PaymentProvider = {
    ...provider,
    async refund(request) {
      const answer = await provider.refund(request);
      if (++asked === 1) throw new AppError('UNAVAILABLE', undefined, { note: 'the answer is lost' });
      return answer;
    },
  };
  worker.use({ orders, paymentProviders: [forgetful] });
  const { refund, outcome } = await begin(orderNo);
  expect(await outcome()).toBe('done');
  expect(asked).toBe(2);
  // The last step may run again as well, at once and later.
  const again = await Promise.all([1, 2, 3].map(() => refunds.complete(refund.id)));
  expect(again.map(({ state }) => state)).toEqual(['done', 'done', 'done']);
  expect((await refunds.refuse(refund.id, 'too late')).state).toBe('done');
  expect(await platform.balance(user)).toEqual({ available: 0, held: 0 });
});

test('a part that somebody gave back at the provider is for an operator to look at', async () => {
  const { user, orderNo } = await paid();
  expect(await provider.refund({ orderNo, amountFen: 1, mayBeDone: false })).toEqual({ isRefunded: true });
  expect(await (await begin(orderNo)).outcome()).toBe('refused');
  expect((await refunds.ofOrder(orderNo))?.refusal).toContain('超过');
  expect(await platform.balance(user)).toEqual({ available: 100, held: 0 });
});

test('asked for by many at once it is one refund', async () => {
  const { user, orderNo } = await paid();
  const asked = await Promise.all(Array.from({ length: 8 }, () => ask(orderNo)));
  expect(new Set(asked.map(({ refund }) => refund.id)).size).toBe(1);
  expect(asked.filter(({ outbox }) => outbox !== null)).toHaveLength(1);
  expect(await platform.balance(user)).toEqual({ available: 0, held: 100 });
});

test('credits that are spent cannot be taken back, and nothing is changed', async () => {
  const { user, orderNo } = await paid();
  await platform.ledger.transfer({
    key: randomUUID(),
    from: userAccount(user),
    to: PLATFORM.revenue,
    amount: 1n,
    kind: 'consume',
    description: 'work',
    reference: 'work',
  });
  await expect(ask(orderNo)).rejects.toMatchObject({
    code: 'INSUFFICIENT_CREDITS',
    details: { required: '100', available: '99.99999999' },
  });
  expect(await refunds.ofOrder(orderNo)).toBeUndefined();
  expect(await platform.balance(user)).toEqual({ available: 99.99999999, held: 0 });
});

test('an order that is not paid, and none at all, cannot be refunded', async () => {
  const user = await platform.newUser(0);
  const { order } = await orders.createRecharge({
    userId: user,
    amountFen: 1000,
    paymentMethod: 'alipay',
    provider: 'epay',
  });
  await expect(ask(order.orderNo)).rejects.toMatchObject({ code: 'ORDER_NOT_PAID' });
  await orders.close(order.orderNo);
  await expect(ask(order.orderNo)).rejects.toMatchObject({ code: 'ORDER_NOT_PAID' });
  await expect(ask('R209901011000001')).rejects.toMatchObject({ code: 'ORDER_NOT_FOUND' });
  await expect(ask('订单')).rejects.toMatchObject({ code: 'ORDER_NOT_FOUND' });
});

test('memberships that are refunded at once, while another is paid, wait in one order', async () => {
  const user = await platform.newUser(0);
  const order = async () => {
    const request = { userId: user, membershipType: 'monthly', paymentMethod: 'alipay' } as const;
    return (await orders.createMembership({ ...request, provider: 'epay' })).order.orderNo;
  };
  const pay = (orderNo: string) =>
    orders.applyPayment({
      provider: 'epay',
      channel: 'alipay',
      orderNo,
      tradeNo: `T-${orderNo}`,
      amountFen: 990,
      source: 'notify',
    });
  const orderNos = [await order(), await order(), await order(), await order()];
  for (const orderNo of orderNos) await pay(orderNo);
  const asked = await Promise.all(orderNos.slice(0, 3).map(ask));
  const [last, transactions] = [await order(), vi.spyOn(platform.db, 'transaction')];
  await Promise.all([...asked.map(({ refund }) => refunds.complete(refund.id)), pay(last)]);
  expect(transactions).toHaveBeenCalledTimes(4);
  transactions.mockRestore();
  const [first, second] = [await orders.find(orderNos[3] ?? ''), await orders.find(last)];
  expect(first?.membership?.endsAt).toEqual(second?.membership?.startsAt);
});

test('the sweeper of holds leaves those of refunds alone', async () => {
  const { user, orderNo } = await paid();
  await ask(orderNo);
  platform.advance(30 * 86_400_000);
  const handle = await worker.client.workflow.start('sweepHolds', {
    workflowId: randomUUID(),
    taskQueue: TASK_QUEUE,
    args: [],
  });
  expect(await handle.result()).toMatchObject({ released: 0, failed: 0 });
  expect(await platform.balance(user)).toEqual({ available: 0, held: 100 });
});

test('a copy of the payment’s notify changes nothing any more', async () => {
  const { user, orderNo } = await paid();
  expect(await (await begin(orderNo)).outcome()).toBe('done');
  const answer = await provider.query(orderNo);
  expect(answer.state === 'paid' && (await orders.applyPayment(answer.evidence))).toBe('duplicate');
  expect(await platform.balance(user)).toEqual({ available: 0, held: 0 });
});
