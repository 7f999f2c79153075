import type { Order } from '../../../domain/orders/order';
import type { PaymentProvider } from '../../../domain/payments';

/** Where an order is paid; null where nothing is left to pay. */
export function paymentUrl(order: Order, payments: PaymentProvider | undefined): string | null {
  const { paymentMethod } = order;
  if (payments?.name !== order.provider || paymentMethod === 'balance') return null;
  return payments.paymentUrl({ ...order, paymentMethod });
}
