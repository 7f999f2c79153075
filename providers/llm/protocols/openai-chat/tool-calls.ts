import { randomUUID } from 'node:crypto';
import { UpstreamFailure } from '../../upstream-failure';
import type { AnswerBlocks } from '../answer-blocks';
import { asObject, asText, asWords } from '../json';
import type { JsonObject } from '../protocol';
import { readSealOfCall } from './calls';

interface Call {
  /** As the upstream gave it; empty while it gave none. */
  id: string;
  custom: boolean;
  /** Arguments that came before the name did. */
  early: string;
  isSealed: boolean;
  /** The block's number; undefined until the name is known. */
  block?: number;
}

/**
 * Puts tools' calls together from their deltas. Upstreams differ: some leave out `index`, give 0 to every call, send
 * id and name again with each piece, or the arguments as an object.
 */
export class ToolCalls {
  private readonly calls = new Map<string, Call>();
  private last: string | undefined;

  constructor(private readonly blocks: AnswerBlocks) {}

  get any(): boolean {
    return this.calls.size > 0;
  }

  /** @param place what tells this call from others where it carries no `index`. */
  piece(delta: JsonObject, place: string): void {
    const id = asWords(delta['id']) ?? '';
    const call = this.callOf(this.keyOf(delta, id, place), id);
    const custom = asObject(delta['custom']);
    const said = custom ?? asObject(delta['function']) ?? {};
    if (custom || delta['type'] === 'custom') call.custom = true;
    this.open(call, asWords(said['name']));
    this.seal(call, delta);
    this.grow(call, said[custom ? 'input' : 'arguments']);
  }

  /** @throws UpstreamFailure for a call that never got a name. */
  end(): void {
    for (const { block } of this.calls.values()) {
      if (block === undefined) {
        throw new UpstreamFailure('The upstream called a tool without a name', { retryable: true });
      }
    }
  }

  private keyOf(delta: JsonObject, id: string, place: string): string {
    const index = delta['index'];
    if (typeof index === 'number') {
      const key = `${place.split('.')[0]}#${index}`;
      const known = this.calls.get(key);
      // The same number for another call: its id tells them apart.
      return known && id !== '' && known.id !== '' && known.id !== id
        ? `${key}/${id}`
        : this.continued(key, id);
    }
    if (id !== '') return id;
    return this.last !== undefined && delta['id'] === undefined && !hasName(delta) ? this.last : place;
  }

  /** A piece without an id belongs to the call that last had its number. */
  private continued(key: string, id: string): string {
    return id === '' && this.last?.startsWith(`${key}/`) ? this.last : key;
  }

  private callOf(key: string, id: string): Call {
    this.last = key;
    const known = this.calls.get(key);
    if (known) {
      known.id ||= id;
      return known;
    }
    const call: Call = { id, custom: false, early: '', isSealed: false };
    this.calls.set(key, call);
    return call;
  }

  private open(call: Call, name: string | undefined): void {
    if (name === undefined || call.block !== undefined) return;
    const id = call.id || `call_${randomUUID().replaceAll('-', '')}`;
    const { custom } = call;
    call.block = this.blocks.call({ kind: 'tool', id, name, ...(custom && { custom }) });
    this.grow(call, call.early);
  }

  private seal(call: Call, delta: JsonObject): void {
    const signature = readSealOfCall(delta);
    if (signature === undefined || call.block === undefined || call.isSealed) return;
    call.isSealed = true;
    this.blocks.add({ type: 'signature', index: call.block, signature });
  }

  private grow(call: Call, input: unknown): void {
    const text = typeof input === 'object' && input !== null ? JSON.stringify(input) : (asText(input) ?? '');
    if (text === '') return;
    if (call.block === undefined) call.early += text;
    else this.blocks.add({ type: 'delta', index: call.block, text });
  }
}

function hasName(delta: JsonObject): boolean {
  return asWords(asObject(delta['function'])?.['name']) !== undefined;
}
