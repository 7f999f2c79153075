import { ERROR_CATALOGUE, type ErrorCode } from '../../domain/error-catalogue';

/** The surface's own numbers. Every other error has its HTTP status as its code. */
const BUSINESS_CODES: Partial<Record<ErrorCode, number>> = {
  INSUFFICIENT_CREDITS: 40001,
  MEMBERSHIP_EXPIRED: 40002,
  COUPON_INVALID: 40003,
  ORDER_NOT_FOUND: 40004,
  PAYMENT_FAILED: 40005,
  AI_SERVICE_FAILED: 40006,
  GENERATION_FAILED: 40007,
  STORAGE_FULL: 40007,
  PLATFORM_NOT_BOUND: 40008,
  PUBLISH_FAILED: 40009,
  CONTENT_REFUSED: 40009,
  ACTIVITY_ENDED: 40010,
};

/** What the envelope's `code` says of an error. */
export function studioCode(code: ErrorCode): number {
  return BUSINESS_CODES[code] ?? ERROR_CATALOGUE[code].status;
}
