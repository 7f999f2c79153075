import { createHash } from 'node:crypto';

/** SHA-256, in hexadecimal, of `appKey=…&nonce=…&timeStamp=…` with a secret after it. */
export function signatureOf(
  fields: Readonly<Record<'appKey' | 'nonce' | 'timeStamp', string>>,
  secret: string,
): string {
  const text = `appKey=${fields.appKey}&nonce=${fields.nonce}&timeStamp=${fields.timeStamp}`;
  return createHash('sha256')
    .update(text + secret)
    .digest('hex');
}
