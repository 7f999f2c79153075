import type { Clock } from '../../domain/clock';
import type { KeyCaller } from '../../domain/gateway/key-caller';
import { AppError } from '../../domain/errors';
import type { Callers } from '../../domain/identity/callers';
import { membershipAt, type Role } from '../../domain/identity/user';
import type { TeamRole } from '../../domain/teams/team';

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
  /** The API key that the caller showed instead of a session. */
  readonly key?: KeyCaller;
}

export interface Principals {
  /** AppError UNAUTHENTICATED when the session has ended, ACCOUNT_DISABLED for a user who was shut out. */
  load(sessionId: string): Promise<Principal>;
  /** Looks these sessions up again when they next call; what is being read of them now is not kept either. */
  forget(sessionIds: readonly string[]): void;
}

/** How long a caller is let in after a session ended without this process being told. */
const FRESH_MS = 1_000;
const REMEMBERED = 10_000;

/**
 * Reads callers from the database; a read is good for a second from when it began. All who ask meanwhile share it,
 * also while it is under way.
 */
export function createPrincipals({
  callers,
  clock,
}: {
  readonly callers: Callers;
  readonly clock: Clock;
}): Principals {
  const known = new Map<string, { readonly principal: Promise<Principal>; readonly until: number }>();

  async function read(sessionId: string, now: Date): Promise<Principal> {
    const caller = await callers.find(sessionId);
    if (!caller) throw new AppError('UNAUTHENTICATED', undefined, { note: `session ${sessionId} has ended` });
    const { status, membership, ...principal } = caller;
    if (status === 'disabled') throw new AppError('ACCOUNT_DISABLED');
    return { ...principal, isMember: membershipAt({ membership }, now) !== null };
  }

  return {
    load(sessionId) {
      const now = clock.now();
      const kept = known.get(sessionId);
      if (kept && kept.until > now.getTime()) return kept.principal;
      known.delete(sessionId);
      if (known.size >= REMEMBERED) known.delete(known.keys().next().value ?? sessionId);
      const begun = { principal: read(sessionId, now), until: now.getTime() + FRESH_MS };
      known.set(sessionId, begun);
      begun.principal.catch(() => {
        // Another may have taken its place by now.
        if (known.get(sessionId) === begun) known.delete(sessionId);
      });
      return begun.principal;
    },

    forget(sessionIds) {
      for (const id of sessionIds) known.delete(id);
    },
  };
}
