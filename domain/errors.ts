import { ERROR_CATALOGUE, type ErrorCode } from './error-catalogue';

/** A sentence for the caller, in both languages; a plain string is shown as it is. */
export type Wording = string | { readonly zh: string; readonly en: string };

/** A field that was refused: its path in the request (`body.amount`, `query.page`) and why. */
export interface FieldProblem {
  readonly field: string;
  readonly message: Wording;
}

/** What an error may carry to the caller, by code. Codes that are not listed carry nothing. */
export interface ErrorDetails {
  VALIDATION: { readonly errors: readonly FieldProblem[] };
  ALREADY_EXISTS: { readonly errors: readonly FieldProblem[] };
  PLATFORM_NOT_BOUND: { readonly errors: readonly FieldProblem[] };
  CONTENT_REFUSED: { readonly errors: readonly FieldProblem[] };
  COUPON_INVALID: { readonly errors: readonly FieldProblem[] };
  /** `retryAfter` in whole seconds. */
  RATE_LIMITED: { readonly retryAfter: number };
  /** Both in decimal credits, as strings. */
  INSUFFICIENT_CREDITS: { readonly required: string; readonly available: string };
  /** When it ended, in ISO 8601; the credits that the work takes without it, and those that there are, as above. */
  MEMBERSHIP_EXPIRED: { readonly endedAt: string; readonly required: string; readonly available: string };
  /** How many a user may have. */
  TOO_MANY_KEYS: { readonly most: number };
  METHOD_NOT_ALLOWED: { readonly allow: readonly string[] };
  /**
   * Of whose quota too little is left (`key:12`), of what (`requests`, `tokens`, `credits`), and decimals as strings:
   * what was to be set aside, and what is left of the limit.
   */
  QUOTA_SPENT: {
    readonly subject: string;
    readonly unit: string;
    readonly required: string;
    readonly limit: string;
    readonly remaining: string;
  };
  /** The code of what kept it from being kept, such as `RESULT_TOO_LARGE`. */
  PATCH_UNAVAILABLE: { readonly reason: string };
  /** A code of the guest program, such as `full` or `not_listening`; where kept output begins, for `gone`. */
  SANDBOX_REFUSED: { readonly reason: string; readonly start?: number };
}

export type DetailsOf<C extends ErrorCode> = C extends keyof ErrorDetails ? ErrorDetails[C] : undefined;

type Rest<C extends ErrorCode> = C extends keyof ErrorDetails
  ? [details: ErrorDetails[C], options?: AppErrorOptions]
  : [details?: undefined, options?: AppErrorOptions];

interface AppErrorOptions {
  /** What went wrong underneath: logged, never shown. */
  readonly cause?: unknown;
  /** A sentence for the log; never shown to the caller. */
  readonly note?: string;
}

/** An error that a caller may see. Everything else that is thrown shows as INTERNAL with a request id. */
export class AppError<C extends ErrorCode = ErrorCode> extends Error {
  override readonly name = 'AppError';
  readonly code: C;
  readonly details: DetailsOf<C>;

  constructor(code: C, ...[details, options]: Rest<C>) {
    super(options?.note ?? ERROR_CATALOGUE[code].en, { cause: options?.cause });
    this.code = code;
    this.details = details as DetailsOf<C>;
  }

  get status(): number {
    return ERROR_CATALOGUE[this.code].status;
  }

  get retryable(): boolean {
    return ERROR_CATALOGUE[this.code].retryable;
  }
}

/** Whether `error` is an AppError, and of `code` when one is given. */
export function isAppError<C extends ErrorCode = ErrorCode>(error: unknown, code?: C): error is AppError<C> {
  return error instanceof AppError && (code === undefined || error.code === code);
}

/** A validation error for one field. */
export function invalidField(field: string, message: Wording): AppError<'VALIDATION'> {
  return new AppError('VALIDATION', { errors: [{ field, message }] });
}

interface Words {
  readonly zh: string;
  readonly en: string;
}

const UNITS: Readonly<Record<string, Words>> = {
  credits: { zh: '积分', en: 'credits' },
  tokens: { zh: '个 token', en: 'tokens' },
  requests: { zh: '次请求', en: 'requests' },
};

/**
 * What an error's figures add to its sentence, such as what was needed and what is left; undefined for an error without
 * figures. What was needed is more than what is used in the end: so much is set aside before.
 */
export function figuresOf(error: AppError): Words | undefined {
  // The reason that a job failed for is a code alone.
  if (error.details === undefined) return undefined;
  if (isAppError(error, 'INSUFFICIENT_CREDITS')) {
    const { required, available } = error.details;
    return {
      zh: `需要预留 ${required}，可用 ${available}`,
      en: `${required} are to be set aside, and ${available} can be spent`,
    };
  }
  if (isAppError(error, 'QUOTA_SPENT')) {
    const { unit, required, remaining, limit } = error.details;
    const { zh, en } = UNITS[unit] ?? { zh: unit, en: unit };
    return {
      zh: `需要预留 ${required} ${zh}，剩余 ${remaining}，上限 ${limit}`,
      en: `${required} ${en} are to be set aside, and ${remaining} of ${limit} are left`,
    };
  }
  if (isAppError(error, 'TOO_MANY_KEYS')) {
    const { most } = error.details;
    return { zh: `最多 ${most} 个`, en: `a user has at most ${most}` };
  }
  return undefined;
}
