import { isAppError } from '../../domain/errors';
import { UpstreamFailure } from '../../providers/llm/upstream-failure';

/** How work of a vendor failed: the code, whether another attempt may go on, and all that is said of it. */
export async function failureOf(
  work: Promise<unknown>,
): Promise<{ code: string; again: boolean; words: string }> {
  const error = await work.then(
    () => undefined,
    (failure: unknown) => failure,
  );
  if (!isAppError(error) || !(error.cause instanceof UpstreamFailure)) throw error as Error;
  const { cause } = error;
  return {
    code: error.code,
    again: error.retryable && cause.retryable,
    words: `${error.message} ${cause.message}`,
  };
}
