/** Markdown without its marks, for platforms whose posts have none. */
export function plainText(markdown: string): string {
  return markdown
    .split('\n')
    .map((line) =>
      line
        .replace(/^\s{0,3}(?:#{1,6}|>)\s+/, '')
        .replace(/^(\s*)[-*+]\s+/, '$1• ')
        .replace(/(\*\*|__)(.+?)\1/g, '$2'),
    )
    .join('\n')
    .replace(/\n{3,}/g, '\n\n')
    .trim();
}

/** How many characters a text has for its reader: of two half surrogates one. */
export function countCharacters(text: string): number {
  let count = 0;
  for (const _character of text) count += 1;
  return count;
}

/** The first characters of a text, none of them cut. */
export function firstCharacters(text: string, most: number): string {
  let end = 0;
  let count = 0;
  for (const character of text) {
    if (count === most) break;
    end += character.length;
    count += 1;
  }
  return text.slice(0, end);
}
