import type { ModelEvent } from '../exchange/events';

/** What happens to one block of an answer. */
export type BlockEvent = Extract<ModelEvent, { readonly index: number }>;

/**
 * Lines blocks up one after another, for protocols that have one open block at a time: what happens to a later block
 * is kept back until all before it are closed. It holds no more than those blocks' own text.
 */
export class BlockOrder {
  private current = 0;
  private readonly later = new Map<number, BlockEvent[]>();

  /** What may be told now, in order. */
  push(event: BlockEvent): readonly BlockEvent[] {
    if (event.index !== this.current) {
      const kept = this.later.get(event.index);
      if (kept) kept.push(event);
      else this.later.set(event.index, [event]);
      return [];
    }
    const told = [event];
    for (let last: BlockEvent | undefined = event; last?.type === 'block-end';) {
      this.current += 1;
      const kept: readonly BlockEvent[] = this.later.get(this.current) ?? [];
      this.later.delete(this.current);
      told.push(...kept);
      last = kept.at(-1);
    }
    return told;
  }
}
