import type { Request } from 'express';
import { Strategy } from 'passport-strategy';
import { isAppError } from '../../domain/errors';
import type { CookieSessions } from './cookie-sessions';
import type { Principals } from './principal';

/** The session that a browser's cookie names. */
export class SessionStrategy extends Strategy {
  constructor(
    private readonly cookies: CookieSessions,
    private readonly principals: Principals,
  ) {
    super();
  }

  override authenticate(req: Request): void {
    this.cookies
      .read(req)
      .then((sessionId) => (sessionId === undefined ? undefined : this.principals.load(sessionId)))
      .then(
        (principal) => (principal ? this.success(principal) : this.fail('Session', 401)),
        (error: unknown) => {
          if (isAppError(error, 'UNAUTHENTICATED')) this.fail('Session', 401);
          else this.error(error as Error);
        },
      );
  }
}
