import type { Request, Response } from 'express';
import { Passport } from 'passport';
import type { KeyCallers } from '../../domain/gateway/key-callers';
import type { Tokens } from '../../domain/identity/tokens';
import { BearerStrategy, type TokenKind } from './bearer-strategy';
import type { CookieSessions } from './cookie-sessions';
import { keyPrincipal, keySecretOf } from './key-principal';
import type { Principal, Principals } from './principal';
import { SessionStrategy } from './session-strategy';

declare global {
  namespace Express {
    // What the strategies succeed with.
    interface User extends Principal {}
  }
}

/**
 * Tells who calls, by any one of the named security schemes of a document; undefined when no credential holds.
 * AppError ACCOUNT_DISABLED for a user who was shut out.
 */
export type Authenticator = (
  schemes: readonly string[],
  req: Request,
  res: Response,
) => Promise<Principal | undefined>;

/** How the security schemes of the documents let somebody in, by the schemes' names. */
export interface SchemeKinds {
  readonly tokens: Readonly<Record<string, TokenKind>>;
  readonly cookies: Readonly<Record<string, CookieSessions>>;
  /** The schemes that take API keys. */
  readonly keys: readonly string[];
}

/**
 * Passport with one strategy for each security scheme, under the scheme's name; but for API keys, which are known in
 * memory, so that Passport's own work would be the most of it. A key that does not hold is told so: it is no token that
 * another scheme might take.
 */
export function createAuthenticator(dependencies: {
  readonly tokens: Tokens;
  readonly principals: Principals;
  readonly keyCallers: Pick<KeyCallers, 'authenticate'>;
  readonly schemes: SchemeKinds;
}): Authenticator {
  const { tokens, principals, keyCallers, schemes } = dependencies;
  const passport = new Passport();
  for (const [scheme, kind] of Object.entries(schemes.tokens)) {
    passport.use(scheme, new BearerStrategy(kind, tokens, principals));
  }
  for (const [scheme, cookies] of Object.entries(schemes.cookies)) {
    passport.use(scheme, new SessionStrategy(cookies, principals));
  }

  const byStrategy = (names: readonly string[], req: Request, res: Response) =>
    new Promise<Principal | undefined>((resolve, reject) => {
      const answer = (error: Error | null, user?: Principal | false) => {
        if (error) reject(error);
        else resolve(user || undefined);
      };
      const middleware = passport.authenticate([...names], { session: false }, answer) as (
        req: Request,
        res: Response,
        next: (error?: Error) => void,
      ) => void;
      middleware(req, res, (error) => reject(error ?? new Error('A strategy passed without an answer.')));
    });

  return async (names, req, res) => {
    const others = names.filter((name) => !schemes.keys.includes(name));
    const secret = others.length < names.length ? keySecretOf(req) : undefined;
    if (secret !== undefined) return keyPrincipal(keyCallers, secret);
    return others.length > 0 ? byStrategy(others, req, res) : undefined;
  };
}
