import { randomBytes } from 'node:crypto';
import type { Credentials, Grant, HandOff } from '../../../domain/publishing/adapter';
import { codeOf, createPlatformHttp, partOf, refusal, textOf } from '../platform-http';
import { createSharing } from './share';
import { signatureOf } from './signature';

export interface XiaohongshuSettings {
  /** `https://edith.xiaohongshu.com`, or where something else speaks its protocol. */
  readonly url: string;
  readonly timeoutMs: number;
  readonly now: () => Date;
}

/** Above it an `expires_in` is the time of the end in milliseconds, as the platform writes it, and no duration. */
const LONGEST_DURATION_S = 10_000_000_000;

/**
 * Xiaohongshu: nothing can be published from a server. What its applications get is a token for sharing, which shows that
 * the application is taken; the note is published by its author on the phone.
 */
export function createXiaohongshu({ url, timeoutMs, now }: XiaohongshuSettings): HandOff {
  const http = createPlatformHttp(url, timeoutMs);

  const grant = async (
    { app_key = '', app_secret = '' }: Credentials,
    signal: AbortSignal,
  ): Promise<Grant> => {
    const nonce = randomBytes(16).toString('hex');
    const timestamp = String(now().getTime());
    const signature = signatureOf({ appKey: app_key, nonce, timeStamp: timestamp }, app_secret);
    const answer = await http.call({
      method: 'POST',
      path: 'api/sns/v1/ext/access/token',
      json: { app_key, nonce, timestamp, signature },
      signal,
    });
    if (answer['success'] !== true) {
      throw refusal('credentials', codeOf(answer, 'code') || 'error', answer['msg']);
    }
    const data = partOf(answer, 'data');
    const ends = Number(textOf(data, 'expires_in'));
    const expiresAt = new Date(ends > LONGEST_DURATION_S ? ends : now().getTime() + ends * 1000);
    return { access: textOf(data, 'access_token'), expiresAt };
  };

  return {
    platform: 'xiaohongshu',
    completes: 'user_handoff',
    sharing: createSharing(now),
    grant,

    async recognise(given, signal) {
      const token = await grant(given, signal);
      const externalId = given['app_key'] ?? '';
      return { externalId, name: externalId, credentials: given, token };
    },

    // Nothing but a grant shows whether the application is taken.
    async check(_token, _externalId, credentials, signal) {
      await grant(credentials, signal);
    },
  };
}
