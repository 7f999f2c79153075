import { creditsToNumber } from '../../../domain/credits';
import type { Order } from '../../../domain/orders/order';
import { localTime, localTimeOrNull } from '../time';

/** What an order costs, before and after what makes it cheaper, in yuan, and whether that is paid. */
export function priceDto(order: Order) {
  return {
    amount: order.amountFen / 100,
    original_amount: (order.amountFen + order.discountFen) / 100,
    discount_amount: order.discountFen / 100,
    payment_status: order.status,
  };
}

/** What every order shows, whatever it buys. */
function commonDto(order: Order) {
  return {
    id: order.id,
    order_no: order.orderNo,
    order_id: order.orderNo,
    ...priceDto(order),
    payment_method: order.paymentMethod,
    created_at: localTime(order.createdAt),
    paid_at: localTimeOrNull(order.paidAt),
  };
}

export function rechargeOrderDto(order: Order) {
  return {
    ...commonDto(order),
    credits: creditsToNumber(order.credits),
    bonus_credits: creditsToNumber(order.bonusCredits),
  };
}

/** `expired_at` is the end of the membership that the order gave; null until it is paid. */
export function membershipOrderDto(order: Order) {
  const { membership } = order;
  return {
    ...commonDto(order),
    membership_type: membership?.type ?? null,
    started_at: localTimeOrNull(membership?.startsAt ?? null),
    expired_at: localTimeOrNull(membership?.endsAt ?? null),
  };
}

/** An order of either purpose. */
export function orderDto(order: Order) {
  return {
    ...rechargeOrderDto(order),
    ...membershipOrderDto(order),
    purpose: order.purpose,
    description: order.title,
    expires_at: localTime(order.expiresAt),
  };
}
