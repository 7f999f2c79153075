import { formatYuan, type Credits } from '../credits';
import type { PaymentMethod, PaymentProviderName } from '../payments';

/** Only advances: pending → paid | cancelled, and cancelled → paid when the payment comes late. */
export type OrderStatus = 'pending' | 'paid' | 'cancelled';

/** What a user buys. Money is integer fen, credits are ledger units. */
export interface Order {
  readonly id: number;
  readonly orderNo: string;
  readonly userId: number;
  readonly purpose: 'recharge';
  /** One line for the buyer, the cashier and the account's statement. */
  readonly title: string;
  readonly amountFen: number;
  readonly credits: Credits;
  readonly bonusCredits: Credits;
  readonly paymentMethod: PaymentMethod;
  readonly provider: PaymentProviderName;
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

const UTC8_MS = 8 * 3600 * 1000;
const FIRST_NUMBER = 1_000_000;

/** `R`, the day in UTC+8, and a number of seven digits (more once ten million are through). */
export function orderNumber(id: number, createdAt: Date): string {
  const day = new Date(createdAt.getTime() + UTC8_MS).toISOString().slice(0, 10).replaceAll('-', '');
  return `R${day}${FIRST_NUMBER + id}`;
}

/**
 * Whether a text can be an order's number at all. To be asked of what callers name before a row is looked
 * for: the column is ASCII, and MariaDB takes a comparison with any other text for an error.
 */
export function isOrderNumber(text: string): boolean {
  return /^[\w-]{1,32}$/.test(text);
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
