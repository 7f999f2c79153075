import type { Clock } from '../../domain/clock';
import { AppError } from '../../domain/errors';
import type { Sessions } from '../../domain/identity/sessions';
import { membershipAt, type Role } from '../../domain/identity/user';
import type { TeamRole, Teams } from '../../domain/teams/teams';
import type { Users } from '../../domain/identity/users';

/** Who calls, as far as every request needs to know. */
export interface Principal {
  readonly userId: number;
  /** The session that the caller's cookie or token names. */
  readonly sessionId: string;
  /** When the session began. */
  readonly signedInAt: Date;
  /** The team that the session acts for. */
  readonly teamId: number | null;
  readonly teamRole: TeamRole | null;
  readonly role: Role;
  readonly isMember: boolean;
}

export interface Principals {
  /** AppError UNAUTHENTICATED when the session has ended, ACCOUNT_DISABLED for a user who was shut out. */
  load(sessionId: string): Promise<Principal>;
  /** Looks these sessions up again when they next call. */
  forget(sessionIds: readonly string[]): void;
}

/** How long a caller is let in after a session ended without this process being told. */
const FRESH_MS = 1_000;
const REMEMBERED = 10_000;

/** Reads callers from the database; what was read is good for a second. */
export function createPrincipals({
  sessions,
  users,
  teams,
  clock,
}: {
  readonly sessions: Pick<Sessions, 'find'>;
  readonly users: Pick<Users, 'find'>;
  readonly teams: Pick<Teams, 'roleOf'>;
  readonly clock: Clock;
}): Principals {
  const known = new Map<string, { readonly principal: Principal; readonly until: number }>();

  async function read(sessionId: string, now: Date): Promise<Principal> {
    const session = await sessions.find(sessionId);
    const user = session && (await users.find(session.userId));
    if (!user) throw new AppError('UNAUTHENTICATED', undefined, { note: `session ${sessionId} has ended` });
    if (user.status === 'disabled') throw new AppError('ACCOUNT_DISABLED');
    const isMember = membershipAt(user, now) !== null;
    const { teamId } = session;
    const teamRole = teamId === null ? null : await teams.roleOf(teamId, user.id);
    return {
      userId: user.id,
      sessionId,
      signedInAt: session.createdAt,
      teamId,
      teamRole,
      role: user.role,
      isMember,
    };
  }

  return {
    async load(sessionId) {
      const now = clock.now();
      const kept = known.get(sessionId);
      if (kept && kept.until > now.getTime()) return kept.principal;
      known.delete(sessionId);
      const principal = await read(sessionId, now);
      if (known.size >= REMEMBERED) known.delete(known.keys().next().value ?? sessionId);
      known.set(sessionId, { principal, until: now.getTime() + FRESH_MS });
      return principal;
    },

    forget(sessionIds) {
      for (const id of sessionIds) known.delete(id);
    },
  };
}
