import type { Answer } from './answer';
import type { Call } from './call';
import { claude, claudeError } from './claude';
import { readMessageRequest, readPrompt } from './claude-request';
import type { Frame } from './frames';
import { objectOf, parseObject, textOf, type JsonObject } from './json';
import type { Stop, Usage } from './script';
import { piecesOf } from './text';
import type { Endpoint, Lookup } from './vendor';

const STOP: Readonly<Record<Stop, string>> = {
  stop: 'end_turn',
  tools: 'tool_use',
  length: 'max_tokens',
  sequence: 'stop_sequence',
  refusal: 'refusal',
  filter: 'refusal',
  pause: 'pause_turn',
};

/** `POST /v1/messages`. */
export const claudeMessages: Endpoint = {
  protocol: 'claude',
  vendor: claude,
  read: readMessageRequest,
  format: () => 'sse',
  padded: true,

  whole: (call, answer) => ({
    ...head(call, answer),
    content: blocks(call, answer).map(({ whole }) => whole),
    ...ending(answer),
    ...(answer.usage && {
      usage: { ...startUsage(answer.usage, answer.usage.output), ...thought(answer.usage) },
    }),
  }),

  frames(call, answer, { usagePlace }) {
    const { usage } = answer;
    const early =
      usage && usagePlace === 'end'
        ? { ...usage, input: 0, cached: 0, cacheWrite5m: 0, cacheWrite1h: 0 }
        : usage;
    const message = {
      ...head(call, answer),
      content: [],
      stop_reason: null,
      stop_sequence: null,
      stop_details: null,
      // The first few tokens are there before the first frame.
      ...(early && {
        usage: startUsage(early, Math.sign(early.output) * Math.min(2, Math.abs(early.output))),
      }),
    };
    const late =
      usage &&
      (usagePlace === 'start' ? { output_tokens: usage.output } : { ...endUsage(usage), ...thought(usage) });
    const grown = blocks(call, answer).flatMap((block, index) => blockFrames(block, index));
    return [
      named({ type: 'message_start', message }),
      // The ping follows the first block's beginning; an answer without blocks has it all the same.
      ...grown.slice(0, 1),
      named({ type: 'ping' }),
      ...grown.slice(1),
      {
        ...named({ type: 'message_delta', delta: ending(answer), ...(late && { usage: late }) }),
        terminal: true,
      },
      { ...named({ type: 'message_stop' }), terminal: true },
    ];
  },

  errorFrames: (complaint) => [named(claudeError(complaint))],
};

/** `POST /v1/messages/count_tokens`. */
export const claudeCount: Lookup = {
  protocol: 'claude',
  vendor: claude,
  look: ({ body, seals }) => ({ input_tokens: readPrompt(body, seals).promptTokens }),
};

function named(data: JsonObject): Frame {
  return { event: textOf(data['type']), data };
}

function head({ model }: Call, { ids }: Answer): JsonObject {
  return { model, id: `msg_01${ids.letters('answer', 22)}`, type: 'message', role: 'assistant' };
}

function ending({ stop, stopSequence, refusal }: Answer): JsonObject {
  const refused = STOP[stop] === 'refusal';
  return {
    stop_reason: STOP[stop],
    stop_sequence: stop === 'sequence' ? (stopSequence ?? null) : null,
    stop_details: refused ? { type: 'refusal', category: null, explanation: refusal ?? null } : null,
  };
}

/** `input_tokens` is what was neither read from the cache nor written to it. */
function startUsage({ input, cached, cacheWrite5m, cacheWrite1h }: Usage, output: number): JsonObject {
  return {
    input_tokens: input - cached - cacheWrite5m - cacheWrite1h,
    cache_creation_input_tokens: cacheWrite5m + cacheWrite1h,
    cache_read_input_tokens: cached,
    cache_creation: { ephemeral_5m_input_tokens: cacheWrite5m, ephemeral_1h_input_tokens: cacheWrite1h },
    output_tokens: output,
    service_tier: 'standard',
    inference_geo: 'global',
  };
}

function endUsage({ input, cached, cacheWrite5m, cacheWrite1h, output }: Usage): JsonObject {
  return {
    input_tokens: input - cached - cacheWrite5m - cacheWrite1h,
    cache_creation_input_tokens: cacheWrite5m + cacheWrite1h,
    cache_read_input_tokens: cached,
    output_tokens: output,
  };
}

function thought({ reasoning }: Usage): JsonObject {
  return reasoning === 0 ? {} : { output_tokens_details: { thinking_tokens: reasoning } };
}

interface ContentBlock {
  readonly opening: JsonObject;
  readonly whole: JsonObject;
  readonly deltas: readonly JsonObject[];
}

function blocks(call: Call, answer: Answer): readonly ContentBlock[] {
  const { text, tools, thinking, chunkSize, ids } = answer;
  return [
    ...(thinking === undefined ? [] : [thoughts(call, answer, thinking)]),
    ...(text === ''
      ? []
      : [
          {
            opening: { type: 'text', text: '' },
            whole: { type: 'text', text },
            deltas: piecesOf(text, chunkSize).map((piece) => ({ type: 'text_delta', text: piece })),
          },
        ]),
    ...tools.map(({ name, input }, at) => {
      const base = { type: 'tool_use', id: `toolu_01${ids.letters(`tool ${at}`, 22)}`, name };
      const fragments = input === '{}' ? [] : piecesOf(input, chunkSize);
      return {
        opening: { ...base, input: {}, caller: { type: 'direct' } },
        whole: { ...base, input: parseObject(input) ?? input, caller: { type: 'direct' } },
        // The first fragment is empty, and the only one of a call without arguments.
        deltas: ['', ...fragments].map((partial) => ({ type: 'input_json_delta', partial_json: partial })),
      };
    }),
  ];
}

function thoughts(call: Call, { seals, redacted, chunkSize }: Answer, thinking: string): ContentBlock {
  const signature = seals.issue('claude', thinking);
  if (redacted) {
    const whole = { type: 'redacted_thinking', data: signature };
    return { opening: whole, whole, deltas: [] };
  }
  const shown = objectOf(call.body['thinking'])['display'] === 'omitted' ? '' : thinking;
  return {
    opening: { type: 'thinking', thinking: '', signature: '' },
    whole: { type: 'thinking', thinking: shown, signature },
    deltas: [
      ...piecesOf(shown, chunkSize).map((piece) => ({ type: 'thinking_delta', thinking: piece })),
      { type: 'signature_delta', signature },
    ],
  };
}

function blockFrames({ opening, deltas }: ContentBlock, index: number): readonly Frame[] {
  return [
    named({ type: 'content_block_start', index, content_block: opening }),
    ...deltas.map((delta) => ({ ...named({ type: 'content_block_delta', index, delta }), content: true })),
    named({ type: 'content_block_stop', index }),
  ];
}
