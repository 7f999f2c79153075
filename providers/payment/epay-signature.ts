import { createHash, timingSafeEqual } from 'node:crypto';

/** Parameters as they are read from or written to the wire, decoded. */
export type EpayParams = Readonly<Record<string, string>>;

/** The only algorithm of EPay V1; never taken from what comes in. */
export const SIGN_TYPE = 'MD5';

const UNSIGNED = new Set(['sign', 'sign_type']);

/**
 * What is signed: the parameters without `sign`, `sign_type` and empty values, sorted by the bytes of their
 * names (no locale, and not JavaScript's UTF-16 order), as `k=v` joined by `&`, not URL-encoded.
 */
export function canonicalString(params: EpayParams): string {
  return Object.entries(params)
    .filter(([name, value]) => !UNSIGNED.has(name) && value !== '')
    .sort(([a], [b]) => Buffer.compare(Buffer.from(a), Buffer.from(b)))
    .map(([name, value]) => `${name}=${value}`)
    .join('&');
}

/** Lower-case hex MD5 of the canonical string with the merchant's key appended. */
export function epaySign(params: EpayParams, key: string): string {
  return createHash('md5')
    .update(canonicalString(params) + key, 'utf8')
    .digest('hex');
}

/** Whether `sign` is the parameters' signature; constant in time. */
export function epaySignatureHolds(params: EpayParams, key: string): boolean {
  const given = Buffer.from(params['sign'] ?? '');
  const right = Buffer.from(epaySign(params, key));
  return given.length === right.length && timingSafeEqual(given, right);
}
