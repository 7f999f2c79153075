import { creditsToNumber } from '../../../domain/credits';
import type { Order } from '../../../domain/orders/order';
import type { PaymentProvider } from '../../../domain/payments';
import { localTime, localTimeOrNull } from '../time';
import { paymentUrl } from './payment-url';

type Payments = PaymentProvider | undefined;

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
function commonDto(order: Order, payments: Payments) {
  return {
    id: order.id,
    order_no: order.orderNo,
    order_id: order.orderNo,
    ...priceDto(order),
    payment_method: order.paymentMethod,
    payment_url: paymentUrl(order, payments),
    created_at: localTime(order.createdAt),
    paid_at: localTimeOrNull(order.paidAt),
  };
}

export function rechargeOrderDto(order: Order, payments: Payments) {
  return {
    ...commonDto(order, payments),
    credits: creditsToNumber(order.credits),
    bonus_credits: creditsToNumber(order.bonusCredits),
  };
}

/** `expired_at` is the end of the membership that the order gave; null until it is paid. */
export function membershipOrderDto(order: Order, payments: Payments) {
  const { membership } = order;
  return {
    ...commonDto(order, payments),
    membership_type: membership?.type ?? null,
    started_at: localTimeOrNull(membership?.startsAt ?? null),
    expired_at: localTimeOrNull(membership?.endsAt ?? null),
  };
}

/** An order of either purpose. */
export function orderDto(order: Order, payments: Payments) {
  return {
    ...rechargeOrderDto(order, payments),
    ...membershipOrderDto(order, payments),
    purpose: order.purpose,
    description: order.title,
    expires_at: localTime(order.expiresAt),
  };
}
