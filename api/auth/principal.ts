import type { Clock } from '../../domain/clock';
import { AppError } from '../../domain/errors';
import { membershipAt, type Role } from '../../domain/identity/user';
import type { Users } from '../../domain/identity/users';

/** Who calls, as far as every request needs to know. */
export interface Principal {
  readonly userId: number;
  readonly role: Role;
  readonly isMember: boolean;
}

export interface Principals {
  /** AppError UNAUTHENTICATED for a user who is gone, ACCOUNT_DISABLED for one who was shut out. */
  load(userId: number): Promise<Principal>;
}

/** How long a user that was disabled can still call. */
const FRESH_MS = 5_000;
const REMEMBERED = 10_000;

/** Reads callers from the users' table; what was read is good for five seconds. */
export function createPrincipals({ users, clock }: { users: Pick<Users, 'find'>; clock: Clock }): Principals {
  const known = new Map<number, { readonly principal: Principal; readonly until: number }>();

  return {
    async load(userId) {
      const now = clock.now();
      const kept = known.get(userId);
      if (kept && kept.until > now.getTime()) return kept.principal;
      known.delete(userId);
      const user = await users.find(userId);
      if (!user) throw new AppError('UNAUTHENTICATED', undefined, { note: `there is no user ${userId}` });
      if (user.status === 'disabled') throw new AppError('ACCOUNT_DISABLED');
      const principal = { userId, role: user.role, isMember: membershipAt(user, now) !== null };
      if (known.size >= REMEMBERED) known.delete(known.keys().next().value ?? userId);
      known.set(userId, { principal, until: now.getTime() + FRESH_MS });
      return principal;
    },
  };
}
