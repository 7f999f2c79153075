import { AppError } from '../domain/errors';
import type { RefundState } from '../domain/orders/refund';
import type { Refunds } from '../domain/orders/refunds';
import type { PaymentProvider, RefundAnswer } from '../domain/payments';
import type { RefundRef } from '../workflows/contract';

interface Dependencies {
  readonly refunds: Refunds;
  /** Every provider that orders may be with; none where nothing can be bought. */
  readonly providers: readonly PaymentProvider[];
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
      const provider = providers.find(({ name }) => name === order.provider);
      if (!provider)
        throw new AppError('UNAVAILABLE', undefined, { note: `${order.provider} is not configured` });
      return provider.refund({ ...order, mayBeDone });
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
