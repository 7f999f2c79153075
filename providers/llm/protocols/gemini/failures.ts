import { FAILURE_STATUS, type CallFailure, type FailureKind } from '../../exchange/failure';
import { UpstreamFailure } from '../../upstream-failure';
import { asList, asNumber, asObject, asText, asWords, objectsIn } from '../json';
import type { JsonObject, UpstreamComplaint } from '../protocol';

/** Google's canonical codes (google.rpc.Code). */
const STATUS: Readonly<Record<FailureKind, string>> = {
  invalid: 'INVALID_ARGUMENT',
  unauthenticated: 'UNAUTHENTICATED',
  unpaid: 'FAILED_PRECONDITION',
  forbidden: 'PERMISSION_DENIED',
  missing: 'NOT_FOUND',
  method: 'UNIMPLEMENTED',
  tooLarge: 'INVALID_ARGUMENT',
  upgrade: 'FAILED_PRECONDITION',
  limited: 'RESOURCE_EXHAUSTED',
  internal: 'INTERNAL',
  upstream: 'INTERNAL',
  unavailable: 'UNAVAILABLE',
  timeout: 'DEADLINE_EXCEEDED',
  overloaded: 'UNAVAILABLE',
};

/** The HTTP statuses of the codes with which an upstream may fail inside a stream. */
const STATUS_OF_CODE: Readonly<Record<string, number>> = {
  INVALID_ARGUMENT: 400,
  FAILED_PRECONDITION: 400,
  UNAUTHENTICATED: 401,
  PERMISSION_DENIED: 403,
  NOT_FOUND: 404,
  RESOURCE_EXHAUSTED: 429,
  INTERNAL: 500,
  UNAVAILABLE: 503,
  DEADLINE_EXCEEDED: 504,
};

export function writeFailure(failure: CallFailure): { readonly status: number; readonly body: JsonObject } {
  // 529 is Claude's own.
  const status = failure.kind === 'overloaded' ? 503 : FAILURE_STATUS[failure.kind];
  const details = detailsOf(failure);
  const error = {
    code: status,
    message: failure.message,
    status: STATUS[failure.kind],
    ...(details.length > 0 && { details }),
  };
  return { status, body: { error } };
}

function detailsOf({ field, message, retryAfter }: CallFailure): JsonObject[] {
  const type = (name: string): { '@type': string } => ({ '@type': `type.googleapis.com/google.rpc.${name}` });
  return [
    ...(field === undefined
      ? []
      : [{ ...type('BadRequest'), fieldViolations: [{ field, description: message }] }]),
    ...(retryAfter === undefined ? [] : [{ ...type('RetryInfo'), retryDelay: `${retryAfter}s` }]),
  ];
}

/** The error comes alone, or in a list where a stream was asked for that is a JSON array. */
export function readFailure(body: unknown): UpstreamComplaint {
  const whole = asObject(asList(body)?.[0] ?? body);
  const error = asObject(whole?.['error']) ?? whole;
  const code = asWords(error?.['status']);
  const [violation] = objectsIn(error?.['details']).flatMap((each) => objectsIn(each['fieldViolations']));
  const field = asWords(violation?.['field']);
  return {
    message: asWords(error?.['message']) ?? asText(whole?.['error']) ?? '',
    ...(code !== undefined && { code }),
    ...(field !== undefined && { field }),
  };
}

/** What an error inside a stream, or with status 200, stands for. */
export function errorOf(body: JsonObject): UpstreamFailure {
  const { message, code = 'UNKNOWN' } = readFailure(body);
  const status = asNumber(asObject(body['error'])?.['code']) ?? STATUS_OF_CODE[code] ?? 500;
  return new UpstreamFailure(`The upstream failed: ${code}: ${message}`, {
    status,
    retryable: status === 429 || status >= 500,
  });
}
