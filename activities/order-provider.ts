import { AppError } from '../domain/errors';
import type { Order } from '../domain/orders/order';
import type { PaymentProvider } from '../domain/payments';

/** Every provider that orders may be with; none where nothing can be bought. */
export type PaymentProviders = readonly PaymentProvider[];

/** The provider that an order is with; undefined when it is not configured any more. */
export function findProvider(
  { provider }: Pick<Order, 'provider'>,
  providers: PaymentProviders,
): PaymentProvider | undefined {
  return providers.find(({ name }) => name === provider);
}

/** The same for who cannot go on without it. AppError UNAVAILABLE, which is asked again until an operator has set it. */
export function providerOf(order: Pick<Order, 'provider'>, providers: PaymentProviders): PaymentProvider {
  const found = findProvider(order, providers);
  if (found) return found;
  throw new AppError('UNAVAILABLE', undefined, { note: `${order.provider} is not configured` });
}
