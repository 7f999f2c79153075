/** A list of names, as a text with commas between them or as a list; `all` and nothing are no names. */
export function namesOf(given: string | readonly string[]): string[] {
  const names = typeof given === 'string' ? given.split(',') : given;
  const trimmed = names.map((name) => name.trim()).filter((name) => name !== '');
  return trimmed.length === 1 && trimmed[0] === 'all' ? [] : trimmed;
}

/** The same as one text. */
export function namesText(names: readonly string[]): string {
  return names.join(',');
}
