import { creditsToNumber, parseYuan } from '../../../domain/credits';
import { AppError, invalidField } from '../../../domain/errors';
import { ok } from '../reply';
import type { StudioHandler } from '../operation';

export const createRecharge: StudioHandler<'createRecharge'> = async (
  { body, user, idempotency, note },
  { orders, payments, dispatch },
) => {
  const amountFen = parseYuan(body.amount);
  if (amountFen === undefined) {
    throw invalidField('body.amount', { zh: '最多两位小数', en: 'should have at most two decimals' });
  }
  // No campaign gives coupons out yet, so whatever is handed in is none of ours.
  if (body.coupon_code !== undefined) throw new AppError('COUPON_INVALID');
  if (!payments) throw new AppError('UNAVAILABLE', undefined, { note: 'no payment provider is configured' });

  const { order, outbox } = await orders.createRecharge({
    userId: user.userId,
    amountFen,
    paymentMethod: body.payment_method,
    provider: payments.name,
    idempotency,
  });
  note({ orderNo: order.orderNo });
  dispatch(outbox);
  return ok(
    {
      order_id: order.orderNo,
      amount: order.amountFen / 100,
      credits: creditsToNumber(order.credits),
      payment_url: payments.paymentUrl(order),
    },
    'orderCreated',
  );
};
