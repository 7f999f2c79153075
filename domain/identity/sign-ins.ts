import { AppError, isAppError } from '../errors';
import type { IdentityEvents } from './events';
import type { Place } from './place';
import type { Session, Sessions, SignInMethod } from './sessions';
import type { User } from './user';
import type { Users } from './users';

export interface SignInStart {
  readonly method: SignInMethod;
  readonly place: Place;
  readonly lifetimeSeconds: number;
  /** The team that the session acts for. */
  readonly team?: { readonly id: number; readonly name: string } | undefined;
}

/** Signing in, as every surface does it: who comes in, and who tried, is in the account's list of what happened. */
export interface SignIns {
  /**
   * Whose name or address and password these are. AppError BAD_CREDENTIALS, noted with the account that was meant,
   * after the same work where there is none; ACCOUNT_DISABLED, only with the right password.
   */
  withPassword(usernameOrEmail: string, password: string, place: Place): Promise<User>;
  /** Notes a sign-in that came to nothing; null when it is not known whose account was meant. */
  failed(userId: number | null, method: SignInMethod, place: Place): Promise<void>;
  /** Begins a session for a user who has proven who they are. AppError ACCOUNT_DISABLED for one who was shut out. */
  begin(user: User, start: SignInStart): Promise<Session>;
}

export function createSignIns({
  users,
  sessions,
  identityEvents,
}: {
  readonly users: Pick<Users, 'authenticate' | 'findByEmail' | 'findByUsername'>;
  readonly sessions: Pick<Sessions, 'begin'>;
  readonly identityEvents: Pick<IdentityEvents, 'record'>;
}): SignIns {
  const failed: SignIns['failed'] = (userId, method, place) =>
    identityEvents.record({ userId, action: 'sign_in_failed', place, detail: method });

  return {
    failed,

    async withPassword(usernameOrEmail, password, place) {
      try {
        return await users.authenticate(usernameOrEmail, password);
      } catch (error) {
        if (isAppError(error, 'BAD_CREDENTIALS')) {
          const meant = usernameOrEmail.includes('@')
            ? await users.findByEmail(usernameOrEmail)
            : await users.findByUsername(usernameOrEmail);
          await failed(meant?.id ?? null, 'password', place);
        }
        throw error;
      }
    },

    async begin({ id: userId, status }, { method, place, lifetimeSeconds, team }) {
      if (status === 'disabled') throw new AppError('ACCOUNT_DISABLED');
      const session = await sessions.begin({ userId, place, method, lifetimeSeconds, teamId: team?.id });
      const event = team
        ? ({ action: 'team_sign_in', detail: team.name } as const)
        : ({ action: 'sign_in', detail: method } as const);
      await identityEvents.record({ userId, place, ...event });
      return session;
    },
  };
}
