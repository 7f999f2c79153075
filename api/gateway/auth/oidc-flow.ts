import { AppError } from '../../../domain/errors';
import type { OAuthProvider } from '../../../domain/identity/oauth';
import { beginAttempt, type OAuthFlow } from '../../auth/oauth-attempts';
import type { Cookies } from '../../router/call';
import type { GatewayDependencies } from '../dependencies';

/** What a way to the OpenID Connect provider is for, besides signing in. */
export interface OidcPurpose {
  /** Another user's code, for an account that the sign-in makes. */
  readonly referralCode?: string | undefined;
  /** The session of a user who came to bind the provider to their account. */
  readonly bindTo?: string | undefined;
}

/** The provider that the installation has. AppError SIGN_IN_UNAVAILABLE when it has none. */
export function oidcProvider({ oauth }: Pick<GatewayDependencies, 'oauth'>): OAuthProvider {
  if (!oauth.oidc) throw new AppError('SIGN_IN_UNAVAILABLE');
  return oauth.oidc;
}

/** One way back for all, whichever prefix a sign-in began under: providers know their clients' addresses. */
export function oidcFlow({ publicUrl }: Pick<GatewayDependencies, 'publicUrl'>): OAuthFlow {
  return {
    purpose: 'gateway_oidc',
    cookie: { name: 'taskloom.oidc', path: '/auth' },
    redirectUri: `${publicUrl}/auth/callback`,
  };
}

/** The page of the provider where `purpose` begins. */
export function beginOidc(
  purpose: OidcPurpose,
  cookies: Cookies,
  deps: GatewayDependencies,
): Promise<string> {
  const { oneTimeTokens } = deps;
  return beginAttempt(oidcFlow(deps), oidcProvider(deps), purpose, { oneTimeTokens, cookies });
}
