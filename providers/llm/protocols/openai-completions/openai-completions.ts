import { bearer } from '../openai-chat/openai-chat';
import { readFailure, writeFailure } from '../openai-chat/failures';
import { OpenAiPassThrough } from '../openai-chat/pass-through';
import { ChunkStreamReader } from '../openai-chat/stream-reader';
import type { Protocol } from '../protocol';
import { CompletionReader, readAnswer } from './answer-reader';
import { CompletionStreamWriter, writeAnswer } from './answer-writer';
import { readRequest, uncarried } from './read-request';
import { COMPLETIONS_PATH, writeRequest } from './write-request';

const PASSED = { path: COMPLETIONS_PATH, reader: () => new CompletionReader(), readAnswer };

/** OpenAI's completions, the protocol before chat: a prompt, and the text that goes on from it. */
export const openAiCompletions: Protocol = {
  name: 'openai-completions',
  caller: {
    readRequest,
    uncarried,
    writeAnswer,
    streamWriter: (context) => new CompletionStreamWriter(context),
    writeFailure,
  },
  upstream: {
    writeRequest,
    headers: bearer,
    readAnswer,
    streamReader: () => new ChunkStreamReader(new CompletionReader()),
    readFailure,
    passThrough: (request) => new OpenAiPassThrough(PASSED, request),
  },
};
