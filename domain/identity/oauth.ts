/** Where somebody can have an account that they sign in with here. */
export type OAuthProviderName = 'google' | 'baizhi' | 'oidc';

/** What a provider says of the person who signed in there. */
export interface ExternalProfile {
  /** The provider's own name for the person, which never changes and is never given to another. */
  readonly subject: string;
  readonly email?: string;
  /** Whether the provider vouches that the address is the person's. */
  readonly emailVerified?: boolean;
  /** A number of mainland China, like 13800138000. */
  readonly phone?: string;
  readonly name?: string;
  /** An http or https address. */
  readonly avatarUrl?: string;
}

/** One sign-in at a provider, from the redirect there to the way back. All are secrets of this one sign-in. */
export interface AuthorizationAttempt {
  /** Comes back with the code; whoever began the sign-in checks it. */
  readonly state: string;
  /** Comes back inside the ID token (OpenID Connect). */
  readonly nonce: string;
  /** 43–128 characters (RFC 7636); only its hash goes to the provider with the redirect. */
  readonly codeVerifier: string;
  /** Where the provider sends the browser back to, without a query: the same address for both steps. */
  readonly redirectUri: string;
}

export interface OAuthProvider {
  readonly name: OAuthProviderName;
  /** The page of the provider where the person agrees. AppError UNAVAILABLE while the provider is away. */
  authorizationUrl(attempt: AuthorizationAttempt): Promise<string>;
  /**
   * Who signed in. AppError BAD_CREDENTIALS for a code that does not hold (wrong, used, of another redirect or
   * verifier) and for an ID token that does not (signature, issuer, audience, nonce, time); UNAVAILABLE when the
   * provider is away or refuses us.
   */
  exchange(
    answer: Pick<AuthorizationAttempt, 'redirectUri'> & {
      readonly code: string;
      /** Undefined when the page that sent the browser to the provider named none. */
      readonly nonce?: string | undefined;
      /** Undefined when that page sent no challenge. */
      readonly codeVerifier?: string | undefined;
      /** The `iss` that came back with the code (RFC 9207), if one did. */
      readonly iss?: string | undefined;
    },
  ): Promise<ExternalProfile>;
}

/** The providers that this installation has accounts with. */
export type OAuthProviders = Readonly<Partial<Record<OAuthProviderName, OAuthProvider>>>;
