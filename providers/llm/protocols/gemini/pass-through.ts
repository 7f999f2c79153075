import type { ModelEvent } from '../../exchange/events';
import type { Losses } from '../../exchange/losses';
import { withData, type SseFrame } from '../../sse/frames';
import { UpstreamFailure } from '../../upstream-failure';
import { asList, asObject, asText, parseJson } from '../json';
import { spliceMembers } from '../json-splice';
import type { JsonObject, PassThrough, PassThroughRequest } from '../protocol';
import { UNSEALED } from './content-writer';
import { field, readThoughtSignature } from './fields';
import { thinksInLevels } from './models';
import { pathOf } from './request-writer';
import { readAnswer, streamReader } from './stream-reader';

/**
 * Gemini's own words both ways; the model is in the path. What changes is the model's name in the answer where it is
 * another one, and seals in the request that are not Gemini's. Streams are asked for as server-sent events.
 */
export function passThrough({ raw, body, target, model, stream, losses }: PassThroughRequest): PassThrough {
  const reader = streamReader();
  const callersModel = target.model?.replace(/^models\//, '') ?? model;
  const isMapped = callersModel !== model;

  function withCallersModel(json: string): string {
    return asObject(parseJson(json))?.['modelVersion'] === undefined
      ? json
      : spliceMembers(json, { modelVersion: callersModel });
  }

  return {
    path: pathOf(model, stream),
    body: needsSeals(body, model)
      ? spliceMembers(raw.toString('utf8'), { contents: withOwnSeals(body, model, losses) })
      : raw,
    answer(answer): { bytes: Buffer | string; events: ModelEvent[] } {
      const text = answer.toString('utf8');
      const response = parseJson(text);
      if (response === undefined) {
        throw new UpstreamFailure('The upstream answered with no JSON', { retryable: true });
      }
      const events = readAnswer(response);
      return { bytes: isMapped ? withCallersModel(text) : answer, events };
    },
    frame(frame: SseFrame): { bytes: Buffer | string; events: ModelEvent[] } {
      const events = reader.read(frame);
      const isRaw = !isMapped || frame.data?.includes('modelVersion') !== true;
      return { events, bytes: isRaw ? frame.raw : withData(frame, withCallersModel(frame.data ?? '')) };
    },
    end: () => reader.end(),
  };
}

/** An earlier turn may have been another upstream's: Google answers 400 to a seal that is not its own. */
function isForeign(part: unknown): boolean {
  const seal = readThoughtSignature(asText(field(asObject(part), 'thoughtSignature')) ?? '');
  return seal !== undefined && seal.signature.family !== 'gemini';
}

/** A turn's first call without a seal: Google's models that think in levels miss it. */
function unsealedCall(content: unknown): unknown {
  const first = partsOf(content).find((part) => asObject(field(asObject(part), 'functionCall')));
  return first !== undefined && field(asObject(first), 'thoughtSignature') === undefined ? first : undefined;
}

function needsSeals(body: JsonObject, model: string): boolean {
  const isMissing = (content: unknown) => thinksInLevels(model) && unsealedCall(content) !== undefined;
  return (asList(body['contents']) ?? []).some(
    (content) => partsOf(content).some(isForeign) || isMissing(content),
  );
}

/** Foreign thoughts go; calls stay, with what stands for a seal where one is wanted. */
function withOwnSeals(body: JsonObject, model: string, losses?: Losses): unknown[] {
  return (asList(body['contents']) ?? []).flatMap((content) => {
    const unsealed = thinksInLevels(model) ? unsealedCall(content) : undefined;
    const parts = partsOf(content);
    if (unsealed === undefined && !parts.some(isForeign)) return [content];
    const kept = parts.flatMap((part) => {
      if (part === unsealed) return [{ ...asObject(part), thoughtSignature: UNSEALED }];
      if (!isForeign(part)) return [part];
      const { thoughtSignature: _, thought_signature: __, ...rest } = asObject(part) ?? {};
      losses?.add(rest['thought'] === true ? 'thinking' : 'messages.tool_call.signature');
      if (rest['thought'] === true) return [];
      return [thinksInLevels(model) ? { ...rest, thoughtSignature: UNSEALED } : rest];
    });
    return kept.length === 0 ? [] : [{ ...asObject(content), parts: kept }];
  });
}

function partsOf(content: unknown): readonly unknown[] {
  return asList(asObject(content)?.['parts']) ?? [];
}
