import { CallFailure, FAILURE_STATUS, type FailureKind } from '../../exchange/failure';
import { UpstreamFailure } from '../../upstream-failure';
import { asObject, asText, asWords } from '../json';
import type { JsonObject, UpstreamComplaint } from '../protocol';

/** Error types of the Claude API, see its `ErrorType`. */
const TYPES: Readonly<Record<FailureKind, string>> = {
  invalid: 'invalid_request_error',
  unauthenticated: 'authentication_error',
  unpaid: 'billing_error',
  forbidden: 'permission_error',
  missing: 'not_found_error',
  method: 'invalid_request_error',
  tooLarge: 'request_too_large',
  upgrade: 'invalid_request_error',
  limited: 'rate_limit_error',
  internal: 'api_error',
  upstream: 'api_error',
  unavailable: 'overloaded_error',
  timeout: 'timeout_error',
  overloaded: 'overloaded_error',
};

/** The statuses with which the API itself answers these types. */
const STATUS_OF_TYPE: Readonly<Record<string, number>> = {
  invalid_request_error: 400,
  authentication_error: 401,
  billing_error: 402,
  permission_error: 403,
  not_found_error: 404,
  request_too_large: 413,
  rate_limit_error: 429,
  api_error: 500,
  timeout_error: 504,
  overloaded_error: 529,
};

/** What is wrong with a field of a request: `problem` goes on where the field's name ends. */
export function invalid(field: string, problem: string): CallFailure {
  return new CallFailure('invalid', `${field} ${problem}`, { field });
}

export function failureBody(failure: CallFailure, requestId: string): JsonObject {
  const error = { type: TYPES[failure.kind], message: failure.message };
  return { type: 'error', error, request_id: requestId };
}

export function writeFailure(
  failure: CallFailure,
  requestId: string,
): { readonly status: number; readonly body: JsonObject } {
  return { status: FAILURE_STATUS[failure.kind], body: failureBody(failure, requestId) };
}

export function readFailure(body: unknown): UpstreamComplaint {
  const whole = asObject(body);
  const error = asObject(whole?.['error']) ?? whole;
  const code = asWords(error?.['type']);
  return {
    message: asWords(error?.['message']) ?? asText(whole?.['error']) ?? '',
    ...(code !== undefined && code !== 'error' && { code }),
  };
}

/** What an `event: error` inside a stream stands for, or an error with status 200. */
export function errorOf(body: unknown): UpstreamFailure {
  const { message, code = 'api_error' } = readFailure(body);
  const status = STATUS_OF_TYPE[code] ?? 500;
  return new UpstreamFailure(`The upstream failed: ${code}: ${message}`, {
    status,
    retryable: status === 429 || status >= 500,
  });
}
