import { randomBytes } from 'node:crypto';
import type { Block, ModelEvent } from '../../exchange/events';
import type { SseFrame } from '../../sse/frames';
import { UpstreamFailure } from '../../upstream-failure';
import { asList, asObject, asText, asWords, objectsIn, parseJson } from '../json';
import type { JsonObject, StreamReader } from '../protocol';
import { wholeBlock } from '../whole-block';
import { errorOf } from './failures';
import { field, readThoughtSignature } from './fields';
import { readFinishReason } from './finish-reasons';
import { readUsage } from './usage';

/** The events of a Gemini stream (`alt=sse`): each frame is a whole response with what is new. */
export function streamReader(): StreamReader {
  const reader = new ResponseReader();
  return {
    read(frame: SseFrame): ModelEvent[] {
      const text = frame.data ?? bareJson(frame);
      if (text === undefined || text === '' || text === '[DONE]') return [];
      const parsed = parseJson(text);
      const response = asObject(asList(parsed)?.[0] ?? parsed);
      if (!response)
        throw new UpstreamFailure('The upstream sent a frame that is no JSON', { retryable: true });
      return reader.read(response);
    },
    end: () => reader.end(),
  };
}

/** An error inside a stream comes as bare JSON, without `data:`. So the official SDKs expect it. */
function bareJson({ raw }: SseFrame): string | undefined {
  const text = raw.toString('utf8').trim();
  return /^[{[]/.test(text) ? text : undefined;
}

/** A whole response: the same as a stream of one frame. @throws UpstreamFailure when it is none. */
export function readAnswer(body: unknown): ModelEvent[] {
  const response = asObject(body);
  if (!response) {
    throw new UpstreamFailure('The upstream answered with something that is no response', {
      retryable: true,
    });
  }
  const reader = new ResponseReader();
  return [...reader.read(response), ...reader.end()];
}

class ResponseReader {
  private next = 0;
  private open: { readonly index: number; readonly kind: 'text' | 'thinking' } | undefined;
  private hasStarted = false;
  private hasEnded = false;
  private finishReason: string | undefined;
  /** Why it was withheld, in words. */
  private explanation: string | undefined;
  private isBlocked = false;
  private calls = 0;
  /** What the ids of calls begin with that came without one; it differs from answer to answer. */
  private callPrefix = '';

  read(response: JsonObject): ModelEvent[] {
    if (this.hasEnded) return [];
    if (asObject(response['error'])) throw errorOf(response);
    const usage = readUsage(response['usageMetadata']);
    const candidate = objectsIn(response['candidates'])[0];
    const parts = objectsIn(asObject(candidate?.['content'])?.['parts']);
    this.finishReason = asWords(candidate?.['finishReason']) ?? this.finishReason;
    const feedback = asObject(response['promptFeedback']);
    this.isBlocked ||= asWords(feedback?.['blockReason']) !== undefined;
    this.explanation =
      asWords(candidate?.['finishMessage']) ?? asWords(feedback?.['blockReasonMessage']) ?? this.explanation;
    // Checked at once: an answer that the model garbled must not be taken for begun.
    if (this.finishReason !== undefined) readFinishReason(this.finishReason, false);
    return [
      ...this.start(response),
      ...(Object.keys(usage).length === 0 ? [] : [{ type: 'usage', usage } as const]),
      ...parts.flatMap((part) => this.readPart(part)),
    ];
  }

  /** Usage and a seal may come after the reason, so that only the stream's end is the answer's. */
  end(): ModelEvent[] {
    if (this.hasEnded) return [];
    if (this.finishReason === undefined && !this.isBlocked) {
      throw new UpstreamFailure('The upstream cut its stream short', { retryable: true });
    }
    this.hasEnded = true;
    const reason =
      this.finishReason === undefined ? 'filter' : readFinishReason(this.finishReason, this.calls > 0);
    const words = reason === 'filter' ? this.explanation : undefined;
    return [
      ...this.close(),
      ...(words === undefined ? [] : wholeBlock(this.next++, { kind: 'refusal' }, words)),
      { type: 'end', reason },
    ];
  }

  private start(response: JsonObject): ModelEvent[] {
    if (this.hasStarted) return [];
    this.hasStarted = true;
    const id = asText(response['responseId']) ?? '';
    const created = Date.parse(asText(response['createTime']) ?? '');
    this.callPrefix = `call_${id.replace(/\W/g, '') || randomBytes(9).toString('hex')}`;
    return [
      {
        type: 'start',
        id,
        model: asText(response['modelVersion']) ?? '',
        ...(!Number.isNaN(created) && { created: Math.floor(created / 1000) }),
      },
    ];
  }

  private readPart(part: JsonObject): ModelEvent[] {
    const seal = asText(part['thoughtSignature']) ?? '';
    const call = asObject(part['functionCall']);
    if (call) return [...this.close(), ...this.callEvents(call, seal)];
    const picture = asObject(part['inlineData']);
    if (picture) return [...this.close(), ...this.pictureEvents(picture)];
    const text = asText(part['text']);
    if (text === undefined) return [];
    const isThought = part['thought'] === true;
    const grown = text === '' ? [] : this.grow(isThought ? 'thinking' : 'text', text);
    return seal === '' ? grown : [...grown, ...this.sealThoughts(seal)];
  }

  private grow(kind: 'text' | 'thinking', text: string): ModelEvent[] {
    const opened = this.open?.kind === kind ? [] : [...this.close(), this.begin({ kind }, kind)];
    const index = this.open?.index ?? 0;
    return [...opened, { type: 'delta', index, text }];
  }

  /** A seal ends the thoughts that are open. One on plain text is kept as thoughts without a word. */
  private sealThoughts(value: string): ModelEvent[] {
    const seal = readThoughtSignature(value);
    if (!seal) return [];
    const { signature, redacted } = seal;
    const block = { kind: 'thinking', ...(redacted && { redacted }) } as const;
    const opened = this.open?.kind === 'thinking' ? [] : [...this.close(), this.begin(block, 'thinking')];
    const index = this.open?.index ?? 0;
    return [...opened, { type: 'signature', index, signature }, ...this.close()];
  }

  private begin(block: Block, kind: 'text' | 'thinking'): ModelEvent {
    const index = this.next++;
    this.open = { index, kind };
    return { type: 'block-start', index, block };
  }

  private close(): ModelEvent[] {
    if (!this.open) return [];
    const { index } = this.open;
    this.open = undefined;
    return [{ type: 'block-end', index }];
  }

  private callEvents(call: JsonObject, seal: string): ModelEvent[] {
    const index = this.next++;
    this.calls += 1;
    const id = asWords(call['id']) ?? `${this.callPrefix}_${this.calls}`;
    const signature = readThoughtSignature(seal)?.signature;
    return [
      { type: 'block-start', index, block: { kind: 'tool', id, name: asText(call['name']) ?? '' } },
      ...(signature ? [{ type: 'signature', index, signature } as const] : []),
      { type: 'delta', index, text: JSON.stringify(asObject(call['args']) ?? {}) },
      { type: 'block-end', index },
    ];
  }

  private pictureEvents(picture: JsonObject): ModelEvent[] {
    const [mediaType, data] = [asText(field(picture, 'mimeType')), asText(picture['data'])];
    if (!mediaType?.startsWith('image/') || data === undefined) return [];
    const index = this.next++;
    return [
      { type: 'block-start', index, block: { kind: 'image', mediaType, data } },
      { type: 'block-end', index },
    ];
  }
}
