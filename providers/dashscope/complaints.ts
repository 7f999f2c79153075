import { asObject, asText } from '../llm/protocols/json';
import type { UpstreamComplaint } from '../llm/protocols/protocol';
import { ForbiddenAddress } from '../llm/upstream/address-guard';
import { UpstreamFailure } from '../llm/upstream-failure';
import { isUnreached } from '../unreached';

/**
 * Errors of DashScope: `{code, message, request_id}`, in an answer's body, in an event `error`, or in a task's output
 * ("Error codes").
 */
export function readComplaint(body: unknown): UpstreamComplaint {
  const said = asObject(body);
  const code = asText(said?.['code']);
  return { message: asText(said?.['message']) ?? '', ...(code !== undefined && { code }) };
}

/** What is said of a request, or of what was made, that did not pass the inspection of contents. */
export function isWithheld(code: string | undefined): boolean {
  return code !== undefined && /^data_?inspection_?failed$/i.test(code);
}

/** What its reading of the parameters says no to. */
const OF_THE_REQUEST = /^(?:IPInfringementSuspect|InvalidParameter|InvalidURL)/;

/** Whether it is the request that is refused, which would be refused again. */
export function isContentRefused({ code }: UpstreamFailure): boolean {
  return isWithheld(code) || (code !== undefined && OF_THE_REQUEST.test(code));
}

/** What cannot be sent at all. */
const UNSENDABLE = ['UND_ERR_INVALID_ARG', 'ERR_INVALID_CHAR', 'ERR_INVALID_ARG_TYPE'];

/**
 * Whether an order that failed may have been taken all the same: an answer of DashScope's own says that it was not, and
 * so does a connection that never was; silence, a cut and a proxy's error say nothing.
 */
export function mayHaveTaken(error: unknown): boolean {
  if (!(error instanceof UpstreamFailure)) return true;
  const { status, code, cause } = error;
  if (status !== undefined) return status >= 500 && code === undefined;
  if (cause instanceof ForbiddenAddress || isUnreached(cause)) return false;
  return !UNSENDABLE.includes(String((cause as { readonly code?: unknown } | null | undefined)?.code));
}
