import type { Order } from '../../../domain/orders/order';
import type { PaymentProvider } from '../../../domain/payments';

/** Where an order is paid for as long as it waits for that; null where nothing is to be paid, or not any more. */
export function paymentUrl(order: Order, payments: PaymentProvider | undefined): string | null {
  const { paymentMethod, status } = order;
  if (status !== 'pending' || payments?.name !== order.provider || paymentMethod === 'balance') return null;
  return payments.paymentUrl({ ...order, paymentMethod });
}
