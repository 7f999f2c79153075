import { anySignal } from '../../../domain/any-signal';
import { AppError } from '../../../domain/errors';
import { askAgain, slideContentMessages, type SlideBrief } from '../prompts/slide-content.v1';
import { languageOf, type Language } from '../text/language';
import { plainLine } from '../text/plain';
import { parseSlideContent, UnreadableSlide, type SlideContent } from './slide-content';
import type { ChatMessage, ChatModel } from '../../llm/chat-model';
import type { Deck } from './deck';

export interface DeckOrder {
  readonly topic: string;
  /** One slide for each entry, in this order. */
  readonly outline: readonly string[];
}

/** Called when another slide is written: how many are, of how many, and the outline entry it belongs to. */
export type OnSlideWritten = (written: number, total: number, entry: string) => void;

/** Where slides are kept as they come, by their position (1, 2, …): a deck that is begun again pays for the rest only. */
export interface SlideShelf {
  find(position: number): Promise<SlideContent | undefined>;
  keep(position: number, content: SlideContent): Promise<void>;
}

const NO_SHELF: SlideShelf = {
  find: () => Promise.resolve(undefined),
  keep: () => Promise.resolve(),
};

/** Slides that are written at a time: a deck of twenty should not take twenty answers' time. */
const CONCURRENCY = 3;

/** A slide of the limits' size in the costliest language, with room to spare. */
const MAX_TOKENS = 2_000;

/**
 * Has the text model write a deck, one call an outline entry that is not on the shelf.
 * @throws AppError AI_SERVICE_FAILED when the model does, GENERATION_FAILED when what it answers cannot be used even
 * when asked again; the signal's reason when aborted.
 */
export async function writeDeck(
  model: ChatModel,
  order: DeckOrder,
  signal: AbortSignal,
  onProgress: OnSlideWritten = () => undefined,
  shelf = NO_SHELF,
): Promise<Deck> {
  const topic = plainLine(order.topic);
  const outline = order.outline.map(plainLine);
  const language = languageOf([topic, ...outline].join(' '));
  let written = 0;
  const contents = await mapConcurrently(outline, signal, async (entry, index, shared) => {
    const position = index + 1;
    const brief: SlideBrief = { task: 'slide_content', language, topic, outline, entry, position };
    const kept = await shelf.find(position);
    const content = kept ?? (await writeSlide(model, brief, shared));
    if (!kept) await shelf.keep(position, content);
    written += 1;
    onProgress(written, outline.length, entry);
    return content;
  });
  return {
    topic,
    subtitle: outline.slice(0, 3).join(' · ') + (outline.length > 3 ? ' …' : ''),
    language,
    agenda: outline,
    slides: contents.map((content, index) => ({ title: outline[index] ?? '', ...content })),
    closing: { title: CLOSING[language], text: topic },
    demo: model.isDemo,
  };
}

const CLOSING: Record<Language, string> = { zh: '谢谢观看', en: 'Thank you' };

async function writeSlide(model: ChatModel, brief: SlideBrief, signal: AbortSignal): Promise<SlideContent> {
  const ask = async (
    messages: ChatMessage[],
  ): Promise<{ text: string; content: SlideContent | UnreadableSlide }> => {
    const { text, finish } = await model.chat(
      { messages, json: true, temperature: 0.4, maxTokens: MAX_TOKENS },
      signal,
    );
    return {
      text,
      content: finish === 'stop' ? read(text) : new UnreadableSlide(`it was cut off (${finish})`),
    };
  };
  const first = await ask(slideContentMessages(brief));
  if (!(first.content instanceof UnreadableSlide)) return first.content;
  const second = await ask(askAgain(brief, first.text, first.content.message));
  if (!(second.content instanceof UnreadableSlide)) return second.content;
  throw new AppError('GENERATION_FAILED', undefined, {
    cause: second.content,
    note: `The text model's answer for slide ${brief.position} cannot be used: ${second.content.message}`,
  });
}

function read(text: string): SlideContent | UnreadableSlide {
  try {
    return parseSlideContent(text);
  } catch (error) {
    if (error instanceof UnreadableSlide) return error;
    throw error;
  }
}

/** Maps with a few calls at a time, in order; the first failure aborts the others and is thrown once they have ended. */
async function mapConcurrently<T, R>(
  items: readonly T[],
  signal: AbortSignal,
  map: (item: T, index: number, signal: AbortSignal) => Promise<R>,
): Promise<R[]> {
  const results = new Array<R>(items.length);
  const failure = new AbortController();
  const shared = anySignal(signal, failure.signal);
  const queue = items.entries();
  const lane = async (): Promise<void> => {
    for (const [index, item] of queue) {
      if (shared.aborted) return;
      results[index] = await map(item, index, shared);
    }
  };
  const lanes = Array.from({ length: CONCURRENCY }, () =>
    lane().catch((error: unknown) => {
      failure.abort(error);
    }),
  );
  await Promise.all(lanes);
  shared.throwIfAborted();
  return results;
}
