import { AppError } from '../errors';
import type { PaymentProvider } from '../payments';
import { wasPaid } from './order';
import type { Orders } from './orders';

export interface ReconcileDependencies {
  readonly orders: Orders;
  readonly provider: PaymentProvider;
}

/** `paid`: the order has its credits. `quarantined`: an operator must look. `unpaid`: as far as the provider knows. */
export type Reconciliation = 'paid' | 'quarantined' | 'unpaid';

/** How often somebody we do not trust can make us ask the provider about one order. */
const HINT_INTERVAL_MS = 10_000;

/**
 * Asks the provider about an order that is not paid here, and credits it if it is paid there. Not to be
 * called inside a transaction. AppError ORDER_NOT_FOUND; UNAVAILABLE when the provider does not answer.
 */
export async function reconcileOrder(
  orderNo: string,
  { orders, provider }: ReconcileDependencies,
): Promise<Reconciliation> {
  const order = await orders.find(orderNo);
  if (!order) throw new AppError('ORDER_NOT_FOUND');
  if (wasPaid(order)) return 'paid';
  const answer = await provider.query(orderNo);
  if (answer.state !== 'paid') return 'unpaid';
  return (await orders.applyPayment(answer.evidence)) === 'quarantined' ? 'quarantined' : 'paid';
}

/**
 * The same because of a hint that proves nothing: a return page that was opened, a callback without a
 * signature. Asks at most once in 10 s an order, so that nobody turns us against the provider; says nothing
 * of what it found, so that nobody learns of orders that are not theirs.
 */
export async function reconcileOnHint(orderNo: string, dependencies: ReconcileDependencies): Promise<void> {
  if (await dependencies.orders.takeHint(orderNo, HINT_INTERVAL_MS)) {
    await reconcileOrder(orderNo, dependencies);
  }
}
