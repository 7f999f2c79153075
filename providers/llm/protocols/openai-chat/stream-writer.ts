import type { Usage } from '../../../../domain/gateway/usage';
import type { Block, EndEvent, ModelEvent, StartEvent } from '../../exchange/events';
import type { CallFailure } from '../../exchange/failure';
import { sseFrame } from '../../sse/frames';
import type { AnswerContext, JsonObject, StreamWriter } from '../protocol';
import { sealText } from '../signatures';
import { usageSoFar } from '../usage-so-far';
import { writeImage } from './answer-writer';
import { sealOfCall, writeCall } from './calls';
import { envelope, speaksOfFunctions, wantsUsage } from './envelope';
import { writeFailure } from './failures';
import { finishReasonOf } from './finish-reasons';
import { areSealed, writeDetails, type Thoughts } from './reasoning-details';
import { writeUsage } from './usage';

/**
 * Writes `chat.completion.chunk` frames: a first delta with the role, the deltas, a chunk with the finish reason,
 * the usage where the caller asked for it, `[DONE]`. The lists that are no part of OpenAI's protocol
 * (`reasoning_details`, `images`) come whole each time they grow, for the SDKs keep the last one only.
 */
export class ChatStreamWriter implements StreamWriter {
  private readonly asFunctions: boolean;
  private readonly withUsage: boolean;
  private head: JsonObject = {};
  private usage: Usage | undefined;
  private readonly open = new Map<number, OpenBlock>();
  private readonly thoughts: Thoughts[] = [];
  private readonly images: JsonObject[] = [];
  private tools = 0;
  private saidRefusal = false;

  constructor(private readonly context: AnswerContext) {
    this.asFunctions = speaksOfFunctions(context.body);
    this.withUsage = wantsUsage(context.body);
  }

  write(event: ModelEvent): string {
    switch (event.type) {
      case 'start':
        return this.start(event);
      case 'block-start':
        return this.startBlock(event.index, event.block);
      case 'delta':
        return this.grow(event.index, event.text);
      case 'signature': {
        const block = this.open.get(event.index);
        if (block) block.signature = event.signature;
        const isCall = block?.kind === 'tool' && !this.asFunctions;
        return isCall ? this.callDelta(block, { extra_content: sealOfCall(event.signature) }) : '';
      }
      case 'block-end':
        return this.endBlock(event.index);
      case 'usage':
        this.usage = usageSoFar(this.usage, event.usage);
        return '';
      case 'end':
        return this.end(event);
    }
  }

  close(): string {
    return sseFrame('[DONE]');
  }

  fail(failure: CallFailure): string {
    return sseFrame(JSON.stringify(writeFailure(failure).body));
  }

  private start(event: StartEvent): string {
    const kind = { object: 'chat.completion.chunk', prefix: 'chatcmpl-' };
    this.head = envelope(event, this.context, kind);
    return this.delta({ role: 'assistant', content: '' });
  }

  private startBlock(index: number, block: Block): string {
    const opened: OpenBlock = { kind: block.kind, text: '', position: 0 };
    this.open.set(index, opened);
    if (block.kind === 'refusal') this.saidRefusal = true;
    if (block.kind === 'image') {
      this.images.push(writeImage(block, this.images.length));
      return this.delta({ images: this.images });
    }
    if (block.kind === 'thinking') opened.redacted = block.redacted ?? false;
    if (block.kind !== 'tool') return '';
    opened.custom = block.custom ?? false;
    opened.position = this.tools++;
    const { id, name, custom = false } = block;
    if (!this.asFunctions) return this.callDelta(opened, { id, ...writeCall({ name, custom, input: '' }) });
    return this.functionDelta(opened, { name, arguments: '' });
  }

  private grow(index: number, text: string): string {
    const block = this.open.get(index);
    if (text === '' || block === undefined) return '';
    switch (block.kind) {
      case 'text':
        return this.delta({ content: text });
      case 'refusal':
        return this.delta({ refusal: text });
      case 'thinking':
        block.text += text;
        return this.delta({ reasoning_content: text });
      case 'tool':
        if (this.asFunctions) return this.functionDelta(block, { arguments: text });
        return this.callDelta(
          block,
          block.custom ? { custom: { input: text } } : { function: { arguments: text } },
        );
      case 'image':
        return '';
    }
  }

  private endBlock(index: number): string {
    const block = this.open.get(index);
    this.open.delete(index);
    if (block?.kind !== 'thinking') return '';
    const { text, signature, redacted } = block;
    this.thoughts.push({ text, ...(signature && { signature }), ...(redacted && { redacted }) });
    if (!areSealed(this.thoughts)) return '';
    return this.delta({ reasoning_details: writeDetails(this.thoughts, (seal) => sealText(seal)) });
  }

  private end({ reason }: EndEvent): string {
    const finish = finishReasonOf(reason, this.saidRefusal);
    const isFunction = this.asFunctions && this.tools > 0 && finish === 'tool_calls';
    const last = this.delta({}, isFunction ? 'function_call' : finish);
    if (!this.withUsage || this.usage === undefined) return last;
    return last + sseFrame(JSON.stringify({ ...this.head, choices: [], usage: writeUsage(this.usage) }));
  }

  private callDelta({ position }: OpenBlock, call: JsonObject): string {
    return this.delta({ tool_calls: [{ index: position, ...call }] });
  }

  /** A caller that knows functions has room for one call. */
  private functionDelta({ position }: OpenBlock, call: JsonObject): string {
    if (position === 0) return this.delta({ function_call: call });
    this.context.losses.add('tool_calls');
    return '';
  }

  private delta(delta: JsonObject, finish: string | null = null): string {
    const choices = [{ index: 0, delta, logprobs: null, finish_reason: finish }];
    return sseFrame(JSON.stringify({ ...this.head, choices, ...(this.withUsage && { usage: null }) }));
  }
}

interface OpenBlock {
  readonly kind: Block['kind'];
  /** Of thoughts: they come again, whole, with their seal. */
  text: string;
  signature?: Thoughts['signature'];
  redacted?: boolean;
  custom?: boolean;
  /** The call's place among the calls. */
  position: number;
}
