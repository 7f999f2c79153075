import type { Losses } from '../../exchange/losses';
import type {
  Message,
  Part,
  Source,
  ThinkingPart,
  ToolCallPart,
  ToolResultPart,
} from '../../exchange/request';
import { asObject, parseJson } from '../json';
import type { JsonObject } from '../protocol';
import { turnsOf } from '../turns';
import { functionCall, thought } from './answer-writer';
import { thinksInLevels } from './models';

/**
 * What stands for a seal on a call that no Gemini made: models that think in levels answer 400 to a turn's first call
 * without one (Google's documentation of thought signatures).
 */
export const UNSEALED = 'skip_thought_signature_validator';

export function writeContents(messages: readonly Message[], model: string, losses: Losses): JsonObject[] {
  const names = new Map<string, string>();
  return turnsOf(messages)
    .map(({ role, parts }) => {
      const context = { names, isOwn: parts.some(isSealedByGemini), losses };
      const written = parts.flatMap((part) => writePart(part, context));
      if (role === 'assistant' && thinksInLevels(model)) sealFirstCall(written);
      return { role: role === 'assistant' ? 'model' : 'user', parts: written };
    })
    .filter(({ parts }) => parts.length > 0);
}

function sealFirstCall(parts: JsonObject[]): void {
  const at = parts.findIndex((part) => 'functionCall' in part);
  if (at >= 0) parts[at] = { thoughtSignature: UNSEALED, ...parts[at] };
}

interface TurnContext {
  /** The calls' names by their ids. */
  readonly names: Map<string, string>;
  /** Gemini made this turn: a part of it has its seal. */
  readonly isOwn: boolean;
  readonly losses: Losses;
}

function isSealedByGemini(part: Part): boolean {
  return 'signature' in part && part.signature?.family === 'gemini';
}

function writePart(part: Part, { names, isOwn, losses }: TurnContext): JsonObject[] {
  switch (part.type) {
    case 'text':
    case 'refusal':
      return part.text === '' ? [] : [{ text: part.text }];
    case 'image':
      if (part.detail !== undefined && part.detail !== 'auto') losses.add('messages.image.detail');
      return [writeMedia(part.source)];
    case 'audio':
      return [writeMedia(part.source)];
    case 'file':
      return [writeMedia(part.source, part.name)];
    case 'thinking':
      return writeThought(part, isOwn, losses);
    case 'tool-call':
      names.set(part.id, part.name);
      return [writeCall(part, losses)];
    case 'tool-result':
      return [writeResult(part, names)];
  }
}

/**
 * Another family's thoughts mean nothing to Gemini. Its own have no seal where the call that they led to, or the text,
 * has it.
 */
function writeThought({ text, signature }: ThinkingPart, isOwn: boolean, losses: Losses): JsonObject[] {
  if (signature?.family === 'gemini' || (!signature && isOwn)) return [thought(text, signature)];
  losses.add('thinking');
  return [];
}

function writeCall({ id, name, input, custom = false, signature }: ToolCallPart, losses: Losses): JsonObject {
  const seal = signature?.family === 'gemini' ? signature : undefined;
  if (signature && !seal) losses.add('messages.tool_call.signature');
  return functionCall({ kind: 'tool', id, name, custom }, input, seal, losses);
}

function writeResult(
  { callId, name, parts, isError }: ToolResultPart,
  names: ReadonlyMap<string, string>,
): JsonObject {
  const text = parts.map((part) => (part.type === 'text' ? part.text : '')).join('');
  const media = parts.flatMap((part) => (part.type === 'text' ? [] : [writeMedia(part.source)]));
  const functionResponse = {
    id: callId,
    name: name ?? names.get(callId) ?? callId,
    response: isError ? { error: text } : (asObject(parseJson(text)) ?? { result: text }),
    ...(media.length > 0 && { parts: media }),
  };
  return { functionResponse };
}

function writeMedia(source: Source, name?: string): JsonObject {
  const displayName = name === undefined ? {} : { displayName: name };
  if (source.kind === 'data') {
    return { inlineData: { mimeType: source.mediaType, data: source.data, ...displayName } };
  }
  const mimeType = source.mediaType ?? guessedType(source.url);
  return { fileData: { fileUri: source.url, ...(mimeType !== undefined && { mimeType }), ...displayName } };
}

const TYPES: Readonly<Record<string, string>> = {
  png: 'image/png',
  jpg: 'image/jpeg',
  jpeg: 'image/jpeg',
  gif: 'image/gif',
  webp: 'image/webp',
  pdf: 'application/pdf',
  mp3: 'audio/mpeg',
  wav: 'audio/wav',
  mp4: 'video/mp4',
  txt: 'text/plain',
};

/** From the ending of the address, where Google asks for a type that the caller did not tell. */
function guessedType(url: string): string | undefined {
  const [, ending = ''] = /\.(\w+)(?:[?#]|$)/.exec(url) ?? [];
  return TYPES[ending.toLowerCase()];
}
