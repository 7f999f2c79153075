import { createGrants, type OAuthClient } from './grants';
import { Refused, servePlatform, type PlatformServer } from './server';

export interface ToutiaoSimulator extends PlatformServer {
  newCode(): string;
  /** Ends all access tokens, and all refresh tokens too when the user has withdrawn the authorisation. */
  endTokens(withdrawn?: boolean): void;
}

const EXPIRED = 2190008;
const WRONG_CLIENT = 10003;
const OVER = 10007;

/** Toutiao's OAuth, as its documents describe it: HTTP 200 with `message: "error"` and `data.error_code`. */
export async function startToutiao(client: OAuthClient, port?: number): Promise<ToutiaoSimulator> {
  const grants = createGrants(client, { accessSeconds: 15 * 86_400, refreshSeconds: 30 * 86_400 });
  const done = (data: object) => ({ message: 'success', data: { error_code: 0, description: '', ...data } });
  const tokens = (granted: ReturnType<typeof grants.redeem>) => {
    if (granted === 'client') throw new Refused(WRONG_CLIENT, 'invalid client_key');
    if (granted === 'grant') throw new Refused(OVER, 'code expired');
    return done({
      access_token: granted.access,
      expires_in: granted.accessSeconds,
      refresh_token: granted.refresh,
      refresh_expires_in: granted.refreshSeconds,
      open_id: granted.openId,
    });
  };
  const server = await servePlatform(
    {
      refused: ({ code, message }) => ({
        status: 200,
        body: { message: 'error', data: { error_code: code, description: message } },
      }),
      routes: {
        'GET /oauth/access_token/': ({ query }) =>
          tokens(grants.redeem(query.get('client_key'), query.get('client_secret'), query.get('code'))),
        'GET /oauth/refresh_token/': ({ query }) =>
          tokens(grants.refresh(query.get('client_key'), undefined, query.get('refresh_token'))),
        'GET /oauth/userinfo/': ({ query }) => {
          if (!grants.holds(query.get('access_token'))) throw new Refused(EXPIRED, 'access_token expired');
          return done({ nickname: '头条作者', open_id: query.get('open_id') });
        },
      },
    },
    port,
  );
  return Object.assign(server, { newCode: grants.newCode, endTokens: grants.end });
}
