import type {
  Message,
  Part,
  TextPart,
  ThinkingPart,
  ToolCallPart,
  ToolResultPart,
} from '../../exchange/request';
import type { RequestObject } from '../request-object';
import { readSealOfCall } from './calls';
import { cacheOf, readContent, readImage, readTexts } from './read-content';
import { readThoughts } from './reasoning-details';

const ROLES = ['system', 'developer', 'user', 'assistant', 'tool', 'function'] as const;

export interface Conversation {
  readonly system: readonly TextPart[];
  readonly messages: readonly Message[];
}

/** Reads `messages`. What the system or the developer says joins the system prompt, wherever it stands. */
export function readMessages(request: RequestObject): Conversation {
  const messages = request.objects('messages');
  if (messages.length === 0) throw request.wrong('messages', 'must have at least one message');
  const reader = new ConversationReader();
  for (const message of messages) reader.read(message);
  return reader.conversation;
}

class ConversationReader {
  readonly conversation = { system: [] as TextPart[], messages: [] as Message[] };
  private readonly calls = new Map<string, ToolCallPart>();
  /** The id of the call that a legacy function's result answers, by the function's name. */
  private readonly functions = new Map<string, string>();
  /** Results that stand together are one message: parallel calls are answered at once. */
  private results: ToolResultPart[] | undefined;

  read(message: RequestObject): void {
    const role = message.oneOfIf('role', ROLES);
    if (role === undefined) throw message.wrong('role', 'is missing');
    if (role === 'tool') return this.result(this.readTool(message));
    if (role === 'function') return this.result(this.readFunction(message));
    if (role === 'system' || role === 'developer') {
      this.conversation.system.push(...this.someContent(message, readTexts(message)));
      return;
    }
    this.results = undefined;
    const parts = role === 'user' ? this.readUser(message) : this.readAssistant(message);
    this.conversation.messages.push({ role, parts });
  }

  private readUser(message: RequestObject): Part[] {
    return this.someContent(message, readContent(message));
  }

  private readAssistant(message: RequestObject): Part[] {
    const refusal = message.textIf('refusal');
    const parts: Part[] = [
      ...readThinking(message),
      // Beside calls many send an empty text.
      ...readContent(message).filter((part) => part.type !== 'text' || part.text !== ''),
      ...(refusal ? [{ type: 'refusal' as const, text: refusal }] : []),
      ...message.objects('images').map(readImage),
      ...message.objects('tool_calls').map((call) => this.readCall(call)),
      ...this.readFunctionCall(message.objectIf('function_call')),
    ];
    const isEmpty = parts.length === 0 && !message.has('audio');
    return isEmpty ? this.someContent(message, parts) : parts;
  }

  private readCall(call: RequestObject): ToolCallPart {
    const custom = call.textIf('type') === 'custom' ? call.object('custom') : undefined;
    const said = custom ?? call.object('function');
    const signature = readSealOfCall(call.json);
    const part: ToolCallPart = {
      type: 'tool-call',
      id: call.name('id'),
      name: said.name('name'),
      input: said.text(custom ? 'input' : 'arguments'),
      ...(custom && { custom: true }),
      ...(signature && { signature }),
    };
    this.calls.set(part.id, part);
    return part;
  }

  private readFunctionCall(call: RequestObject | undefined): ToolCallPart[] {
    if (call === undefined) return [];
    const name = call.name('name');
    const id = `call_function_${this.conversation.messages.length}`;
    this.functions.set(name, id);
    return [{ type: 'tool-call', id, name, input: call.text('arguments') }];
  }

  private readTool(message: RequestObject): ToolResultPart {
    const callId = message.name('tool_call_id');
    const call = this.calls.get(callId);
    const parts = this.someContent(message, readContent(message)).map((part) => {
      if (part.type === 'text' || part.type === 'image' || part.type === 'file') return part;
      throw message.wrong('content', 'must be text, images or files');
    });
    return {
      type: 'tool-result',
      callId,
      ...(call && { name: call.name }),
      parts,
      ...(call?.custom && { custom: true }),
      ...cacheOf(message),
    };
  }

  private readFunction(message: RequestObject): ToolResultPart {
    const name = message.name('name');
    const callId = this.functions.get(name);
    if (callId === undefined) throw message.wrong('name', 'names a function that was not called');
    return { type: 'tool-result', callId, name, parts: readTexts(message) };
  }

  private result(part: ToolResultPart): void {
    if (this.results) {
      this.results.push(part);
      return;
    }
    this.results = [part];
    this.conversation.messages.push({ role: 'user', parts: this.results });
  }

  private someContent<T>(message: RequestObject, parts: T[]): T[] {
    if (parts.length === 0 && !message.has('content')) throw message.wrong('content', 'is missing');
    return parts;
  }
}

/** `reasoning_details` say more than `reasoning_content` (or `reasoning`), where both are there. */
function readThinking(message: RequestObject): ThinkingPart[] {
  const thoughts = readThoughts(message.json['reasoning_details']);
  if (thoughts.length > 0) return thoughts.map((thought) => ({ type: 'thinking', ...thought }));
  const text = message.textIf('reasoning_content') ?? message.textIf('reasoning');
  return text ? [{ type: 'thinking', text }] : [];
}
