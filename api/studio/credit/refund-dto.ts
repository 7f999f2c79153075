import { creditsToNumber } from '../../../domain/credits';
import type { Refund } from '../../../domain/orders/refund';
import { localTime, localTimeOrNull } from '../time';

export function refundDto(refund: Refund) {
  return {
    id: refund.id,
    order_id: refund.orderNo,
    status: refund.state,
    amount: refund.amountFen / 100,
    credits: creditsToNumber(refund.credits),
    reason: refund.reason,
    refusal: refund.refusal,
    asked_at: localTime(refund.askedAt),
    ended_at: localTimeOrNull(refund.endedAt),
  };
}
