import { ok } from '../reply';
import type { StudioHandler } from '../operation';
import { orderDto } from './order-dto';
import { ownOrder } from './own-order';

export const cancelOrder: StudioHandler<'cancelOrder'> = async ({ params, user }, deps) => {
  const { orderNo } = await ownOrder(params.order_id, user.userId, deps);
  return ok(orderDto(await deps.orders.close(orderNo), deps.payments));
};
