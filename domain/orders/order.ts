import { beijingDay } from '../beijing-time';
import { formatYuan, type Credits } from '../credits';
import type { MembershipType } from '../identity/user';
import { PLANS } from '../membership/plans';
import type { PaymentMethod, PaymentProviderName } from '../payments';

/** Only advances: pending → paid | cancelled, cancelled → paid when the payment comes late, and paid → refunded. */
export type OrderStatus = 'pending' | 'paid' | 'cancelled' | 'refunded';

export type OrderPurpose = 'recharge' | 'membership';

/** Who takes the payment; `internal`: we do, for it is paid in credits, or there is nothing to pay. */
export type OrderProvider = PaymentProviderName | 'internal';

/** What a user buys. Money is integer fen, credits are ledger units. */
export interface Order {
  readonly id: number;
  readonly orderNo: string;
  readonly userId: number;
  readonly purpose: OrderPurpose;
  /** One line for the buyer, the cashier and the account's statement. */
  readonly title: string;
  /** What is to be paid. */
  readonly amountFen: number;
  /** What was taken off the price: together with `amountFen` it is the price. */
  readonly discountFen: number;
  /** The buyer's coupon that went into the price. */
  readonly userCouponId: number | null;
  /** The activity that did. */
  readonly activityId: number | null;
  readonly credits: Credits;
  readonly bonusCredits: Credits;
  readonly membership: OrderedMembership | null;
  readonly paymentMethod: PaymentMethod | 'balance';
  readonly provider: OrderProvider;
  readonly status: OrderStatus;
  /** The provider's number of the payment that was credited. */
  readonly tradeNo: string | null;
  readonly createdAt: Date;
  /** When the order is closed unless it has been paid. */
  readonly expiresAt: Date;
  readonly paidAt: Date | null;
  /** When it was closed unpaid; stays set when a late payment follows. */
  readonly closedAt: Date | null;
}

export interface OrderedMembership {
  readonly type: MembershipType;
  /** From when to when the order made its buyer a member; null until it is paid. */
  readonly startsAt: Date | null;
  readonly endsAt: Date | null;
}

/** Whether the order's payment came, also where it went back later. */
export function wasPaid({ status }: Pick<Order, 'status'>): boolean {
  return status === 'paid' || status === 'refunded';
}

const FIRST_NUMBER = 1_000_000;

/** `R` or `M`, the day in UTC+8, and a number of seven digits (more once ten million are through). */
export function orderNumber(id: number, createdAt: Date, purpose: OrderPurpose = 'recharge'): string {
  const day = beijingDay(createdAt).replaceAll('-', '');
  return `${purpose === 'recharge' ? 'R' : 'M'}${day}${FIRST_NUMBER + id}`;
}

/**
 * Whether a text can be an order's number at all. To be asked of what callers name before a row is looked
 * for: the column is ASCII, and MariaDB takes a comparison with any other text for an error.
 */
export function isOrderNumber(text: string): boolean {
  return /^[\w-]{1,32}$/.test(text);
}

/** What is bought, at its price before anything was taken off. */
export function titleOf(
  order: Pick<Order, 'amountFen' | 'discountFen'> & {
    readonly membership: Pick<OrderedMembership, 'type'> | null;
  },
): string {
  if (order.membership) return `开通${PLANS[order.membership.type].title}`;
  return rechargeTitle(order.amountFen + order.discountFen);
}

/** `充值10元`, `充值10.5元`: yuan without trailing zeros. */
export function rechargeTitle(amountFen: number): string {
  return `充值${formatYuan(amountFen).replace(/\.?0+$/, '')}元`;
}

/** The workflow that waits for the order's payment, and the signal that tells it of one; repeating it is harmless. */
export const PAYMENT_WORKFLOW = 'processPayment';
export const PAID_SIGNAL = 'paid';

/** The id of the workflow that waits for the order's payment. */
export function paymentWorkflowId(orderNo: string): string {
  return `payment/${orderNo}`;
}
