import * as client from 'openid-client';
import type { ExternalProfile, OAuthProvider } from '../../domain/identity/oauth';
import { AppError } from '../../domain/errors';
import { chinesePhone, mailAddress, webAddress, words } from './claims';
import { exchangeFailure, providerAway } from './failures';

export interface OidcSettings {
  readonly name: 'google' | 'oidc';
  /** The issuer, below which `/.well-known/openid-configuration` is. Over http only what is on this machine. */
  readonly issuer: string;
  readonly clientId: string;
  readonly clientSecret: string;
  /** How long each call to the provider may take. */
  readonly timeoutMs?: number;
}

const TIMEOUT_MS = 10_000;
/** How long a discovery is good for: endpoints and signing algorithms move seldom, and with notice. */
const DISCOVERY_MS = 24 * 3600 * 1000;

/**
 * A provider of OpenID Connect (Core 1.0, Discovery 1.0), with PKCE (S256) and a nonce. Of its ID tokens are
 * checked: the signature with the issuer's own keys, by an algorithm that it announces and that is not `none`;
 * issuer, audience, times, and the nonce. The provider is looked up at the first sign-in, not at the start: that
 * it is away stops nobody who signs in another way.
 */
export function createOidc(settings: OidcSettings): OAuthProvider {
  const { name, clientId, clientSecret, timeoutMs = TIMEOUT_MS } = settings;
  const issuer = new URL(settings.issuer);
  let known: { readonly configuration: Promise<client.Configuration>; readonly until: number } | undefined;

  /** Shared by those who ask at once; a failure is forgotten, so that the next one tries again. */
  function discovered(): Promise<client.Configuration> {
    if (known && known.until > performance.now()) return known.configuration;
    const configuration = discover();
    const current = { configuration, until: performance.now() + DISCOVERY_MS };
    known = current;
    configuration.catch(() => {
      if (known === current) known = undefined;
    });
    return configuration;
  }

  async function discover(): Promise<client.Configuration> {
    try {
      return await client.discovery(issuer, clientId, undefined, authenticated(clientSecret), {
        timeout: timeoutMs / 1000,
        execute: [
          // Without it the package trusts TLS for the origin of an ID token, and reads it unverified.
          client.enableNonRepudiationChecks,
          ...(issuer.protocol === 'http:' ? [client.allowInsecureRequests] : []),
        ],
      });
    } catch (error) {
      throw providerAway(name, error);
    }
  }

  return {
    name,

    async authorizationUrl({ state, nonce, codeVerifier, redirectUri }) {
      const configuration = await discovered();
      const url = client.buildAuthorizationUrl(configuration, {
        redirect_uri: redirectUri,
        scope: 'openid email profile',
        state,
        nonce,
        code_challenge: await client.calculatePKCECodeChallenge(codeVerifier),
        code_challenge_method: 'S256',
      });
      return url.href;
    },

    async exchange({ code, nonce, codeVerifier, redirectUri, iss }) {
      const configuration = await discovered();
      const comeBack = new URL(redirectUri);
      comeBack.searchParams.set('code', code);
      // Our states name the provider they were made for, which is all that `iss` is for: it may be missing.
      comeBack.searchParams.set('iss', iss ?? configuration.serverMetadata().issuer);
      try {
        const tokens = await client.authorizationCodeGrant(configuration, comeBack, {
          ...(codeVerifier === undefined ? {} : { pkceCodeVerifier: codeVerifier }),
          ...(nonce === undefined ? {} : { expectedNonce: nonce }),
          idTokenExpected: true,
        });
        const claims = tokens.claims();
        if (!claims) throw new AppError('BAD_CREDENTIALS', undefined, { note: 'no ID token came' });
        const hasAll = claims['email'] !== undefined || !configuration.serverMetadata().userinfo_endpoint;
        const more = hasAll ? {} : await client.fetchUserInfo(configuration, tokens.access_token, claims.sub);
        // Whether an address is verified is said by whoever names it.
        const { email_verified: _, ...rest } = claims;
        return profileOf(hasAll ? claims : { ...more, ...rest });
      } catch (error) {
        throw exchangeFailure(name, error);
      }
    },
  };
}

/**
 * HTTP Basic, which every server must know (RFC 6749 §2.3.1) and clients are registered with unless somebody chose
 * otherwise, but for servers that announce others and not this one.
 */
function authenticated(secret: string): client.ClientAuth {
  return (server, ...rest) => {
    const isBasic = server.token_endpoint_auth_methods_supported?.includes('client_secret_basic') ?? true;
    const authenticate = isBasic ? client.ClientSecretBasic(secret) : client.ClientSecretPost(secret);
    authenticate(server, ...rest);
  };
}

/** Some providers write `email_verified` as a string. */
function profileOf(claims: Readonly<Record<string, unknown>> & { readonly sub: string }): ExternalProfile {
  const email = mailAddress(claims['email']);
  const phone = claims['phone_number_verified'] === true ? chinesePhone(claims['phone_number']) : undefined;
  const name = words(claims['name']);
  const avatarUrl = webAddress(claims['picture']);
  const vouched = claims['email_verified'];
  return {
    subject: claims.sub,
    ...(email === undefined ? {} : { email, emailVerified: vouched === true || vouched === 'true' }),
    ...(phone === undefined ? {} : { phone }),
    ...(name === undefined ? {} : { name }),
    ...(avatarUrl === undefined ? {} : { avatarUrl }),
  };
}
