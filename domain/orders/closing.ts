import { inTransaction } from '../db/transaction';
import { AppError } from '../errors';
import { notify } from '../notifications/notify';
import { orderNews } from './order-news';
import { markCancelled, readOrder } from './order-rows';
import type { Orders, OrdersDependencies } from './orders';
import { freeReductions } from './reductions';

/** The end of an order that is not paid: see `Orders.close`. */
export function closing({
  db,
  clock,
  tellOwner,
}: Pick<OrdersDependencies, 'db' | 'clock' | 'tellOwner'>): Pick<Orders, 'close'> {
  return {
    close: (orderNo) =>
      inTransaction(db, async (tx) => {
        const order = await readOrder(db, orderNo, tx, true);
        if (!order) throw new AppError('ORDER_NOT_FOUND');
        if (order.status !== 'pending') return order;
        const closedAt = clock.now();
        await markCancelled(db, order.id, closedAt, tx);
        await freeReductions(db, order, tx);
        const type = closedAt < order.expiresAt ? 'order_cancelled' : 'order_expired';
        await notify({ db, tellOwner }, orderNews(order, type), closedAt, tx);
        return { ...order, status: 'cancelled', closedAt };
      }),
  };
}
