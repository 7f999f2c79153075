import { log } from '@temporalio/activity';
import type { Clock } from '../domain/clock';
import { AppError } from '../domain/errors';
import type { Order, OrderStatus } from '../domain/orders/order';
import type { OrderPlace, Orders } from '../domain/orders/orders';
import { reconcileOrder, type Reconciliation } from '../domain/orders/reconcile';
import type { OrderRef } from '../workflows/contract';
import { withHeartbeat, type Report } from './heartbeat';
import { findProvider, providerOf, type PaymentProviders } from './order-provider';

interface Dependencies {
  readonly orders: Orders;
  readonly clock: Clock;
  readonly providers: PaymentProviders;
}

/** How many unpaid orders a provider was asked about, and what it said; `failed`: it did not say. */
export interface ReconciliationReport {
  readonly paid: number;
  readonly quarantined: number;
  readonly unpaid: number;
  readonly failed: number;
}

export type PaymentActivities = ReturnType<typeof createPaymentActivities>;

const BATCH = 100;
/** An order is asked about for so long after its time is over: providers repeat a lost notify for a day. */
const LOOK_BACK_MS = 3 * 86_400_000;
/** A provider that fails so often in a row is away: the next run asks it. */
const FAILURES_IN_A_ROW = 10;

/** What is done to orders for their workflows. Each can be repeated; AppError ORDER_NOT_FOUND. */
export function createPaymentActivities({ orders, clock, providers }: Dependencies) {
  const find = async (orderNo: string) => {
    const order = await orders.find(orderNo);
    if (!order) throw new AppError('ORDER_NOT_FOUND', undefined, { note: orderNo });
    return order;
  };

  /** Orders that the platform takes for unpaid: all that wait, and those that were closed of late. */
  async function* unpaid(): AsyncGenerator<Order> {
    const since = new Date(clock.now().getTime() - LOOK_BACK_MS);
    for (const [status, first] of [
      ['pending', new Date(0)],
      ['cancelled', since],
    ] as const) {
      let after: OrderPlace = { id: 0, expiresAt: first };
      for (;;) {
        const page = await orders.inState(status, after, BATCH);
        yield* page;
        const last = page.at(-1);
        if (!last) break;
        after = last;
      }
    }
  }

  async function reconcileAll(signal: AbortSignal, tell: Report): Promise<ReconciliationReport> {
    const report = { paid: 0, quarantined: 0, unpaid: 0, failed: 0 };
    let failures = 0;
    for await (const order of unpaid()) {
      const provider = findProvider(order, providers);
      if (!provider) continue; // it is not configured any more: only an operator can tell
      signal.throwIfAborted();
      try {
        report[await reconcileOrder(order.orderNo, { orders, provider })]++;
        failures = 0;
      } catch (error) {
        log.warn('an order could not be asked about', { orderNo: order.orderNo, error });
        report.failed++;
        if (++failures === FAILURES_IN_A_ROW) break;
      }
      tell(report);
    }
    return report;
  }

  return {
    /** `expiresAt` in milliseconds since 1970. */
    async readOrder({ orderNo }: OrderRef): Promise<{ status: OrderStatus; expiresAt: number }> {
      const { status, expiresAt } = await find(orderNo);
      return { status, expiresAt: expiresAt.getTime() };
    },

    /** Asks the order's provider, and credits a payment that it knows of as its callback would have. */
    async queryPayment({ orderNo }: OrderRef): Promise<Reconciliation> {
      const order = await find(orderNo);
      return reconcileOrder(orderNo, { orders, provider: providerOf(order, providers) });
    },

    /** Closes an order that is still pending; one that was paid stays paid. Answers how it stands then. */
    async closeOrder({ orderNo }: OrderRef): Promise<{ status: OrderStatus }> {
      const { status } = await orders.close(orderNo);
      return { status };
    },

    /** The same question for every order that may have been paid without our hearing of it. */
    reconcileOrders: (): Promise<ReconciliationReport> => withHeartbeat(reconcileAll),
  };
}
