import { UpstreamFailure } from '../../upstream-failure';
import { withData, type SseFrame } from '../../sse/frames';
import { asList, asObject, asText, parseJson } from '../json';
import { editMember, spliceMembers } from '../json-splice';
import { readSeal } from '../signatures';
import { refuseWhatNeedsMemory } from './memory';
import { readAnswer } from './read-answer';
import { streamReader } from './stream-reader';
import type { PassThrough, PassThroughRequest } from '../protocol';

/**
 * A call between a caller and an upstream that both speak Responses: as it came, but that the upstream gets its own
 * name of the model, and the caller the one that it asked for.
 * @throws CallFailure `invalid` for a request that needs what an upstream has kept.
 */
export function passThrough(request: PassThroughRequest): PassThrough {
  refuseWhatNeedsMemory(request.body);
  const asked = asText(request.body['model']);
  const mapped = asked !== undefined && asked !== request.model ? asked : undefined;
  const reader = streamReader();
  return {
    path: '/responses',
    body: bodyOf(request, asked !== request.model),
    answer(raw) {
      const text = raw.toString('utf8');
      const body = parseJson(text);
      const events = readAnswer(body);
      return { events, bytes: mapped !== undefined ? withModel(text, body, mapped) : raw };
    },
    frame(frame) {
      const events = reader.read(frame);
      return { events, bytes: mapped === undefined ? frame.raw : renamed(frame, mapped) };
    },
    end: () => reader.end(),
  };
}

function bodyOf({ raw, body, model, losses }: PassThroughRequest, isMapped: boolean): Buffer | string {
  const input = asList(body['input']) ?? [];
  const own = input.filter((item) => !isForeignThought(item));
  if (own.length < input.length) losses?.add('thinking');
  const changes = { ...(isMapped && { model }), ...(own.length < input.length && { input: own }) };
  return Object.keys(changes).length === 0 ? raw : spliceMembers(raw.toString('utf8'), changes);
}

/**
 * An earlier turn may have been another upstream's: its thoughts came to the caller under a seal of another family,
 * to which OpenAI answers 400.
 */
function isForeignThought(value: unknown): boolean {
  const item = asObject(value);
  if (item?.['type'] !== 'reasoning') return false;
  const seal = readSeal(asText(item['encrypted_content']) ?? '', 'openai');
  return seal !== undefined && seal.family !== 'openai';
}

/** A frame whose response has the caller's name of the model; the frame itself where it holds no response. */
function renamed(frame: SseFrame, model: string): Buffer | string {
  const { data } = frame;
  // Most frames hold a delta: they need not be parsed to know it.
  if (!data?.includes('"response"')) return frame.raw;
  const response = asObject(asObject(parseJson(data))?.['response']);
  if (response?.['model'] === undefined) return frame.raw;
  return withData(
    frame,
    editMember(data, 'response', (itself) => withModel(itself, response, model)),
  );
}

function withModel(text: string, body: unknown, model: string): string {
  if (asObject(body)?.['model'] === undefined) return text;
  try {
    return spliceMembers(text, { model });
  } catch (cause) {
    throw new UpstreamFailure('The upstream answered what is no JSON object', { retryable: false, cause });
  }
}
