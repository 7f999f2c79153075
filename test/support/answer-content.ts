import { NO_USAGE, type Usage } from '../../domain/gateway/usage';
import type { Block, ModelEvent } from '../../providers/llm/exchange/events';
import type { Signature } from '../../providers/llm/exchange/request';

/** What an answer says, whatever the blocks it came in: what every protocol must keep. */
export function contentOf(events: readonly ModelEvent[]): AnswerContent {
  const content: AnswerContent = { text: '', refusal: '', thoughts: [], tools: [], images: [] };
  for (const { block, text: said, signature } of blocksOf(events)) {
    const sealed = signature && { signature };
    if (block.kind === 'text') content.text += said;
    else if (block.kind === 'refusal') content.refusal += said;
    else if (block.kind === 'image') content.images.push(block.data);
    else if (block.kind === 'tool') {
      content.tools.push({ id: block.id, name: block.name, input: said, ...sealed });
    } else if (said !== '' || signature) {
      content.thoughts.push({ text: said, redacted: block.redacted ?? false, ...sealed });
    }
  }
  return content;
}

export interface AnswerContent {
  text: string;
  refusal: string;
  readonly thoughts: { text: string; redacted: boolean; signature?: Signature }[];
  readonly tools: { id: string; name: string; input: string; signature?: Signature }[];
  readonly images: string[];
}

interface GatheredBlock {
  readonly block: Block;
  text: string;
  signature?: Signature;
}

/**
 * Gathers the blocks, and holds the events to their contract: `start` first, `end` last, blocks numbered without
 * gaps, nothing said outside of an open block, and all closed at the end.
 */
export function blocksOf(events: readonly ModelEvent[]): GatheredBlock[] {
  const blocks: GatheredBlock[] = [];
  const open = new Set<number>();
  const opened = (index: number): GatheredBlock => {
    if (!open.has(index)) throw new Error(`Block ${index} is not open`);
    return blocks[index]!;
  };
  events.forEach((event, place) => {
    if ((event.type === 'start') !== (place === 0)) throw new Error('An answer has one start, at its start');
    if ((event.type === 'end') !== (place === events.length - 1))
      throw new Error('It has one end, at its end');
    if (event.type === 'block-start') {
      if (event.index !== blocks.length) throw new Error(`Block ${event.index} is out of order`);
      open.add(blocks.push({ block: event.block, text: '' }) - 1);
    } else if (event.type === 'delta') opened(event.index).text += event.text;
    else if (event.type === 'signature') opened(event.index).signature = event.signature;
    else if (event.type === 'block-end') {
      opened(event.index);
      open.delete(event.index);
    }
  });
  if (open.size > 0) throw new Error('A block is open at the end');
  return blocks;
}

/** The usage that is told last. */
export function usageOf(events: readonly ModelEvent[]): Usage | undefined {
  const told = events.flatMap((event) => (event.type === 'usage' ? [event.usage] : []));
  return told.length === 0 ? undefined : told.reduce<Usage>((all, more) => ({ ...all, ...more }), NO_USAGE);
}
