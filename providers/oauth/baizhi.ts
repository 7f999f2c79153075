import { AppError } from '../../domain/errors';
import type { ExternalProfile, OAuthProvider } from '../../domain/identity/oauth';
import { chinesePhone, mailAddress, webAddress, words } from './claims';

export interface BaizhiSettings {
  readonly authorizeUrl: string;
  readonly tokenUrl: string;
  readonly userinfoUrl: string;
  readonly clientId: string;
  readonly clientSecret: string;
  /** How long each call to the provider may take. */
  readonly timeoutMs?: number;
}

const TIMEOUT_MS = 10_000;

type Fields = Readonly<Record<string, unknown>>;

/**
 * Baizhi Cloud's sign-in: OAuth 2.0's authorization code (RFC 6749 §4.1) with the scopes `user phone`, and a
 * userinfo endpoint. There is no ID token, hence no nonce, and no PKCE: the state alone ties an answer to the
 * browser that asked, and whoever begins a sign-in must check it.
 */
export function createBaizhi(settings: BaizhiSettings): OAuthProvider {
  const { authorizeUrl, tokenUrl, userinfoUrl, clientId, clientSecret, timeoutMs = TIMEOUT_MS } = settings;

  return {
    name: 'baizhi',

    async authorizationUrl({ state, redirectUri }) {
      const url = new URL(authorizeUrl);
      url.searchParams.set('client_id', clientId);
      url.searchParams.set('redirect_uri', redirectUri);
      url.searchParams.set('response_type', 'code');
      url.searchParams.set('scope', 'user phone');
      url.searchParams.set('state', state);
      return url.href;
    },

    async exchange({ code, redirectUri }) {
      const token = await call(tokenUrl, timeoutMs, {
        method: 'POST',
        body: new URLSearchParams({
          grant_type: 'authorization_code',
          code,
          redirect_uri: redirectUri,
          client_id: clientId,
          client_secret: clientSecret,
        }),
      });
      if (token.body['error'] === 'invalid_grant') {
        throw new AppError('BAD_CREDENTIALS', undefined, { note: 'Baizhi does not know the code' });
      }
      const accessToken = words(unwrapped(token.body)['access_token']);
      if (token.status >= 400 || accessToken === undefined) throw away('it gave no token', token.status);

      const person = await call(userinfoUrl, timeoutMs, {
        headers: { authorization: `Bearer ${accessToken}` },
      });
      const profile = person.status >= 400 ? undefined : profileOf(unwrapped(person.body));
      if (!profile) throw away('it did not say who it is', person.status);
      return profile;
    },
  };
}

/** A redirect would carry the secret elsewhere, and is not followed. */
async function call(
  url: string,
  timeoutMs: number,
  request: RequestInit,
): Promise<{ status: number; body: Fields }> {
  const signal = AbortSignal.timeout(timeoutMs);
  const headers = { accept: 'application/json', ...(request.headers as Record<string, string> | undefined) };
  try {
    const response = await fetch(url, { ...request, headers, redirect: 'error', signal });
    const body: unknown = await response.json();
    if (typeof body === 'object' && body !== null) return { status: response.status, body: body as Fields };
  } catch {
    // The cause may quote what was sent.
    throw away(signal.aborted ? 'it timed out' : 'the call failed');
  }
  throw away('its answer is no JSON object');
}

/** Some of its endpoints answer `{code, message, data}`, some the data itself. */
function unwrapped(body: Fields): Fields {
  const { data } = body;
  return typeof data === 'object' && data !== null && !Array.isArray(data) ? (data as Fields) : body;
}

/** The claims of OpenID Connect, or the plain names. */
function profileOf(person: Fields): ExternalProfile | undefined {
  const id = person['sub'] ?? person['id'];
  const subject = typeof id === 'number' ? String(id) : words(id);
  if (subject === undefined) return undefined;
  const email = mailAddress(person['email']);
  // Whoever can read messages to a number signs in by it: it has to be the person's for certain.
  const vouched = person['phone_number_verified'] ?? person['phone_verified'];
  const phone = vouched === true ? chinesePhone(person['phone_number'] ?? person['phone']) : undefined;
  const name = words(person['name'] ?? person['username']);
  const avatarUrl = webAddress(person['picture'] ?? person['avatar_url']);
  return {
    subject,
    ...(email === undefined ? {} : { email, emailVerified: person['email_verified'] === true }),
    ...(phone === undefined ? {} : { phone }),
    ...(name === undefined ? {} : { name }),
    ...(avatarUrl === undefined ? {} : { avatarUrl }),
  };
}

function away(reason: string, status?: number): AppError<'UNAVAILABLE'> {
  const answered = status === undefined ? '' : ` (HTTP ${status})`;
  return new AppError('UNAVAILABLE', undefined, { note: `Baizhi was asked, but ${reason}${answered}.` });
}
