import type { Losses } from '../../exchange/losses';
import type {
  Message,
  ModelRequest,
  Part,
  ThinkingPart,
  ToolCallPart,
  ToolResultPart,
} from '../../exchange/request';
import type { JsonObject } from '../protocol';
import { sealOfCall, writeCall } from './calls';
import { areSealed, writeDetails } from './reasoning-details';
import { joined, writeContent } from './write-content';

/** `messages`: the system's first, then the conversation's. */
export function writeMessages({ system, messages }: ModelRequest, losses: Losses): JsonObject[] {
  if (system.some(({ cache }) => cache)) losses.add('cache_control');
  const told = system.length === 0 ? [] : [{ role: 'system', content: joined(system) }];
  const said = messages.flatMap((message) =>
    message.role === 'assistant' ? [writeAssistant(message, losses)] : writeUser(message, losses),
  );
  return [...told, ...said];
}

/** Results of tools are messages of their own, and follow the calls at once; the rest comes after them. */
function writeUser({ parts }: Message, losses: Losses): JsonObject[] {
  const results = parts.filter((part) => part.type === 'tool-result');
  const rest = parts.filter((part) => part.type !== 'tool-result');
  const shown = results.flatMap(picturesOf);
  const said = [...shown, ...rest];
  return [
    ...results.map((result) => writeResult(result, losses)),
    ...(said.length > 0 || results.length === 0
      ? [{ role: 'user', content: writeContent(said, losses) }]
      : []),
  ];
}

function writeResult(result: ToolResultPart, losses: Losses): JsonObject {
  if (result.isError) losses.add('messages.tool_result.is_error');
  if (result.cache) losses.add('cache_control');
  const texts = result.parts.filter((part) => part.type === 'text');
  return { role: 'tool', tool_call_id: result.callId, content: writeContent(texts, losses) };
}

/** A result is text alone in this protocol: its pictures and files come from the user, with a word on whose they are. */
function picturesOf({ callId, parts }: ToolResultPart): Part[] {
  const pictures = parts.filter((part) => part.type !== 'text');
  if (pictures.length === 0) return [];
  return [{ type: 'text', text: `From the result of the tool call ${callId}:` }, ...pictures];
}

function writeAssistant({ parts }: Message, losses: Losses): JsonObject {
  const texts = parts.filter((part) => part.type === 'text');
  const refusals = parts.filter((part) => part.type === 'refusal');
  const thoughts = parts.filter((part) => part.type === 'thinking');
  const calls = parts.filter((part) => part.type === 'tool-call');
  for (const { type } of parts) {
    if (type === 'image' || type === 'audio' || type === 'file') losses.add(`messages.assistant.${type}`);
  }
  const isSilent = texts.length === 0 && (calls.length > 0 || refusals.length > 0);
  return {
    role: 'assistant',
    content: isSilent ? null : writeContent(texts, losses),
    ...(refusals.length > 0 && { refusal: joined(refusals) }),
    ...writeThoughts(thoughts),
    ...(calls.length > 0 && { tool_calls: calls.map((call) => writeToolCall(call, losses)) }),
  };
}

/** Seals go back raw: the upstream that gave them knows them by their format. */
function writeThoughts(thoughts: readonly ThinkingPart[]): JsonObject {
  if (areSealed(thoughts)) return { reasoning_details: writeDetails(thoughts, ({ value }) => value) };
  const text = thoughts.map((thought) => thought.text).join('');
  return text === '' ? {} : { reasoning_content: text };
}

function writeToolCall(call: ToolCallPart, losses: Losses): JsonObject {
  if (call.cache) losses.add('cache_control');
  const { id, name, custom = false, signature } = call;
  const isGoogles = signature?.family === 'gemini';
  if (signature && !isGoogles) losses.add('messages.tool_call.signature');
  // A call without arguments: many upstreams refuse what is no JSON.
  const input = custom ? call.input : call.input || '{}';
  return {
    id,
    ...writeCall({ name, input, custom }),
    ...(isGoogles && { extra_content: sealOfCall(signature) }),
  };
}
