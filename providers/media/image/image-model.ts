import type { VendorOrder } from '../../../domain/jobs/vendor-orders';
import type { Withdrawable } from '../withdrawable';

/** A picture that is to be made. */
export interface ImageOrder {
  readonly prompt: string;
  /** In pixels. */
  readonly width: number;
  readonly height: number;
}

/** A PNG, JPEG or WebP file. */
export interface ImageFile {
  readonly bytes: Buffer;
  readonly contentType: 'image/png' | 'image/jpeg' | 'image/webp';
  /** As the file says, in pixels. */
  readonly width: number;
  readonly height: number;
}

/** Makes pictures on this machine. */
export interface ImageRenderer {
  /** A PNG of exactly the size that is asked for. */
  render(order: ImageOrder): Promise<ImageFile>;
}

/** A vendor's model that makes pictures. */
export interface ImageModel extends Withdrawable {
  /**
   * Has a picture made. Asked again for the same order it goes on where the last time ended, and orders nothing twice.
   * AppError AI_SERVICE_FAILED (with an UpstreamFailure as its cause), GENERATION_FAILED; the signal's reason when
   * aborted.
   */
  make(order: ImageOrder, atVendor: VendorOrder, signal: AbortSignal): Promise<ImageFile>;
}
