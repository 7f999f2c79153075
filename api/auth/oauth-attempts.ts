import { timingSafeEqual } from 'node:crypto';
import { AppError } from '../../domain/errors';
import type { OneTimeTokens } from '../../domain/identity/one-time-tokens';
import type { ExternalProfile, OAuthProvider } from '../../domain/identity/oauth';
import { newSecretToken, secretTokenHash } from '../../domain/secret-token';
import type { Cookies } from '../router/call';

const SECONDS = 600;

/** What belongs to one way of signing in at a provider. */
export interface OAuthFlow {
  /** Of the one-time token that is the state. */
  readonly purpose: string;
  /** The small cookie that binds the state to the browser: sent to the callback alone. */
  readonly cookie: { readonly name: string; readonly path: string };
  readonly redirectUri: string;
}

/** What came back to the callback. */
export interface OAuthReturn {
  readonly code?: string | undefined;
  readonly state?: string | undefined;
  /** The provider's name for itself (RFC 9207). */
  readonly iss?: string | undefined;
}

interface Stored<Kept extends object> {
  /** The hash of the browser's cookie, in base64url. */
  readonly browser: string;
  readonly nonce: string;
  readonly codeVerifier: string;
  readonly kept: Kept;
}

interface Attempts {
  readonly oneTimeTokens: OneTimeTokens;
  readonly cookies: Cookies;
}

/**
 * Begins a sign-in at a provider, and answers the provider's page. It can be finished once, in this browser,
 * within ten minutes. AppError UNAVAILABLE while the provider is away.
 */
export async function beginAttempt(
  flow: OAuthFlow,
  provider: OAuthProvider,
  kept: object,
  { oneTimeTokens, cookies }: Attempts,
): Promise<string> {
  const [browser, nonce, codeVerifier] = [newSecretToken(), newSecretToken(), newSecretToken()];
  const stored: Stored<object> = {
    browser: secretTokenHash(browser).toString('base64url'),
    nonce,
    codeVerifier,
    kept,
  };
  const state = await oneTimeTokens.issue(flow.purpose, stored, SECONDS);
  const { name, path } = flow.cookie;
  const page = await provider.authorizationUrl({
    state,
    nonce,
    codeVerifier,
    redirectUri: flow.redirectUri,
  });
  cookies.set(name, browser, { seconds: SECONDS, path });
  return page;
}

/**
 * Finishes the sign-in that came back: answers who it is, and what was given along when it began. `profile` is
 * undefined when the provider, or the person there, said no. AppError STATE_INVALID for a state that is missing, was
 * not issued or was used, and for one that another browser got: somebody would else be signed in to a stranger's
 * account; and what `OAuthProvider.exchange` throws.
 */
export async function finishAttempt<Kept extends object>(
  flow: OAuthFlow,
  provider: OAuthProvider,
  { code, state, iss }: OAuthReturn,
  { oneTimeTokens, cookies }: Attempts,
): Promise<{ readonly profile: ExternalProfile | undefined; readonly kept: Kept }> {
  const { name, path } = flow.cookie;
  const browser = cookies.get(name);
  if (state === undefined || browser === undefined) throw new AppError('STATE_INVALID');
  cookies.set(name, '', { seconds: 0, path });
  const stored = await oneTimeTokens.take<Stored<Kept>>(flow.purpose, state);
  if (!stored || !timingSafeEqual(Buffer.from(stored.browser, 'base64url'), secretTokenHash(browser))) {
    throw new AppError('STATE_INVALID');
  }
  const { nonce, codeVerifier, kept } = stored;
  if (code === undefined) return { profile: undefined, kept };
  const { redirectUri } = flow;
  return { profile: await provider.exchange({ code, nonce, codeVerifier, redirectUri, iss }), kept };
}
