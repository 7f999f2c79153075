import { graphemesOf } from './graphemes';

/** The width of a text in whatever unit the line's width is given in. */
export type Measure = (text: string) => number;

/** Marks that must not begin a line, and those that must not end one (a part of GB/T 15834 and JIS X 4051). */
const NOT_FIRST = /^[，。！？；：、）》」』】〉”’…—·％,.!?;:%)\]}»]/u;
const NOT_LAST = /[（《「『【〈“‘([{«]$/u;

/** Characters that a line may be broken beside without a space: Han, kana, and their full-width marks. */
const WIDE = /^[\u2e80-\u303f\u3040-\u30ff\u3400-\u9fff\uf900-\ufaff\uff00-\uff60]|^[\u{20000}-\u{3ffff}]/u;

/**
 * Breaks a text into lines no wider than `width`. Latin words stay whole unless one alone is too wide; marks of
 * punctuation stay with the character that they belong to. Nothing but white space at the breaks is lost.
 */
export function wrapLines(text: string, width: number, measure: Measure): string[] {
  const lines: string[] = [];
  let line = '';
  let used = 0;
  for (const piece of unbreakablePieces(text)) {
    // The space after a word may hang over the edge: only what comes after it must fit.
    if (used + measure(piece.trimEnd()) <= width) {
      line += piece;
      used += measure(piece);
      continue;
    }
    if (line !== '') lines.push(line);
    const parts = splitTooWide(piece, width, measure);
    lines.push(...parts.slice(0, -1));
    line = parts.at(-1) ?? '';
    used = measure(line);
  }
  if (line !== '') lines.push(line);
  return lines.map((each) => each.trim()).filter((each) => each !== '');
}

/** The shortest stretches of a text that may not be broken inside, each with the white space that follows it. */
function unbreakablePieces(text: string): string[] {
  const pieces: string[] = [];
  let previous = '';
  for (const segment of graphemesOf(text)) {
    const joins =
      previous !== '' &&
      (/^\s/u.test(segment) ||
        NOT_FIRST.test(segment) ||
        NOT_LAST.test(previous) ||
        !(/\s$/u.test(previous) || WIDE.test(previous) || WIDE.test(segment)));
    if (joins) pieces[pieces.length - 1] += segment;
    else pieces.push(segment);
    previous = segment;
  }
  return pieces;
}

/** A piece that is wider than a whole line, a long URL or a run of marks, in parts that are not; any other as it is. */
function splitTooWide(piece: string, width: number, measure: Measure): string[] {
  if (measure(piece.trimEnd()) <= width) return [piece];
  const parts: string[] = [];
  let used = Infinity;
  for (const segment of graphemesOf(piece)) {
    const more = measure(segment);
    if (used + more > width) {
      parts.push(segment);
      used = more;
    } else {
      parts[parts.length - 1] += segment;
      used += more;
    }
  }
  return parts;
}
