import { createHmac, timingSafeEqual } from 'node:crypto';
import { AppError } from '../errors';
import type { NonceStore } from './callback-nonces';

/** What the headers `X-Taskloom-Timestamp`, `-Nonce` and `-Signature` of a payment callback carry. */
export interface CallbackSignature {
  /** Unix seconds. */
  readonly timestamp: string;
  /** 8 to 128 characters of `A-Z a-z 0-9 _ -`, never used before. */
  readonly nonce: string;
  /** See `signCallback`. */
  readonly signature: string;
}

export interface CallbackCheck extends CallbackSignature {
  readonly secret: string;
  /** The body as it came, before any parsing. */
  readonly rawBody: Buffer | string;
  readonly now: Date;
  readonly nonceStore: NonceStore;
}

const TOLERANCE_MS = 300_000;
const NONCE = /^[\w-]{8,128}$/;

/** Lower-case hex HMAC-SHA256 of `<timestamp>.<nonce>.<raw body>`. */
export function signCallback(
  secret: string,
  timestamp: string,
  nonce: string,
  rawBody: Buffer | string,
): string {
  return createHmac('sha256', secret).update(`${timestamp}.${nonce}.`).update(rawBody).digest('hex');
}

/**
 * Accepts a callback that was signed with the secret within 300 seconds of `now`, and each nonce once.
 * AppError SIGNATURE_INVALID otherwise. The nonce is spent last: only who knows the secret can spend one.
 */
export async function verifyCallbackSignature(check: CallbackCheck): Promise<void> {
  const { secret, timestamp, nonce, signature, rawBody, now, nonceStore } = check;
  const seconds = /^\d{1,12}$/.test(timestamp) ? Number(timestamp) : undefined;
  if (seconds === undefined || !NONCE.test(nonce)) throw refused('the timestamp or the nonce is malformed');
  if (!sameText(signature, signCallback(secret, timestamp, nonce, rawBody))) {
    throw refused('the signature does not match');
  }
  const signedAt = seconds * 1000;
  if (Math.abs(now.getTime() - signedAt) > TOLERANCE_MS) throw refused('the timestamp is out of range');
  // Kept for as long as the timestamp alone would let a replay through.
  if (!(await nonceStore.use(nonce, new Date(signedAt + TOLERANCE_MS + 1000)))) {
    throw refused('the nonce was used before');
  }
}

function refused(note: string): AppError<'SIGNATURE_INVALID'> {
  return new AppError('SIGNATURE_INVALID', undefined, { note });
}

/** Constant in time for texts of the same length; the right length is no secret. */
function sameText(given: string, right: string): boolean {
  const [a, b] = [Buffer.from(given), Buffer.from(right)];
  return a.length === b.length && timingSafeEqual(a, b);
}
