/** A call as a path names it: by its number, or by its id. */
export function callName(text: string): number | string {
  return /^\d+$/.test(text) ? Number(text) : text;
}
