import type { ModelEvent } from '../../exchange/events';
import type { Losses } from '../../exchange/losses';
import { withData, type SseFrame } from '../../sse/frames';
import { UpstreamFailure } from '../../upstream-failure';
import { asList, asObject, asText, parseJson } from '../json';
import { editMember, spliceMembers } from '../json-splice';
import type { JsonObject, PassThrough, PassThroughRequest } from '../protocol';
import { readSeal } from '../signatures';
import { readAnswer, streamReader } from './stream-reader';

/** Claude's own words both ways; only a model of another name, and seals that are not Claude's, are changed. */
export function passThrough({ raw, body, model, losses }: PassThroughRequest): PassThrough {
  const reader = streamReader();
  const callersModel = asText(body['model']) ?? model;
  const isMapped = callersModel !== model;
  const changes = {
    ...(isMapped && { model }),
    ...(hasForeignThoughts(body) && { messages: withoutForeignThoughts(body), ...unthinking(body, losses) }),
  };

  function frameForCaller(frame: SseFrame): Buffer | string {
    if (!isMapped || frame.data?.includes('message_start') !== true) return frame.raw;
    const event = asObject(parseJson(frame.data));
    const message = asObject(event?.['message']);
    if (event?.['type'] !== 'message_start' || !message) return frame.raw;
    const rename = (itself: string) => spliceMembers(itself, { model: callersModel });
    return withData(frame, editMember(frame.data, 'message', rename));
  }

  return {
    path: '/v1/messages',
    body: Object.keys(changes).length === 0 ? raw : spliceMembers(raw.toString('utf8'), changes),
    answer(answer): { bytes: Buffer | string; events: ModelEvent[] } {
      const text = answer.toString('utf8');
      const message = parseJson(text);
      if (message === undefined) {
        throw new UpstreamFailure('The upstream answered with no JSON', { retryable: true });
      }
      const events = readAnswer(message);
      return { bytes: isMapped ? spliceMembers(text, { model: callersModel }) : answer, events };
    },
    frame: (frame) => ({ events: reader.read(frame), bytes: frameForCaller(frame) }),
    end: () => reader.end(),
  };
}

/**
 * What follows from thoughts that are taken out. With a budget, Claude answers 400 to a turn that goes on from tools'
 * results and has lost the thoughts that it began with.
 */
function unthinking(body: JsonObject, losses?: Losses): JsonObject {
  losses?.add('thinking');
  const last = contentOf(asList(body['messages'])?.at(-1));
  const goesOn = last.some((block) => asObject(block)?.['type'] === 'tool_result');
  if (!goesOn || asObject(body['thinking'])?.['type'] !== 'enabled') return {};
  losses?.add('reasoning');
  return { thinking: undefined };
}

/**
 * An earlier turn may have been another upstream's: its thoughts came to the caller under a seal of another family,
 * or none. Claude answers 400 to either.
 */
function isForeignThought(block: unknown): boolean {
  const content = asObject(block);
  const kind = content?.['type'];
  if (kind !== 'thinking' && kind !== 'redacted_thinking') return false;
  const seal = asText(content?.[kind === 'thinking' ? 'signature' : 'data']);
  return seal !== undefined && readSeal(seal, 'claude')?.family !== 'claude';
}

function hasForeignThoughts(body: JsonObject): boolean {
  return (asList(body['messages']) ?? []).some((message) => contentOf(message).some(isForeignThought));
}

function withoutForeignThoughts(body: JsonObject): unknown[] {
  return (asList(body['messages']) ?? []).flatMap((message) => {
    const content = contentOf(message);
    const kept = content.filter((block) => !isForeignThought(block));
    if (kept.length === content.length) return [message];
    return kept.length === 0 ? [] : [{ ...asObject(message), content: kept }];
  });
}

function contentOf(message: unknown): readonly unknown[] {
  return asList(asObject(message)?.['content']) ?? [];
}
