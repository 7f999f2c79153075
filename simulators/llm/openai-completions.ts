import type { Answer } from './answer';
import type { Call } from './call';
import { Complaint } from './complaint';
import type { Frame } from './frames';
import { listOf, numberOf, objectOf, textOf, type JsonObject } from './json';
import { missing, openai, openaiError, refuseUnknown } from './openai';
import type { Usage } from './script';
import { piecesOf, tokensOf } from './text';
import type { Endpoint, Incoming } from './vendor';

const FIELDS =
  'model prompt best_of echo frequency_penalty logit_bias logprobs max_tokens n presence_penalty seed stop stream stream_options suffix temperature top_p user'.split(
    ' ',
  );
/** What this old protocol writes at most where the caller does not say. */
const DEFAULT_MAX_TOKENS = 16;

/** `POST /v1/completions`. */
export const openaiCompletions: Endpoint = {
  protocol: 'openai-completions',
  vendor: openai,
  read,
  format: () => 'sse',

  whole: (call, answer) => ({
    ...head(call, answer),
    choices: [{ text: said(answer), index: 0, logprobs: null, finish_reason: finish(answer) }],
    ...(answer.usage && { usage: usage(answer.usage) }),
  }),

  frames(call, answer) {
    const withUsage = objectOf(call.body['stream_options'])['include_usage'] === true;
    const chunk = (text: string, reason: string | null): Frame => ({
      content: text !== '',
      data: {
        ...head(call, answer),
        choices: [{ text, index: 0, logprobs: null, finish_reason: reason }],
        ...(withUsage && { usage: null }),
      },
    });
    return [
      ...piecesOf(said(answer), answer.chunkSize).map((piece) => chunk(piece, null)),
      chunk('', finish(answer)),
      ...(withUsage && answer.usage
        ? [{ data: { ...head(call, answer), choices: [], usage: usage(answer.usage) } }]
        : []),
      { data: '[DONE]', terminal: true },
    ];
  },

  errorFrames: (complaint) => [{ data: { error: openaiError(complaint) } }],
};

function read({ body }: Incoming): Call {
  const model = textOf(body['model']);
  if (model === '') throw new Complaint(400, 'you must provide a model parameter');
  refuseUnknown(body, FIELDS);
  if (body['prompt'] === undefined) throw missing('prompt');
  const said = [body['prompt']].flat().map(textOf).join('\n');
  return {
    protocol: 'openai-completions',
    model,
    stream: body['stream'] === true,
    body,
    said,
    results: [],
    images: [],
    tools: [],
    toolChoice: 'none',
    parallelTools: false,
    thinks: false,
    maxTokens: numberOf(body['max_tokens']) ?? DEFAULT_MAX_TOKENS,
    stops: [...listOf(body['stop']), body['stop']].map(textOf).filter((stop) => stop !== ''),
    promptTokens: tokensOf(said),
  };
}

function head(call: Call, { ids, createdMs }: Answer): JsonObject {
  return {
    id: `cmpl-${ids.letters('answer', 29)}`,
    object: 'text_completion',
    created: Math.floor(createdMs / 1000),
    model: call.model,
  };
}

/** It has no words for a refusal but those of the text. */
function said({ text, refusal }: Answer): string {
  return text || (refusal ?? '');
}

function finish({ stop }: Answer): string {
  return stop === 'length' ? 'length' : stop === 'filter' ? 'content_filter' : 'stop';
}

function usage({ input, output }: Usage): JsonObject {
  return { prompt_tokens: input, completion_tokens: output, total_tokens: input + output };
}
