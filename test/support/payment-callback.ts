import { randomUUID } from 'node:crypto';
import { signCallback } from '../../domain/orders/callback-signature';
import { CALLBACK_SECRET, type TestPlatform } from './platform';
import type { ApiAnswer } from './api-client';

/** Sends the studio's payment callback with this body, signed as a payment system of one's own signs it. */
export function paymentCallback(
  { api, clock }: Pick<TestPlatform, 'api' | 'clock'>,
  claim: object,
): Promise<ApiAnswer> {
  const body = JSON.stringify(claim);
  const [timestamp, nonce] = [String(Math.floor(clock.now().getTime() / 1000)), randomUUID()];
  return api.call('POST', '/api/v1/credit/payment/callback', {
    body,
    headers: {
      'x-taskloom-timestamp': timestamp,
      'x-taskloom-nonce': nonce,
      'x-taskloom-signature': signCallback(CALLBACK_SECRET, timestamp, nonce, body),
    },
  });
}
