import { asList, asText, asWords, objectsIn } from '../json';
import { readSeal } from '../signatures';
import { RequestObject } from '../request-object';
import { flatName } from './caller-tools';
import { invalid, present } from './fields';
import { readContent, readResult } from './read-content';
import type { Message, Part, Signature, TextPart, ToolResultPart } from '../../exchange/request';
import type { JsonObject } from '../protocol';

interface Conversation {
  readonly system: readonly TextPart[];
  readonly messages: readonly Message[];
}

/**
 * The `input` of a request: a string, or items. What the assistant did in a row is one message, and so are results in
 * a row. Items of tools that OpenAI runs are left out: `uncarried` names them.
 * @throws CallFailure for an item that makes no sense.
 */
export function readInput(input: unknown): Conversation {
  const text = asText(input);
  if (text !== undefined)
    return { system: [], messages: [{ role: 'user', parts: [{ type: 'text', text }] }] };
  const items = asList(input);
  if (!items || items.length === 0) {
    throw invalid('input must be a string or a list of items that is not empty.', 'input');
  }
  const reader = new InputReader();
  for (const [index, item] of items.entries()) reader.item(item, `input[${index}]`);
  return reader.end();
}

class InputReader {
  private readonly system: TextPart[] = [];
  private readonly messages: { role: 'user' | 'assistant'; parts: Part[] }[] = [];
  private readonly names = new Map<string, string>();
  /** A seal of Gemini's without thoughts: it belongs to the call that follows. */
  private seal: Signature | undefined;

  item(value: unknown, where: string): void {
    const item = RequestObject.of(value, where);
    const type = item.textIf('type') ?? 'message';
    if (type !== 'function_call' && type !== 'custom_tool_call') this.releaseSeal();
    switch (type) {
      case 'message':
        this.message(item);
        return;
      case 'function_call':
      case 'custom_tool_call':
        this.call(item, type === 'custom_tool_call');
        return;
      case 'function_call_output':
      case 'custom_tool_call_output':
        this.result(item, type === 'custom_tool_call_output');
        return;
      case 'reasoning':
        this.reasoning(item.json);
        return;
      case 'image_generation_call':
        this.picture(item.json);
        return;
      default:
    }
  }

  end(): Conversation {
    this.releaseSeal();
    return { system: this.system, messages: this.messages };
  }

  private message(item: RequestObject): void {
    const role = item.textIf('role');
    const parts = readContent(item.json['content'], item.at('content'));
    if (role === 'user') this.messages.push({ role, parts });
    else if (role === 'assistant') this.assistant(...parts);
    else if (role === 'system' || role === 'developer') {
      const texts = parts.filter((part) => part.type === 'text');
      if (texts.length < parts.length) throw item.wrong('content', 'must be text');
      this.system.push(...texts);
    } else throw item.wrong('role', 'must be user, assistant, system or developer');
  }

  private call(item: RequestObject, custom: boolean): void {
    const ownName = item.name('name');
    const namespace = item.textIf('namespace');
    const name = namespace === undefined ? ownName : flatName(namespace, ownName);
    const id = item.name('call_id');
    this.names.set(id, name);
    this.assistant({
      type: 'tool-call',
      id,
      name,
      input: item.text(custom ? 'input' : 'arguments'),
      ...(custom && { custom }),
      ...present({ signature: this.seal }),
    });
    this.seal = undefined;
  }

  private result(item: RequestObject, custom: boolean): void {
    const callId = item.name('call_id');
    const part: ToolResultPart = {
      type: 'tool-result',
      callId,
      parts: readResult(item.json['output'], item.at('output')),
      ...(custom && { custom }),
      ...present({ name: this.names.get(callId) }),
    };
    const last = this.messages.at(-1);
    if (last?.role === 'user' && last.parts.every(({ type }) => type === 'tool-result'))
      last.parts.push(part);
    else this.messages.push({ role: 'user', parts: [part] });
  }

  private reasoning(item: JsonObject): void {
    const text = reasoningText(item);
    const sealed = asWords(item['encrypted_content']);
    const signature = sealed === undefined ? undefined : readSeal(sealed, 'openai');
    // How `stream-writer` writes what other families seal: see there.
    const bare = objectsIn(item['summary']).length === 0 && text === '';
    if (bare && signature?.family === 'gemini') {
      this.seal = signature;
      return;
    }
    if (text === '' && !signature) return;
    this.assistant({
      type: 'thinking',
      text,
      ...present({ signature }),
      ...(bare && signature?.family === 'claude' && { redacted: true }),
    });
  }

  private picture(item: JsonObject): void {
    const data = asWords(item['result']);
    if (data === undefined) return;
    const mediaType = `image/${asWords(item['output_format']) ?? 'png'}`;
    this.assistant({ type: 'image', source: { kind: 'data', mediaType, data } });
  }

  private assistant(...parts: readonly Part[]): void {
    const last = this.messages.at(-1);
    if (last?.role === 'assistant') last.parts.push(...parts);
    else this.messages.push({ role: 'assistant', parts: [...parts] });
  }

  private releaseSeal(): void {
    if (this.seal) this.assistant({ type: 'thinking', text: '', signature: this.seal });
    this.seal = undefined;
  }
}

/** A reasoning item's summary, or the thoughts themselves where open models give them. */
export function reasoningText(item: JsonObject): string {
  const texts = (list: unknown): string[] => objectsIn(list).map((part) => asText(part['text']) ?? '');
  return texts(item['summary']).join('\n\n') || texts(item['content']).join('\n\n');
}
