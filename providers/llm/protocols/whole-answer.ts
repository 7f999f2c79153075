import type { Usage } from '../../../domain/gateway/usage';
import type { Block, EndEvent, ModelEvent, StartEvent } from '../exchange/events';
import type { Signature } from '../exchange/request';

/** An answer's events, put together. */
export interface WholeAnswer {
  readonly start: StartEvent;
  readonly blocks: readonly WholeBlock[];
  readonly usage: Partial<Usage>;
  readonly end: EndEvent;
}

export interface WholeBlock {
  readonly block: Block;
  /** Its text, thoughts or refusal; for a tool, its whole input. */
  readonly text: string;
  readonly signature?: Signature;
}

/** @param events those of one answer, from `start` to `end`. */
export function wholeAnswer(events: readonly ModelEvent[]): WholeAnswer {
  let start: StartEvent = { type: 'start', id: '', model: '' };
  let end: EndEvent = { type: 'end', reason: 'stop' };
  let usage: Partial<Usage> = {};
  const blocks: { block: Block; pieces: string[]; signature?: Signature }[] = [];
  for (const event of events) {
    switch (event.type) {
      case 'start':
        start = event;
        break;
      case 'block-start':
        blocks[event.index] = { block: event.block, pieces: [] };
        break;
      case 'delta':
        blocks[event.index]?.pieces.push(event.text);
        break;
      case 'signature': {
        const block = blocks[event.index];
        if (block) block.signature = event.signature;
        break;
      }
      case 'block-end':
        break;
      case 'usage':
        usage = { ...usage, ...event.usage };
        break;
      case 'end':
        end = event;
        break;
    }
  }
  const whole = blocks.map(({ pieces, ...rest }) => ({ ...rest, text: pieces.join('') }));
  return { start, blocks: whole, usage, end };
}
