import { ERROR_CATALOGUE } from '../../domain/error-catalogue';
import { isAppError, type AppError } from '../../domain/errors';
import type { Dialect } from '../router/dialect';
import type { Language } from '../router/language';
import { refusedFields } from '../router/wording';
import { messageOf } from './messages';
import { Reply } from './reply';
import { SANDBOX_REFUSALS } from './sandbox-refusals';

/** The envelope's `code` of an error that is answered with an HTTP status: 401 is 40100. */
export function codeOf(status: number): number {
  return status * 100;
}

/** `{code, msg, data}`: 0 for a success, the HTTP status times 100 for an error. */
export const codeDialect: Dialect = {
  success(result, language) {
    if (!(result instanceof Reply)) throw new TypeError('A code handler answers with ok(…) or done(…).');
    const { code, message } = result;
    const data = result.data as unknown;
    return { body: { code, msg: messageOf(message, language), ...(data === undefined ? {} : { data }) } };
  },

  failure(error, { language, requestId }) {
    return {
      status: error.status,
      body: {
        code: codeOf(error.status),
        msg: wordingOf(error)[language],
        data: error.code === 'INTERNAL' ? { request_id: requestId } : detailsOf(error, language),
      },
    };
  },
};

function detailsOf(error: AppError, language: Language): object | null {
  const errors = refusedFields(error, language);
  if (errors) return { errors };
  if (isAppError(error, 'RATE_LIMITED')) return { retry_after: error.details.retryAfter };
  if (isAppError(error, 'INSUFFICIENT_CREDITS')) {
    const { required, available } = error.details;
    return { required: Number(required), available: Number(available) };
  }
  if (isAppError(error, 'PATCH_UNAVAILABLE')) return { reason: error.code, cause: error.details.reason };
  if (isAppError(error, 'SANDBOX_REFUSED') && refusalOf(error)) {
    return { reason: error.code, refusal: error.details.reason };
  }
  // The number is that of many errors.
  return error.status === 409 ? { reason: error.code } : null;
}

function wordingOf(error: AppError): Readonly<Record<Language, string>> {
  return (isAppError(error, 'SANDBOX_REFUSED') && refusalOf(error)) || ERROR_CATALOGUE[error.code];
}

function refusalOf({ details }: AppError<'SANDBOX_REFUSED'>) {
  return Object.hasOwn(SANDBOX_REFUSALS, details.reason) ? SANDBOX_REFUSALS[details.reason] : undefined;
}
