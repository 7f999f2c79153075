import { usageSoFar } from '../usage-so-far';
import { callerTools, type CallerTool } from './caller-tools';
import {
  customCallWriter,
  functionCallWriter,
  messageWriter,
  pictureWriter,
  reasoningWriter,
  type ItemPlace,
  type ItemStatus,
  type ItemWriter,
} from './item-writers';
import { responseObject, type ResponseState } from './response-object';
import { writeUsage } from './usage';
import type { Usage } from '../../../../domain/gateway/usage';
import type { Block, EndEvent, ModelEvent, StartEvent } from '../../exchange/events';
import type { Signature } from '../../exchange/request';
import type { AnswerContext, JsonObject } from '../protocol';

type ToolBlock = Extract<Block, { kind: 'tool' }>;

/**
 * Turns an answer into the events of a Responses stream, in the order that OpenAI has; the last one holds the whole
 * response. Items are numbered as they are added, and several may be open at once.
 */
export class ResponseWriter {
  private readonly tools: ReadonlyMap<string, CallerTool>;
  private readonly open = new Map<number, { readonly item: ItemWriter; readonly outputIndex: number }>();
  private readonly output: JsonObject[] = [];
  private pending: JsonObject[] = [];
  private sequence = 0;
  private added = 0;
  private start: StartEvent | undefined;
  private usage: Usage | undefined;
  private refused = false;
  /** A call whose item is not added yet: the seal that may follow has to stand before it. */
  private held: { readonly index: number; readonly block: ToolBlock } | undefined;
  /** A block that ended, and is not written as done yet: whether it is complete, the next event tells. */
  private ended: number | undefined;

  constructor(private readonly context: AnswerContext) {
    this.tools = new Map(callerTools(context.body).map((tool) => [tool.name, tool]));
  }

  /** The next event has this number. */
  countFrom(sequence: number): void {
    this.sequence = sequence;
  }

  /** The response as it is now. */
  response(state: Pick<ResponseState, 'status' | 'reason' | 'error'>): JsonObject {
    const { id, model, created, body } = this.context;
    return responseObject(
      {
        id: this.start?.id.startsWith('resp_') ? this.start.id : `resp_${id}`,
        model,
        created: this.start?.created ?? created,
        // Items that are still open leave holes.
        output: this.output.filter((item) => item !== undefined),
        ...(this.usage && { usage: writeUsage(this.usage) }),
        ...state,
      },
      body,
    );
  }

  /** The stream's events that this one makes; often none. */
  write(event: ModelEvent): JsonObject[] {
    if (event.type === 'usage') this.usage = usageSoFar(this.usage, event.usage);
    else if (event.type === 'end') this.end(event);
    else if (event.type === 'start') this.begin(event);
    else this.grow(event);
    return this.taken();
  }

  /** The answer failed: what was finished of it stays in the response. */
  fail(error: { readonly code: string; readonly message: string }): JsonObject[] {
    if (!this.start) this.begin({ type: 'start', id: '', model: this.context.model });
    this.finishEnded('completed');
    this.emit('response.failed', { response: this.response({ status: 'failed', error }) });
    return this.taken();
  }

  private begin(event: StartEvent): void {
    this.start = event;
    const response = this.response({ status: 'in_progress' });
    this.emit('response.created', { response });
    this.emit('response.in_progress', { response });
  }

  private grow(event: Exclude<ModelEvent, { type: 'start' | 'usage' | 'end' }>): void {
    this.finishEnded('completed');
    const { index } = event;
    if (event.type === 'signature') {
      this.sign(index, event.signature);
      return;
    }
    this.releaseHeld();
    if (event.type === 'block-end') this.ended = index;
    else if (event.type === 'delta' && event.text !== '') this.open.get(index)?.item.delta(event.text);
    else if (event.type === 'block-start') this.openBlock(index, event.block);
  }

  private openBlock(index: number, block: Block): void {
    if (block.kind === 'tool') this.held = { index, block };
    else this.add(index, (next) => this.itemOf(block, next));
  }

  private itemOf(block: Exclude<Block, ToolBlock>, next: NextPlace): ItemWriter {
    switch (block.kind) {
      case 'thinking':
        return reasoningWriter(next('rs'), block.redacted === true);
      case 'image':
        return pictureWriter(next('ig'), block.mediaType, block.data);
      case 'refusal':
        this.refused = true;
        return messageWriter(next('msg'), block.kind);
      case 'text':
        return messageWriter(next('msg'), block.kind);
    }
  }

  private releaseHeld(): void {
    const held = this.held;
    if (!held) return;
    this.held = undefined;
    this.add(held.index, (next) => this.callOf(held.block, next));
  }

  private callOf({ id, name, custom }: ToolBlock, next: NextPlace): ItemWriter {
    const own = this.tools.get(name);
    const tool = {
      callId: id,
      name: own?.ownName ?? name,
      ...(own?.namespace !== undefined && { namespace: own.namespace }),
    };
    const isCustom = custom ?? own?.tool.type === 'custom';
    return isCustom ? customCallWriter(next('ctc'), tool, !custom) : functionCallWriter(next('fc'), tool);
  }

  /**
   * A seal on a call has no place on the call's item: it goes ahead of it, as a reasoning item that holds nothing
   * else. Callers send that back with the call, and `read-input` puts the two together again.
   */
  private sign(index: number, signature: Signature): void {
    if (this.held?.index === index) {
      const outputIndex = this.added;
      const item = reasoningWriter(this.place('rs'), true, signature);
      this.output[outputIndex] = item.finish('completed');
      this.releaseHeld();
    } else if (!this.open.get(index)?.item.sign(signature)) {
      this.context.losses.add('signature');
    }
  }

  private add(index: number, make: (next: NextPlace) => ItemWriter): void {
    const outputIndex = this.added;
    this.open.set(index, { item: make((prefix) => this.place(prefix)), outputIndex });
  }

  private place(prefix: string): ItemPlace {
    const outputIndex = this.added++;
    return {
      id: `${prefix}_${this.context.id}${outputIndex.toString(16).padStart(4, '0')}`,
      outputIndex,
      emit: (type, fields) => this.emit(type, fields),
    };
  }

  private finishEnded(status: ItemStatus): void {
    if (this.ended !== undefined) this.finish(this.ended, status);
    this.ended = undefined;
  }

  private finish(index: number, status: ItemStatus): void {
    const open = this.open.get(index);
    if (!open) return;
    this.open.delete(index);
    this.output[open.outputIndex] = open.item.finish(status);
  }

  private end({ reason }: EndEvent): void {
    const cut = this.incompleteReason(reason);
    this.releaseHeld();
    const itemStatus = cut === undefined ? 'completed' : 'incomplete';
    this.finishEnded(itemStatus);
    for (const index of [...this.open.keys()]) this.finish(index, itemStatus);
    const status = itemStatus;
    const response = this.response({ status, ...(cut !== undefined && { reason: cut }) });
    this.emit(`response.${status}`, { response });
  }

  private incompleteReason(reason: EndEvent['reason']): ResponseState['reason'] | undefined {
    if (reason === 'length') return 'max_output_tokens';
    // A refusal in words is an answer; without them, the answer was withheld.
    const withheld = reason === 'filter' || (reason === 'refusal' && !this.refused);
    return withheld ? 'content_filter' : undefined;
  }

  private emit(type: string, fields: JsonObject): void {
    this.pending.push({ type, sequence_number: this.sequence++, ...fields });
  }

  private taken(): JsonObject[] {
    const events = this.pending;
    this.pending = [];
    return events;
  }
}

type NextPlace = (prefix: string) => ItemPlace;
