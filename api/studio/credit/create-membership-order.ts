import { ok } from '../reply';
import type { StudioHandler } from '../operation';
import { priceDto } from './order-dto';
import { paymentUrl } from './payment-url';

export const createMembershipOrder: StudioHandler<'createMembershipOrder'> = async (
  { body, user, idempotency, note },
  { orders, payments, dispatch },
) => {
  const { order, outbox } = await orders.createMembership({
    userId: user.userId,
    membershipType: body.membership_type,
    paymentMethod: body.payment_method,
    provider: payments?.name,
    couponCode: body.coupon_code,
    idempotency,
  });
  note({ orderNo: order.orderNo });
  dispatch(outbox);
  return ok(
    {
      order_id: order.orderNo,
      membership_type: body.membership_type,
      ...priceDto(order),
      payment_url: paymentUrl(order, payments),
    },
    'membershipOrdered',
  );
};
