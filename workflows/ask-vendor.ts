import { CancellationScope, CancelledFailure, patched, proxyActivities } from '@temporalio/workflow';
import type { VendorOrderActivities } from '../activities/vendor-orders';
import { VENDOR_WITHDRAWAL } from './policies';

const { withdrawOrder } = proxyActivities<VendorOrderActivities>({
  ...VENDOR_WITHDRAWAL,
  summary: 'Take the order back',
});

/**
 * Has a vendor make something: `ask` places the order once, and asks on when it is run again. When the job is cancelled
 * the vendor is told. An order that it takes back costs nobody anything; what it has begun is paid for, so that the job
 * goes on to its end, whatever that is.
 */
export async function askVendor<T>(jobId: string, ask: () => Promise<T>): Promise<T> {
  try {
    return await ask();
  } catch (failure) {
    // Told by the scope, for a worker that was lost with the cancellation on its way fails in another way.
    if (!CancellationScope.current().consideredCancelled || !patched('withdraw-orders')) throw failure;
    return CancellationScope.nonCancellable(async () => {
      if (await isWithdrawn(jobId)) throw new CancelledFailure('The order was taken back');
      return ask();
    });
  }
}

/** A vendor that does not answer is waited for no longer: the user does not pay for that. */
async function isWithdrawn(jobId: string): Promise<boolean> {
  try {
    return await withdrawOrder({ jobId });
  } catch {
    return true;
  }
}
