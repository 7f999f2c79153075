import type { Clock } from '../../domain/clock';
import { isAppError, type AppError } from '../../domain/errors';
import type { Dialect } from '../router/dialect';
import type { Language } from '../router/language';
import { refusedFields } from '../router/wording';
import { keyOf } from './messages';
import { Reply } from './reply';

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
      const status = error.code === 'ALREADY_EXISTS' ? 409 : error.status; // the catalogue has it for studio: 400
      const data = error.code === 'INTERNAL' ? { requestId } : detailsOf(error, language);
      return {
        status,
        body: { code: status, message: keyOf(error), data, timestamp: timestamp() },
      };
    },
  };
}

function detailsOf(error: AppError, language: Language): object | null {
  const errors = refusedFields(error, language);
  if (errors) return { errors };
  return isAppError(error, 'RATE_LIMITED') ? { retryAfter: error.details.retryAfter } : null;
}
