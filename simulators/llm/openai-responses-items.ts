import type { Answer, CalledTool } from './answer';
import type { Call } from './call';
import type { JsonObject } from './json';
import { wantsEncrypted, wantsSummary } from './openai-responses-request';

/** One item of a response, and how it grows in a stream. */
export interface Item {
  /** As it is when it begins. */
  readonly opening: JsonObject;
  /** As it is when it is complete. */
  readonly whole: JsonObject;
  readonly parts: readonly ItemPart[];
}

/** A piece of an item that comes in deltas. `kind` is the middle of the events' names. */
export interface ItemPart {
  readonly kind:
    | 'output_text'
    | 'refusal'
    | 'reasoning_summary_text'
    | 'function_call_arguments'
    | 'custom_tool_call_input';
  readonly text: string;
}

/** The items of a response, in the order in which OpenAI gives them: reasoning, words, calls, pictures. */
export function itemsOf(call: Call, answer: Answer): readonly Item[] {
  const { thinking, text, refusal, tools, image } = answer;
  const silent = refusal === undefined && tools.length === 0 && image === undefined;
  return [
    ...(thinking === undefined ? [] : [reasoning(call, answer, thinking)]),
    ...(text === '' && !silent ? [] : [message(answer, { kind: 'output_text', text })]),
    ...(refusal === undefined ? [] : [message(answer, { kind: 'refusal', text: refusal })]),
    ...tools.map((tool, at) => toolCall(answer, tool, at)),
    ...(image === undefined ? [] : [picture(answer, image)]),
  ];
}

function reasoning({ body }: Call, { ids, seals, outspoken }: Answer, thinking: string): Item {
  const told = thinking !== '' && (wantsSummary(body) || outspoken);
  const base = {
    id: `rs_${ids.hex('reasoning', 48)}`,
    type: 'reasoning',
    ...(wantsEncrypted(body) && { encrypted_content: seals.issue('openai', thinking) }),
  };
  return {
    opening: { ...base, summary: [] },
    whole: { ...base, summary: told ? [{ type: 'summary_text', text: thinking }] : [] },
    parts: told ? [{ kind: 'reasoning_summary_text', text: thinking }] : [],
  };
}

function message({ ids, stop }: Answer, part: ItemPart & { readonly kind: 'output_text' | 'refusal' }): Item {
  const base = { id: `msg_${ids.hex(part.kind, 48)}`, type: 'message' };
  return {
    opening: { ...base, status: 'in_progress', content: [], role: 'assistant' },
    whole: {
      ...base,
      status: stop === 'length' || stop === 'filter' ? 'incomplete' : 'completed',
      content: [contentPart(part.kind, part.text)],
      role: 'assistant',
    },
    parts: [part],
  };
}

export function contentPart(kind: 'output_text' | 'refusal', text: string): JsonObject {
  return kind === 'refusal'
    ? { type: 'refusal', refusal: text }
    : { type: 'output_text', annotations: [], logprobs: [], text };
}

function toolCall({ ids }: Answer, { name, custom, input }: CalledTool, at: number): Item {
  const callId = `call_${ids.letters(`tool ${at}`, 24)}`;
  const shape = (status: string, written: string): JsonObject =>
    custom
      ? {
          id: `ctc_${ids.hex(`tool ${at}`, 48)}`,
          type: 'custom_tool_call',
          status,
          call_id: callId,
          input: written,
          name,
        }
      : {
          id: `fc_${ids.hex(`tool ${at}`, 48)}`,
          type: 'function_call',
          status,
          arguments: written,
          call_id: callId,
          name,
        };
  return {
    opening: shape('in_progress', ''),
    whole: shape('completed', input),
    parts: [{ kind: custom ? 'custom_tool_call_input' : 'function_call_arguments', text: input }],
  };
}

function picture({ ids }: Answer, { mediaType, data }: { mediaType: string; data: string }): Item {
  const base = { id: `ig_${ids.hex('image', 48)}`, type: 'image_generation_call' };
  return {
    opening: { ...base, status: 'in_progress' },
    whole: {
      ...base,
      status: 'completed',
      background: 'opaque',
      output_format: mediaType.replace('image/', ''),
      quality: 'medium',
      result: data,
      size: '1024x1024',
    },
    parts: [],
  };
}
