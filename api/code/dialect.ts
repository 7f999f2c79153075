import { ERROR_CATALOGUE, isAppError, type AppError, type Wording } from '../../domain/errors';
import type { Dialect } from '../router/dialect';
import type { Language } from '../router/language';
import { messageOf } from './messages';
import { Reply } from './reply';

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
        msg: ERROR_CATALOGUE[error.code][language],
        data: error.code === 'INTERNAL' ? { request_id: requestId } : detailsOf(error, language),
      },
    };
  },
};

function detailsOf(error: AppError, language: Language): object | null {
  if (isAppError(error, 'VALIDATION') || isAppError(error, 'ALREADY_EXISTS')) {
    return {
      errors: error.details.errors.map(({ field, message }) => ({
        field,
        message: inWords(message, language),
      })),
    };
  }
  if (isAppError(error, 'RATE_LIMITED')) return { retry_after: error.details.retryAfter };
  return null;
}

function inWords(message: Wording, language: Language): string {
  return typeof message === 'string' ? message : message[language];
}
