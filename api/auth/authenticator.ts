import type { Request, Response } from 'express';
import { Passport } from 'passport';
import type { Tokens } from '../../domain/identity/tokens';
import { BearerStrategy } from './bearer-strategy';
import type { Principal, Principals } from './principal';
import { SessionStrategy } from './session-strategy';
import type { Sessions } from './sessions';

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

/** Passport with one strategy for each security scheme, under the scheme's name. */
export function createAuthenticator(dependencies: {
  readonly tokens: Tokens;
  readonly principals: Principals;
  readonly sessions: Sessions;
}): { authenticate: Authenticator; schemes: readonly string[] } {
  const { tokens, principals, sessions } = dependencies;
  const strategies = {
    bearer: new BearerStrategy('access', tokens, principals),
    refreshToken: new BearerStrategy('refresh', tokens, principals),
    browserSession: new SessionStrategy(sessions, principals),
  };
  const passport = new Passport();
  for (const [scheme, strategy] of Object.entries(strategies)) passport.use(scheme, strategy);

  return {
    schemes: Object.keys(strategies),
    authenticate: (schemes, req, res) =>
      new Promise((resolve, reject) => {
        const answer = (error: Error | null, user?: Principal | false) => {
          if (error) reject(error);
          else resolve(user || undefined);
        };
        const middleware = passport.authenticate([...schemes], { session: false }, answer) as (
          req: Request,
          res: Response,
          next: (error?: Error) => void,
        ) => void;
        middleware(req, res, (error) => reject(error ?? new Error('A strategy passed without an answer.')));
      }),
  };
}
