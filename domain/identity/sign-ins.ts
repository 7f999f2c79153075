import type { Database } from '../db/database';
import { inTransaction } from '../db/transaction';
import { AppError, isAppError } from '../errors';
import { lockAccount } from './account-lock';
import type { IdentityEvents } from './events';
import { guessedAccount, type Guesses } from './guesses';
import type { Place } from './place';
import type { Session, Sessions, SignInMethod } from './sessions';
import type { User } from './user';
import type { Users } from './users';

export interface SignInStart {
  readonly method: SignInMethod;
  readonly place: Place;
  readonly lifetimeSeconds: number;
  /** The team that the session acts for. */
  readonly team?:
    | {
        readonly id: number;
        readonly name: string;
        /** The session that it is begun in, which it ends with. */
        readonly within: string;
      }
    | undefined;
}

/** Signing in, as every surface does it: who comes in, and who tried, is in the account's list of what happened. */
export interface SignIns {
  /**
   * Whose name or address and password these are. AppError BAD_CREDENTIALS, noted with the account that was meant,
   * after the same work where there is none; ACCOUNT_DISABLED, only with the right password; RATE_LIMITED after too
   * many guesses.
   */
  withPassword(usernameOrEmail: string, password: string, place: Place): Promise<User>;
  /** Notes a sign-in that came to nothing; null when it is not known whose account was meant. */
  failed(userId: number | null, method: SignInMethod, place: Place): Promise<void>;
  /**
   * Begins a session for a user who has proven who they are. AppError ACCOUNT_DISABLED for one who was shut out;
   * BAD_CREDENTIALS when what it was proven by may have been taken away since `user` was read.
   */
  begin(user: User, start: SignInStart): Promise<Session>;
}

export function createSignIns({
  db,
  users,
  sessions,
  identityEvents,
  guesses,
}: {
  readonly db: Database;
  readonly users: Pick<Users, 'authenticate' | 'findByName'>;
  readonly sessions: Pick<Sessions, 'begin'>;
  readonly identityEvents: Pick<IdentityEvents, 'record'>;
  readonly guesses: Guesses;
}): SignIns {
  const failed: SignIns['failed'] = (userId, method, place) =>
    identityEvents.record({ userId, action: 'sign_in_failed', place, detail: method });

  return {
    failed,

    async withPassword(name, password, place) {
      const meant = await users.findByName(name);
      const account = guessedAccount(meant, name);
      await guesses.count(account);
      try {
        const user = await users.authenticate(name, password);
        await guesses.forget(account);
        return user;
      } catch (error) {
        const known = isAppError(error, 'BAD_CREDENTIALS') || isAppError(error, 'ACCOUNT_DISABLED');
        if (known) await failed(meant?.id ?? null, 'password', place);
        throw error;
      }
    },

    async begin(user, { method, place, lifetimeSeconds, team }) {
      const userId = user.id;
      return inTransaction(db, async (tx) => {
        const { status, credentialVersion } = await lockAccount(db, { userId }, tx);
        if (status === 'disabled') throw new AppError('ACCOUNT_DISABLED');
        if (credentialVersion !== user.credentialVersion) {
          throw new AppError('BAD_CREDENTIALS', undefined, {
            note: 'the account changed during the sign-in',
          });
        }
        const session = await sessions.begin({
          userId,
          place,
          method,
          lifetimeSeconds,
          teamId: team?.id,
          parentId: team?.within,
          tx,
        });
        const event = team
          ? ({ action: 'team_sign_in', detail: team.name } as const)
          : ({ action: 'sign_in', detail: method } as const);
        await identityEvents.record({ userId, place, ...event, tx });
        return session;
      });
    },
  };
}
