import { open, type FileHandle } from 'node:fs/promises';

/** ISO/IEC 14496-12: a file is a row of boxes, each with its size and its type of four letters. */
interface Box {
  readonly type: string;
  /** Where its contents begin, and where it ends, in bytes of the file. */
  readonly start: number;
  readonly end: number;
}

const HEADER = 8;
const WIDE_HEADER = 16;
/** More than that in one row is no video of a vendor's, and not worth the time. */
const MOST_BOXES = 10_000;

/**
 * How long the video in a file lasts, in seconds, read without decoding it; undefined for what is no whole MP4 with a
 * movie and media in it.
 */
export async function mp4Seconds(path: string): Promise<number | undefined> {
  const file = await open(path);
  try {
    const boxes = await boxesIn(file, 0, (await file.stat()).size);
    if (boxes?.[0]?.type !== 'ftyp' || !boxes.some(({ type }) => type === 'mdat')) return undefined;
    const movie = boxes.find(({ type }) => type === 'moov');
    const parts = movie && (await boxesIn(file, movie.start, movie.end));
    const header = parts?.find(({ type }) => type === 'mvhd');
    return header && (await secondsIn(file, header));
  } finally {
    await file.close();
  }
}

/** The boxes that fill a part of the file; undefined when they do not fill it to a byte. */
async function boxesIn(file: FileHandle, start: number, end: number): Promise<Box[] | undefined> {
  const boxes: Box[] = [];
  for (let at = start; at < end;) {
    const box = await boxAt(file, at, end);
    if (!box || boxes.length === MOST_BOXES) return undefined;
    boxes.push(box);
    at = box.end;
  }
  return boxes;
}

async function boxAt(file: FileHandle, at: number, end: number): Promise<Box | undefined> {
  const header = await bytesAt(file, at, WIDE_HEADER);
  if (header.length < HEADER) return undefined;
  const size = header.readUInt32BE(0);
  const isWide = size === 1;
  if (isWide && header.length < WIDE_HEADER) return undefined;
  // 0: to the end.
  const length = isWide ? Number(header.readBigUInt64BE(HEADER)) : size === 0 ? end - at : size;
  const start = at + (isWide ? WIDE_HEADER : HEADER);
  const box = { type: header.toString('latin1', 4, HEADER), start, end: at + length };
  return box.end < start || box.end > end ? undefined : box;
}

/** A `mvhd`: two times, the units of a second, and the length in them; wider in its version 1. */
async function secondsIn(file: FileHandle, { start }: Box): Promise<number | undefined> {
  const header = await bytesAt(file, start, 32);
  if (header.length < 32) return undefined;
  const isWide = header[0] === 1;
  const units = header.readUInt32BE(isWide ? 20 : 12);
  const length = isWide ? Number(header.readBigUInt64BE(24)) : header.readUInt32BE(16);
  return units > 0 && length > 0 ? length / units : undefined;
}

async function bytesAt(file: FileHandle, position: number, length: number): Promise<Buffer> {
  const { buffer, bytesRead } = await file.read(Buffer.alloc(length), 0, length, position);
  return buffer.subarray(0, bytesRead);
}
