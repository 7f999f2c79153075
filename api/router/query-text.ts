/** What stands behind the `?` of a request's address, as it came; empty where there is none. */
export function queryText(url: string): string {
  const start = url.indexOf('?');
  return start < 0 ? '' : url.slice(start + 1);
}
