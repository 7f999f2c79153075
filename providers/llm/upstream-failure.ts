/** The most characters of an upstream's answer that are kept for the log. */
const EXCERPT_LENGTH = 500;

interface FailureFacts {
  /** Absent when the upstream never answered: refused, reset, timed out. */
  readonly status?: number;
  readonly retryable: boolean;
  /** Whether it was silent for too long. */
  readonly timedOut?: boolean;
  /** What the upstream said, fit for whoever called: without keys and addresses. */
  readonly said?: string | undefined;
  /** What the upstream calls the error, such as `context_length_exceeded`. */
  readonly code?: string | undefined;
  /** The field of the request that it complains of, where the caller speaks its protocol. */
  readonly field?: string | undefined;
  /** What the upstream asked for by Retry-After, in milliseconds. */
  readonly retryAfterMs?: number;
  readonly cause?: unknown;
}

/** Why one attempt at an upstream failed. It travels as the cause of AI_SERVICE_FAILED and is only ever logged. */
export class UpstreamFailure extends Error {
  override readonly name = 'UpstreamFailure';
  readonly status: number | undefined;
  readonly retryable: boolean;
  readonly timedOut: boolean;
  readonly said: string | undefined;
  readonly code: string | undefined;
  readonly field: string | undefined;
  readonly retryAfterMs: number | undefined;

  constructor(message: string, facts: FailureFacts) {
    const { status, retryable, retryAfterMs, timedOut = false, said, code, field, cause } = facts;
    super(message, { cause });
    this.status = status;
    this.retryable = retryable;
    this.timedOut = timedOut;
    this.said = said;
    this.code = code;
    this.field = field;
    this.retryAfterMs = retryAfterMs;
  }
}

/** Makes an upstream's own words fit for a log: their start, on one line, without keys. */
export type Quote = (text: string) => string;

const CODE = /^[\w.[\]-]{1,64}$/;

/** What an upstream calls an error, for the caller: undefined for what is no such name, or holds what is not told. */
export function quotedCode(code: string | undefined, quote: Quote): string | undefined {
  return code !== undefined && CODE.test(code) && quote(code) === code ? code : undefined;
}

/** Upstreams repeat keys in their errors (OpenAI's 401 does, in part); the log must not, nor say where they are. */
export function quoting(...secrets: readonly string[]): Quote {
  return (text) =>
    secrets
      .reduce((left, secret) => (secret ? left.replaceAll(secret, '[hidden]') : left), text)
      .replace(/\b(?:sk-|bearer )[\w*.-]{4,}/gi, '[key]')
      .replace(/\s+/g, ' ')
      .trim()
      .slice(0, EXCERPT_LENGTH);
}
