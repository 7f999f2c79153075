import { setTimeout as delay } from 'node:timers/promises';
import { AppError } from '../../domain/errors';
import { UpstreamFailure } from './upstream-failure';

export interface RetryPolicy {
  /** Attempts after the first one. */
  readonly maxRetries: number;
  /** The first wait; it doubles from one retry to the next. */
  readonly baseDelayMs: number;
  /** No wait is longer. An upstream that asks for more is not waited for: whoever called may come back later. */
  readonly maxDelayMs: number;
}

/**
 * Runs `attempt` until it succeeds, fails for good, or the retries are used up. An attempt that has already
 * handed something to its caller must not be run again: it throws a failure that is not retryable.
 * @throws AppError AI_SERVICE_FAILED with the last failure as its cause; the signal's reason when aborted.
 */
export async function withRetries<T>(
  policy: RetryPolicy,
  signal: AbortSignal,
  attempt: () => Promise<T>,
): Promise<T> {
  for (let retries = 0; ; retries += 1) {
    signal.throwIfAborted();
    try {
      return await attempt();
    } catch (error) {
      signal.throwIfAborted();
      if (!(error instanceof UpstreamFailure)) throw error;
      const wait =
        error.retryable && retries < policy.maxRetries ? waitBefore(retries, error, policy) : undefined;
      if (wait === undefined) throw aiServiceFailed(error);
      await pause(wait, signal);
    }
  }
}

export function aiServiceFailed(failure: UpstreamFailure): AppError<'AI_SERVICE_FAILED'> {
  return new AppError('AI_SERVICE_FAILED', undefined, { cause: failure, note: failure.message });
}

/** Exponential backoff with jitter, but never sooner than the upstream asked; undefined when that is too long. */
function waitBefore(retries: number, failure: UpstreamFailure, policy: RetryPolicy): number | undefined {
  const asked = failure.retryAfterMs ?? 0;
  if (asked > policy.maxDelayMs) return undefined;
  const backoff = Math.min(policy.maxDelayMs, policy.baseDelayMs * 2 ** retries);
  return Math.max(asked, backoff * (0.5 + Math.random() / 2));
}

/** Waits, or throws the signal's own reason (`timers/promises` would wrap it). */
async function pause(ms: number, signal: AbortSignal): Promise<void> {
  await delay(ms, undefined, { signal }).catch(() => undefined);
  signal.throwIfAborted();
}
