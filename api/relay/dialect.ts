import type { ErrorCode } from '../../domain/error-catalogue';
import type { Dialect } from '../router/dialect';
import { sentenceOf } from '../router/sentence';
import { Reply } from './reply';

/** The errors that the surface gives another HTTP status than the catalogue. */
const STATUS: Partial<Record<ErrorCode, number>> = { IN_USE: 400 };

/** `{code: 0, message, data}`; an error is `{code, message}`, and its code the HTTP status. */
export const relayDialect: Dialect = {
  success(result) {
    if (!(result instanceof Reply)) throw new TypeError('A relay handler answers with ok(…) or created(…).');
    return { body: { code: 0, message: result.message, data: result.data as unknown } };
  },

  failure(error, { language }) {
    const status = STATUS[error.code] ?? error.status;
    return { status, body: { code: status, message: sentenceOf(error, language) } };
  },
};
