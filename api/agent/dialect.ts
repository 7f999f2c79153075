import type { Clock } from '../../domain/clock';
import { isAppError, type AppError, type Wording } from '../../domain/errors';
import type { Dialect } from '../router/dialect';
import type { Language } from '../router/language';
import { errorKey } from './messages';
import { Reply } from './reply';

/** The errors that the surface gives another HTTP status than the catalogue. */
const STATUS = { ALREADY_EXISTS: 409 } as const;

/** `{code, message, data, timestamp}`: `code` is the HTTP status, `message` a key for the client's own words. */
export function agentDialect(clock: Clock): Dialect {
  const timestamp = () => clock.now().getTime();
  return {
    success(result) {
      if (!(result instanceof Reply))
        throw new TypeError('A handler of the agent surface answers with ok(…).');
      return {
        body: { code: 200, message: result.message, data: result.data as unknown, timestamp: timestamp() },
      };
    },

    failure(error, { language, requestId }) {
      const status = isAppError(error, 'ALREADY_EXISTS') ? STATUS.ALREADY_EXISTS : error.status;
      const data = error.code === 'INTERNAL' ? { requestId } : detailsOf(error, language);
      return {
        status,
        body: { code: status, message: errorKey(error.code), data, timestamp: timestamp() },
      };
    },
  };
}

function detailsOf(error: AppError, language: Language): object | null {
  if (isAppError(error, 'VALIDATION') || isAppError(error, 'ALREADY_EXISTS')) {
    return {
      errors: error.details.errors.map(({ field, message }) => ({
        field,
        message: inWords(message, language),
      })),
    };
  }
  return isAppError(error, 'RATE_LIMITED') ? { retryAfter: error.details.retryAfter } : null;
}

function inWords(message: Wording, language: Language): string {
  return typeof message === 'string' ? message : message[language];
}
