/** How much of a text names what was made of it among the user's creations. */
const TITLE_CHARACTERS = 50;

/** The start of a text, on one line. */
export function titleOf(text: string): string {
  const characters = [...text.trim().replace(/\s+/g, ' ')];
  const cut = characters.slice(0, TITLE_CHARACTERS).join('');
  return characters.length > TITLE_CHARACTERS ? `${cut}…` : cut;
}
