import { asText, asObject, parseJson } from '../json';
import { sealText } from '../signatures';
import type { Signature } from '../../exchange/request';
import type { JsonObject } from '../protocol';

/** Adds an event to the stream. Its number is put in by whoever keeps count. */
export type Emit = (type: string, fields: JsonObject) => void;

export type ItemStatus = 'completed' | 'incomplete';

/** Where an item is, and how it speaks. */
export interface ItemPlace {
  readonly id: string;
  readonly outputIndex: number;
  readonly emit: Emit;
}

/** One item of the output, from `output_item.added` to `output_item.done`. */
export interface ItemWriter {
  delta(text: string): void;
  /** Whether the item has a place for the seal. */
  sign(signature: Signature): boolean;
  /** Closes what is open of it. Answers the whole item. */
  finish(status: ItemStatus): JsonObject;
}

/** A message with one part: text, or a refusal. */
export function messageWriter({ id, outputIndex, emit }: ItemPlace, kind: 'text' | 'refusal'): ItemWriter {
  const place = { item_id: id, output_index: outputIndex, content_index: 0 };
  const isText = kind === 'text';
  const family = isText ? 'response.output_text' : 'response.refusal';
  // The SDK's types want the probabilities' list, empty as it is.
  const extra = isText ? { logprobs: [] } : {};
  let said = '';
  const part = (): JsonObject =>
    isText
      ? { type: 'output_text', annotations: [], logprobs: [], text: said }
      : { type: 'refusal', refusal: said };
  const item = (status: string, content: readonly JsonObject[]): JsonObject => ({
    id,
    type: 'message',
    status,
    role: 'assistant',
    content,
  });
  emit('response.output_item.added', { output_index: outputIndex, item: item('in_progress', []) });
  emit('response.content_part.added', { ...place, part: part() });
  return {
    delta(text) {
      said += text;
      emit(`${family}.delta`, { ...place, delta: text, ...extra });
    },
    sign: () => false,
    finish(status) {
      emit(`${family}.done`, { ...place, [isText ? 'text' : 'refusal']: said, ...extra });
      emit('response.content_part.done', { ...place, part: part() });
      const done = item(status, [part()]);
      emit('response.output_item.done', { output_index: outputIndex, item: done });
      return done;
    },
  };
}

/**
 * Thoughts: their text is a summary of one part, their seal the item's `encrypted_content`. Thoughts without a text
 * that are not redacted get an empty part: that is how a seal of another family is known from a redacted one, and
 * from the seal on a call, when the item comes back.
 */
export function reasoningWriter(
  { id, outputIndex, emit }: ItemPlace,
  redacted: boolean,
  seal?: Signature,
): ItemWriter {
  const place = { item_id: id, output_index: outputIndex, summary_index: 0 };
  let thought: string | undefined;
  let signature = seal;
  const item = (summary: readonly JsonObject[]): JsonObject => ({
    id,
    type: 'reasoning',
    summary,
    ...(signature && { encrypted_content: sealText(signature, 'openai') }),
  });
  const part = (): JsonObject => ({ type: 'summary_text', text: thought ?? '' });
  const open = (): void => {
    if (thought !== undefined) return;
    thought = '';
    emit('response.reasoning_summary_part.added', { ...place, part: part() });
  };
  emit('response.output_item.added', {
    output_index: outputIndex,
    item: { id, type: 'reasoning', summary: [] },
  });
  return {
    delta(text) {
      open();
      thought = (thought ?? '') + text;
      emit('response.reasoning_summary_text.delta', { ...place, delta: text });
    },
    sign(given) {
      signature = given;
      return true;
    },
    finish() {
      if (signature && signature.family !== 'openai' && !redacted) open();
      const summary = thought === undefined ? [] : [part()];
      if (thought !== undefined) {
        emit('response.reasoning_summary_text.done', { ...place, text: thought });
        emit('response.reasoning_summary_part.done', { ...place, part: part() });
      }
      const done = item(summary);
      emit('response.output_item.done', { output_index: outputIndex, item: done });
      return done;
    },
  };
}

/** A call as the caller named the tool. */
export interface CalledTool {
  readonly callId: string;
  readonly name: string;
  readonly namespace?: string;
}

/** A function's call. One without arguments has those of an empty object: callers parse them. */
export function functionCallWriter({ id, outputIndex, emit }: ItemPlace, tool: CalledTool): ItemWriter {
  const place = { item_id: id, output_index: outputIndex };
  let written = '';
  const item = (status: string): JsonObject => ({
    id,
    type: 'function_call',
    status,
    arguments: written,
    call_id: tool.callId,
    name: tool.name,
    ...(tool.namespace !== undefined && { namespace: tool.namespace }),
  });
  const delta = (text: string): void => {
    written += text;
    emit('response.function_call_arguments.delta', { ...place, delta: text });
  };
  emit('response.output_item.added', { output_index: outputIndex, item: item('in_progress') });
  return {
    delta,
    sign: () => false,
    finish(status) {
      if (written === '' && status === 'completed') delta('{}');
      emit('response.function_call_arguments.done', { ...place, name: tool.name, arguments: written });
      emit('response.output_item.done', { output_index: outputIndex, item: item(status) });
      return item(status);
    },
  };
}

/**
 * A custom tool's call.
 * @param wrapped the upstream knows only functions, so it called the tool with `{"input": …}`: the text is taken out
 * once it is whole.
 */
export function customCallWriter(
  { id, outputIndex, emit }: ItemPlace,
  tool: CalledTool,
  wrapped: boolean,
): ItemWriter {
  const place = { item_id: id, output_index: outputIndex };
  let arrived = '';
  const item = (status: string, input: string): JsonObject => ({
    id,
    type: 'custom_tool_call',
    status,
    call_id: tool.callId,
    input,
    name: tool.name,
    ...(tool.namespace !== undefined && { namespace: tool.namespace }),
  });
  const delta = (text: string): void =>
    emit('response.custom_tool_call_input.delta', { ...place, delta: text });
  emit('response.output_item.added', { output_index: outputIndex, item: item('in_progress', '') });
  return {
    delta(text) {
      arrived += text;
      if (!wrapped) delta(text);
    },
    sign: () => false,
    finish(status) {
      const input = wrapped ? unwrapped(arrived) : arrived;
      if (wrapped && input !== '') delta(input);
      emit('response.custom_tool_call_input.done', { ...place, input });
      emit('response.output_item.done', { output_index: outputIndex, item: item(status, input) });
      return item(status, input);
    },
  };
}

/** The text in `{"input": "…"}`, or in whatever single member a model gave it; else the text as it is. */
function unwrapped(json: string): string {
  const object = asObject(parseJson(json));
  const [only, ...others] = Object.values(object ?? {});
  return asText(object?.['input']) ?? (others.length === 0 ? asText(only) : undefined) ?? json;
}

/** A picture that the model made: whole at once. */
export function pictureWriter(
  { id, outputIndex, emit }: ItemPlace,
  mediaType: string,
  data: string,
): ItemWriter {
  const place = { item_id: id, output_index: outputIndex };
  const item = (status: string, result: string | null): JsonObject => ({
    id,
    type: 'image_generation_call',
    status,
    output_format: mediaType.replace(/^image\//, ''),
    result,
  });
  emit('response.output_item.added', { output_index: outputIndex, item: item('in_progress', null) });
  emit('response.image_generation_call.in_progress', place);
  return {
    delta: () => undefined,
    sign: () => false,
    finish() {
      emit('response.image_generation_call.completed', place);
      const done = item('completed', data);
      emit('response.output_item.done', { output_index: outputIndex, item: done });
      return done;
    },
  };
}
