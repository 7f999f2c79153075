import type { Language } from '../text/language';

/** One entry of the outline, written out. A bullet may begin with a short lead and a colon. */
export interface DeckSlide {
  readonly title: string;
  readonly bullets: readonly string[];
  /** What the speaker says. */
  readonly notes: string;
}

/** What a deck says, without how it looks. */
export interface Deck {
  readonly topic: string;
  readonly subtitle: string;
  readonly language: Language;
  readonly agenda: readonly string[];
  readonly slides: readonly DeckSlide[];
  readonly closing: { readonly title: string; readonly text: string };
  /** Whether the demo model wrote it; the cover then says so. */
  readonly demo: boolean;
}

export interface DeckRenderer {
  /**
   * Writes the deck to the file `destination`, replacing what is there; the file is whole or not there at all.
   * @throws AppError STORAGE_FULL or GENERATION_FAILED; the signal's reason when aborted.
   */
  render(deck: Deck, destination: string, signal: AbortSignal): Promise<void>;
}
