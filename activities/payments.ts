import { AppError } from '../domain/errors';
import type { Orders } from '../domain/orders/orders';
import { reconcileOrder, type Reconciliation } from '../domain/orders/reconcile';
import type { PaymentProvider } from '../domain/payments';

interface OrderRef {
  readonly orderNo: string;
}

interface Dependencies {
  readonly orders: Orders;
  /** Every provider that orders may be with; none where nothing can be bought. */
  readonly providers: readonly PaymentProvider[];
}

export type PaymentActivities = ReturnType<typeof createPaymentActivities>;

/** What a payment's workflow does to its order. Each can be repeated; AppError ORDER_NOT_FOUND. */
export function createPaymentActivities({ orders, providers }: Dependencies) {
  const find = async (orderNo: string) => {
    const order = await orders.find(orderNo);
    if (!order) throw new AppError('ORDER_NOT_FOUND', undefined, { note: orderNo });
    return order;
  };

  return {
    /** `expiresAt` in milliseconds since 1970. */
    async readOrder({ orderNo }: OrderRef): Promise<{ status: string; expiresAt: number }> {
      const { status, expiresAt } = await find(orderNo);
      return { status, expiresAt: expiresAt.getTime() };
    },

    /** Asks the order's provider, and credits a payment that it knows of as its callback would have. */
    async queryPayment({ orderNo }: OrderRef): Promise<Reconciliation> {
      const order = await find(orderNo);
      const provider = providers.find(({ name }) => name === order.provider);
      if (!provider)
        throw new AppError('UNAVAILABLE', undefined, { note: `${order.provider} is not configured` });
      return reconcileOrder(orderNo, { orders, provider });
    },

    /** Closes an order that is still pending; one that was paid stays paid. */
    async closeOrder({ orderNo }: OrderRef): Promise<void> {
      await orders.close(orderNo, 'cancelled');
    },
  };
}
