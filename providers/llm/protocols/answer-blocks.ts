import type { Block, ModelEvent } from '../exchange/events';
import type { Signature } from '../exchange/request';

/**
 * Numbers the blocks of an answer that is read piece by piece, opens and closes them. Of text, thoughts and
 * refusals one is open at a time: it closes when another kind begins. Tools' calls stay open beside it to the end,
 * for their arguments may come interleaved.
 */
export class AnswerBlocks {
  private made: ModelEvent[] = [];
  private next = 0;
  private flowing: { readonly kind: FlowingKind; readonly index: number } | undefined;
  private readonly calls: number[] = [];

  /** What happened since it was last asked. */
  take(): ModelEvent[] {
    const made = this.made;
    this.made = [];
    return made;
  }

  add(event: ModelEvent): void {
    this.made.push(event);
  }

  /** More text of a kind. */
  say(kind: FlowingKind, text: string): void {
    if (text === '') return;
    if (this.flowing?.kind !== kind) this.startFlowing({ kind });
    this.made.push({ type: 'delta', index: this.flowing?.index ?? 0, text });
  }

  /** The thoughts that are open now, or ones without words, end with this seal. */
  seal(signature: Signature, redacted: boolean): void {
    if (redacted || this.flowing?.kind !== 'thinking') {
      this.startFlowing({ kind: 'thinking', ...(redacted && { redacted }) });
    }
    this.made.push({ type: 'signature', index: this.flowing?.index ?? 0, signature });
    this.endFlowing();
  }

  /** A block that is whole. */
  whole(block: Block): void {
    this.endFlowing();
    const index = this.start(block);
    this.made.push({ type: 'block-end', index });
  }

  /** Opens a tool's call; answers its number. */
  call(block: Block & { readonly kind: 'tool' }): number {
    this.endFlowing();
    const index = this.start(block);
    this.calls.push(index);
    return index;
  }

  endFlowing(): void {
    if (this.flowing) this.made.push({ type: 'block-end', index: this.flowing.index });
    this.flowing = undefined;
  }

  endAll(): void {
    this.endFlowing();
    for (const index of this.calls.splice(0)) this.made.push({ type: 'block-end', index });
  }

  private startFlowing(block: Block & { readonly kind: FlowingKind }): void {
    this.endFlowing();
    this.flowing = { kind: block.kind, index: this.start(block) };
  }

  private start(block: Block): number {
    const index = this.next++;
    this.made.push({ type: 'block-start', index, block });
    return index;
  }
}

type FlowingKind = 'text' | 'refusal' | 'thinking';
