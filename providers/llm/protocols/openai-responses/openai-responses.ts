import { readFailure, writeFailure } from '../openai-chat/failures';
import { passThrough } from './pass-through';
import { readAnswer } from './read-answer';
import { readRequest } from './read-request';
import { streamReader } from './stream-reader';
import { uncarried } from './uncarried';
import { streamWriter, writeAnswer } from './write-answer';
import { writeRequest } from './write-request';
import type { Protocol } from '../protocol';

/**
 * OpenAI's Responses, as its API reference and the types of its SDK (`openai`, `resources/responses`) have it. An
 * upstream's base URL goes up to and including the version, such as `https://api.openai.com/v1`.
 */
export const openaiResponses: Protocol = {
  name: 'openai-responses',
  caller: { readRequest, uncarried, writeAnswer, streamWriter, writeFailure },
  upstream: {
    writeRequest,
    headers: (apiKey) => (apiKey ? { authorization: `Bearer ${apiKey}` } : {}),
    readAnswer,
    streamReader,
    readFailure,
    passThrough,
  },
};
