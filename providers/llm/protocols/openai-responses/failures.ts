import { FAILURE_STATUS, type CallFailure, type FailureKind } from '../../exchange/failure';
import { asObject, asText, asWords } from '../json';
import type { JsonObject, UpstreamComplaint } from '../protocol';

/** OpenAI's `type` of an error, and its `code` where ours says more. */
const WORDS: Readonly<Record<FailureKind, readonly [type: string, code?: string]>> = {
  invalid: ['invalid_request_error'],
  unauthenticated: ['authentication_error', 'invalid_api_key'],
  unpaid: ['insufficient_quota', 'insufficient_quota'],
  forbidden: ['permission_error'],
  missing: ['invalid_request_error', 'model_not_found'],
  tooLarge: ['invalid_request_error'],
  limited: ['rate_limit_error', 'rate_limit_exceeded'],
  internal: ['server_error'],
  upstream: ['server_error'],
  unavailable: ['server_error'],
  timeout: ['server_error'],
  overloaded: ['server_error'],
};

/** An error in place of an answer. OpenAI has no 529: too much to do is its 503. */
export function writeFailure(failure: CallFailure): { readonly status: number; readonly body: JsonObject } {
  const [type, code] = WORDS[failure.kind];
  return {
    status: failure.kind === 'overloaded' ? FAILURE_STATUS.unavailable : FAILURE_STATUS[failure.kind],
    body: {
      error: {
        message: failure.message,
        type,
        param: failure.field ?? null,
        code: failure.code ?? code ?? null,
      },
    },
  };
}

/** The `error` of a response that failed after it began. */
export function responseError({ kind, code, message }: CallFailure): { code: string; message: string } {
  return {
    code: code ?? WORDS[kind][1] ?? (kind === 'invalid' ? 'invalid_prompt' : 'server_error'),
    message,
  };
}

/** What an error body says: OpenAI's, or what comes near it. */
export function readFailure(body: unknown): UpstreamComplaint {
  const object = asObject(body);
  const error = asObject(object?.['error']) ?? object;
  const message = asWords(error?.['message']) ?? asWords(object?.['error']) ?? asText(object?.['detail']);
  const code = asWords(error?.['code']);
  return { message: message ?? 'The upstream said nothing about it.', ...(code !== undefined && { code }) };
}
