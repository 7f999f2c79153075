import type { Answer } from './answer';
import type { Call } from './call';
import type { Frame } from './frames';
import { objectOf, objectsOf, type JsonObject } from './json';
import { obfuscation, openai, openaiError } from './openai';
import { contentPart, itemsOf, type Item, type ItemPart } from './openai-responses-items';
import { readResponsesRequest } from './openai-responses-request';
import type { Usage } from './script';
import { piecesOf } from './text';
import type { Endpoint } from './vendor';

/** `POST /v1/responses`. */
export const openaiResponses: Endpoint = {
  protocol: 'openai-responses',
  vendor: openai,
  read: readResponsesRequest,
  format: () => 'sse',
  indented: true,

  whole: (call, answer) =>
    responseOf(call, answer, { ending: true, output: itemsOf(call, answer).map(({ whole }) => whole) }),

  frames(call, answer) {
    const items = itemsOf(call, answer);
    const opening = responseOf(call, answer, { ending: false, output: [] });
    const ended = responseOf(call, answer, { ending: true, output: items.map(({ whole }) => whole) });
    const events: Draft[] = [
      { type: 'response.created', fields: { response: opening } },
      { type: 'response.in_progress', fields: { response: opening } },
      ...items.flatMap((item, at) => itemEvents(item, at, call, answer)),
      { type: `response.${String(ended['status'])}`, fields: { response: ended }, terminal: true },
    ];
    return events.map((event, number) => numbered(event, number));
  },

  errorFrames(complaint, form, { call, answer, sent }) {
    const { message, type, param, code } = openaiError(complaint);
    const fields = form === 'flat' ? { code, message, param } : { error: { type, code, message, param } };
    const failed = {
      ...responseOf(call, answer, { ending: false, output: [] }),
      status: 'failed',
      error: { code: code ?? 'server_error', message },
    };
    return [
      ...(form === 'failed' ? [] : [{ type: 'error', fields }]),
      ...(form === 'flat' ? [] : [{ type: 'response.failed', fields: { response: failed } }]),
    ].map((event, at) => numbered(event, sent + at));
  },
};

/** An event before it has its number. */
interface Draft {
  readonly type: string;
  readonly fields: JsonObject;
  readonly content?: boolean;
  readonly terminal?: boolean;
}

function numbered({ type, fields, content = false, terminal = false }: Draft, number: number): Frame {
  return { event: type, data: { type, sequence_number: number, ...fields }, content, terminal };
}

function itemEvents(item: Item, outputIndex: number, call: Call, answer: Answer): readonly Draft[] {
  return [
    { type: 'response.output_item.added', fields: { output_index: outputIndex, item: item.opening } },
    ...item.parts.flatMap((part) =>
      partEvents(part, { item_id: item.opening['id'], output_index: outputIndex }, call, answer),
    ),
    { type: 'response.output_item.done', fields: { output_index: outputIndex, item: item.whole } },
  ];
}

function partEvents(
  { kind, text }: ItemPart,
  place: JsonObject,
  call: Call,
  answer: Answer,
): readonly Draft[] {
  const deltas = (more: JsonObject): Draft[] =>
    piecesOf(text, answer.chunkSize).map((delta) => ({
      type: `response.${kind}.delta`,
      fields: {
        ...place,
        ...more,
        delta,
        ...(kind === 'output_text' && { logprobs: [] }),
        ...obfuscation(call.body, delta),
      },
      content: true,
    }));
  switch (kind) {
    case 'reasoning_summary_text': {
      const at = { ...place, summary_index: 0 };
      return [
        {
          type: 'response.reasoning_summary_part.added',
          fields: { ...at, part: { type: 'summary_text', text: '' } },
        },
        ...deltas({ summary_index: 0 }),
        { type: 'response.reasoning_summary_text.done', fields: { ...at, text } },
        {
          type: 'response.reasoning_summary_part.done',
          fields: { ...at, part: { type: 'summary_text', text } },
        },
      ];
    }
    case 'output_text':
    case 'refusal': {
      const at = { ...place, content_index: 0 };
      return [
        { type: 'response.content_part.added', fields: { ...at, part: contentPart(kind, '') } },
        ...deltas({ content_index: 0 }),
        {
          type: `response.${kind}.done`,
          fields: { ...at, ...(kind === 'refusal' ? { refusal: text } : { text, logprobs: [] }) },
        },
        { type: 'response.content_part.done', fields: { ...at, part: contentPart(kind, text) } },
      ];
    }
    case 'function_call_arguments':
      return [
        ...deltas({}),
        { type: 'response.function_call_arguments.done', fields: { ...place, arguments: text } },
      ];
    case 'custom_tool_call_input':
      return [
        ...deltas({}),
        { type: 'response.custom_tool_call_input.done', fields: { ...place, input: text } },
      ];
  }
}

/** The response as it is at its beginning, or at its end. */
function responseOf(
  { model, body }: Call,
  answer: Answer,
  { ending, output }: { readonly ending: boolean; readonly output: readonly JsonObject[] },
): JsonObject {
  const incomplete = { length: 'max_output_tokens', filter: 'content_filter' }[answer.stop as string];
  const given = (name: string, otherwise: unknown): unknown => body[name] ?? otherwise;
  const { effort = null, summary = null } = objectOf(body['reasoning']);
  const { format = { type: 'text' }, verbosity = 'medium' } = objectOf(body['text']);
  return {
    id: `resp_${answer.ids.hex('answer', 50)}`,
    object: 'response',
    created_at: Math.floor(answer.createdMs / 1000),
    status: !ending ? 'in_progress' : incomplete === undefined ? 'completed' : 'incomplete',
    background: given('background', false),
    ...(ending && incomplete === undefined && { completed_at: Math.floor(answer.createdMs / 1000) }),
    error: null,
    incomplete_details: ending && incomplete !== undefined ? { reason: incomplete } : null,
    instructions: given('instructions', null),
    max_output_tokens: given('max_output_tokens', null),
    max_tool_calls: given('max_tool_calls', null),
    model,
    output,
    parallel_tool_calls: given('parallel_tool_calls', true),
    previous_response_id: null,
    prompt_cache_key: given('prompt_cache_key', null),
    prompt_cache_retention: given('prompt_cache_retention', null),
    reasoning: { effort, summary },
    safety_identifier: given('safety_identifier', null),
    service_tier: ending ? 'default' : 'auto',
    store: given('store', true),
    temperature: given('temperature', 1),
    text: { format, verbosity },
    tool_choice: given('tool_choice', 'auto'),
    tools: objectsOf(body['tools']).map((tool) =>
      tool['type'] === 'function' ? { description: null, strict: true, ...tool } : tool,
    ),
    top_logprobs: given('top_logprobs', 0),
    top_p: given('top_p', 1),
    truncation: given('truncation', 'disabled'),
    usage: ending && answer.usage ? responseUsage(answer.usage) : null,
    user: given('user', null),
    metadata: given('metadata', {}),
  };
}

/** `input_tokens` includes what came from the cache, `output_tokens` what the model thought. */
function responseUsage({ input, cached, output, reasoning }: Usage): JsonObject {
  return {
    input_tokens: input,
    input_tokens_details: { cached_tokens: cached },
    output_tokens: output,
    output_tokens_details: { reasoning_tokens: reasoning },
    total_tokens: input + output,
  };
}
