/** One token is taken for every four characters: rough, and the same on every run. */
export function tokensOf(text: string): number {
  return Math.ceil(text.length / 4);
}

/** What an image counts for in a prompt, whatever its size. */
const IMAGE_TOKENS = 85;

/** What a prompt counts for: all of its texts, its images, and the tools as they are described. */
export function promptTokensOf(texts: readonly string[], images: number, tools: unknown): number {
  const described = tools === undefined ? '' : JSON.stringify(tools);
  const all = [...texts, described].filter((text) => text !== '').join('\n');
  return tokensOf(all) + IMAGE_TOKENS * images;
}

/** The text in pieces of `size` characters, or of a word each (a sign each, where words are not spaced). */
export function piecesOf(text: string, size?: number): readonly string[] {
  if (size === undefined) return text.match(/\s*[a-z0-9_]+|\s*\S|\s+/giu) ?? [];
  const pieces: string[] = [];
  for (let start = 0; start < text.length;) {
    let end = Math.min(start + Math.max(size, 1), text.length);
    // A vendor sends whole characters: none is cut in its middle.
    if (isHighSurrogate(text.charCodeAt(end - 1)) && end < text.length) end += 1;
    pieces.push(text.slice(start, end));
    start = end;
  }
  return pieces;
}

function isHighSurrogate(unit: number): boolean {
  return unit >= 0xd800 && unit <= 0xdbff;
}
