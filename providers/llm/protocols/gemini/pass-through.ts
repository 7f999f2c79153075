import type { ModelEvent } from '../../exchange/events';
import { sseFrame, type SseFrame } from '../../sse/frames';
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
export function passThrough({ raw, body, target, model, stream }: PassThroughRequest): PassThrough {
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
    body: hasForeignSeals(body)
      ? spliceMembers(raw.toString('utf8'), { contents: withoutForeignSeals(body, model) })
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
      return { events, bytes: isRaw ? frame.raw : sseFrame(withCallersModel(frame.data ?? '')) };
    },
    end: () => reader.end(),
  };
}

/** An earlier turn may have been another upstream's: Google answers 400 to a seal that is not its own. */
function isForeign(part: unknown): boolean {
  const seal = readThoughtSignature(asText(field(asObject(part), 'thoughtSignature')) ?? '');
  return seal !== undefined && seal.signature.family !== 'gemini';
}

function hasForeignSeals(body: JsonObject): boolean {
  return (asList(body['contents']) ?? []).some((content) => partsOf(content).some(isForeign));
}

/** Foreign thoughts go; a call that carries a foreign seal stays, with what stands for one. */
function withoutForeignSeals(body: JsonObject, model: string): unknown[] {
  return (asList(body['contents']) ?? []).flatMap((content) => {
    const parts = partsOf(content);
    if (!parts.some(isForeign)) return [content];
    const kept = parts.flatMap((part) => {
      if (!isForeign(part)) return [part];
      const { thoughtSignature: _, thought_signature: __, ...rest } = asObject(part) ?? {};
      if (rest['thought'] === true) return [];
      return [thinksInLevels(model) ? { ...rest, thoughtSignature: UNSEALED } : rest];
    });
    return kept.length === 0 ? [] : [{ ...asObject(content), parts: kept }];
  });
}

function partsOf(content: unknown): readonly unknown[] {
  return asList(asObject(content)?.['parts']) ?? [];
}
