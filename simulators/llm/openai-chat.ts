import type { Answer, CalledTool } from './answer';
import type { Call } from './call';
import type { Frame } from './frames';
import { objectOf, textOf, type JsonObject } from './json';
import { obfuscation, openai, openaiError } from './openai';
import { readChatRequest } from './openai-chat-request';
import type { Stop, Usage } from './script';
import { piecesOf } from './text';
import type { Endpoint, Quirks } from './vendor';

const FINISH: Readonly<Record<Stop, string>> = {
  stop: 'stop',
  tools: 'tool_calls',
  length: 'length',
  sequence: 'stop',
  refusal: 'stop',
  filter: 'content_filter',
  pause: 'stop',
};

/** `POST /v1/chat/completions`. */
export const openaiChat: Endpoint = {
  protocol: 'openai-chat',
  vendor: openai,
  read: readChatRequest,
  format: () => 'sse',

  whole(call, answer) {
    const calls = answer.tools.map((tool, index) => calledTool(answer, tool, index));
    const message = {
      role: 'assistant',
      content: hasText(answer) ? answer.text : null,
      ...(toldThoughts(answer) !== undefined && { reasoning_content: toldThoughts(answer) }),
      ...(calls.length > 0 && { tool_calls: calls }),
      refusal: answer.refusal ?? null,
      annotations: [],
    };
    return {
      ...head(call, answer, 'chat.completion'),
      choices: [{ index: 0, message, logprobs: null, finish_reason: FINISH[answer.stop] }],
      ...(answer.usage && { usage: chatUsage(answer.usage) }),
      service_tier: 'default',
      system_fingerprint: fingerprint(answer),
    };
  },

  frames(call, answer, quirks) {
    const chunk = chunks(call, answer);
    const finish = chunk({}, { finish: FINISH[answer.stop] });
    const wantsUsage = objectOf(call.body['stream_options'])['include_usage'] === true;
    return [
      chunk({ role: 'assistant', content: hasText(answer) ? '' : null, refusal: null }),
      ...pieces(answer, toldThoughts(answer)).map((text) =>
        chunk({ reasoning_content: text }, { content: true }),
      ),
      ...pieces(answer, answer.text).map((text) => chunk({ content: text }, { content: true })),
      ...pieces(answer, answer.refusal).map((refusal) => chunk({ refusal }, { content: true })),
      ...toolDeltas(answer, quirks).map((call) => chunk({ tool_calls: [call] }, { content: true })),
      finish,
      ...(quirks.doubleFinish ? [finish] : []),
      ...(wantsUsage && answer.usage ? [usageChunk(call, answer, answer.usage)] : []),
      { data: '[DONE]', terminal: true },
    ];
  },

  errorFrames: (complaint) => [{ data: { error: openaiError(complaint) } }],
};

function head(call: Call, { ids, createdMs }: Answer, object: string): JsonObject {
  return {
    id: `chatcmpl-${ids.letters('answer', 29)}`,
    object,
    created: Math.floor(createdMs / 1000),
    model: call.model,
  };
}

function fingerprint({ ids }: Answer): string {
  return `fp_${ids.hex('fingerprint', 10)}`;
}

function hasText({ text, tools, refusal }: Answer): boolean {
  return text !== '' || (tools.length === 0 && refusal === undefined);
}

/** Only upstreams that are compatible with OpenAI tell thoughts, and only where a script has some to tell. */
function toldThoughts({ thinking, outspoken }: Answer): string | undefined {
  return outspoken && thinking !== '' ? thinking : undefined;
}

function pieces({ chunkSize }: Answer, text = ''): readonly string[] {
  return piecesOf(text, chunkSize);
}

type MakeChunk = (
  delta: JsonObject,
  more?: { readonly content?: boolean; readonly finish?: string },
) => Frame;

function chunks(call: Call, answer: Answer): MakeChunk {
  const withUsage = objectOf(call.body['stream_options'])['include_usage'] === true;
  return (delta, { content = false, finish } = {}) => ({
    content,
    data: {
      ...head(call, answer, 'chat.completion.chunk'),
      service_tier: 'default',
      system_fingerprint: fingerprint(answer),
      choices: [{ index: 0, delta, logprobs: null, finish_reason: finish ?? null }],
      ...(withUsage && { usage: null }),
      ...obfuscation(call.body, textOf(delta['content'])),
    },
  });
}

function usageChunk(call: Call, answer: Answer, usage: Usage): Frame {
  return {
    data: {
      ...head(call, answer, 'chat.completion.chunk'),
      service_tier: 'default',
      system_fingerprint: fingerprint(answer),
      choices: [],
      usage: chatUsage(usage),
      ...obfuscation(call.body, ''),
    },
  };
}

function calledTool(answer: Answer, { name, custom, input }: CalledTool, index: number): JsonObject {
  const id = `call_${answer.ids.letters(`tool ${index}`, 24)}`;
  return custom
    ? { id, type: 'custom', custom: { name, input } }
    : { id, type: 'function', function: { name, arguments: input } };
}

/** Each call's id and name once, with nothing of its input; then the input in fragments, call after call or in turns. */
function toolDeltas(answer: Answer, { interleaved = false }: Quirks): readonly JsonObject[] {
  const openings = answer.tools.map((tool, index) => ({
    index,
    ...calledTool(answer, { ...tool, input: '' }, index),
  }));
  const fragments = answer.tools.map(({ custom, input }, index) =>
    pieces(answer, input).map((piece) =>
      custom ? { index, custom: { input: piece } } : { index, function: { arguments: piece } },
    ),
  );
  if (!interleaved) return openings.flatMap((opening, at) => [opening, ...(fragments[at] ?? [])]);
  const longest = Math.max(0, ...fragments.map(({ length }) => length));
  const turns = Array.from({ length: longest }, (_, turn) => fragments.flatMap((list) => list[turn] ?? []));
  return [...openings, ...turns.flat()];
}

/** `prompt_tokens` includes what came from the cache, `completion_tokens` what the model thought. */
export function chatUsage({ input, cached, output, reasoning }: Usage): JsonObject {
  return {
    prompt_tokens: input,
    completion_tokens: output,
    total_tokens: input + output,
    prompt_tokens_details: { cached_tokens: cached, audio_tokens: 0 },
    completion_tokens_details: {
      reasoning_tokens: reasoning,
      audio_tokens: 0,
      accepted_prediction_tokens: 0,
      rejected_prediction_tokens: 0,
    },
  };
}
