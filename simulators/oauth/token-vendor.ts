import { randomBytes } from 'node:crypto';
import { createGrants, expectClient, OAuthError, type Client, type Grant } from './grants';
import { consentPage, decided, expectRegistered } from './consent';
import { serve, type OAuthServer } from './server';

export interface GrantedTokens {
  readonly access: string;
  readonly refresh: string;
}

/** Where tokens are granted that stand for an account, and refreshed. */
export interface TokenVendorSimulator extends OAuthServer {
  readonly authorizeUrl: string;
  readonly tokenUrl: string;
  /** What the page's button does: answers the code that somebody gets who is sent there. */
  approve(page: string): string;
  /** Tokens that were granted before. */
  grant(): GrantedTokens;
  /** Somebody withdraws what they granted: the refresh token is dead. */
  revoke(refresh: string): void;
  /** How many refreshes were asked for, and how many were done. */
  readonly refreshes: { readonly asked: number; readonly done: number };
  /** Every token that it ever gave. */
  readonly secrets: readonly string[];
}

const TITLE = 'Accounts of a vendor';
const SCOPE = ['models'];
const SOMEBODY = { subject: 'somebody', name: 'Somebody' };

/**
 * A vendor of OAuth 2.0 whose refresh tokens rotate: each works once, and brings the next (RFC 9700 §4.14.2). PKCE is
 * asked for.
 */
export async function startTokenVendorSimulator(
  client: Client,
  { lifetimeSeconds = 3600 }: { readonly lifetimeSeconds?: number } = {},
): Promise<TokenVendorSimulator> {
  const grants = createGrants();
  const alive = new Map<string, Pick<Grant, 'scope'>>();
  const secrets: string[] = [];
  const refreshes = { asked: 0, done: 0 };
  const secret = (prefix: string) => {
    const made = `${prefix}-${randomBytes(24).toString('base64url')}`;
    secrets.push(made);
    return made;
  };

  function tokens(grant: Pick<Grant, 'scope'>): GrantedTokens {
    const refresh = secret('refresh');
    alive.set(refresh, grant);
    return { access: secret('access'), refresh };
  }

  function refreshed(form: URLSearchParams): { grant: Pick<Grant, 'scope'>; granted: GrantedTokens } {
    refreshes.asked++;
    const token = form.get('refresh_token') ?? '';
    const grant = alive.get(token);
    if (!grant) throw new OAuthError('invalid_grant');
    alive.delete(token);
    refreshes.done++;
    return { grant, granted: tokens(grant) };
  }

  const server = await serve(TITLE, ['GET /authorize', 'POST /consent'], {
    'GET /authorize': ({ fields: query }) => {
      const request = { title: TITLE, query, client };
      expectRegistered(request);
      if (
        query.get('code_challenge_method') !== 'S256' ||
        !query.get('code_challenge') ||
        !query.get('state')
      ) {
        throw new OAuthError('invalid_request');
      }
      return { page: consentPage(request, SOMEBODY) };
    },
    'POST /consent': ({ fields: query }) => ({
      location: decided({ title: TITLE, query, client }, SOMEBODY, grants),
    }),
    'POST /token': ({ fields: form, request }) => {
      expectClient(client, form, request.headers.authorization);
      const isRefresh = form.get('grant_type') === 'refresh_token';
      const redeem = () => {
        const grant = grants.redeem(form);
        return { grant, granted: tokens(grant) };
      };
      const { grant, granted } = isRefresh ? refreshed(form) : redeem();
      return {
        json: {
          access_token: granted.access,
          refresh_token: granted.refresh,
          token_type: 'Bearer',
          expires_in: lifetimeSeconds,
          scope: grant.scope.join(' '),
        },
      };
    },
  });

  return {
    ...server,
    authorizeUrl: `${server.url}/authorize`,
    tokenUrl: `${server.url}/token`,
    refreshes,
    secrets,
    approve(page) {
      const query = new URL(page).searchParams;
      query.set('decision', 'approve');
      const back = new URL(decided({ title: TITLE, query, client }, SOMEBODY, grants));
      return back.searchParams.get('code') ?? '';
    },
    grant: () => tokens({ scope: SCOPE }),
    revoke: (refresh) => void alive.delete(refresh),
  };
}
