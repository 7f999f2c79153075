import { TokenRefusal } from '../../domain/gateway/accounts/token-refusal';
import type { Tokens } from '../../domain/gateway/accounts/account-wish';
import type { TokenVendor, TokenVendors } from '../../domain/gateway/accounts/token-vendor';
import type { Clock } from '../../domain/clock';
import type { Secret } from '../../domain/gateway/secret';
import type { UpstreamHttp } from './upstream/http-client';

/** How this installation is registered at a vendor of OAuth 2.0. */
export interface TokenClient {
  readonly authorizeUrl: string;
  readonly tokenUrl: string;
  readonly clientId: string;
  /** Without one we are a public client, which PKCE makes safe. */
  readonly clientSecret?: string | undefined;
  readonly redirectUrl: string;
  readonly scopes: readonly string[];
}

export type TokenClients = Readonly<Partial<Record<keyof TokenVendors, TokenClient>>>;

const TIMEOUT_MS = 20_000;
const LARGEST_ANSWER = 256 * 1024;

/** The vendors that this installation is registered at. */
export function createTokenVendors(clients: TokenClients, parts: Parts): TokenVendors {
  return Object.fromEntries(
    Object.entries(clients).map(([platform, client]) => [platform, createTokenVendor(client, parts)]),
  );
}

interface Parts {
  readonly http: Pick<UpstreamHttp, 'post'>;
  readonly clock: Clock;
  /** How long a vendor may take; 20 s unless given. */
  readonly timeoutMs?: number;
}

/**
 * A vendor as RFC 6749 has it (§4.1 the code, §5 the answers, §6 refreshing), with PKCE (RFC 7636). Calls go through
 * the account's proxy and the guard of upstreams' addresses. A refresh is asked for once: what is not answered may have
 * taken effect, and only whoever keeps the tokens knows what then.
 */
function createTokenVendor(client: TokenClient, { http, clock, timeoutMs = TIMEOUT_MS }: Parts): TokenVendor {
  async function ask(form: Readonly<Record<string, string>>, proxy: Secret | null): Promise<Fields> {
    const { clientId, clientSecret } = client;
    const body = new URLSearchParams({
      ...form,
      client_id: clientId,
      ...(clientSecret !== undefined && { client_secret: clientSecret }),
    });
    const reply = await http.post({
      url: client.tokenUrl,
      headers: { 'content-type': 'application/x-www-form-urlencoded', accept: 'application/json' },
      body: body.toString(),
      proxy: proxy?.reveal(),
      timeouts: { connectMs: timeoutMs, headersMs: timeoutMs, idleMs: timeoutMs },
      signal: AbortSignal.timeout(timeoutMs),
    });
    const answer = fieldsOf((await reply.whole(LARGEST_ANSWER)).toString('utf8'));
    const refusal = answer?.['error'];
    if (reply.status >= 400 && reply.status < 500 && isCode(refusal)) throw new TokenRefusal(refusal);
    if (reply.status !== 200 || !answer) {
      throw new Error(`the vendor of tokens answered ${reply.status}, and no tokens`);
    }
    return answer;
  }

  /** @param before what stays where the vendor says nothing of it. */
  function tokensOf(
    answer: Fields,
    before: { readonly refresh: string | null; readonly scopes: readonly string[] },
  ): Tokens {
    const { access_token: access, refresh_token: refresh, expires_in: seconds, scope } = answer;
    if (typeof access !== 'string' || access === '')
      throw new Error('the vendor of tokens gave no access token');
    const lasts = Number(seconds);
    return {
      access,
      refresh: typeof refresh === 'string' && refresh !== '' ? refresh : before.refresh,
      scopes: typeof scope === 'string' ? scope.split(' ').filter((each) => each !== '') : before.scopes,
      expiresAt: lasts > 0 ? new Date(clock.now().getTime() + lasts * 1000) : null,
    };
  }

  return {
    authorizationUrl({ state, codeChallenge }) {
      const url = new URL(client.authorizeUrl);
      const query = {
        response_type: 'code',
        client_id: client.clientId,
        redirect_uri: client.redirectUrl,
        scope: client.scopes.join(' '),
        state,
        code_challenge: codeChallenge,
        code_challenge_method: 'S256',
      };
      for (const [name, value] of Object.entries(query)) url.searchParams.set(name, value);
      return url.href;
    },

    async exchange({ code, codeVerifier, proxy }) {
      const form = {
        grant_type: 'authorization_code',
        code,
        redirect_uri: client.redirectUrl,
        code_verifier: codeVerifier,
      };
      return tokensOf(await ask(form, proxy), { refresh: null, scopes: client.scopes });
    },

    async refresh({ refreshToken, scopes, proxy }) {
      const form = { grant_type: 'refresh_token', refresh_token: refreshToken };
      return tokensOf(await ask(form, proxy), { refresh: refreshToken, scopes });
    },
  };
}

type Fields = Readonly<Record<string, unknown>>;

function fieldsOf(text: string): Fields | undefined {
  try {
    const value = JSON.parse(text) as unknown;
    return typeof value === 'object' && value !== null ? (value as Fields) : undefined;
  } catch {
    return undefined;
  }
}

/** A word of the standard: what else stands there might quote what was sent. */
function isCode(value: unknown): value is string {
  return typeof value === 'string' && /^[\w.-]{1,60}$/.test(value);
}
