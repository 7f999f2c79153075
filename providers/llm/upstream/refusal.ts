import type { UpstreamSide } from '../protocols/protocol';
import { quotedCode, UpstreamFailure, type Quote } from '../upstream-failure';
import type { UpstreamReply } from './http-client';

/** The most bytes of an error that are read. */
const LARGEST_COMPLAINT = 64 * 1024;

/**
 * The failure that an answer stands for whose status is no success. 408, 409, 425, 429 and 5xx may pass if asked
 * again; a 429 that says the account's quota is spent does not pass, however long one waits.
 * @param isSame whether the caller speaks the upstream's protocol, so that a field's name means the same to both.
 */
export async function refusalOf(
  reply: UpstreamReply,
  { readFailure }: Pick<UpstreamSide, 'readFailure'>,
  quote: Quote,
  isSame: boolean,
): Promise<UpstreamFailure> {
  const { status } = reply;
  if (status >= 300 && status < 400) {
    reply.discard();
    return new UpstreamFailure(`The upstream sent us elsewhere (${status})`, { status, retryable: false });
  }
  const text = await reply.whole(LARGEST_COMPLAINT).then(
    (bytes) => bytes.toString('utf8'),
    () => '',
  );
  const { message, code, field } = readFailure(parsed(text));
  const retryAfterMs = retryAfter(reply.headers);
  const quotaSpent = status === 429 && (code === 'insufficient_quota' || text.includes('insufficient_quota'));
  return new UpstreamFailure(`The upstream answered ${status}: ${quote(message || text)}`, {
    status,
    retryable: ([408, 409, 425, 429].includes(status) || status >= 500) && !quotaSpent,
    said: quote(message) || undefined,
    code: quotedCode(code, quote),
    field: isSame ? quotedCode(field, quote) : undefined,
    ...(retryAfterMs !== undefined && { retryAfterMs }),
  });
}

function parsed(text: string): unknown {
  try {
    return JSON.parse(text) as unknown;
  } catch {
    return undefined;
  }
}

/** Nobody is told to wait for longer. */
const LONGEST_WAIT_MS = 3_600_000;

function retryAfter(headers: UpstreamReply['headers']): number | undefined {
  const wished = wishedWait(headers);
  return wished === undefined ? undefined : Math.min(wished, LONGEST_WAIT_MS);
}

/** RFC 9110 §10.2.3: whole seconds or an HTTP date. Upstreams of OpenAI's kind also send `retry-after-ms`. */
function wishedWait(headers: UpstreamReply['headers']): number | undefined {
  const millis = Number(headers['retry-after-ms'] ?? Number.NaN);
  if (millis >= 0) return millis;
  const value = headers['retry-after'];
  if (typeof value !== 'string') return undefined;
  const seconds = Number(value);
  if (Number.isFinite(seconds)) return Math.max(0, seconds * 1000);
  const date = Date.parse(value);
  return Number.isNaN(date) ? undefined : Math.max(0, date - Date.now());
}
