import type {
  CacheTime,
  FilePart,
  ImagePart,
  Message,
  Part,
  Signature,
  Source,
  TextPart,
  ToolResultPart,
} from '../../exchange/request';
import { asList, asObject, asText, asWords, objectsIn } from '../json';
import type { JsonObject } from '../protocol';
import { readSeal } from '../signatures';
import { invalid } from './failures';

/** The mark that asks for the prompt up to here to be kept in the cache. */
export function cacheTime(block: JsonObject): { readonly cache?: CacheTime } {
  const control = asObject(block['cache_control']);
  if (!control) return {};
  return { cache: control['ttl'] === '1h' ? '1h' : '5m' };
}

/** Reads the messages of one conversation, in order: results take the names of their tools from the calls. */
export class MessageReader {
  private readonly names = new Map<string, string>();

  /** @throws CallFailure `invalid`. Blocks of kinds that the neutral request does not know are left out. */
  read(content: unknown, role: Message['role'], field: string): Part[] {
    if (typeof content === 'string') return [{ type: 'text', text: content }];
    const list = asList(content);
    if (!list) throw invalid(field, 'must be a text or a list of blocks');
    const blocks = list.map((item, at) => {
      const block = asObject(item);
      if (typeof block?.['type'] !== 'string') throw invalid(`${field}.${at}`, 'must be a block with a type');
      return block;
    });
    return blocks.flatMap((block, at) => {
      if (callSealOf(block, blocks[at + 1])) return [];
      return this.partsOf(block, blocks[at - 1], role, `${field}.${at}`);
    });
  }

  private partsOf(
    block: JsonObject,
    before: JsonObject | undefined,
    role: Message['role'],
    field: string,
  ): Part[] {
    switch (block['type']) {
      case 'thinking':
        return [thinking(asText(block['thinking']) ?? '', asText(block['signature']))];
      case 'redacted_thinking':
        return [{ ...thinking('', asText(block['data'])), redacted: true }];
      case 'tool_use':
        if (role === 'user') throw invalid(field, 'must not be a tool_use: it belongs to the assistant');
        return [this.toolCall(block, before, field)];
      case 'tool_result':
        if (role === 'assistant') throw invalid(field, 'must not be a tool_result: it belongs to the user');
        return [this.toolResult(block, field)];
      default:
        return contentPart(block, field);
    }
  }

  private toolCall(block: JsonObject, before: JsonObject | undefined, field: string): Part {
    const [id, name] = [asWords(block['id']), asWords(block['name'])];
    if (id === undefined || name === undefined) throw invalid(field, 'must have an id and a name');
    this.names.set(id, name);
    const signature = before && callSealOf(before, block);
    const input = JSON.stringify(block['input'] ?? {});
    return { type: 'tool-call', id, name, input, ...(signature && { signature }), ...cacheTime(block) };
  }

  private toolResult(block: JsonObject, field: string): ToolResultPart {
    const callId = asWords(block['tool_use_id']);
    if (callId === undefined) throw invalid(`${field}.tool_use_id`, 'must be the id of a tool_use');
    const name = this.names.get(callId);
    const content = block['content'];
    const parts: ToolResultPart['parts'] =
      typeof content === 'string'
        ? [{ type: 'text', text: content }]
        : objectsIn(content).flatMap((item, at) => contentPart(item, `${field}.content.${at}`));
    return {
      type: 'tool-result',
      callId,
      parts,
      ...(name !== undefined && { name }),
      ...(block['is_error'] === true && { isError: true }),
      ...cacheTime(block),
    };
  }
}

/** The seal that an earlier answer's writer put before a call: thoughts without a word, sealed by Gemini. */
function callSealOf(block: JsonObject, next: JsonObject | undefined): Signature | undefined {
  if (block['type'] !== 'thinking' || next?.['type'] !== 'tool_use' || block['thinking'] !== '')
    return undefined;
  const seal = readSeal(asText(block['signature']) ?? '', 'claude');
  return seal?.family === 'gemini' ? seal : undefined;
}

function thinking(text: string, seal = ''): Extract<Part, { type: 'thinking' }> {
  const signature = readSeal(seal, 'claude');
  return { type: 'thinking', text, ...(signature && { signature }) };
}

function contentPart(block: JsonObject, field: string): (TextPart | ImagePart | FilePart)[] {
  switch (block['type']) {
    case 'text': {
      const text = asText(block['text']);
      if (text === undefined) throw invalid(`${field}.text`, 'must be a text');
      return [{ type: 'text', text, ...cacheTime(block) }];
    }
    case 'image': {
      const source = readSource(block, field);
      return source ? [{ type: 'image', source, ...cacheTime(block) }] : [];
    }
    case 'document':
      return document(block, field);
    default:
      return [];
  }
}

function document(block: JsonObject, field: string): (TextPart | ImagePart | FilePart)[] {
  const given = asObject(block['source']);
  if (given?.['type'] === 'content') {
    // A document that is made of blocks is those blocks.
    const { content } = given;
    if (typeof content === 'string') return [{ type: 'text', text: content, ...cacheTime(block) }];
    return objectsIn(content).flatMap((item) => contentPart(item, `${field}.source.content`));
  }
  const source = readSource(block, field);
  if (!source) return [];
  const name = asWords(block['title']);
  return [{ type: 'file', source, ...(name !== undefined && { name }), ...cacheTime(block) }];
}

/** Undefined for a file that Anthropic keeps: nobody else can read it. */
function readSource(block: JsonObject, field: string): Source | undefined {
  const source = asObject(block['source']);
  const [mediaType, data, url] = ['media_type', 'data', 'url'].map((name) => asText(source?.[name]));
  switch (source?.['type']) {
    case 'base64':
      if (mediaType === undefined || data === undefined) break;
      return { kind: 'data', mediaType, data };
    case 'text':
      if (data === undefined) break;
      return { kind: 'data', mediaType: 'text/plain', data: Buffer.from(data, 'utf8').toString('base64') };
    case 'url':
      if (url === undefined) break;
      return { kind: 'url', url, ...(block['type'] === 'document' && { mediaType: 'application/pdf' }) };
    case 'file':
      return undefined;
  }
  throw invalid(`${field}.source`, 'must be a base64, text or url source');
}
