/** What each signal was made of. */
const sources = new WeakMap<AbortSignal, readonly AbortSignal[]>();

/**
 * A signal that aborts with the first of several. Unlike Node's own `AbortSignal.any` it keeps them: Node's refers to them
 * weakly, so that an `AbortSignal.timeout` that nobody else holds is collected, and never comes
 * (https://github.com/nodejs/node/issues/57736).
 */
export function anySignal(...signals: readonly AbortSignal[]): AbortSignal {
  // eslint-disable-next-line no-restricted-properties -- This is its place.
  const any = AbortSignal.any([...signals]);
  sources.set(any, signals);
  return any;
}
