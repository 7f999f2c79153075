import type { Usage } from '../../../domain/gateway/usage';
import type { Block, EndEvent, ModelEvent, StartEvent } from '../exchange/events';
import type { Signature } from '../exchange/request';
import { usageSoFar } from './usage-so-far';

/** An answer that is all there: each block with all of its text. */
export interface WholeAnswer {
  readonly start: StartEvent;
  readonly blocks: readonly WholeBlock[];
  /** Undefined where the upstream told none. */
  readonly usage: Usage | undefined;
  readonly end: EndEvent;
}

export interface WholeBlock {
  readonly block: Block;
  readonly text: string;
  readonly signature?: Signature;
}

/** Gathers an answer's events. Blocks stand in the order in which they opened. */
export function wholeAnswer(events: readonly ModelEvent[]): WholeAnswer {
  let start: StartEvent = { type: 'start', id: '', model: '' };
  let end: EndEvent = { type: 'end', reason: 'stop' };
  let usage: Usage | undefined;
  const blocks = new Map<number, { block: Block; texts: string[]; signature?: Signature }>();
  for (const event of events) {
    if (event.type === 'start') start = event;
    else if (event.type === 'end') end = event;
    else if (event.type === 'usage') usage = usageSoFar(usage, event.usage);
    else if (event.type === 'block-start') blocks.set(event.index, { block: event.block, texts: [] });
    else if (event.type === 'delta') blocks.get(event.index)?.texts.push(event.text);
    else if (event.type === 'signature') {
      const sealed = blocks.get(event.index);
      if (sealed) sealed.signature = event.signature;
    }
  }
  const whole = [...blocks.values()].map(({ texts, ...rest }) => ({ ...rest, text: texts.join('') }));
  return { start, blocks: whole, usage, end };
}
