import type { Dialect } from '../router/dialect';
import { sentenceOf } from '../router/sentence';
import { Reply } from './reply';

/** `{code: 0, message, data}`; an error is `{code, message}`, and its code the HTTP status. */
export const relayDialect: Dialect = {
  success(result) {
    if (!(result instanceof Reply)) throw new TypeError('A relay handler answers with ok(…) or created(…).');
    return { body: { code: 0, message: result.message, data: result.data as unknown } };
  },

  failure: (error, { language }) => ({
    status: error.status,
    body: { code: error.status, message: sentenceOf(error, language) },
  }),
};
