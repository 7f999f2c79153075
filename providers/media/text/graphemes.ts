const segmenter = new Intl.Segmenter('zh', { granularity: 'grapheme' });

/** In UTF-16 units. */
const WINDOW = 512;

/**
 * The characters of a text as a reader sees them. The segmenter takes longer for each one the longer its text is, so
 * that it is shown a window at a time: the last character of a window may go on behind it, and is read again.
 */
export function* graphemesOf(text: string): Generator<string, void, undefined> {
  let size = WINDOW;
  for (let at = 0; at < text.length;) {
    const isLast = at + size >= text.length;
    // The first half of a code point would stand for a character of its own.
    const isCut = (text.charCodeAt(at + size - 1) & 0xfc00) === 0xd800;
    const window = text.slice(at, at + size - (isCut ? 1 : 0));
    let read = 0;
    let previous: string | undefined;
    for (const { segment } of segmenter.segment(window)) {
      if (previous !== undefined) {
        read += previous.length;
        yield previous;
      }
      previous = segment;
    }
    if (isLast) {
      if (previous !== undefined) yield previous;
      return;
    }
    // One that fills its window and more, as letters under a tower of accents do.
    size = read === 0 ? 2 * size : WINDOW;
    at += read;
  }
}
