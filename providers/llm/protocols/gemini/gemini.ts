import type { Protocol } from '../protocol';
import { writeAnswer } from './answer-writer';
import { readFailure, writeFailure } from './failures';
import { passThrough } from './pass-through';
import { readRequest } from './request-reader';
import { writeRequest } from './request-writer';
import { readAnswer, streamReader } from './stream-reader';
import { streamWriter } from './stream-writer';
import { uncarried } from './uncarried';

/**
 * Gemini's `generateContent` and `streamGenerateContent`; base URLs of upstreams are without a version. A caller who
 * streams without `alt=sse` is written to by `jsonArrayWriter` instead.
 */
export const gemini: Protocol = {
  name: 'gemini',
  caller: { readRequest, uncarried, writeAnswer, streamWriter, writeFailure },
  upstream: {
    writeRequest,
    headers: (apiKey) => ({ 'x-goog-api-key': apiKey }),
    readAnswer,
    streamReader,
    readFailure,
    passThrough,
  },
};
