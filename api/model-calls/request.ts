import { isAscii, isUtf8, transcode } from 'node:buffer';
import type { Readable } from 'node:stream';
import { createBrotliDecompress, createGunzip, createInflate } from 'node:zlib';
import type { Request, Response } from 'express';
import { CallFailure } from '../../providers/llm/exchange/failure';
import type { JsonObject } from '../../providers/llm/protocols/protocol';
import { createBodyRoom, type BodyShare } from './body-room';
import { expectLittleWork } from './json-work';

export interface RawBody {
  readonly raw: Buffer;
  readonly body: JsonObject;
}

/** How large a caller's body may be, in bytes, and what a larger one is told. */
export interface BodyLimit {
  readonly bytes: number;
  readonly refusal: () => Error;
}

export type BodyReader = (
  call: {
    readonly req: Request;
    readonly res: Response;
    readonly user?: { readonly userId: number } | undefined;
  },
  limit: BodyLimit,
) => Promise<RawBody>;

const MEGABYTE = 1_048_576;
/** The most bytes that a compressed body may unpack to: a few of them stand for gigabytes. */
const LARGEST_UNPACKED = 16 * MEGABYTE;
/** Bytes of bodies that are read at once. */
const ROOM = { all: 384 * MEGABYTE, each: 192 * MEGABYTE };

/** No body is larger. */
export const LARGEST_BODY: BodyLimit = { bytes: 128 * MEGABYTE, refusal: () => tooLarge(128 * MEGABYTE) };

/**
 * Reads bodies of model calls: JSON objects, whatever their content type says.
 * @returns a reader that throws CallFailure: `invalid` for what is no such thing, or would take too long to read;
 * `tooLarge`; `unavailable` while too much is read at once.
 */
export function createBodyReader(): BodyReader {
  const room = createBodyRoom(ROOM);

  return async ({ req, res, user }, limit) => {
    const share = room.enter(user?.userId);
    try {
      const raw = await bytesOf(req, limit, share).catch((error: unknown) => {
        // What is left of the body is not worth waiting for.
        res.setHeader('Connection', 'close');
        throw error;
      });
      return { raw, body: objectIn(raw) };
    } finally {
      share.leave();
    }
  };
}

async function bytesOf(req: Request, limit: BodyLimit, share: BodyShare): Promise<Buffer> {
  if (Number(req.headers['content-length']) > limit.bytes) throw limit.refusal();
  const decoder = decoderOf(req);
  if (!decoder) return allOf(req, req, limit, share);
  const smaller = Math.min(limit.bytes, LARGEST_UNPACKED);
  const unpacked = limit.bytes > smaller ? { bytes: smaller, refusal: () => tooLarge(smaller, true) } : limit;
  req.pipe(decoder);
  try {
    return await allOf(req, decoder, unpacked, share);
  } finally {
    req.unpipe(decoder);
    decoder.destroy();
  }
}

function decoderOf(req: Request) {
  const encoding = (req.headers['content-encoding'] ?? 'identity').toLowerCase();
  if (encoding === 'identity') return undefined;
  if (encoding === 'gzip') return createGunzip();
  if (encoding === 'deflate') return createInflate();
  if (encoding === 'br') return createBrotliDecompress();
  throw new CallFailure('invalid', {
    zh: '请求体的内容编码未知',
    en: 'The body has an unknown content encoding.',
  });
}

/** Reads a body to its end: `bytes` is `req` itself, or what unpacks it. */
function allOf(req: Request, bytes: Readable, limit: BodyLimit, share: BodyShare): Promise<Buffer> {
  return new Promise((resolve, reject) => {
    const parts: Buffer[] = [];
    let size = 0;
    const take = (part: Buffer) => {
      size += part.length;
      if (size > limit.bytes) stop(limit.refusal());
      else if (!share.grow(part.length)) stop(tooMuchAtOnce());
      else parts.push(part);
    };
    const broken = (cause?: unknown) =>
      stop(
        new CallFailure(
          'invalid',
          { zh: '请求体未能完整读取', en: 'The body could not be read to its end.' },
          { cause },
        ),
      );
    const hungUp = () => {
      if (!req.complete) broken();
    };
    function stop(error: Error): void {
      bytes.off('data', take);
      bytes.pause();
      reject(error);
    }
    bytes.on('data', take);
    bytes.once('end', () => resolve(parts.length === 1 && parts[0] ? parts[0] : Buffer.concat(parts)));
    bytes.on('error', broken);
    if (bytes !== req) req.on('error', broken);
    req.once('close', hungUp);
  });
}

function objectIn(raw: Buffer): JsonObject {
  const signs = raw.toString('latin1');
  expectLittleWork(signs);
  let body: unknown;
  try {
    body = JSON.parse(isAscii(raw) ? signs : textIn(raw));
  } catch (cause) {
    throw new CallFailure(
      'invalid',
      { zh: '请求体不是有效的 JSON', en: 'The body is not valid JSON.' },
      { cause },
    );
  }
  if (typeof body !== 'object' || body === null || Array.isArray(body)) {
    throw new CallFailure('invalid', { zh: '请求体应为 JSON 对象', en: 'The body should be a JSON object.' });
  }
  return body as JsonObject;
}

const BYTE_ORDER_MARK = Buffer.from('\uFEFF');

/** Twice as fast as `TextDecoder`. @throws TypeError for what is not UTF-8. */
function textIn(raw: Buffer): string {
  if (!isUtf8(raw)) throw new TypeError('The bytes are not UTF-8');
  const isMarked = raw.subarray(0, BYTE_ORDER_MARK.length).equals(BYTE_ORDER_MARK);
  const bytes = isMarked ? raw.subarray(BYTE_ORDER_MARK.length) : raw;
  return transcode(bytes, 'utf8', 'utf16le').toString('utf16le');
}

function tooLarge(bytes: number, isPacked = false): CallFailure {
  const limit = `${bytes / MEGABYTE} MB`;
  return new CallFailure('tooLarge', {
    zh: `${isPacked ? '压缩的' : ''}请求体超过 ${limit}`,
    en: `The ${isPacked ? 'compressed ' : ''}body is larger than ${limit}.`,
  });
}

function tooMuchAtOnce(): CallFailure {
  return new CallFailure(
    'unavailable',
    { zh: '正在读取的大请求过多', en: 'Too many large requests are being read.' },
    { retryAfter: 1 },
  );
}
