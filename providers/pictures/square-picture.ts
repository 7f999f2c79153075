import { invalidField } from '../../domain/errors';
import { pictureSize } from './picture-size';

/** The longest side that is taken, in pixels: decoded, such a picture takes 64 MB. */
const LONGEST_SIDE = 4096;
/** The side of what is made, in pixels. */
const SIDE = 256;

/** Pictures are decoded one after another: many at once would fill the memory. */
let last: Promise<unknown> = Promise.resolve();

/** What `Pictures.square` promises. */
export function squarePicture(file: Buffer): Promise<Buffer> {
  const next = last.then(() => redraw(file));
  last = next.catch(() => undefined);
  return next;
}

async function redraw(file: Buffer): Promise<Buffer> {
  const size = pictureSize(file);
  if (!size) throw noPicture();
  if (size.width > LONGEST_SIDE || size.height > LONGEST_SIDE) {
    throw invalidField('body.file', {
      zh: `图片边长不能超过 ${LONGEST_SIDE} 像素`,
      en: `should not have a side of more than ${LONGEST_SIDE} pixels`,
    });
  }
  // Loaded when it is first needed: few processes ever draw, and it is large.
  const { createCanvas, loadImage } = await import('@napi-rs/canvas');
  const picture = await loadImage(file).catch((error: unknown) => {
    throw noPicture(error);
  });
  const { width, height } = picture;
  if (!(width > 0 && height > 0)) throw noPicture();
  const canvas = createCanvas(SIDE, SIDE);
  const side = Math.min(width, height);
  const [left, top] = [(width - side) / 2, (height - side) / 2];
  canvas.getContext('2d').drawImage(picture, left, top, side, side, 0, 0, SIDE, SIDE);
  return canvas.encode('png');
}

function noPicture(cause?: unknown) {
  const error = invalidField('body.file', {
    zh: '不是有效的 PNG、JPEG 或 WebP 图片',
    en: 'is not a PNG, JPEG or WebP picture',
  });
  error.cause = cause;
  return error;
}
