import type { Block, ModelEvent } from '../../exchange/events';
import type { SseFrame } from '../../sse/frames';
import { UpstreamFailure } from '../../upstream-failure';
import { asNumber, asObject, asText, asWords, objectsIn, parseJson } from '../json';
import type { JsonObject, StreamReader } from '../protocol';
import { readSeal } from '../signatures';
import { wholeBlock } from '../whole-block';
import { errorOf } from './failures';
import { readStopReason } from './stop-reasons';
import { ClaudeUsage } from './usage';

/** The events of a Claude stream. Events and blocks of kinds that are new to us are passed over. */
export function streamReader(): StreamReader {
  const reader = new EventReader();
  return {
    read(frame: SseFrame): ModelEvent[] {
      if (frame.data === undefined || frame.data === '' || frame.data === '[DONE]') return [];
      const event = asObject(parseJson(frame.data));
      if (!event)
        throw new UpstreamFailure('The upstream sent an event that is no JSON', { retryable: true });
      return reader.read(event, asText(event['type']) ?? frame.event);
    },
    end: () => reader.end(),
  };
}

/** A whole `Message`, read as the stream that it would have been. @throws UpstreamFailure when it is none. */
export function readAnswer(body: unknown): ModelEvent[] {
  const message = asObject(body);
  if (message?.['type'] === 'error' || asObject(message?.['error'])) throw errorOf(body);
  if (!message || !Array.isArray(message['content'])) {
    throw new UpstreamFailure('The upstream answered with something that is no message', { retryable: true });
  }
  const reader = new EventReader();
  return [
    ...reader.read({ message }, 'message_start'),
    ...objectsIn(message['content']).flatMap((content_block, index) => [
      ...reader.read({ index, content_block }, 'content_block_start'),
      ...reader.read({ index }, 'content_block_stop'),
    ]),
    ...reader.read({ delta: message, usage: message['usage'] }, 'message_delta'),
    ...reader.read({}, 'message_stop'),
  ];
}

/** A block of the upstream's that is open. */
interface OpenBlock {
  /** Ours; undefined for a block of a kind that we pass over. */
  readonly index: number | undefined;
  /** What a tool's input is unless pieces of it come. */
  readonly input?: string;
  hasGrown: boolean;
  /** The last one counts: each is the whole seal. */
  seal: string;
}

class EventReader {
  private readonly usage = new ClaudeUsage();
  private readonly open = new Map<number, OpenBlock>();
  private next = 0;
  private hasStarted = false;
  private hasEnded = false;
  private stop: { reason: string; sequence: string | undefined; explanation: string | undefined } | undefined;

  read(event: JsonObject, type: string): ModelEvent[] {
    if (this.hasEnded) return [];
    switch (type) {
      case 'message_start':
        return this.start(asObject(event['message']) ?? {});
      case 'content_block_start':
        return [...this.start(), ...this.openBlock(indexOf(event), asObject(event['content_block']) ?? {})];
      case 'content_block_delta':
        return this.grow(indexOf(event), asObject(event['delta']) ?? {});
      case 'content_block_stop':
        return this.closeBlock(indexOf(event));
      case 'message_delta':
        return [...this.start(), ...this.changeMessage(event)];
      case 'message_stop':
        return [...this.start(), ...this.finish()];
      case 'error':
        throw errorOf(event);
      default:
        return [];
    }
  }

  /** A stream that told why it stopped is whole, though its last event is missing. */
  end(): ModelEvent[] {
    if (this.hasEnded) return [];
    if (this.stop) return this.finish();
    throw new UpstreamFailure('The upstream cut its stream short', { retryable: true });
  }

  private start(message: JsonObject = {}): ModelEvent[] {
    if (this.hasStarted) return [];
    this.hasStarted = true;
    this.usage.merge(message['usage'], true);
    const start: ModelEvent = {
      type: 'start',
      id: asText(message['id']) ?? '',
      model: asText(message['model']) ?? '',
    };
    return [start, ...this.usageEvent()];
  }

  private openBlock(at: number, content: JsonObject): ModelEvent[] {
    const closed = this.open.has(at) ? this.closeBlock(at) : [];
    return [...closed, ...this.startOf(at, content)];
  }

  private startOf(at: number, content: JsonObject): ModelEvent[] {
    switch (content['type']) {
      case 'text':
        return this.begin(at, { kind: 'text' }, { text: asText(content['text']) });
      case 'thinking':
        return this.begin(
          at,
          { kind: 'thinking' },
          { text: asText(content['thinking']), seal: asText(content['signature']) },
        );
      case 'redacted_thinking':
        return this.begin(at, { kind: 'thinking', redacted: true }, { seal: asText(content['data']) });
      case 'tool_use': {
        const [id, name] = [asWords(content['id']) ?? `toolu_${at}`, asText(content['name']) ?? ''];
        return this.begin(at, { kind: 'tool', id, name }, { input: JSON.stringify(content['input'] ?? {}) });
      }
      default:
        this.open.set(at, { index: undefined, hasGrown: false, seal: '' });
        return [];
    }
  }

  private begin(
    at: number,
    block: Block,
    { text, seal, input }: { text?: string | undefined; seal?: string | undefined; input?: string },
  ): ModelEvent[] {
    const index = this.next++;
    this.open.set(at, { index, hasGrown: false, seal: seal ?? '', ...(input !== undefined && { input }) });
    return [
      { type: 'block-start', index, block },
      ...(text ? [{ type: 'delta', index, text } as const] : []),
    ];
  }

  private grow(at: number, delta: JsonObject): ModelEvent[] {
    const block = this.open.get(at);
    if (!block) {
      throw new UpstreamFailure('The upstream sent more of a block that it had not opened', {
        retryable: true,
      });
    }
    if (block.index === undefined) return [];
    const seal = delta['type'] === 'signature_delta' ? asText(delta['signature']) : undefined;
    block.seal = seal ?? block.seal;
    const text = textOf(delta);
    if (text === undefined || text === '') return [];
    block.hasGrown = true;
    return [{ type: 'delta', index: block.index, text }];
  }

  private closeBlock(at: number): ModelEvent[] {
    const block = this.open.get(at);
    this.open.delete(at);
    if (block?.index === undefined) return [];
    const { index, seal, input, hasGrown } = block;
    const signature = readSeal(seal, 'claude');
    return [
      ...(input !== undefined && !hasGrown ? [{ type: 'delta', index, text: input } as const] : []),
      ...(signature ? [{ type: 'signature', index, signature } as const] : []),
      { type: 'block-end', index },
    ];
  }

  private changeMessage(event: JsonObject): ModelEvent[] {
    const delta = asObject(event['delta']);
    const reason = asWords(delta?.['stop_reason']);
    if (reason !== undefined) {
      const explanation = asWords(asObject(delta?.['stop_details'])?.['explanation']);
      this.stop = { reason, sequence: asText(delta?.['stop_sequence']), explanation };
    }
    this.usage.merge(event['usage']);
    return this.usageEvent();
  }

  private usageEvent(): ModelEvent[] {
    const usage = this.usage.totals;
    return Object.keys(usage).length === 0 ? [] : [{ type: 'usage', usage }];
  }

  private finish(): ModelEvent[] {
    this.hasEnded = true;
    const { reason = 'end_turn', sequence, explanation } = this.stop ?? {};
    return [
      ...[...this.open.keys()].flatMap((at) => this.closeBlock(at)),
      ...(explanation === undefined ? [] : wholeBlock(this.next++, { kind: 'refusal' }, explanation)),
      {
        type: 'end',
        reason: readStopReason(reason),
        ...(sequence !== undefined && { stopSequence: sequence }),
      },
    ];
  }
}

function indexOf(event: JsonObject): number {
  return asNumber(event['index']) ?? 0;
}

function textOf(delta: JsonObject): string | undefined {
  switch (delta['type']) {
    case 'text_delta':
      return asText(delta['text']);
    case 'thinking_delta':
      return asText(delta['thinking']);
    case 'input_json_delta':
      return asText(delta['partial_json']);
    default:
      return undefined;
  }
}
