/** The most characters of the user's words that are repeated in a sentence. */
const LONGEST = 24;

/** The user's words in quotation marks, on one line and cut short, to be mentioned inside a sentence. */
export function mention(words: string): string {
  const characters = [...words.replace(/\s+/g, ' ').trim()];
  if (characters.length <= LONGEST) return `“${characters.join('')}”`;
  return `“${characters.slice(0, LONGEST).join('').trimEnd()}…”`;
}
