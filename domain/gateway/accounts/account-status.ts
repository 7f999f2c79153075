/**
 * How an account stands. `rate_limited` and `overloaded` are the upstream's word and pass with their time; the others
 * stay until somebody changes them, but for a `suspended` that came of a 403, which passes too.
 */
export const ACCOUNT_STATUSES = [
  'valid',
  'invalid',
  'rate_limited',
  'overloaded',
  'token_expired',
  'suspended',
  'banned',
  'disabled',
] as const;
export type AccountStatus = (typeof ACCOUNT_STATUSES)[number];

/** The status of a row of `upstream_accounts a` at a time, which is given three times. */
export const STATUS_NOW = `CASE
  WHEN a.status <> 'valid' AND (a.status_until IS NULL OR a.status_until > ?) THEN a.status
  WHEN a.rate_limited_until > ? THEN 'rate_limited'
  WHEN a.overloaded_until > ? THEN 'overloaded'
  ELSE 'valid' END`;

/** Columns of an account of which nothing bad is known. */
export const IN_ORDER = {
  status: 'valid',
  status_until: null,
  last_error: null,
  rate_limited_until: null,
  overloaded_until: null,
  unavailable_until: null,
  unavailable_reason: null,
} as const;

/** Upstreams say that tokens are not valid, and suspend for a time: all else that stays is an operator's word. */
const OPERATORS_STATUS = `(status IN ('disabled', 'banned') OR (status = 'suspended' AND status_until IS NULL))`;

/**
 * Assignments that forget what upstreams hold against an account; what operators have said of it stays. Both servers
 * assign one after the other, and see what was assigned before.
 */
export const FORGET_REFUSALS = `rate_limited_until = NULL, overloaded_until = NULL,
  last_error = IF(${OPERATORS_STATUS}, last_error, NULL), status = IF(${OPERATORS_STATUS}, status, 'valid'),
  status_until = NULL`;

const LONGEST_ERROR = 500;

/** What went wrong, as it fits into `last_error`. */
export function errorText(message: string): string {
  return [...message].slice(0, LONGEST_ERROR).join('');
}
