import type { ErrorCode } from '../../domain/error-catalogue';
import { isAppError } from '../../domain/errors';
import type { Dialect } from '../router/dialect';
import { sentenceOf } from '../router/sentence';

/** The errors that the surface gives another HTTP status than the catalogue: 401 is for the token alone. */
const STATUS: Partial<Record<ErrorCode, number>> = { BAD_CREDENTIALS: 400, ALREADY_EXISTS: 409 };

/** Bare values; an error is `{error, type}`, a sentence and the code of the catalogue in lower case. */
export const gatewayDialect: Dialect = {
  success: (result) => ({ body: result }),

  failure(error, { language, requestId }) {
    return {
      status: STATUS[error.code] ?? error.status,
      body: {
        error: sentenceOf(error, language),
        type: error.code.toLowerCase(),
        ...(isAppError(error, 'RATE_LIMITED') ? { retry_after: error.details.retryAfter } : {}),
        ...(error.code === 'INTERNAL' ? { request_id: requestId } : {}),
      },
    };
  },
};
