import { UpstreamFailure } from '../../upstream-failure';
import { sseFrame, type SseFrame } from '../../sse/frames';
import { asObject, asText, parseJson } from '../json';
import { spliceMembers } from '../json-splice';
import { readAnswer } from './read-answer';
import { streamReader } from './stream-reader';
import type { PassThrough, PassThroughRequest } from '../protocol';

/**
 * A call between a caller and an upstream that both speak Responses: as it came, but that the upstream gets its own
 * name of the model, and the caller the one that it asked for.
 */
export function passThrough(request: PassThroughRequest): PassThrough {
  const asked = asText(request.body['model']);
  const mapped = asked !== undefined && asked !== request.model ? asked : undefined;
  const reader = streamReader();
  return {
    path: '/responses',
    body:
      asked === request.model
        ? request.raw
        : spliceMembers(request.raw.toString('utf8'), { model: request.model }),
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

/** A frame whose response has the caller's name of the model; the frame itself where it holds no response. */
function renamed(frame: SseFrame, model: string): Buffer | string {
  const { data } = frame;
  // Most frames hold a delta: they need not be parsed to know it.
  if (!data?.includes('"response"')) return frame.raw;
  const body = asObject(parseJson(data));
  const response = asObject(body?.['response']);
  if (!body || response?.['model'] === undefined) return frame.raw;
  const others = Object.keys(body).filter((name) => name !== 'response');
  const alone = spliceMembers(data, Object.fromEntries(others.map((name) => [name, undefined])));
  const itself = alone.slice(alone.indexOf('{', alone.indexOf('{') + 1), alone.lastIndexOf('}'));
  const changed = data.replace(itself, () => withModel(itself, response, model));
  return sseFrame(changed, frame.event || undefined);
}

function withModel(text: string, body: unknown, model: string): string {
  if (asObject(body)?.['model'] === undefined) return text;
  try {
    return spliceMembers(text, { model });
  } catch (cause) {
    throw new UpstreamFailure('The upstream answered what is no JSON object', { retryable: false, cause });
  }
}
