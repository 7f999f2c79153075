/** A title as the name of a file that every system takes, without an extension; `otherwise` where nothing is left. */
export function fileNameOf(title: string, otherwise: string): string {
  // eslint-disable-next-line no-control-regex -- control characters are what must go
  const safe = title.replace(/[\u0000-\u001f\u007f\\/:*?"<>|]+/g, ' ').trim();
  return [...safe].slice(0, 60).join('') || otherwise;
}
