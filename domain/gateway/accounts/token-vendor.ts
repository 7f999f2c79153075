import type { Secret } from '../secret';
import type { Platform } from './account-types';
import type { Tokens } from './account-wish';

/** Where tokens of a platform's accounts are granted and refreshed, as this installation is registered there. */
export interface TokenVendor {
  /** The page where somebody grants us tokens (RFC 6749 §4.1.1, with PKCE by S256). */
  authorizationUrl(attempt: { readonly state: string; readonly codeChallenge: string }): string;
  /** The tokens that a code stands for. @throws TokenRefusal */
  exchange(grant: {
    readonly code: string;
    readonly codeVerifier: string;
    readonly proxy: Secret | null;
  }): Promise<Tokens>;
  /**
   * The next tokens. One that the vendor does not replace stays as the refresh token.
   * @throws TokenRefusal. Whatever else is thrown leaves open whether the vendor has replaced the refresh token.
   */
  refresh(wish: {
    readonly refreshToken: string;
    /** What the tokens are granted for now. */
    readonly scopes: readonly string[];
    readonly proxy: Secret | null;
  }): Promise<Tokens>;
}

export type TokenVendors = Readonly<Partial<Record<Platform, TokenVendor>>>;
