import type { Credentials, Grant } from '../../../domain/publishing/adapter';
import { textOf, type PlatformHttp } from '../platform-http';
import { douyinCall } from './douyin-call';

/** Tokens, and what brings the next ones. */
export interface DouyinGrant extends Grant {
  readonly openId: string;
  readonly credentials: Credentials;
}

/** A refresh token can be made to last longer so many times, before its end. */
const MOST_RENEWALS = 5;
const RENEW_AHEAD_MS = 7 * 86_400_000;

const laterBy = (now: Date, seconds: string) => new Date(now.getTime() + Number(seconds) * 1000);

/** The tokens that a user's code brings. */
export async function redeemCode(
  http: PlatformHttp,
  { client_key = '', client_secret = '', code = '' }: Credentials,
  now: Date,
  signal: AbortSignal,
): Promise<DouyinGrant> {
  const json = { client_key, client_secret, code, grant_type: 'authorization_code' };
  const data = await douyinCall(http, { method: 'POST', path: 'oauth/access_token/', json, signal });
  const credentialsEnd = laterBy(now, textOf(data, 'refresh_expires_in'));
  const { scope } = data;
  return {
    access: textOf(data, 'access_token'),
    expiresAt: laterBy(now, textOf(data, 'expires_in')),
    credentialsEnd,
    openId: textOf(data, 'open_id'),
    credentials: {
      ...(typeof scope === 'string' && { scope }),
      client_key,
      client_secret,
      refresh_token: textOf(data, 'refresh_token'),
      refresh_ends: credentialsEnd.toISOString(),
      renewals: '0',
    },
  };
}

/** The next access token; a refresh token that ends soon is made to last longer first. */
export async function refreshTokens(
  http: PlatformHttp,
  before: Credentials,
  now: Date,
  signal: AbortSignal,
): Promise<Grant> {
  const credentials = endsSoon(before, now) ? await renewed(http, before, now, signal) : before;
  const { client_key = '', refresh_token = '' } = credentials;
  const json = { client_key, refresh_token, grant_type: 'refresh_token' };
  const data = await douyinCall(http, { method: 'POST', path: 'oauth/refresh_token/', json, signal });
  return {
    access: textOf(data, 'access_token'),
    expiresAt: laterBy(now, textOf(data, 'expires_in')),
    credentials,
    ...(credentials['refresh_ends'] !== undefined && {
      credentialsEnd: new Date(credentials['refresh_ends']),
    }),
  };
}

function endsSoon({ refresh_ends: ends = '', renewals = '0' }: Credentials, now: Date): boolean {
  return Number(renewals) < MOST_RENEWALS && Date.parse(ends) < now.getTime() + RENEW_AHEAD_MS;
}

async function renewed(
  http: PlatformHttp,
  before: Credentials,
  now: Date,
  signal: AbortSignal,
): Promise<Credentials> {
  const { client_key = '', refresh_token = '', renewals = '0' } = before;
  const json = { client_key, refresh_token };
  const data = await douyinCall(http, { method: 'POST', path: 'oauth/renew_refresh_token/', json, signal });
  return {
    ...before,
    refresh_token: textOf(data, 'refresh_token'),
    refresh_ends: laterBy(now, textOf(data, 'expires_in')).toISOString(),
    renewals: String(Number(renewals) + 1),
  };
}
