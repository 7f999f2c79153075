import type { Block, ModelEvent } from '../exchange/events';

/** The events of a block that came in one piece. */
export function wholeBlock(index: number, block: Block, text: string): ModelEvent[] {
  return [
    { type: 'block-start', index, block },
    { type: 'delta', index, text },
    { type: 'block-end', index },
  ];
}
