import type { RefundState } from '../domain/orders/refund';
import type { Refunds } from '../domain/orders/refunds';
import type { RefundAnswer } from '../domain/payments';
import type { RefundRef } from '../workflows/contract';
import { providerOf, type PaymentProviders } from './order-provider';

interface Dependencies {
  readonly refunds: Refunds;
  readonly providers: PaymentProviders;
}

export type RefundActivities = ReturnType<typeof createRefundActivities>;

/** What is done to refunds for their workflows. Each can be repeated; AppError NOT_FOUND. */
export function createRefundActivities({ refunds, providers }: Dependencies) {
  return {
    /** Asks the order's provider for its money. One that has ended meanwhile is not asked for. */
    async requestRefund({ refundId }: RefundRef): Promise<RefundAnswer> {
      const sent = await refunds.send(refundId);
      if (!sent) return { isRefunded: true }; // whatever follows changes nothing any more
      const { order, mayBeDone } = sent;
      return providerOf(order, providers).refund({ ...order, mayBeDone });
    },

    async completeRefund({ refundId }: RefundRef): Promise<{ state: RefundState }> {
      const { state } = await refunds.complete(refundId);
      return { state };
    },

    async refuseRefund({
      refundId,
      why,
    }: RefundRef & { readonly why: string }): Promise<{ state: RefundState }> {
      const { state } = await refunds.refuse(refundId, why);
      return { state };
    },
  };
}
