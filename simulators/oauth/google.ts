import { consentPage, decided, expectRegistered } from './consent';
import { createGrants, expectClient, OAuthError, type Client, type Person } from './grants';
import { createIdTokens, type Falsehood } from './id-token';
import { serve, type OAuthServer } from './server';

export interface GoogleSimulator extends OAuthServer {
  /** Who approves from now on. */
  signInAs(person: Person): void;
  /** How the next ID token is to be false. */
  lieNext(falsehood: Falsehood): void;
}

const TITLE = 'Sign in with Google';

/**
 * A provider of OpenID Connect in Google's shape, whose issuer is its own address: what its discovery document
 * announces is what developers.google.com/identity/openid-connect/reference does. PKCE and a nonce are asked for.
 */
export async function startGoogleSimulator(client: Client, someone: Person): Promise<GoogleSimulator> {
  const grants = createGrants();
  const idTokens = createIdTokens();
  let person = someone;
  let falsehood: Falsehood = {};

  const server = await serve(TITLE, ['GET /o/oauth2/v2/auth', 'POST /consent'], {
    'GET /.well-known/openid-configuration': () => ({
      json: {
        issuer: server.url,
        authorization_endpoint: `${server.url}/o/oauth2/v2/auth`,
        token_endpoint: `${server.url}/token`,
        userinfo_endpoint: `${server.url}/v1/userinfo`,
        jwks_uri: `${server.url}/oauth2/v3/certs`,
        response_types_supported: ['code', 'token', 'id_token', 'none'],
        subject_types_supported: ['public'],
        id_token_signing_alg_values_supported: ['RS256'],
        scopes_supported: ['openid', 'email', 'profile'],
        token_endpoint_auth_methods_supported: ['client_secret_post', 'client_secret_basic'],
        code_challenge_methods_supported: ['plain', 'S256'],
      },
    }),
    'GET /oauth2/v3/certs': () => ({ json: idTokens.jwks }),
    'GET /o/oauth2/v2/auth': ({ fields: query }) => {
      const request = { title: TITLE, query, client };
      expectRegistered(request);
      const isSafe = query.get('code_challenge_method') === 'S256' && query.has('code_challenge');
      if (!isSafe || !query.has('nonce') || !(query.get('scope') ?? '').split(' ').includes('openid')) {
        throw new OAuthError('invalid_request');
      }
      return { page: consentPage(request, person) };
    },
    'POST /consent': ({ fields: query }) => ({
      location: decided({ title: TITLE, query, client }, person, grants),
    }),
    'POST /token': ({ fields: form, request }) => {
      expectClient(client, form, request.headers.authorization);
      const grant = grants.redeem(form);
      const aud = client.clientId;
      const claims = { iss: server.url, azp: aud, aud, nonce: grant.nonce, ...claimsOf(grant.person) };
      const idToken = idTokens.issue(claims, falsehood);
      falsehood = {};
      return {
        json: {
          access_token: grants.tokenFor(grant),
          expires_in: 3599,
          scope: grant.scope.join(' '),
          token_type: 'Bearer',
          ...(idToken === undefined ? {} : { id_token: idToken }),
        },
      };
    },
    'GET /v1/userinfo': ({ request }) => ({
      json: claimsOf(grants.of(request.headers.authorization).person),
    }),
  });
  return {
    ...server,
    signInAs: (other) => void (person = other),
    lieNext: (next) => void (falsehood = next),
  };
}

function claimsOf({
  subject,
  name,
  email,
  emailVerified,
  picture,
}: Person): Readonly<Record<string, unknown>> {
  return {
    sub: subject,
    name,
    ...(email === undefined ? {} : { email, email_verified: emailVerified ?? false }),
    ...(picture === undefined ? {} : { picture }),
  };
}
