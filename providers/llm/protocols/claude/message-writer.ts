import type { Losses } from '../../exchange/losses';
import type {
  CacheTime,
  FilePart,
  ImagePart,
  Message,
  Part,
  Source,
  ThinkingPart,
  ToolCallPart,
  ToolResultPart,
} from '../../exchange/request';
import type { JsonObject } from '../protocol';
import { turnsOf } from '../turns';
import { thoughts, toolInput } from './answer-writer';

export function writeMessages(messages: readonly Message[], losses: Losses): JsonObject[] {
  return turnsOf(messages)
    .map(({ role, parts }) => ({ role, content: parts.flatMap((part) => writePart(part, role, losses)) }))
    .filter(({ content }) => content.length > 0);
}

function writePart(part: Part, role: Message['role'], losses: Losses): JsonObject[] {
  switch (part.type) {
    case 'text':
      return part.text === '' ? [] : [{ type: 'text', text: part.text, ...cacheControl(part.cache) }];
    case 'refusal':
      return part.text === '' ? [] : [{ type: 'text', text: part.text }];
    case 'image':
    case 'file':
      if (role === 'user') return writeMedia(part, losses);
      // The assistant's side holds words and calls only.
      losses.add(`messages.${part.type}`);
      return [];
    case 'audio':
      losses.add('messages.audio');
      return [];
    case 'thinking':
      return writeThinking(part, losses);
    case 'tool-call':
      return [writeToolCall(part, losses)];
    case 'tool-result':
      return [writeToolResult(part, losses)];
  }
}

/** Another family's thoughts mean nothing to Claude, and thoughts without their seal are refused. */
function writeThinking({ text, signature, redacted = false }: ThinkingPart, losses: Losses): JsonObject[] {
  if (signature?.family === 'claude') return thoughts(text, signature, redacted);
  losses.add('thinking');
  return [];
}

function writeToolCall(
  { id, name, input, custom, cache, signature }: ToolCallPart,
  losses: Losses,
): JsonObject {
  // Claude seals thoughts, never calls: this seal is Gemini's.
  if (signature) losses.add('messages.tool_call.signature');
  return {
    type: 'tool_use',
    id: toolId(id),
    name,
    input: custom ? { input } : toolInput(input, losses),
    ...cacheControl(cache),
  };
}

function writeToolResult({ callId, parts, isError, cache }: ToolResultPart, losses: Losses): JsonObject {
  return {
    type: 'tool_result',
    tool_use_id: toolId(callId),
    content: parts.flatMap((part) => writePart(part, 'user', losses)),
    ...(isError && { is_error: true }),
    ...cacheControl(cache),
  };
}

/** The API takes no other characters; the same id stays the same. */
function toolId(id: string): string {
  return id.replace(/[^\w-]/g, '_');
}

function writeMedia(part: ImagePart | FilePart, losses: Losses): JsonObject[] {
  const { source } = part;
  if (part.type === 'image') {
    if (part.detail !== undefined && part.detail !== 'auto') losses.add('messages.image.detail');
    return [{ type: 'image', source: writeSource(source), ...cacheControl(part.cache) }];
  }
  if (source.kind === 'data' && source.mediaType.startsWith('image/')) {
    return [{ type: 'image', source: writeSource(source), ...cacheControl(part.cache) }];
  }
  if (!isDocument(source)) {
    losses.add('messages.file');
    return [];
  }
  const title = part.name === undefined ? {} : { title: part.name };
  return [{ type: 'document', source: writeSource(source), ...title, ...cacheControl(part.cache) }];
}

/** Claude reads PDF, and plain text. */
function isDocument({ kind, mediaType }: Source): boolean {
  return kind === 'url' || mediaType === 'application/pdf' || mediaType === 'text/plain';
}

function writeSource(source: Source): JsonObject {
  if (source.kind === 'url') return { type: 'url', url: source.url };
  const { mediaType, data } = source;
  if (mediaType !== 'text/plain') return { type: 'base64', media_type: mediaType, data };
  return { type: 'text', media_type: mediaType, data: Buffer.from(data, 'base64').toString('utf8') };
}

export function cacheControl(cache: CacheTime | undefined): JsonObject {
  if (cache === undefined) return {};
  // Five minutes is what a mark without a time asks for.
  return { cache_control: cache === '1h' ? { type: 'ephemeral', ttl: '1h' } : { type: 'ephemeral' } };
}
