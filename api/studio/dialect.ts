import { credits, creditsToNumber } from '../../domain/credits';
import { ERROR_CATALOGUE } from '../../domain/error-catalogue';
import { isAppError, type AppError } from '../../domain/errors';
import type { Dialect } from '../router/dialect';
import type { Language } from '../router/language';
import { refusedFields } from '../router/wording';
import { studioCode } from './error-codes';
import { messageOf } from './messages';
import { Reply } from './reply';
import { localTime } from './time';

/** `{code, message, data}`: 200 for a success, the HTTP status or a business code for an error. */
export const studioDialect: Dialect = {
  success(result, language) {
    if (!(result instanceof Reply)) throw new TypeError('A studio handler answers with ok(…).');
    return {
      body: { code: 200, message: messageOf(result.message, language), data: result.data as unknown },
      provisional: result.provisional,
    };
  },

  failure(error, { language, requestId }) {
    return {
      status: error.status,
      body: {
        code: studioCode(error.code),
        message: ERROR_CATALOGUE[error.code][language],
        data: error.code === 'INTERNAL' ? { request_id: requestId } : detailsOf(error, language),
      },
    };
  },
};

function detailsOf(error: AppError, language: Language): object | null {
  // The reason that a job failed for is a code alone.
  if (error.details === undefined) return null;
  const errors = refusedFields(error, language);
  if (errors) return { errors };
  if (isAppError(error, 'RATE_LIMITED')) return { retry_after: error.details.retryAfter };
  if (isAppError(error, 'INSUFFICIENT_CREDITS')) return creditsOf(error.details);
  if (isAppError(error, 'MEMBERSHIP_EXPIRED')) {
    return { ended_at: localTime(new Date(error.details.endedAt)), ...creditsOf(error.details) };
  }
  return null;
}

function creditsOf({ required, available }: { readonly required: string; readonly available: string }) {
  return { required: creditsToNumber(credits(required)), available: creditsToNumber(credits(available)) };
}
