import type { Usage } from '../../../../domain/gateway/usage';
import type { Block, EndEvent, ModelEvent, StartEvent } from '../../exchange/events';
import type { CallFailure } from '../../exchange/failure';
import type { Losses } from '../../exchange/losses';
import type { Signature } from '../../exchange/request';
import { sseFrame } from '../../sse/frames';
import { BlockOrder, type BlockEvent } from '../block-order';
import type { AnswerContext, JsonObject, StreamWriter } from '../protocol';
import { sealText } from '../signatures';
import { callSeal, messageHead, thoughts } from './answer-writer';
import { failureBody } from './failures';
import { writeStopReason } from './stop-reasons';
import { writeUsage } from './usage';

/**
 * The events of a Claude stream: one block open at a time, numbered without gaps. `message_start` waits for the first
 * block, because it tells the input's usage, which comes after `start`.
 */
export function streamWriter(context: AnswerContext): StreamWriter {
  const order = new BlockOrder();
  const blocks = new BlockWriter(context.losses);
  let start: StartEvent | undefined;
  let usage: Partial<Usage> = {};

  function opening(): JsonObject[] {
    if (!start) return [];
    const message = {
      ...messageHead(start, context),
      content: [],
      stop_reason: null,
      stop_sequence: null,
      usage: writeUsage(usage),
    };
    start = undefined;
    return [{ type: 'message_start', message }];
  }

  function eventsFor(event: ModelEvent): JsonObject[] {
    switch (event.type) {
      case 'start':
        start = event;
        return [];
      case 'usage':
        usage = { ...usage, ...event.usage };
        return [];
      case 'end':
        return [...opening(), ...closing(event, usage)];
      default:
        return [...opening(), ...order.push(event).flatMap((next) => blocks.write(next))];
    }
  }

  return {
    write: (event) => eventsFor(event).map(frameOf).join(''),
    close: () => '',
    fail: (failure: CallFailure, requestId) => frameOf(failureBody(failure, requestId)),
  };
}

function frameOf(event: JsonObject): string {
  return sseFrame(JSON.stringify(event), String(event['type']));
}

function closing({ reason, stopSequence }: EndEvent, usage: Partial<Usage>): JsonObject[] {
  const delta = { stop_reason: writeStopReason(reason), stop_sequence: stopSequence ?? null };
  return [{ type: 'message_delta', delta, usage: writeUsage(usage) }, { type: 'message_stop' }];
}

/** The block that is being written. */
class BlockWriter {
  private next = 0;
  private block: Block = { kind: 'text' };
  private signature: Signature | undefined;
  /** Whether its `content_block_start` was written: a block waits for something to say. */
  private isOpen = false;

  constructor(private readonly losses: Losses) {}

  write(event: BlockEvent): JsonObject[] {
    switch (event.type) {
      case 'block-start':
        this.block = event.block;
        this.signature = undefined;
        this.isOpen = false;
        return [];
      case 'delta':
        return event.text === '' ? [] : this.grow(event.text);
      case 'signature':
        // A call's seal goes before the call, which has begun: it is too late.
        if (this.block.kind === 'tool' && this.isOpen) this.losses.add('tool signature');
        this.signature = event.signature;
        return [];
      case 'block-end':
        return this.end();
    }
  }

  private grow(text: string): JsonObject[] {
    switch (this.block.kind) {
      case 'text':
      case 'refusal':
        return [...this.open(TEXT), this.delta({ type: 'text_delta', text })];
      case 'thinking':
        if (this.block.redacted) return [];
        return [...this.open(THINKING), this.delta({ type: 'thinking_delta', thinking: text })];
      case 'tool': {
        const start = this.openTool();
        // A custom tool's text becomes the one member of an object, escaped piece by piece.
        const piece = this.block.custom ? JSON.stringify(text).slice(1, -1) : text;
        return [...start, this.json(piece)];
      }
      case 'image':
        return [];
    }
  }

  private end(): JsonObject[] {
    const { block, signature } = this;
    switch (block.kind) {
      case 'text':
      case 'refusal':
        return this.stop();
      case 'thinking':
        if (block.redacted) return thoughts('', signature, true).flatMap((whole) => this.whole(whole));
        if (!signature) return this.stop();
        return [...this.open(THINKING), this.seal(signature), ...this.stop()];
      case 'tool': {
        const start = this.openTool();
        return [...start, ...(block.custom ? [this.json('"}')] : []), ...this.stop()];
      }
      case 'image':
        this.losses.add('image');
        return [];
    }
  }

  private openTool(): JsonObject[] {
    if (this.block.kind !== 'tool' || this.isOpen) return [];
    const { id, name, custom } = this.block;
    const seal = callSeal(this.signature).flatMap(() => this.sealBlock(this.signature));
    const start = this.open({ type: 'tool_use', id, name, input: {} });
    return [...seal, ...start, ...(custom ? [this.json('{"input":"')] : [])];
  }

  private sealBlock(signature: Signature | undefined): JsonObject[] {
    if (!signature) return [];
    const start = this.open(THINKING);
    return [...start, this.seal(signature), ...this.stop()];
  }

  private whole(content: JsonObject): JsonObject[] {
    const start = this.open(content);
    return [...start, ...this.stop()];
  }

  private open(content: JsonObject): JsonObject[] {
    if (this.isOpen) return [];
    this.isOpen = true;
    return [{ type: 'content_block_start', index: this.next, content_block: content }];
  }

  private stop(): JsonObject[] {
    if (!this.isOpen) return [];
    this.isOpen = false;
    this.next += 1;
    return [{ type: 'content_block_stop', index: this.next - 1 }];
  }

  private seal(signature: Signature): JsonObject {
    return this.delta({ type: 'signature_delta', signature: sealText(signature, 'claude') });
  }

  private json(piece: string): JsonObject {
    return this.delta({ type: 'input_json_delta', partial_json: piece });
  }

  private delta(delta: JsonObject): JsonObject {
    return { type: 'content_block_delta', index: this.next, delta };
  }
}

const TEXT = { type: 'text', text: '', citations: null };
const THINKING = { type: 'thinking', thinking: '', signature: '' };
