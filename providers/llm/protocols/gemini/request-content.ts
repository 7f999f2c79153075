import type { Message, Part, Source, ToolResultPart } from '../../exchange/request';
import { asObject, asList, asText, asWords, objectsIn } from '../json';
import type { JsonObject } from '../protocol';
import { field, invalid, readThoughtSignature } from './fields';

/**
 * Reads the contents of one conversation, in order. Contents of one role that follow one another are one message, and
 * pieces of text one text: SDKs keep a streamed answer in the pieces in which it came.
 */
export class ContentReader {
  readonly messages: { readonly role: Message['role']; readonly parts: Part[] }[] = [];
  /** Calls that have no result yet. */
  private readonly unanswered: { readonly id: string; readonly name: string }[] = [];
  private calls = 0;

  /** @throws CallFailure `invalid`. Parts of kinds that the neutral request does not know are left out. */
  read(content: JsonObject, name: string): void {
    const role = roleOf(content['role']);
    if (!role) throw invalid(`${name}.role`, 'must be "user" or "model"');
    const parts = asList(content['parts']);
    if (!parts) throw invalid(`${name}.parts`, 'must be a list');
    const message = this.messageOf(role);
    for (const [at, item] of parts.entries()) {
      const part = asObject(item);
      if (!part) throw invalid(`${name}.parts[${at}]`, 'must be an object');
      this.readPart(part, message, `${name}.parts[${at}]`);
    }
    if (message.parts.length === 0) this.messages.pop();
  }

  private messageOf(role: Message['role']): { readonly role: Message['role']; readonly parts: Part[] } {
    const last = this.messages.at(-1);
    if (last?.role === role) return last;
    const message = { role, parts: [] };
    this.messages.push(message);
    return message;
  }

  private readPart(part: JsonObject, { role, parts }: Message & { parts: Part[] }, name: string): void {
    const seal = asText(field(part, 'thoughtSignature')) ?? '';
    const call = asObject(field(part, 'functionCall'));
    const result = asObject(field(part, 'functionResponse'));
    if (call) {
      parts.push(this.toolCall(call, seal, name));
    } else if (result) {
      parts.push(this.toolResult(result, name));
    } else if (typeof part['text'] === 'string') {
      if (part['thought'] === true) return addThought(parts, part['text'], seal);
      addText(parts, part['text'], role);
      // A seal on plain text is kept as thoughts without a word.
      if (seal !== '') addThought(parts, '', seal);
    } else {
      parts.push(...media(part));
    }
  }

  private toolCall(call: JsonObject, seal: string, at: string): Part {
    const name = asWords(call['name']);
    if (name === undefined) throw invalid(`${at}.functionCall.name`, 'must be a text');
    this.calls += 1;
    const id = asWords(call['id']) ?? `call_${this.calls}`;
    this.unanswered.push({ id, name });
    const signature = readThoughtSignature(seal)?.signature;
    const input = JSON.stringify(asObject(call['args']) ?? {});
    return { type: 'tool-call', id, name, input, ...(signature && { signature }) };
  }

  private toolResult(result: JsonObject, at: string): ToolResultPart {
    const name = asWords(result['name']);
    if (name === undefined) throw invalid(`${at}.functionResponse.name`, 'must be a text');
    const { text, isError } = readResponse(asObject(result['response']) ?? {});
    const pictures = objectsIn(result['parts'])
      .flatMap(media)
      .filter((part) => part.type !== 'audio');
    return {
      type: 'tool-result',
      callId: this.answered(asWords(result['id']), name),
      name,
      parts: [{ type: 'text', text }, ...pictures],
      ...(isError && { isError }),
    };
  }

  /** The call that this is the result of: the one of that id, else the first of that name without a result. */
  private answered(id: string | undefined, name: string): string {
    const call =
      this.unanswered.find((open) => open.id === id) ?? this.unanswered.find((open) => open.name === name);
    if (!call) return id ?? `call_${name}`;
    this.unanswered.splice(this.unanswered.indexOf(call), 1);
    return call.id;
  }
}

function roleOf(role: unknown): Message['role'] | undefined {
  if (role === 'model') return 'assistant';
  return role === undefined || role === null || role === 'user' || role === 'function' ? 'user' : undefined;
}

function addText(parts: Part[], text: string, role: Message['role']): void {
  const last = parts.at(-1);
  if (text === '') return;
  if (role === 'assistant' && last?.type === 'text')
    parts[parts.length - 1] = { type: 'text', text: last.text + text };
  else parts.push({ type: 'text', text });
}

/** Pieces of thoughts belong together up to their seal. */
function addThought(parts: Part[], text: string, value: string): void {
  const last = parts.at(-1);
  const seal = readThoughtSignature(value);
  const isMore = last?.type === 'thinking' && !last.signature;
  if (text === '' && !seal) return;
  const thought: Part = {
    type: 'thinking',
    text: isMore ? last.text + text : text,
    ...(seal && { signature: seal.signature }),
    ...(seal?.redacted && { redacted: true }),
  };
  if (isMore) parts[parts.length - 1] = thought;
  else parts.push(thought);
}

/** `{result}`, `{output}` and `{error}` are how a text is wrapped; another object is the result itself. */
function readResponse(response: JsonObject): { text: string; isError: boolean } {
  const [[name, value] = ['', undefined], ...others] = Object.entries(response);
  const isWrapped = others.length === 0 && (name === 'result' || name === 'output' || name === 'error');
  if (!isWrapped) return { text: JSON.stringify(response), isError: false };
  return { text: typeof value === 'string' ? value : JSON.stringify(value), isError: name === 'error' };
}

function media(part: JsonObject): Extract<Part, { type: 'image' | 'audio' | 'file' }>[] {
  const [blob, file] = [asObject(field(part, 'inlineData')), asObject(field(part, 'fileData'))];
  const given = blob ?? file;
  const mediaType = asText(field(given, 'mimeType'));
  const [data, url] = [asText(blob?.['data']), asText(field(file, 'fileUri'))];
  const source: Source | undefined =
    data !== undefined
      ? { kind: 'data', mediaType: mediaType ?? 'application/octet-stream', data }
      : url !== undefined
        ? { kind: 'url', url, ...(mediaType !== undefined && { mediaType }) }
        : undefined;
  if (!source) return [];
  if (mediaType?.startsWith('image/')) return [{ type: 'image', source }];
  if (mediaType?.startsWith('audio/')) return [{ type: 'audio', source }];
  const name = asWords(field(given, 'displayName'));
  return [{ type: 'file', source, ...(name !== undefined && { name }) }];
}
