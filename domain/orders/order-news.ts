import type { News } from '../notifications/notification';
import type { Order } from './order';

type OrderNewsType = Extract<News['type'], `order_${string}`>;

/** What the buyer is told of an order. */
export function orderNews({ userId, orderNo, title, amountFen }: Order, type: OrderNewsType): News {
  return { ownerId: userId, type, subject: `order/${orderNo}`, facts: { orderNo, title, amountFen } };
}
