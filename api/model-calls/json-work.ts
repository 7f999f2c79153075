import { CallFailure } from '../../providers/llm/exchange/failure';

/*
 * What the signs of a JSON text cost to be read, in fifths of a microsecond: an object is far dearer than a number,
 * above all one with names that no other has.
 */
const OBJECT = 25;
const NAME = 8;
const LIST = 5;
const ITEM = 4;
/**
 * A fifth of a second at most. Ten thousand messages, four thousand uses of a tool or a quarter of a million numbers
 * come to it; how long texts and pictures are does not count.
 */
const MOST_WORK = 1_000_000;
/** Deeper than any request that makes sense, and nowhere near where recursion would run out of stack. */
const DEEPEST = 200;

const QUOTE = 0x22;
const BACKSLASH = 0x5c;

/** By byte. */
const WORK = new Uint8Array(256);
WORK[0x7b] = OBJECT; // {
WORK[0x3a] = NAME; // :
WORK[0x5b] = LIST; // [
WORK[0x2c] = ITEM; // ,
/** +1 where something opens, -1 where it closes. */
const DEPTH = new Int8Array(256);
DEPTH[0x7b] = DEPTH[0x5b] = 1;
DEPTH[0x7d] = DEPTH[0x5d] = -1;

/**
 * Looks at a text before it is parsed as JSON, which it may not be: parsing stops the whole process for as long as it
 * takes. Texts within it are jumped over, so that a picture costs next to nothing.
 * @param json one character for each byte (Latin-1), of UTF-8: its signs are the same in both.
 * @throws CallFailure `invalid` for one that would take too long, or is nested too deeply.
 */
export function expectLittleWork(json: string): void {
  let work = 0;
  let depth = 0;
  for (let at = 0; at < json.length; at++) {
    const byte = json.charCodeAt(at);
    if (byte === QUOTE) {
      at = endOfText(json, at + 1);
      continue;
    }
    work += WORK[byte] ?? 0;
    depth += DEPTH[byte] ?? 0;
    if (work > MOST_WORK)
      throw new CallFailure('invalid', { zh: '请求体的元素过多', en: 'The body has too many parts.' });
    if (depth > DEEPEST)
      throw new CallFailure('invalid', { zh: '请求体嵌套过深', en: 'The body is nested too deeply.' });
  }
}

/** Where the quote is that ends a text; the end of everything where there is none. */
function endOfText(json: string, start: number): number {
  for (let from = start; ;) {
    const quote = json.indexOf('"', from);
    if (quote < 0) return json.length;
    let slashes = quote;
    while (slashes > from && json.charCodeAt(slashes - 1) === BACKSLASH) slashes -= 1;
    if ((quote - slashes) % 2 === 0) return quote;
    from = quote + 1;
  }
}
