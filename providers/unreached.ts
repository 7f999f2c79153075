/** What Node and undici call it when no connection was made. */
const UNREACHED = [
  'ECONNREFUSED',
  'ENOTFOUND',
  'EAI_AGAIN',
  'EHOSTUNREACH',
  'ENETUNREACH',
  'UND_ERR_CONNECT_TIMEOUT',
];

/**
 * Whether a call failed before there was a connection, so that nobody has heard of it and it may be made again: a cut, a
 * silence and whatever is not known may have been heard. `cause` is what undici throws, or has below its TypeError.
 */
export function isUnreached(cause: unknown): boolean {
  const { code } = (cause ?? {}) as { readonly code?: unknown };
  return UNREACHED.includes(String(code));
}
