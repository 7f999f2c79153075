import { consentPage, decided, expectRegistered } from './consent';
import { createGrants, expectClient, OAuthError, type Client, type Person } from './grants';
import { serve, type OAuthServer } from './server';

export interface BaizhiSimulator extends OAuthServer {
  readonly authorizeUrl: string;
  readonly tokenUrl: string;
  readonly userinfoUrl: string;
  /** Who approves from now on. */
  signInAs(person: Person): void;
  /** What the page's button does: answers the address that the browser of `who` is sent back to. */
  approve(page: string, who: Person): string;
  /** Whether answers are wrapped in `{code, message, data}`. */
  wrap(isWrapped: boolean): void;
}

const TITLE = '百智云';

/** A provider of plain OAuth 2.0 in Baizhi Cloud's shape: `/oauth/authorize`, `/oauth/token`, `/oauth/userinfo`. */
export async function startBaizhiSimulator(client: Client, someone: Person): Promise<BaizhiSimulator> {
  const grants = createGrants();
  let person = someone;
  let isWrapped = false;
  const json = (data: unknown) => ({ json: isWrapped ? { code: 0, message: 'success', data } : data });

  const server = await serve(TITLE, ['GET /oauth/authorize', 'POST /consent'], {
    'GET /oauth/authorize': ({ fields: query }) => {
      const request = { title: TITLE, query, client };
      expectRegistered(request);
      if (!query.get('state')) throw new OAuthError('invalid_request');
      return { page: consentPage(request, person) };
    },
    'POST /consent': ({ fields: query }) => ({
      location: decided({ title: TITLE, query, client }, person, grants),
    }),
    'POST /oauth/token': ({ fields: form, request }) => {
      expectClient(client, form, request.headers.authorization);
      const grant = grants.redeem(form);
      return json({ access_token: grants.tokenFor(grant), token_type: 'Bearer', expires_in: 7200 });
    },
    'GET /oauth/userinfo': ({ request }) => {
      const { person: who, scope } = grants.of(request.headers.authorization);
      if (!scope.includes('user')) throw new OAuthError('insufficient_scope', 403);
      return json({
        sub: who.subject,
        name: who.name,
        ...(who.email === undefined ? {} : { email: who.email, email_verified: who.emailVerified ?? false }),
        ...(scope.includes('phone') && who.phone !== undefined
          ? { phone_number: who.phone, phone_number_verified: who.phoneVerified ?? true }
          : {}),
        ...(who.picture === undefined ? {} : { picture: who.picture }),
      });
    },
  });
  return {
    ...server,
    authorizeUrl: `${server.url}/oauth/authorize`,
    tokenUrl: `${server.url}/oauth/token`,
    userinfoUrl: `${server.url}/oauth/userinfo`,
    approve(page, who) {
      const query = new URL(page).searchParams;
      query.set('decision', 'approve');
      return decided({ title: TITLE, query, client }, who, grants);
    },
    signInAs: (other) => void (person = other),
    wrap: (wanted) => void (isWrapped = wanted),
  };
}
