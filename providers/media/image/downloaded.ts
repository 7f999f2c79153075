import { UpstreamFailure } from '../../llm/upstream-failure';
import type { UpstreamHttp } from '../../llm/upstream/http-client';
import { pictureSize } from '../../pictures/picture-size';
import { vendorFile } from '../vendor-file';
import type { ImageFile } from './image-model';

const LARGEST_PICTURE = 40 * 1024 * 1024;

/** Fetches a picture from where its vendor keeps it, without a credential. @throws UpstreamFailure */
export async function downloadedImage(
  url: string,
  http: UpstreamHttp,
  signal: AbortSignal,
): Promise<ImageFile> {
  const reply = await vendorFile('picture', url, http, signal);
  return imageFile(await reply.whole(LARGEST_PICTURE));
}

/** Bytes as the picture that they are. @throws UpstreamFailure for what is none. */
export function imageFile(bytes: Buffer): ImageFile {
  const size = pictureSize(bytes);
  if (!size || size.width === 0 || size.height === 0) {
    throw new UpstreamFailure('The vendor sent what is no picture', { retryable: false });
  }
  return { bytes, contentType: typeOf(bytes), ...size };
}

/** Of a file that is known to be one of the three. */
function typeOf(bytes: Buffer): ImageFile['contentType'] {
  if (bytes[0] === 0x89) return 'image/png';
  return bytes[0] === 0xff ? 'image/jpeg' : 'image/webp';
}
