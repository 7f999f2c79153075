import { quotedCode, UpstreamFailure, type Quote } from '../upstream-failure';
import type { Conversion } from './conversion';

/** Keeps keys and addresses out of what upstreams say of failures in their answers. */
export function discreet(conversion: Conversion, quote: Quote): Conversion {
  return {
    ...conversion,
    answer: (raw) => quoted(() => conversion.answer(raw), quote),
    frame: (frame) => quoted(() => conversion.frame(frame), quote),
    end: () => quoted(() => conversion.end(), quote),
  };
}

/** Does the work; the words of an UpstreamFailure that it throws are quoted. */
export function quoted<T>(work: () => T, quote: Quote): T {
  try {
    return work();
  } catch (error) {
    if (!(error instanceof UpstreamFailure)) throw error;
    const { status, retryAfterMs, retryable, timedOut, said, code, field, cause } = error;
    throw new UpstreamFailure(quote(error.message), {
      retryable,
      timedOut,
      code: quotedCode(code, quote),
      field: quotedCode(field, quote),
      cause,
      said: said === undefined ? undefined : quote(said),
      ...(status !== undefined && { status }),
      ...(retryAfterMs !== undefined && { retryAfterMs }),
    });
  }
}
