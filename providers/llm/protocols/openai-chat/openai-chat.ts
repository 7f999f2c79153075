import type { Protocol } from '../protocol';
import { ChatAnswerReader, readAnswer } from './answer-reader';
import { writeAnswer } from './answer-writer';
import { readFailure, writeFailure } from './failures';
import { OpenAiPassThrough } from './pass-through';
import { readRequest } from './read-request';
import { ChunkStreamReader } from './stream-reader';
import { ChatStreamWriter } from './stream-writer';
import { uncarried } from './uncarried';
import { CHAT_PATH, writeRequest } from './write-request';

const PASSED = { path: CHAT_PATH, reader: () => new ChatAnswerReader(), readAnswer };

/** OpenAI's chat completions, as OpenAI documents them and as the many upstreams speak them that copy it. */
export const openAiChat: Protocol = {
  name: 'openai-chat',
  caller: {
    readRequest,
    uncarried,
    writeAnswer,
    streamWriter: (context) => new ChatStreamWriter(context),
    writeFailure,
  },
  upstream: {
    writeRequest,
    headers: bearer,
    readAnswer,
    streamReader: () => new ChunkStreamReader(new ChatAnswerReader()),
    readFailure,
    passThrough: (request) => new OpenAiPassThrough(PASSED, request),
  },
};

/** An upstream on one's own network may ask for no key. */
export function bearer(apiKey: string): Readonly<Record<string, string>> {
  return apiKey === '' ? {} : { authorization: `Bearer ${apiKey}` };
}
