import { CancellationScope, proxyActivities } from '@temporalio/workflow';
import type { RefundActivities } from '../activities/refunds';
import type { RefundRef } from './contract';
import { DATABASE, PROVIDER_REFUND } from './policies';
import { reportOn } from './report';

const { requestRefund } = proxyActivities<RefundActivities>({
  ...PROVIDER_REFUND,
  summary: 'Ask the provider to give the money back',
});
const { completeRefund } = proxyActivities<RefundActivities>({
  ...DATABASE,
  summary: 'Take back what the order gave',
});
const { refuseRefund } = proxyActivities<RefundActivities>({
  ...DATABASE,
  summary: 'Leave everything as it was',
});

/**
 * A refund from its asking to its end, which it answers: the provider gives the money back, and then what the order gave
 * is taken; or it will not, and all stands. Nobody can cancel it, for nobody could tell what the provider has done.
 */
export async function refundOrder({ refundId }: RefundRef): Promise<string> {
  const report = reportOn('refund', String(refundId));
  return CancellationScope.nonCancellable(async () => {
    report.step('asking the provider', 0);
    const answer = await requestRefund({ refundId });
    report.step('settling', 50);
    const { state } = answer.isRefunded
      ? await completeRefund({ refundId })
      : await refuseRefund({ refundId, why: answer.why });
    report.step('done', 100);
    report.state(state);
    return state;
  });
}
