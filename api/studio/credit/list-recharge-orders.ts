import { creditsToNumber } from '../../../domain/credits';
import { pageDto, pageOf } from '../page';
import { ok } from '../reply';
import type { StudioHandler } from '../operation';
import { localTime, localTimeOrNull } from '../time';

export const listRechargeOrders: StudioHandler<'listRechargeOrders'> = async (
  { user, query },
  { orders },
) => {
  const page = pageOf(query);
  const list = await orders.list({ userId: user.userId, ...page });
  return ok(
    pageDto(page, list, (order) => ({
      id: order.id,
      order_no: order.orderNo,
      order_id: order.orderNo,
      amount: order.amountFen / 100,
      credits: creditsToNumber(order.credits),
      bonus_credits: creditsToNumber(order.bonusCredits),
      payment_status: order.status,
      payment_method: order.paymentMethod,
      created_at: localTime(order.createdAt),
      paid_at: localTimeOrNull(order.paidAt),
    })),
  );
};
