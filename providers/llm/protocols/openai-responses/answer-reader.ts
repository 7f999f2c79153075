import { asObject, asText, asWords, objectsIn } from '../json';
import { readSeal } from '../signatures';
import { reasoningText } from './read-input';
import type { Usage } from '../../../../domain/gateway/usage';
import type { Block, ModelEvent, StartEvent, StopReason } from '../../exchange/events';
import type { Signature } from '../../exchange/request';
import type { JsonObject } from '../protocol';

/** A block that is open, and how much of it was told: never the text itself, so that a long one costs no memory. */
interface OpenBlock {
  readonly index: number;
  length: number;
}

interface OpenItem {
  readonly type: string;
  /** A message's parts by their index, a call or thoughts at 0. */
  readonly blocks: Map<number, OpenBlock>;
  /** The last part of a summary that was told. */
  lastPart?: number;
}

/** Turns the items of a response into an answer's events, whether they come in deltas or whole. */
export class AnswerReader {
  private events: ModelEvent[] = [];
  private readonly open = new Map<number, OpenItem>();
  private readonly places = new Map<string, number>();
  private readonly finished = new Set<number>();
  private started = false;
  private next = 0;
  private kinds = new Set<Block['kind']>();
  /** Gemini's seal without thoughts: it belongs to the call that follows. */
  private seal: Signature | undefined;

  taken(): ModelEvent[] {
    const events = this.events;
    this.events = [];
    return events;
  }

  start(event: StartEvent): void {
    if (!this.started) this.events.push(event);
    this.started = true;
  }

  /** Where an item is that an event names only by its id. */
  indexOf(id: string | undefined): number {
    return this.places.get(id ?? '') ?? 0;
  }

  itemAdded(at: number, item: JsonObject): void {
    if (this.open.has(at) || this.finished.has(at)) return;
    const type = asWords(item['type']) ?? '';
    const id = asWords(item['id']);
    if (id !== undefined) this.places.set(id, at);
    const opened: OpenItem = { type, blocks: new Map() };
    this.open.set(at, opened);
    if (type !== 'function_call' && type !== 'custom_tool_call') {
      if (type !== '') this.releaseSeal();
      return;
    }
    const block = this.openBlock(opened, 0, {
      kind: 'tool',
      id: asWords(item['call_id']) ?? id ?? `call_${at}`,
      name: asText(item['name']) ?? '',
      ...(type === 'custom_tool_call' && { custom: true }),
    });
    if (this.seal) this.events.push({ type: 'signature', index: block.index, signature: this.seal });
    this.seal = undefined;
  }

  itemDone(at: number, item: JsonObject): void {
    if (this.finished.has(at)) return;
    this.itemAdded(at, item);
    const opened = this.open.get(at);
    if (!opened) return;
    this.complete(at, opened, item);
    for (const { index } of opened.blocks.values()) this.events.push({ type: 'block-end', index });
    this.open.delete(at);
    this.finished.add(at);
  }

  part(at: number, part: number, kind: 'output_text' | 'refusal'): OpenBlock {
    const item = this.itemAt(at, 'message');
    const block: Block = { kind: kind === 'refusal' ? 'refusal' : 'text' };
    return item.blocks.get(part) ?? this.openBlock(item, part, block);
  }

  partDelta(at: number, part: number, kind: 'output_text' | 'refusal', text: string): void {
    if (this.finished.has(at)) return;
    this.say(this.part(at, part, kind), text);
  }

  callDelta(at: number, text: string): void {
    const block = this.open.get(at)?.blocks.get(0);
    if (block) this.say(block, text);
  }

  /** A piece of thoughts. Parts of a summary are told apart by an empty line. */
  thought(at: number, part: number, text: string): void {
    if (this.finished.has(at)) return;
    const item = this.itemAt(at, 'reasoning');
    const block = item.blocks.get(0) ?? this.openBlock(item, 0, { kind: 'thinking' });
    if (item.lastPart !== undefined && item.lastPart !== part) this.say(block, '\n\n');
    item.lastPart = part;
    this.say(block, text);
  }

  /** Whether any item was told of. */
  get isEmpty(): boolean {
    return this.open.size === 0 && this.finished.size === 0;
  }

  /** Why an answer ended that was completed. */
  get completedReason(): StopReason {
    if (this.kinds.has('tool')) return 'tools';
    return this.kinds.has('refusal') ? 'refusal' : 'stop';
  }

  end(reason: StopReason, usage: Usage | undefined): void {
    this.releaseSeal();
    for (const { blocks } of this.open.values()) {
      for (const { index } of blocks.values()) this.events.push({ type: 'block-end', index });
    }
    this.open.clear();
    if (usage) this.events.push({ type: 'usage', usage });
    this.events.push({ type: 'end', reason });
  }

  /** What the whole item says beyond its deltas: all of it, where it had none. */
  private complete(at: number, opened: OpenItem, item: JsonObject): void {
    switch (opened.type) {
      case 'message':
        for (const [index, part] of objectsIn(item['content']).entries()) {
          const kind = part['type'];
          if (kind !== 'output_text' && kind !== 'refusal') continue;
          this.sayRest(this.part(at, index, kind), part[kind === 'refusal' ? 'refusal' : 'text']);
        }
        return;
      case 'function_call':
      case 'custom_tool_call': {
        const block = opened.blocks.get(0);
        if (block) this.sayRest(block, item[opened.type === 'function_call' ? 'arguments' : 'input']);
        return;
      }
      case 'reasoning':
        this.reasoningDone(opened, item);
        return;
      case 'image_generation_call': {
        const data = asWords(item['result']);
        const mediaType = `image/${asWords(item['output_format']) ?? 'png'}`;
        if (data !== undefined) this.openBlock(opened, 0, { kind: 'image', mediaType, data });
        return;
      }
      default:
    }
  }

  private reasoningDone(opened: OpenItem, item: JsonObject): void {
    const sealed = asWords(item['encrypted_content']);
    const signature = sealed === undefined ? undefined : readSeal(sealed, 'openai');
    const text = reasoningText(item);
    const bare = !opened.blocks.has(0) && text === '' && objectsIn(item['summary']).length === 0;
    if (bare && signature?.family === 'gemini') {
      this.seal = signature;
      return;
    }
    if (bare && !signature) return;
    const redacted = bare && signature?.family === 'claude';
    const block =
      opened.blocks.get(0) ?? this.openBlock(opened, 0, { kind: 'thinking', ...(redacted && { redacted }) });
    if (block.length === 0) this.say(block, text);
    if (signature) this.events.push({ type: 'signature', index: block.index, signature });
  }

  private releaseSeal(): void {
    const signature = this.seal;
    this.seal = undefined;
    if (!signature) return;
    const index = this.next++;
    this.events.push(
      { type: 'block-start', index, block: { kind: 'thinking' } },
      { type: 'signature', index, signature },
      { type: 'block-end', index },
    );
  }

  /** The item that is open there; one that was never announced is what its deltas say. */
  private itemAt(at: number, type: string): OpenItem {
    if (!this.open.has(at)) this.itemAdded(at, { type });
    const item = this.open.get(at);
    if (item) return item;
    const stray: OpenItem = { type, blocks: new Map() };
    this.open.set(at, stray);
    return stray;
  }

  private openBlock(item: OpenItem, part: number, block: Block): OpenBlock {
    const opened = { index: this.next++, length: 0 };
    item.blocks.set(part, opened);
    this.kinds.add(block.kind);
    this.start({ type: 'start', id: '', model: '' });
    this.events.push({ type: 'block-start', index: opened.index, block });
    return opened;
  }

  private say(block: OpenBlock, text: string): void {
    if (text === '') return;
    block.length += text.length;
    this.events.push({ type: 'delta', index: block.index, text });
  }

  private sayRest(block: OpenBlock, whole: unknown): void {
    this.say(block, (asText(whole) ?? '').slice(block.length));
  }
}

/** Reads an item that came whole. */
export function readItem(answer: AnswerReader, at: number, value: unknown): void {
  const item = asObject(value);
  if (item) answer.itemDone(at, item);
}
