import type { CallFailure, FailureKind } from '../../exchange/failure';
import { FAILURE_STATUS } from '../../exchange/failure';
import { quoting, UpstreamFailure } from '../../upstream-failure';
import { asObject, asWords } from '../json';
import type { JsonObject, UpstreamComplaint } from '../protocol';

/** OpenAI's `type` and `code` of an error, by what went wrong. */
const ERRORS: Readonly<Record<FailureKind, { readonly type: string; readonly code: string | null }>> = {
  invalid: { type: 'invalid_request_error', code: null },
  unauthenticated: { type: 'authentication_error', code: 'invalid_api_key' },
  unpaid: { type: 'insufficient_quota', code: 'insufficient_quota' },
  forbidden: { type: 'permission_error', code: null },
  missing: { type: 'invalid_request_error', code: 'model_not_found' },
  method: { type: 'invalid_request_error', code: 'method_not_supported' },
  tooLarge: { type: 'invalid_request_error', code: 'request_too_large' },
  upgrade: { type: 'invalid_request_error', code: null },
  limited: { type: 'rate_limit_error', code: 'rate_limit_exceeded' },
  internal: { type: 'server_error', code: null },
  upstream: { type: 'server_error', code: null },
  unavailable: { type: 'server_error', code: null },
  timeout: { type: 'server_error', code: null },
  overloaded: { type: 'server_error', code: null },
};

/** A failure as OpenAI's APIs tell it: `{error: {message, type, param, code}}`. The request's id is in a header. */
export function writeFailure(failure: CallFailure): { readonly status: number; readonly body: JsonObject } {
  const { type, code } = ERRORS[failure.kind];
  const error = { message: failure.message, type, param: failure.field ?? null, code: failure.code ?? code };
  return { status: statusOf(failure.kind), body: { error } };
}

/** OpenAI has no 529. */
function statusOf(kind: FailureKind): number {
  return FAILURE_STATUS[kind === 'overloaded' ? 'unavailable' : kind];
}

const quote = quoting('');

/** What the error body of an upstream says, in OpenAI's shape or in one of those that its copies have. */
export function readFailure(body: unknown): UpstreamComplaint {
  const said = asObject(body) ?? {};
  const error = asObject(said['error']) ?? said;
  const message =
    asWords(error['message']) ?? asWords(said['error']) ?? asWords(error['detail']) ?? asWords(body);
  const code = asWords(error['code']);
  const field = asWords(error['param']);
  return { message: quote(message ?? 'It did not say why'), ...(code && { code }), ...(field && { field }) };
}

/** Errors that come again, however often one asks. */
const LASTING =
  /invalid|authentication|permission|not_found|insufficient_quota|context_length|content_policy/;

/** The failure that an upstream reports in place of an answer, or inside its stream; undefined for an answer. */
export function reportedFailure(body: JsonObject): UpstreamFailure | undefined {
  const { error } = body;
  const isError = asObject(error) !== undefined || asWords(error) !== undefined || body['object'] === 'error';
  if (!isError) return undefined;
  const facts = asObject(error) ?? body;
  const status = statusIn(facts['code']) ?? statusIn(facts['status']);
  const kind = [facts['type'], facts['code']].filter((word) => typeof word === 'string').join(' ');
  const passes = status === undefined || status === 408 || status === 429 || status >= 500;
  return new UpstreamFailure(`The upstream answered with an error: ${readFailure(body).message}`, {
    retryable: passes && !LASTING.test(kind),
    ...(status !== undefined && { status }),
  });
}

/** Some put the HTTP status into the error, as a number or as text. */
function statusIn(value: unknown): number | undefined {
  const status = typeof value === 'string' ? Number(value) : value;
  return typeof status === 'number' && status >= 400 && status < 600 ? status : undefined;
}
