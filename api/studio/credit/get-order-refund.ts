import { AppError } from '../../../domain/errors';
import { ok } from '../reply';
import type { StudioHandler } from '../operation';
import { refundDto } from './refund-dto';

export const getOrderRefund: StudioHandler<'getOrderRefund'> = async ({ params }, { orders, refunds }) => {
  const refund = await refunds.ofOrder(params.order_id);
  if (refund) return ok(refundDto(refund));
  if (!(await orders.find(params.order_id))) throw new AppError('ORDER_NOT_FOUND');
  throw new AppError('NOT_FOUND', undefined, { note: `no refund of order ${params.order_id}` });
};
