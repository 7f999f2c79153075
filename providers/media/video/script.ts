import { plainParagraphs } from '../text/plain';

/** A stretch of the script that is spoken, and shown, in one go. */
export interface Passage {
  readonly text: string;
  /** Which paragraph it comes from: scenes rather end where paragraphs do. */
  readonly paragraph: number;
}

/**
 * A sentence with the closing marks that belong to it. Latin marks end one only before a space: "3.14" and URLs have
 * them too. A run of them is looked at once, from its beginning.
 */
const SENTENCE = /.+?(?:[。！？；]+[”’」』）】》]*|(?<![.!?;])[.!?;]+["'”’)\]]*(?=\s|$)|$)/gsu;

/** Takes a script apart by its paragraphs, sentences and semicolons. No word of it is lost. */
export function passagesOf(script: string): Passage[] {
  return plainParagraphs(script).flatMap((text, paragraph) =>
    (text.match(SENTENCE) ?? [])
      .map((sentence) => sentence.trim())
      .filter((sentence) => sentence !== '')
      .map((sentence) => ({ text: sentence, paragraph })),
  );
}

/** Time to take in a passage before its first word, in the unit of `readingLength`. */
const PAUSE = 2;

/**
 * How long a text takes to read, relative to others: one for a Chinese character, and for a Latin word as much
 * as its letters take, since both are read at a steady pace.
 */
export function readingLength(text: string): number {
  let length = PAUSE;
  for (const character of text) {
    if (/[\p{Script=Han}\p{Script=Hiragana}\p{Script=Katakana}\p{Script=Hangul}]/u.test(character))
      length += 1;
    else if (/[\p{L}\p{N}]/u.test(character)) length += 0.36;
  }
  return length;
}

/** Puts two passages together again, with a space after Latin text. */
export function joined(first: string, second: string): string {
  return /[\u0021-\u024f]$/u.test(first) ? `${first} ${second}` : first + second;
}
