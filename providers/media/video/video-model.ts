import type { VendorOrder } from '../../../domain/jobs/vendor-orders';
import type { Withdrawable } from '../withdrawable';
import type { VideoOrder } from './video-renderer';

/** A vendor's model that makes videos. */
export interface VideoModel extends Withdrawable {
  /**
   * Has a video made and writes it to `file`, an MP4 of the length that was asked for. Asked again for the same order it
   * goes on where the last time ended, and orders nothing twice. AppError AI_SERVICE_FAILED (with an UpstreamFailure as
   * its cause), GENERATION_FAILED; the signal's reason when aborted.
   */
  make(order: VideoOrder, atVendor: VendorOrder, file: string, signal: AbortSignal): Promise<void>;
}
