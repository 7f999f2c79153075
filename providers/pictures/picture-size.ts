/** The width and height of a picture, in pixels. */
export interface PictureSize {
  readonly width: number;
  readonly height: number;
}

const PNG = Buffer.from([0x89, 0x50, 0x4e, 0x47, 0x0d, 0x0a, 0x1a, 0x0a]);

/**
 * The size that a PNG, JPEG or WebP file says it has, read without decoding it: a small file can hold a picture
 * that fills the memory. Undefined for everything else, such as SVG, which is a program and no picture.
 */
export function pictureSize(file: Buffer): PictureSize | undefined {
  try {
    if (file.subarray(0, 8).equals(PNG)) return pngSize(file);
    if (file.readUInt16BE(0) === 0xffd8) return jpegSize(file);
    if (tag(file, 0) === 'RIFF' && tag(file, 8) === 'WEBP') return webpSize(file);
  } catch (error) {
    // The file ends before it has said its size.
    const { code } = error as { readonly code?: unknown };
    if (code !== 'ERR_OUT_OF_RANGE' && code !== 'ERR_BUFFER_OUT_OF_BOUNDS') throw error;
  }
  return undefined;
}

/** PNG (third edition) 11.2.1: the first chunk is IHDR. */
function pngSize(file: Buffer): PictureSize | undefined {
  if (tag(file, 12) !== 'IHDR') return undefined;
  return { width: file.readUInt32BE(16), height: file.readUInt32BE(20) };
}

/** ITU-T T.81, B.2.2: the size stands in the frame header, before which there are segments with their lengths. */
function jpegSize(file: Buffer): PictureSize | undefined {
  let at = 2;
  for (;;) {
    if (file.readUInt8(at) !== 0xff) return undefined;
    const marker = file.readUInt8(at + 1);
    // Fill bytes may stand before a marker.
    if (marker === 0xff) {
      at += 1;
      continue;
    }
    if (isFrameHeader(marker)) return { width: file.readUInt16BE(at + 7), height: file.readUInt16BE(at + 5) };
    // The entropy-coded data begins, or the file ends, without a frame header.
    if (marker === 0xda || marker === 0xd9) return undefined;
    at += 2 + file.readUInt16BE(at + 2);
  }
}

/** SOF0 to SOF15, without the tables that stand between them. */
function isFrameHeader(marker: number): boolean {
  return marker >= 0xc0 && marker <= 0xcf && ![0xc4, 0xc8, 0xcc].includes(marker);
}

/** RFC 9649: a picture with extras says its canvas, the others say it in their bitstream. */
function webpSize(file: Buffer): PictureSize | undefined {
  const kind = tag(file, 12);
  if (kind === 'VP8X') return { width: file.readUIntLE(24, 3) + 1, height: file.readUIntLE(27, 3) + 1 };
  if (kind === 'VP8 ') {
    return { width: file.readUInt16LE(26) & 0x3fff, height: file.readUInt16LE(28) & 0x3fff };
  }
  if (kind !== 'VP8L') return undefined;
  const bits = file.readUInt32LE(21);
  return { width: (bits & 0x3fff) + 1, height: ((bits >>> 14) & 0x3fff) + 1 };
}

function tag(file: Buffer, at: number): string {
  return file.toString('latin1', at, at + 4);
}
