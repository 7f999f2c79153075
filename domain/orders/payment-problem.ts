import type { PaymentEvidence } from '../payments';
import { wasPaid, type Order } from './order';

/** Why a payment that is real cannot be credited to the order that it names. */
export type PaymentProblem =
  | 'unknown_order'
  | 'wrong_merchant'
  | 'wrong_provider'
  | 'wrong_channel'
  | 'wrong_amount'
  /** The order is paid already, by another trade: the buyer is owed a refund. */
  | 'paid_twice'
  /** The trade has paid for another order. */
  | 'trade_reused'
  /** The order was closed before it was paid, and its coupon or activity has gone into another one's price since. */
  | 'discount_gone';

/**
 * Compares what a payment says with the order that it names. A cancelled order takes its payment all the
 * same: credits and memberships do not lapse, so what was bought is still there to be given.
 */
export function problemOf(order: Order | undefined, evidence: PaymentEvidence): PaymentProblem | undefined {
  if (evidence.problem) return evidence.problem;
  if (!order) return 'unknown_order';
  if (order.provider !== evidence.provider) return 'wrong_provider';
  if (evidence.channel !== null && evidence.channel !== order.paymentMethod) return 'wrong_channel';
  if (evidence.amountFen !== order.amountFen) return 'wrong_amount';
  if (wasPaid(order) && order.tradeNo !== evidence.tradeNo) return 'paid_twice';
  return undefined;
}
