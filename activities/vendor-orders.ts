import type { JobKind, JobRef } from '../domain/jobs/job';
import type { Jobs } from '../domain/jobs/jobs';
import type { VendorOrder, VendorOrders } from '../domain/jobs/vendor-orders';
import { withHeartbeat } from './heartbeat';
import type { ImageModels, VideoModels } from './media-models';
import { throughOutage } from './outage';

/** The records of orders at vendors, which wait for a database that is away: what was placed must not be forgotten. */
export type VendorOrderOf = (jobId: string, signal: AbortSignal) => VendorOrder;

export function vendorOrderOf(orders: VendorOrders): VendorOrderOf {
  return (jobId, signal) => {
    const order = orders.of(jobId);
    return {
      state: () => throughOutage(signal, () => order.state()),
      begin: () => throughOutage(signal, () => order.begin()),
      placed: (id) => throughOutage(signal, () => order.placed(id)),
      withdraw: () => throughOutage(signal, () => order.withdraw()),
    };
  };
}

export type VendorOrderActivities = ReturnType<typeof createVendorOrderActivities>;

/** What is done about an order at a vendor when its job is cancelled. */
export function createVendorOrderActivities({
  jobs,
  orders,
  imageModels,
  videoModels,
}: {
  readonly jobs: Pick<Jobs, 'find'>;
  readonly orders: VendorOrderOf;
  readonly imageModels: ImageModels;
  readonly videoModels: VideoModels;
}) {
  const MODELS: Partial<Record<JobKind, ImageModels | VideoModels>> = {
    image: imageModels,
    video: videoModels,
  };
  return {
    /**
     * Takes a job's order back from its vendor. False: the vendor has begun, and will have it paid; it is to be waited
     * for. AppError AI_SERVICE_FAILED when the vendor does not answer, or not to us.
     */
    withdrawOrder: ({ jobId }: JobRef): Promise<boolean> =>
      withHeartbeat(async (signal) => {
        const order = orders(jobId, signal);
        if (typeof (await order.state()) !== 'object') return true;
        const job = await throughOutage(signal, () => jobs.find(jobId));
        if (!job) return true;
        const model = await throughOutage(signal, async () => MODELS[job.kind]?.of(job.modelId));
        return (await model?.withdraw(order, signal)) ?? true;
      }),
  };
}
