import { AppError } from '../../../domain/errors';
import type { Order } from '../../../domain/orders/order';
import type { Orders } from '../../../domain/orders/orders';

/** The caller's order of this number. AppError ORDER_NOT_FOUND for another's, too. */
export async function ownOrder(
  orderNo: string,
  userId: number,
  { orders }: { readonly orders: Pick<Orders, 'find'> },
): Promise<Order> {
  const order = await orders.find(orderNo);
  if (order?.userId !== userId) throw new AppError('ORDER_NOT_FOUND');
  return order;
}
