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
