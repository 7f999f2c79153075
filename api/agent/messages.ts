import type { ErrorCode } from '../../domain/error-catalogue';
import { isAppError, type AppError } from '../../domain/errors';

/** What the envelope's `message` says of a success. */
export type MessageKey =
  | 'success'
  | `success.${
      | 'login'
      | 'register'
      | 'logout'
      | 'refresh'
      | 'codeSent'
      | 'passwordChanged'
      | 'profileUpdated'
      | 'preferenceUpdated'}`;

/** What it says of an error. */
const ERROR_KEYS: Partial<Record<ErrorCode, string>> = {
  VALIDATION: 'common.error.param',
  UNAUTHENTICATED: 'auth.error.tokenInvalid',
  BAD_CREDENTIALS: 'auth.error.badCredentials',
  DEVICE_MISMATCH: 'auth.error.deviceVerifyFailed',
  CODE_INVALID: 'auth.error.codeInvalid',
  STATE_INVALID: 'auth.error.stateInvalid',
  WEAK_PASSWORD: 'auth.error.passwordWeak',
  SIGN_IN_UNAVAILABLE: 'auth.error.signInUnavailable',
  SIGN_IN_AGAIN: 'auth.error.signInAgain',
  LAST_WAY_IN: 'auth.error.lastWayIn',
  ACCOUNT_DISABLED: 'auth.error.userDisabled',
};

/** The key of an error. Those without one of their own are `common.error.` and their name: `rateLimited`. */
export function errorKey(code: ErrorCode): string {
  const name = code.toLowerCase().replace(/_(\w)/g, (_, letter: string) => letter.toUpperCase());
  return ERROR_KEYS[code] ?? `common.error.${name}`;
}

/** The key of an error with its details: an address that is taken has one of its own. */
export function keyOf(error: AppError): string {
  const isTaken = isAppError(error, 'ALREADY_EXISTS');
  return isTaken && error.details.errors.some(({ field }) => field === 'body.email')
    ? 'auth.error.emailExists'
    : errorKey(error.code);
}
