import type { Request, Response } from 'express';
import type { Clock } from '../../domain/clock';
import { AppError } from '../../domain/errors';
import type { Authenticator } from '../auth/authenticator';
import type { CookieSessions } from '../auth/cookie-sessions';
import type { Principal } from '../auth/principal';
import { expectRecentSignIn } from '../auth/recent-sign-in';
import { hasRole } from '../auth/roles';
import type { RateLimits, RateStatus } from '../limits/rate-limits';
import type { Operation } from './operation';
import { expectOwnPage } from './own-pages';

/** What tells who may come in. */
export interface Doorkeeping {
  readonly authenticate: Authenticator;
  /** The cookies that a security scheme stands for. */
  readonly cookies: Readonly<Record<string, CookieSessions>>;
  /** The origins of our own pages, and of those that we know. */
  readonly homes: readonly string[];
  readonly clock: Clock;
}

/** Limit, authenticate, authorise: answers who calls. AppError for whoever may not, or comes too often. */
export type Admission = (operation: Operation, req: Request, res: Response) => Promise<Principal | undefined>;

export function createAdmission(steps: Doorkeeping, limits: RateLimits): Admission {
  const usesCookies = ({ session, schemes }: Operation) =>
    session !== undefined || schemes.some((scheme) => scheme in steps.cookies);

  return async (operation, req, res) => {
    if (operation.method !== 'GET' && usesCookies(operation)) expectOwnPage(req, steps.homes);
    // Who calls is found out first, for limits belong to users; only then refused.
    let user: Principal | undefined;
    let refusal: Error | undefined;
    if (operation.schemes.length > 0) {
      try {
        user = await steps.authenticate(operation.schemes, req, res);
        if (!user && !operation.anonymous) refusal = new AppError('UNAUTHENTICATED');
      } catch (error) {
        refusal = error instanceof Error ? error : new Error('authentication failed', { cause: error });
      }
    }
    if (user) req.context.fields['userId'] = user.userId;
    expectWithin(res, await limits.countCaller(operation.rateClass, { user, ip: req.ip }));
    if (refusal !== undefined) throw refusal;
    if (operation.role !== undefined && !hasRole(user, operation.role)) throw new AppError('FORBIDDEN');
    if (operation.recent) expectRecentSignIn(user, steps.clock.now());
    return user;
  };
}

export function tellStatus(res: Response, { limit, remaining, resetSeconds }: RateStatus): void {
  res.setHeader('RateLimit-Limit', limit);
  res.setHeader('RateLimit-Remaining', remaining);
  res.setHeader('RateLimit-Reset', resetSeconds);
}

/** Tells the caller where they stand. AppError RATE_LIMITED for one who is over the limit. */
export function expectWithin(res: Response, status: RateStatus | undefined): void {
  if (!status) return;
  tellStatus(res, status);
  if (!status.allowed) throw new AppError('RATE_LIMITED', { retryAfter: status.resetSeconds });
}
