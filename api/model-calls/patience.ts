/** What to do for a caller who hung up: wait for the real figures for so long, and estimate them after that. */
export interface AbortPolicy {
  /** 0 aborts the upstream's work at once. */
  readonly drainMs: number;
}

/** Why nobody waits any more. One for all, for a reason of its own, with where it came from, costs more than the rest. */
const OVER = new Error('The call is over');

/** How long the upstream may work for a call. */
export interface Patience {
  /** Aborts the upstream's work. */
  readonly signal: AbortSignal;
  end(): void;
}

/**
 * The upstream may work for as long as the caller is there, a little longer once they are gone, and never longer
 * than `longestMs`.
 */
export function patience(
  gone: AbortSignal,
  { drainMs }: AbortPolicy,
  longestMs: number,
  onTooLong: () => Error,
): Patience {
  const controller = new AbortController();
  const stop = () => controller.abort(gone.reason);
  let drain: NodeJS.Timeout | undefined;
  const left = () => {
    if (drainMs === 0) stop();
    else drain = setTimeout(stop, drainMs);
  };
  const tooLong = setTimeout(() => controller.abort(onTooLong()), longestMs);
  if (gone.aborted) left();
  else gone.addEventListener('abort', left, { once: true });
  return {
    signal: controller.signal,
    end() {
      gone.removeEventListener('abort', left);
      clearTimeout(tooLong);
      clearTimeout(drain);
      controller.abort(OVER);
    },
  };
}
