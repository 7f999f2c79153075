import { nameField } from '../../../domain/fields';
import { ok } from '../reply';
import type { StudioHandler } from '../operation';
import { refundDto } from './refund-dto';

export const refundOrder: StudioHandler<'refundOrder'> = async (
  { params, body, user, note },
  { refunds, dispatch },
) => {
  const { refund, outbox } = await refunds.ask({
    orderNo: params.order_id,
    askedBy: user.userId,
    reason: nameField('body.reason', body.reason, 255),
  });
  note({ orderNo: refund.orderNo });
  dispatch(outbox);
  return ok(refundDto(refund));
};
