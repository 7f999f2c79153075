import { QueryTypes } from 'sequelize';
import type { Clock } from '../clock';
import { dateTime } from '../db/columns';
import type { Database } from '../db/database';
import { inTransaction } from '../db/transaction';
import { AppError } from '../errors';
import { countChange, lockAccount } from './account-lock';
import type { IdentityEvents } from './events';
import { guessedAccount, type Guesses } from './guesses';
import { createPasswordCheck } from './password-check';
import type { PasswordHasher } from './password-hasher';
import type { Place } from './place';
import type { Sessions } from './sessions';
import { readUser } from './user-rows';

export interface PasswordChange {
  /** The password so far; without it the caller has proven the user's consent otherwise. */
  readonly current?: string | undefined;
  readonly next: string;
  readonly place: Place;
  /** The session that the user acts by, which goes on. */
  readonly keep?: string | undefined;
  /** A few words for the user's list of what happened. */
  readonly detail?: string | undefined;
}

/** Sets passwords. */
export interface Passwords {
  /**
   * Sets a new password, ends every other session of the user, for whoever knew the old password may be signed in,
   * and notes it: all of it or nothing. AppError BAD_CREDENTIALS when `current` is given and is not the user's
   * password, or another change came first; UNAUTHENTICATED when the session that the user acts by has ended;
   * RATE_LIMITED after too many guesses.
   */
  change(userId: number, change: PasswordChange): Promise<void>;
}

export function createPasswords({
  db,
  clock,
  hasher,
  sessions,
  identityEvents,
  guesses,
}: {
  readonly db: Database;
  readonly clock: Clock;
  readonly hasher: PasswordHasher;
  readonly sessions: Pick<Sessions, 'endAll'>;
  readonly identityEvents: Pick<IdentityEvents, 'record'>;
  readonly guesses: Guesses;
}): Passwords {
  const matches = createPasswordCheck(hasher);

  return {
    async change(userId, { current, next, place, keep, detail }) {
      const user = await readUser(db, 'id', userId);
      if (!user) throw new AppError('NOT_FOUND', undefined, { note: `user ${userId}` });
      if (current !== undefined) {
        const account = guessedAccount(user, user.username);
        await guesses.count(account);
        if (!(await matches(user.passwordHash, current))) throw new AppError('BAD_CREDENTIALS');
        await guesses.forget(account);
      }
      const passwordHash = await hasher.hash(next);
      await inTransaction(db, async (tx) => {
        const { passwordHash: known } = await lockAccount(db, { userId, sessionId: keep }, tx);
        // Of two changes that began with the same password, the second is no longer made with the current one.
        if (current !== undefined && known !== user.passwordHash) throw new AppError('BAD_CREDENTIALS');
        await db.query('UPDATE users SET password_hash = ?, updated_at = ? WHERE id = ?', {
          replacements: [passwordHash, dateTime(clock.now()), userId],
          type: QueryTypes.UPDATE,
          transaction: tx,
        });
        await countChange(db, userId, tx);
        await sessions.endAll(userId, 'password_changed', { except: keep, tx });
        await identityEvents.record({ userId, action: 'password_changed', place, detail, tx });
      });
    },
  };
}
