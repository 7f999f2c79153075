import { ok } from '../reply';
import type { StudioHandler } from '../operation';
import { orderDto } from './order-dto';
import { ownOrder } from './own-order';

export const getOrder: StudioHandler<'getOrder'> = async ({ params, user }, deps) =>
  ok(orderDto(await ownOrder(params.order_id, user.userId, deps), deps.payments));
