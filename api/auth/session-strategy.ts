import type { Request } from 'express';
import { Strategy } from 'passport-strategy';
import { isAppError } from '../../domain/errors';
import type { Principals } from './principal';
import type { Sessions } from './sessions';

/** The browser session that signing in began. The router lets only streams take it. */
export class SessionStrategy extends Strategy {
  constructor(
    private readonly sessions: Sessions,
    private readonly principals: Principals,
  ) {
    super();
  }

  override authenticate(req: Request): void {
    this.sessions
      .read(req)
      .then((userId) => (userId === undefined ? undefined : this.principals.load(userId)))
      .then(
        (principal) => (principal ? this.success(principal) : this.fail('Session', 401)),
        (error: unknown) => {
          if (isAppError(error, 'UNAUTHENTICATED')) this.fail('Session', 401);
          else this.error(error as Error);
        },
      );
  }
}
