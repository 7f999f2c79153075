import type { Wording } from '../../../domain/errors';

/**
 * Why a model call failed, in no protocol's words: every protocol's writer turns one into its own error body, status
 * and stream event. `message` is for the caller: it holds no upstream's key or address. It is the English one until
 * somebody asks for the other.
 */
export class CallFailure extends Error {
  override readonly name = 'CallFailure';
  readonly kind: FailureKind;
  /** The field of the request that is wrong, as the caller's protocol names it. */
  readonly field: string | undefined;
  /** Whole seconds until it may go better. */
  readonly retryAfter: number | undefined;
  /** What an upstream of the caller's own protocol called it, such as `context_length_exceeded`. */
  readonly code: string | undefined;

  constructor(
    kind: FailureKind,
    private readonly words: Wording,
    private readonly options: {
      readonly field?: string | undefined;
      readonly retryAfter?: number | undefined;
      readonly code?: string | undefined;
      readonly cause?: unknown;
    } = {},
  ) {
    super(typeof words === 'string' ? words : words.en, { cause: options.cause });
    this.kind = kind;
    this.field = options.field;
    this.retryAfter = options.retryAfter;
    this.code = options.code;
  }

  /** The same in a language, as far as it has words in it. */
  in(language: 'zh' | 'en'): CallFailure {
    if (typeof this.words === 'string' || language === 'en') return this;
    return new CallFailure(this.kind, this.words[language], this.options);
  }
}

/** The kinds, with the HTTP status that a protocol gives them which has none of its own for them. */
export const FAILURE_STATUS = {
  /** The request makes no sense. */
  invalid: 400,
  /** No key, or a wrong one. */
  unauthenticated: 401,
  /** Too few credits, or a budget is spent. */
  unpaid: 402,
  forbidden: 403,
  /** No such model or path. */
  missing: 404,
  /** The path takes another method. */
  method: 405,
  tooLarge: 413,
  /** The path takes no WebSocket. */
  upgrade: 426,
  limited: 429,
  /** Our own fault. */
  internal: 500,
  /** The upstream failed. */
  upstream: 502,
  /** No upstream can take it now. */
  unavailable: 503,
  /** The upstream was silent for too long. */
  timeout: 504,
  /** The upstream has too much to do (Claude's 529). */
  overloaded: 529,
} as const;

export type FailureKind = keyof typeof FAILURE_STATUS;
