import { urlOf } from '../openai-chat/data-urls';
import { present } from './fields';
import type { Losses } from '../../exchange/losses';
import type {
  FilePart,
  ImagePart,
  Message,
  Part,
  ThinkingPart,
  ToolCallPart,
  ToolResultPart,
} from '../../exchange/request';
import type { JsonObject } from '../protocol';

type MessagePart = Exclude<Part, ThinkingPart | ToolCallPart | ToolResultPart>;

/** A conversation as items. Parts of a message in a row are one item; thoughts, calls and results are items of their own. */
export function writeInput(messages: readonly Message[], losses: Losses): JsonObject[] {
  return messages.flatMap((message) => itemsOf(message, losses));
}

function itemsOf({ role, parts }: Message, losses: Losses): JsonObject[] {
  const items: JsonObject[] = [];
  let content: JsonObject[] = [];
  const closeMessage = (): void => {
    if (content.length > 0) items.push({ type: 'message', role, content });
    content = [];
  };
  for (const part of parts) {
    if ('cache' in part) losses.add('cache_control');
    if (part.type === 'thinking' || part.type === 'tool-call' || part.type === 'tool-result') {
      closeMessage();
      items.push(...ownItems(part, losses));
    } else {
      const written = contentOf(part, role, losses);
      if (written) content.push(written);
    }
  }
  closeMessage();
  return items;
}

function ownItems(part: ThinkingPart | ToolCallPart | ToolResultPart, losses: Losses): JsonObject[] {
  if (part.type === 'thinking') return thoughts(part, losses);
  return part.type === 'tool-call' ? call(part, losses) : [result(part, losses)];
}

/** Only thoughts of OpenAI's own seal mean something to it. */
function thoughts({ text, signature }: ThinkingPart, losses: Losses): JsonObject[] {
  if (signature?.family !== 'openai') {
    losses.add('thinking');
    return [];
  }
  const summary = text === '' ? [] : [{ type: 'summary_text', text }];
  return [{ type: 'reasoning', summary, encrypted_content: signature.value }];
}

function call({ id, name, input, custom, signature }: ToolCallPart, losses: Losses): JsonObject[] {
  const item = custom
    ? { type: 'custom_tool_call', call_id: id, name, input }
    : { type: 'function_call', call_id: id, name, arguments: input };
  if (!signature) return [item];
  // Callers of protocols without items of thoughts may keep OpenAI's seal on the call that followed them.
  if (signature.family === 'openai') {
    return [{ type: 'reasoning', summary: [], encrypted_content: signature.value }, item];
  }
  losses.add('messages.tool_call.signature');
  return [item];
}

function result({ callId, parts, isError, custom }: ToolResultPart, losses: Losses): JsonObject {
  if (isError) losses.add('messages.tool_result.is_error');
  const [only, ...others] = parts;
  const plain = only?.type === 'text' && others.length === 0;
  const output = plain ? only.text : parts.map((part) => inputPart(part));
  return {
    type: custom ? 'custom_tool_call_output' : 'function_call_output',
    call_id: callId,
    output: parts.length === 0 ? '' : output,
  };
}

function contentOf(part: MessagePart, role: Message['role'], losses: Losses): JsonObject | undefined {
  if (role === 'assistant') {
    if (part.type === 'text') return { type: 'output_text', text: part.text };
    if (part.type === 'refusal') return { type: 'refusal', refusal: part.text };
  } else {
    if (part.type === 'text' || part.type === 'refusal') return { type: 'input_text', text: part.text };
    if (part.type === 'image' || part.type === 'file') return inputPart(part);
  }
  // Audio has no part here, and what an assistant shows no item that could be sent.
  losses.add(`messages.${part.type}`);
  return undefined;
}

function inputPart(part: { type: 'text'; text: string } | ImagePart | FilePart): JsonObject {
  switch (part.type) {
    case 'text':
      return { type: 'input_text', text: part.text };
    case 'image':
      return { type: 'input_image', image_url: urlOf(part.source), detail: part.detail ?? 'auto' };
    case 'file': {
      const { source, name } = part;
      return source.kind === 'url'
        ? { type: 'input_file', file_url: source.url, ...present({ filename: name }) }
        : { type: 'input_file', filename: name ?? 'file', file_data: urlOf(source) };
    }
  }
}
