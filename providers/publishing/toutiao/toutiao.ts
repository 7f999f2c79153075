import type { Credentials, Grant, HandOff } from '../../../domain/publishing/adapter';
import {
  codeOf,
  createPlatformHttp,
  partOf,
  refusal,
  textOf,
  type PlatformAnswer,
  type PlatformRequest,
} from '../platform-http';

export interface ToutiaoSettings {
  /** `https://open.snssdk.com`, or where something else speaks its protocol. */
  readonly url: string;
  readonly timeoutMs: number;
  readonly now: () => Date;
}

/**
 * Toutiao: accounts are bound with OAuth, and articles are handed to their author, for its article API is opened to
 * single applications only. It answers HTTP 200 with `message: "error"` and `data.error_code`.
 */
export function createToutiao({ url, timeoutMs, now }: ToutiaoSettings): HandOff {
  const http = createPlatformHttp(url, timeoutMs);

  async function call(request: PlatformRequest, kind: 'token' | 'credentials'): Promise<PlatformAnswer> {
    const answer = await http.call(request);
    const data = partOf(answer, 'data');
    if (answer['message'] !== 'error' && Number(data['error_code'] ?? 0) === 0) return data;
    throw refusal(kind, codeOf(data, 'error_code') || 'error', data['description']);
  }

  async function tokens(
    path: 'access_token' | 'refresh_token',
    { client_key = '', client_secret = '' }: Credentials,
    proof: Readonly<Record<string, string>>,
    signal: AbortSignal,
  ): Promise<Grant & { readonly openId: string; readonly credentials: Credentials }> {
    const query = { client_key, client_secret, ...proof };
    const data = await call({ path: `oauth/${path}/`, query, signal }, 'credentials');
    const at = (name: string) => new Date(now().getTime() + Number(textOf(data, name)) * 1000);
    return {
      access: textOf(data, 'access_token'),
      expiresAt: at('expires_in'),
      credentialsEnd: at('refresh_expires_in'),
      openId: textOf(data, 'open_id'),
      credentials: { client_key, client_secret, refresh_token: textOf(data, 'refresh_token') },
    };
  }

  const userInfo = (open_id: string, access_token: string, signal: AbortSignal) =>
    call({ path: 'oauth/userinfo/', query: { open_id, access_token }, signal }, 'token');

  return {
    platform: 'toutiao',
    completes: 'user_handoff',

    async recognise(given, signal) {
      const proof = { code: given['code'] ?? '', grant_type: 'authorization_code' };
      const token = await tokens('access_token', given, proof, signal);
      const name = textOf(await userInfo(token.openId, token.access, signal), 'nickname');
      return { externalId: token.openId, name, credentials: token.credentials, token };
    },

    grant: (credentials, signal) => {
      const proof = { refresh_token: credentials['refresh_token'] ?? '', grant_type: 'refresh_token' };
      return tokens('refresh_token', credentials, proof, signal);
    },

    async check(token, openId, _credentials, signal) {
      await userInfo(openId, token, signal);
    },
  };
}
