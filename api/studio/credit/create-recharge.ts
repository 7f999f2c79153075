import { creditsToNumber } from '../../../domain/credits';
import { AppError } from '../../../domain/errors';
import { yuanField } from '../../../domain/fields';
import { ok } from '../reply';
import type { StudioHandler } from '../operation';
import { priceDto } from './order-dto';
import { paymentUrl } from './payment-url';

export const createRecharge: StudioHandler<'createRecharge'> = async (
  { body, user, idempotency, note },
  { orders, payments, dispatch },
) => {
  const amountFen = yuanField('body.amount', body.amount);
  if (!payments) throw new AppError('UNAVAILABLE', undefined, { note: 'no payment provider is configured' });

  const { order, outbox } = await orders.createRecharge({
    userId: user.userId,
    amountFen,
    paymentMethod: body.payment_method,
    provider: payments.name,
    couponCode: body.coupon_code,
    idempotency,
  });
  note({ orderNo: order.orderNo });
  dispatch(outbox);
  return ok(
    {
      order_id: order.orderNo,
      ...priceDto(order),
      credits: creditsToNumber(order.credits),
      bonus_credits: creditsToNumber(order.bonusCredits),
      payment_url: paymentUrl(order, payments),
    },
    'orderCreated',
  );
};
