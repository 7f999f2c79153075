import { createHash, randomBytes } from 'node:crypto';
import type { PlatformSession } from '../../../domain/publishing/adapter';
import type { Sharing } from '../../../domain/publishing/sharing';
import { textOf, type PlatformHttp } from '../platform-http';
import { douyinCall } from './douyin-call';

/** The address of Douyin's app that its documents of sharing from web pages name. General knowledge. */
const SCHEMA = 'snssdk1128://openplatform/share';

/**
 * Sharing for applications that may not create by themselves: the platform names the share (`/share-id/`), the app is
 * opened with a signed schema, its user confirms, and a `create_video` event names the share again.
 */
export function createSharing(http: PlatformHttp, now: () => Date): Sharing {
  /** A token of the application itself, of no user. */
  async function applicationToken(
    { client_key = '', client_secret = '' }: PlatformSession['credentials'],
    signal: AbortSignal,
  ): Promise<string> {
    const json = { client_key, client_secret, grant_type: 'client_credential' };
    const data = await douyinCall(http, { method: 'POST', path: 'oauth/client_token/', json, signal });
    return textOf(data, 'access_token');
  }

  return {
    async begin({ references, credentials, signal, keep }) {
      if (references['event'] !== undefined) return;
      const headers = { 'access-token': await applicationToken(credentials, signal) };
      const query = { need_callback: 'true' };
      const data = await douyinCall(http, { path: 'share-id/', query, headers, signal });
      await keep({ event: textOf(data, 'share_id') });
    },

    async invite({ kind, title, urls }, { credentials }, references, signal) {
      const headers = { 'access-token': await applicationToken(credentials, signal) };
      const ticket = textOf(await douyinCall(http, { path: 'open/getticket/', headers, signal }), 'ticket');
      const nonce_str = randomBytes(16).toString('hex');
      const timestamp = String(Math.floor(now().getTime() / 1000));
      const media =
        kind === 'video' ? { video_path: urls[0] ?? '' } : { image_list_path: JSON.stringify(urls) };
      const query = new URLSearchParams({
        share_type: 'h5',
        client_key: credentials['client_key'] ?? '',
        nonce_str,
        timestamp,
        signature: shareSignature({ nonce_str, ticket, timestamp }),
        state: references['event'] ?? '',
        title,
        share_to_publish: '1',
        ...media,
      });
      return { kind: 'link', url: `${SCHEMA}?${query.toString()}` };
    },
  };
}

/** MD5, in hexadecimal, of `nonce_str=…&ticket=…&timestamp=…`. That it is MD5 is general knowledge. */
function shareSignature({
  nonce_str,
  ticket,
  timestamp,
}: Readonly<Record<'nonce_str' | 'ticket' | 'timestamp', string>>): string {
  return createHash('md5')
    .update(`nonce_str=${nonce_str}&ticket=${ticket}&timestamp=${timestamp}`)
    .digest('hex');
}
