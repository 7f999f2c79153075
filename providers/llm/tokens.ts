/**
 * About how many tokens a text is, as a fraction: four characters of Latin script to the token, and one of any other.
 * Without rounding, so that pieces add up to the whole. Never for prices where an upstream tells the real figures.
 */
export function tokensIn(text: string): number {
  let others = 0;
  for (let at = 0; at < text.length; at++) if (text.charCodeAt(at) > 0x2ff) others += 1;
  return (text.length - others) / 4 + others;
}

/** The same in whole tokens. */
export function estimateTokens(text: string): number {
  return Math.ceil(tokensIn(text));
}
