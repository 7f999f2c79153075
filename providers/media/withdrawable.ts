import type { VendorOrder } from '../../domain/jobs/vendor-orders';

/** A vendor's model whose work can perhaps be taken back. */
export interface Withdrawable {
  /**
   * Whether nothing is to be waited for: the vendor has let go of the order, or none was placed as far as anybody knows.
   * False: the vendor is at it, or has done it, and will have it paid. AppError AI_SERVICE_FAILED (with an
   * UpstreamFailure as its cause); the signal's reason when aborted.
   */
  withdraw(order: VendorOrder, signal: AbortSignal): Promise<boolean>;
}
