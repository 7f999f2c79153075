import { ClientError, ResponseBodyError, WWWAuthenticateChallengeError } from 'openid-client';
import { AppError, isAppError } from '../../domain/errors';

/** What openid-client calls an ID token or an answer that was understood, and does not hold. */
const DOES_NOT_HOLD = new Set([
  'OAUTH_INVALID_RESPONSE',
  'OAUTH_JWT_CLAIM_COMPARISON_FAILED',
  'OAUTH_JWT_TIMESTAMP_CHECK_FAILED',
  'OAUTH_JSON_ATTRIBUTE_COMPARISON_FAILED',
  'OAUTH_KEY_SELECTION_FAILED',
  'OAUTH_UNSUPPORTED_OPERATION',
  'OAUTH_PARSE_ERROR',
]);

/** The provider could not be reached, or is not what the settings say. */
export function providerAway(provider: string, error: unknown): AppError<'UNAVAILABLE'> {
  return new AppError('UNAVAILABLE', undefined, { note: `${provider} is away: ${reasonOf(error)}` });
}

/**
 * Why an exchange failed: BAD_CREDENTIALS when the code or the ID token does not hold, UNAVAILABLE when the
 * provider is away, or refuses us and not the person (invalid_client: our secret is wrong).
 */
export function exchangeFailure(provider: string, error: unknown): AppError {
  if (isAppError(error)) return error;
  const isTheirs =
    error instanceof ResponseBodyError
      ? error.error === 'invalid_grant'
      : error instanceof ClientError && DOES_NOT_HOLD.has(error.code ?? '');
  if (!isTheirs) return providerAway(provider, error);
  return new AppError('BAD_CREDENTIALS', undefined, {
    note: `a sign-in at ${provider} does not hold: ${reasonOf(error)}`,
  });
}

/** A cause can hold tokens and codes: only names that the package or the standard gives are kept. */
function reasonOf(error: unknown): string {
  const { code, name } = error as { readonly code?: unknown; readonly name?: unknown };
  const said =
    error instanceof ResponseBodyError
      ? error.error
      : error instanceof WWWAuthenticateChallengeError
        ? error.cause.map(({ parameters }) => parameters.error).find(Boolean)
        : undefined;
  const reason = [said, code, name].find((item) => typeof item === 'string' && /^[\w.-]{1,60}$/.test(item));
  return typeof reason === 'string' ? reason : 'no reason given';
}
