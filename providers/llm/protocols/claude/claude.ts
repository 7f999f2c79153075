import type { Protocol } from '../protocol';
import { writeAnswer } from './answer-writer';
import { readFailure, writeFailure } from './failures';
import { passThrough } from './pass-through';
import { readRequest, uncarried } from './request-reader';
import { writeRequest } from './request-writer';
import { readAnswer, streamReader } from './stream-reader';
import { streamWriter } from './stream-writer';

/** The version of the API that all of its SDKs ask for. */
const API_VERSION = '2023-06-01';

/** Claude's Messages API (`POST /v1/messages`); base URLs of upstreams are without `/v1`. */
export const claude: Protocol = {
  name: 'claude',
  caller: { readRequest, uncarried, writeAnswer, streamWriter, writeFailure },
  upstream: {
    writeRequest,
    headers: (apiKey) => ({ 'x-api-key': apiKey, 'anthropic-version': API_VERSION }),
    readAnswer,
    streamReader,
    readFailure,
    passThrough,
  },
};
