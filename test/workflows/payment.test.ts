import { randomUUID } from 'node:crypto';
import { AppError } from '../../domain/errors';
import type { Order } from '../../domain/orders/order';
import { createOrders } from '../../domain/orders/orders';
import type { OutboxEntry } from '../../domain/outbox';
import type { PaymentEvidence, PaymentProvider } from '../../domain/payments';
import { createEpay } from '../../providers/payment/epay';
import { deliver } from '../../temporal/deliver';
import { TASK_QUEUE } from '../../workflows/contract';
import { EPAY_KEY, EPAY_PID, payAt, startCashier, type TestCashier } from '../support/cashier';
import { jobPlatform, type JobPlatform } from '../support/job-platform';
import { recordHistory } from '../support/record-history';
import { startWorker, type TestWorker } from '../support/worker';

const NOBODY = 'http://127.0.0.1:9/';
/** Long enough that an order does not expire before the test is done with it. */
const PATIENT_MS = 3_600_000;
/** Short enough to wait for. */
const HASTY_MS = 300;

let platform: JobPlatform;
let cashier: TestCashier;
let provider: PaymentProvider;
let worker: TestWorker;
beforeAll(async () => {
  [platform, cashier] = await Promise.all([jobPlatform(), startCashier()]);
  provider = createEpay({
    url: cashier.url,
    pid: EPAY_PID,
    key: EPAY_KEY,
    notifyUrl: NOBODY,
    returnUrl: NOBODY,
  });
  worker = await startWorker(platform);
});
afterAll(async () => {
  await worker.stop();
  await Promise.all([platform.close(), cashier.stop()]);
});

/** An order of 10 yuan (100 credits), its workflow and what happens to it. */
async function order(orderTtlMs: number, asked: Partial<PaymentProvider> = {}) {
  const { db, ledger, outbox, clock } = platform;
  const owed: OutboxEntry[] = [];
  const orders = createOrders({ db, ledger, outbox, clock, orderTtlMs, onOwed: (entry) => owed.push(entry) });
  worker.use({ orders, paymentProviders: [{ ...provider, ...asked }] });
  const { client } = worker;
  const user = await platform.newUser(0);
  const placed = await orders.createRecharge({
    userId: user,
    amountFen: 1000,
    paymentMethod: 'alipay',
    provider: 'epay',
  });
  const { orderNo } = placed.order;
  const handle = client.workflow.getHandle(`payment/${orderNo}`);
  return {
    order: placed.order,
    orders,
    start: async () => placed.outbox && deliver(client, placed.outbox),
    signal: () => Promise.all(owed.splice(0).map((entry) => deliver(client, entry))),
    handle,
    outcome: (): Promise<unknown> => handle.result(),
    record: (branch: string) => recordHistory(`processPayment.${branch}`, handle),
    status: async () => (await orders.find(orderNo))?.status,
    credits: async () => (await platform.balance(user)).available,
  };
}

const notified = ({ orderNo }: Order): PaymentEvidence => ({
  provider: 'epay',
  channel: 'alipay',
  orderNo,
  tradeNo: `T${orderNo}`,
  amountFen: 1000,
  source: 'notify',
});

const paidAccordingTo = (evidence: PaymentEvidence) => ({ state: 'paid', evidence }) as const;

test('a payment in time ends the wait, and is credited once', async () => {
  const { order: placed, orders, start, signal, outcome, credits, handle, record } = await order(PATIENT_MS);
  await start();
  expect(await orders.applyPayment(notified(placed))).toBe('credited');
  expect(await signal()).toEqual(['signalled']);
  expect(await outcome()).toBe('paid');
  expect(await credits()).toBe(100);
  expect((await handle.describe()).searchAttributes).toMatchObject({
    TaskloomKind: ['payment'],
    TaskloomState: ['paid'],
  });
  await record('paid-in-time');
});

test('a payment that is there before the workflow ends it at once', async () => {
  const { order: placed, orders, start, signal, outcome, credits, record } = await order(PATIENT_MS);
  await orders.applyPayment(notified(placed));
  expect(await signal()).toEqual(['gone']);
  await start();
  expect(await outcome()).toBe('paid');
  expect(await credits()).toBe(100);
  await record('paid-before');
});

test('an order that nobody pays is closed when its time is over', async () => {
  const { start, outcome, status, credits, record } = await order(HASTY_MS);
  await start();
  expect(await outcome()).toBe('cancelled');
  expect([await status(), await credits()]).toEqual(['cancelled', 0]);
  await record('expired');
});

test('a payment whose notify never came is found when the order’s time is over', async () => {
  const { order: placed, start, outcome, credits, record } = await order(HASTY_MS);
  await payAt(provider.paymentUrl(placed));
  await start();
  expect(await outcome()).toBe('paid');
  expect(await credits()).toBe(100);
  await record('found-before-closing');
});

test('a payment that happens while we close is found after closing', async () => {
  let asked = 0;
  const late = await order(HASTY_MS, {
    query: () =>
      Promise.resolve(++asked === 1 ? { state: 'pending' } : paidAccordingTo(notified(late.order))),
  });
  await late.start();
  expect(await late.outcome()).toBe('paid');
  expect([asked, await late.credits()]).toEqual([2, 100]);
  await late.record('found-after-closing');
});

test('a payment that arrives after the end is credited without the workflow', async () => {
  const { order: placed, orders, start, signal, outcome, status, credits } = await order(HASTY_MS);
  await start();
  expect(await outcome()).toBe('cancelled');
  expect(await orders.applyPayment(notified(placed))).toBe('credited');
  expect(await signal()).toEqual(['gone']);
  expect([await status(), await credits()]).toEqual(['paid', 100]);
});

test('a payment of the wrong amount credits nothing, and the order is closed', async () => {
  const wrong = await order(HASTY_MS, {
    query: () => Promise.resolve(paidAccordingTo({ ...notified(wrong.order), amountFen: 1 })),
  });
  await wrong.start();
  expect(await wrong.outcome()).toBe('cancelled');
  expect(await wrong.credits()).toBe(0);
});

test('a provider that does not answer does not keep the order open', async () => {
  const { start, outcome, status, record } = await order(HASTY_MS, {
    query: () => Promise.reject(new AppError('PAYMENT_FAILED')), // not worth another try: the same end, sooner
  });
  await start();
  expect(await outcome()).toBe('cancelled');
  expect(await status()).toBe('cancelled');
  await record('provider-silent');
});

test('a provider that fails for a moment is asked again', async () => {
  let asked = 0;
  const shaky = await order(HASTY_MS, {
    query: () =>
      ++asked === 1
        ? Promise.reject(new AppError('UNAVAILABLE'))
        : Promise.resolve(paidAccordingTo(notified(shaky.order))),
  });
  await shaky.start();
  expect(await shaky.outcome()).toBe('paid');
  expect(await shaky.credits()).toBe(100);
});

test('an operator who cancels the workflow closes the order', async () => {
  const { start, handle, outcome, status, record } = await order(PATIENT_MS);
  await start();
  await handle.cancel();
  await expect(outcome()).rejects.toThrow();
  const description = await handle.describe();
  expect(description.status.name).toBe('CANCELLED');
  expect(description.searchAttributes).toMatchObject({ TaskloomState: ['cancelled'] });
  expect(await status()).toBe('cancelled');
  await record('cancelled');
});

describe('the reconciliation of payments', () => {
  const DAY_MS = 86_400_000;
  const NOTHING = { paid: 0, quarantined: 0, unpaid: 0, failed: 0 };

  async function reconcile(branch?: string): Promise<unknown> {
    const handle = await worker.client.workflow.start('reconcilePayments', {
      workflowId: randomUUID(),
      taskQueue: TASK_QUEUE,
      args: [],
    });
    const report: unknown = await handle.result();
    if (branch) await recordHistory(`reconcilePayments.${branch}`, handle);
    return report;
  }

  // Orders of other tests have been closed and are asked about as well: they are made to be long over.
  beforeEach(() =>
    platform.db.query("UPDATE orders SET expires_at = '2020-01-01' WHERE status <> 'pending'"),
  );
  afterEach(() => platform.db.query("UPDATE orders SET status = 'cancelled', expires_at = '2020-01-01'"));

  test('a payment after the order was closed, whose notify was lost, is credited, once', async () => {
    const late = await order(HASTY_MS);
    await cashier.misbehave({ outTradeNo: late.order.orderNo, drop: true });
    await late.start();
    expect(await late.outcome()).toBe('cancelled');
    await payAt(provider.paymentUrl(late.order)); // the cashier's page was still open
    expect([await late.status(), await late.credits()]).toEqual(['cancelled', 0]);

    expect(await reconcile('done')).toEqual({ ...NOTHING, paid: 1 });
    expect([await late.status(), await late.credits()]).toEqual(['paid', 100]);
    expect(await late.signal()).toEqual(['gone']);
    expect(await reconcile()).toEqual(NOTHING);
    expect(await late.credits()).toBe(100);
  });

  test('a closed order is asked about for three days', async () => {
    const unpaid = await order(HASTY_MS);
    await unpaid.start();
    await unpaid.outcome();
    expect(await reconcile()).toEqual({ ...NOTHING, unpaid: 1 });
    platform.advance(3 * DAY_MS - 60_000);
    expect(await reconcile()).toEqual({ ...NOTHING, unpaid: 1 });
    platform.advance(120_000);
    expect(await reconcile()).toEqual(NOTHING);
  });

  test('an order that waits and whose workflow is gone is asked about however old it is', async () => {
    const lost = await order(HASTY_MS); // nobody starts it
    await cashier.misbehave({ outTradeNo: lost.order.orderNo, drop: true });
    await payAt(provider.paymentUrl(lost.order));
    platform.advance(30 * DAY_MS);
    expect(await reconcile()).toEqual({ ...NOTHING, paid: 1 });
    expect(await lost.credits()).toBe(100);
  });

  test('goes on past an order that the provider cannot tell of, over more than a page of orders', async () => {
    const one = await order(PATIENT_MS);
    const { orders } = one;
    for (let n = 0; n < 120; n++) {
      await orders.createRecharge({
        userId: one.order.userId,
        amountFen: 100,
        paymentMethod: 'alipay',
        provider: 'epay',
      });
    }
    const asked = new Set<string>();
    worker.use({
      orders,
      paymentProviders: [
        {
          ...provider,
          query: (orderNo) => {
            asked.add(orderNo);
            return orderNo === one.order.orderNo
              ? Promise.reject(new AppError('UNAVAILABLE'))
              : Promise.resolve({ state: 'absent' });
          },
        },
      ],
    });
    expect(await reconcile()).toEqual({ ...NOTHING, unpaid: 120, failed: 1 });
    expect(asked.size).toBe(121);
  });

  test('leaves a provider that is away to the next run', async () => {
    let asked = 0;
    const away = await order(PATIENT_MS, {
      query: () => {
        asked++;
        return Promise.reject(new AppError('UNAVAILABLE'));
      },
    });
    for (let n = 0; n < 20; n++) {
      await away.orders.createRecharge({
        userId: away.order.userId,
        amountFen: 100,
        paymentMethod: 'alipay',
        provider: 'epay',
      });
    }
    expect(await reconcile()).toEqual({ ...NOTHING, failed: 10 });
    expect(asked).toBe(10);
  });
});
