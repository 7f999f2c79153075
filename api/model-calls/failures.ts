import type { ErrorCode } from '../../domain/error-catalogue';
import { AppError, isAppError } from '../../domain/errors';
import { CallFailure, type FailureKind } from '../../providers/llm/exchange/failure';
import { UpstreamFailure } from '../../providers/llm/upstream-failure';
import { sentenceOf } from '../router/sentence';
import { toAppError } from '../router/unexpected';
import type { Language } from '../router/language';

/** The kinds of the catalogue's errors, where the status does not say it. */
const KINDS: Readonly<Partial<Record<number, FailureKind>>> = {
  400: 'invalid',
  401: 'unauthenticated',
  402: 'unpaid',
  403: 'forbidden',
  404: 'missing',
  405: 'method',
  413: 'tooLarge',
  426: 'upgrade',
  429: 'limited',
  502: 'upstream',
  503: 'unavailable',
  504: 'timeout',
};

/** Statuses of upstreams that say that the request itself is wrong: their words are the caller's to read. */
const CALLERS_FAULT: ReadonlySet<number> = new Set([400, 413, 415, 422]);

/** Statuses of upstreams, below 500, that count as the channel's failures. */
const CHANNELS_FAULT: ReadonlySet<number> = new Set([401, 403, 408, 429]);

/** Whatever was thrown, as the caller may see it. */
export function callFailureOf(error: unknown, language: Language): CallFailure {
  if (error instanceof CallFailure) return error.in(language);
  if (error instanceof UpstreamFailure) return upstreamFailureFor(error, language);
  const shown = toAppError(error);
  return new CallFailure(KINDS[shown.status] ?? 'internal', sentenceOf(shown, language), {
    cause: error,
    retryAfter: isAppError(shown, 'RATE_LIMITED') ? shown.details.retryAfter : undefined,
    code: CODES[shown.code],
  });
}

/** What OpenAI calls the same. */
const CODES: Readonly<Partial<Record<ErrorCode, string>>> = {
  KEY_INVALID: 'invalid_api_key',
  KEY_EXPIRED: 'invalid_api_key',
  NOT_FOUND: 'unknown_url',
  MODEL_NOT_FOUND: 'model_not_found',
  INSUFFICIENT_CREDITS: 'insufficient_quota',
  QUOTA_SPENT: 'insufficient_quota',
  RATE_LIMITED: 'rate_limit_exceeded',
};

/** An upstream's failure. What it said itself is shown only where it speaks of the request. */
function upstreamFailureFor(failure: UpstreamFailure, language: Language): CallFailure {
  const { status, said, code, field, timedOut, retryAfterMs } = failure;
  const zh = language === 'zh';
  const options = {
    cause: failure,
    retryAfter: retryAfterMs === undefined ? undefined : Math.max(1, Math.ceil(retryAfterMs / 1000)),
  };
  if (status !== undefined && CALLERS_FAULT.has(status)) {
    const fallback = zh ? '上游拒绝了该请求' : 'The model’s provider refused this request';
    return new CallFailure(status === 413 ? 'tooLarge' : 'invalid', said ?? fallback, {
      ...options,
      code,
      field,
    });
  }
  if (timedOut || status === 408 || status === 504) {
    return new CallFailure('timeout', zh ? '上游响应超时' : 'The model’s provider took too long', options);
  }
  if (status === 429) {
    return new CallFailure(
      'limited',
      zh ? '上游请求过多' : 'The model’s provider has too many requests',
      options,
    );
  }
  if (status === 529) {
    return new CallFailure('overloaded', zh ? '上游过载' : 'The model’s provider is overloaded', options);
  }
  if (status === 503) {
    return new CallFailure(
      'unavailable',
      zh ? '上游暂不可用' : 'The model’s provider is not available now',
      options,
    );
  }
  return new CallFailure('upstream', zh ? '上游服务出错' : 'The model’s provider failed', options);
}

const SECOND = 1_000;
const LONGEST_WISH_MS = 1_800 * SECOND;

/** How long a channel rests after a failure, in milliseconds; undefined for one that is not its own. */
export function restAfter(failure: UpstreamFailure): number | undefined {
  const { status, retryAfterMs } = failure;
  if (status === undefined) return 60 * SECOND;
  if (CALLERS_FAULT.has(status) || status === 404) return undefined;
  if (status === 401 || status === 403) return 1_800 * SECOND;
  if (status === 503) return wished(retryAfterMs, 60 * SECOND);
  if (status === 529) return wished(retryAfterMs, 600 * SECOND);
  return wished(retryAfterMs, 300 * SECOND);
}

/** An upstream that says when to come back is taken at its word, up to half an hour. */
function wished(retryAfterMs: number | undefined, usual: number): number {
  return retryAfterMs === undefined ? usual : Math.min(retryAfterMs, LONGEST_WISH_MS);
}

/** Whether a failure speaks against its channel, and not against the request. */
export function isChannelsFault(error: unknown): error is UpstreamFailure {
  if (!(error instanceof UpstreamFailure)) return false;
  const { status } = error;
  return status === undefined || status >= 500 || CHANNELS_FAULT.has(status);
}

/** Whether another channel may well do better. */
export function isWorthAnother(failure: UpstreamFailure): boolean {
  return failure.status === undefined || !CALLERS_FAULT.has(failure.status);
}

/**
 * What the caller was told, in the language of who reads now: of an upstream's failure, or one of a library, what is
 * written down is for operators.
 */
export function safeMessage(
  { code, message }: { readonly code: string; readonly message: string },
  language: Language,
): string {
  const [, status] = /^UPSTREAM(?:_(\d{3}))?$/.exec(code) ?? [undefined, 'none'];
  if (status === 'none' && code !== 'INTERNAL') return message;
  const failure =
    code === 'INTERNAL'
      ? new AppError('INTERNAL')
      : new UpstreamFailure(code, { retryable: false, ...(status && { status: Number(status) }) });
  return callFailureOf(failure, language).message;
}
