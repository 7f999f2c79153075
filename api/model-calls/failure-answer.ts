import { isAppError } from '../../domain/errors';
import type { Protocol } from '../../providers/llm/protocols/protocol';
import type { RawHandler } from '../router/raw';
import { errorOf } from './account';
import { callFailureOf } from './failures';

/** How errors are told in a protocol, with its own status and body. */
export function failureIn({ caller }: Protocol): RawHandler['failure'] {
  return (error, req) => {
    const failure = callFailureOf(error, req.context.language);
    req.context.fields['error'] = isAppError(error) ? error.code : errorOf(error).message;
    return { ...caller.writeFailure(failure, req.context.id), retryAfter: failure.retryAfter };
  };
}
