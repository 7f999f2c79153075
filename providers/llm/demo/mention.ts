/** The most of the user's words that are repeated in a sentence, in Latin characters; a Han character counts two. */
const LONGEST = 32;

/** The user's words in quotation marks, on one line and cut short, to be mentioned inside a sentence. */
export function mention(words: string): string {
  const line = words.replace(/\s+/g, ' ').trim();
  let room = LONGEST;
  let short = '';
  for (const character of line) {
    room -= character > '\u02ff' ? 2 : 1;
    if (room < 0) return `“${short.trimEnd()}…”`;
    short += character;
  }
  return `“${short}”`;
}
