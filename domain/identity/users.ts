import { QueryTypes } from 'sequelize';
import type { Clock } from '../clock';
import { dateTime } from '../db/columns';
import type { Database } from '../db/database';
import { inTransaction, type Transaction } from '../db/transaction';
import { AppError } from '../errors';
import { emailAddress, phoneNumber } from './contact';
import { createPasswordCheck } from './password-check';
import type { PasswordHasher } from './password-hasher';
import { createRegistrar } from './registrar';
import type { Registered, Registration } from './registration';
import { asTaken } from './taken-fields';
import type { User } from './user';
import { readUser, updateUser, withoutPassword, type UniqueColumn } from './user-rows';

export type { Registered, Registration } from './registration';

export interface Users {
  /**
   * Makes an account. AppError ALREADY_EXISTS names the field that is taken, VALIDATION an unknown referral
   * code or an impossible name, IDEMPOTENCY_CONFLICT a key that was used for another request: nothing was written.
   */
  register(registration: Registration): Promise<Registered>;
  /**
   * Does the slow part of a registration, and answers the rest of it: what makes the account within a
   * transaction, and throws as `register` does.
   */
  prepare(registration: Registration): Promise<(tx: Transaction) => Promise<Registered>>;
  /**
   * The user whose user name or e-mail address and password these are. AppError BAD_CREDENTIALS, after the
   * same work whether or not there is such a user or the user has a password; AppError ACCOUNT_DISABLED only
   * with the right password.
   */
  authenticate(usernameOrEmail: string, password: string): Promise<User>;
  find(id: number): Promise<User | undefined>;
  findByUuid(uuid: string): Promise<User | undefined>;
  findByUsername(username: string): Promise<User | undefined>;
  findByEmail(email: string): Promise<User | undefined>;
  findByPhone(phone: string): Promise<User | undefined>;
  /** The user whose code it is, to be passed on to others. */
  findByReferralCode(code: string): Promise<User | undefined>;
  count(): Promise<number>;
  /**
   * Changes what is given and answers the user. A new address counts as unproven. AppError ALREADY_EXISTS for an
   * address that is another's.
   */
  updateProfile(userId: number, profile: ProfileChange): Promise<User>;
  /**
   * Notes that `email` was proven to be that of the user who is signed in; nothing happens when the user has another
   * address by now. For who is signed in by the proof itself, see `EmailProofs`.
   */
  confirmEmail(userId: number, email: string): Promise<void>;
  /** Notes that the user went through the first steps; the first time stands. */
  completeOnboarding(userId: number): Promise<void>;
}

export interface ProfileChange {
  readonly nickname?: string | null | undefined;
  readonly avatarUrl?: string | null | undefined;
  readonly email?: string | undefined;
}

export function createUsers({
  db,
  clock,
  hasher,
}: {
  db: Database;
  clock: Clock;
  hasher: PasswordHasher;
}): Users {
  const registrar = createRegistrar({ db, clock, hasher });
  const matches = createPasswordCheck(hasher);

  const findBy = async (column: UniqueColumn, value: string | number): Promise<User | undefined> => {
    const user = await readUser(db, column, value);
    return user && withoutPassword(user);
  };

  return {
    async register(registration) {
      const insert = await registrar.prepare(registration);
      return inTransaction(db, insert);
    },

    prepare: (registration) => registrar.prepare(registration),

    async authenticate(usernameOrEmail, password) {
      const user = usernameOrEmail.includes('@')
        ? await readUser(db, 'email', emailAddress(usernameOrEmail))
        : await readUser(db, 'username', usernameOrEmail);
      const right = await matches(user?.passwordHash, password);
      if (!user || !right) throw new AppError('BAD_CREDENTIALS');
      if (user.status === 'disabled') throw new AppError('ACCOUNT_DISABLED');
      return withoutPassword(user);
    },

    find: (id) => findBy('id', id),
    findByUuid: (uuid) => findBy('uuid', uuid),
    findByUsername: (username) => findBy('username', username),
    findByEmail: (email) => findBy('email', emailAddress(email)),
    findByPhone: (phone) => findBy('phone', phoneNumber(phone)),
    findByReferralCode: (code) => findBy('referral_code', code),

    async count() {
      const [row] = await db.query<{ total: number }>('SELECT COUNT(*) AS total FROM users', {
        type: QueryTypes.SELECT,
      });
      return row?.total ?? 0;
    },

    async updateProfile(userId, { nickname, avatarUrl, email }) {
      try {
        return await inTransaction(db, async (tx) => {
          const user = await readUser(db, 'id', userId, tx, 'FOR UPDATE');
          if (!user) throw new AppError('NOT_FOUND', undefined, { note: `user ${userId}` });
          const address = email === undefined ? user.email : emailAddress(email);
          await updateUser(
            db,
            {
              id: userId,
              nickname: nickname === undefined ? user.nickname : nickname,
              avatarUrl: avatarUrl === undefined ? user.avatarUrl : avatarUrl,
              email: address,
              emailVerifiedAt: address === user.email ? user.emailVerifiedAt : null,
              updatedAt: clock.now(),
            },
            tx,
          );
          const changed = await readUser(db, 'id', userId, tx);
          return withoutPassword(changed ?? user);
        });
      } catch (error) {
        throw asTaken(error);
      }
    },

    async confirmEmail(userId, email) {
      await db.query(
        'UPDATE users SET email_verified_at = ? WHERE id = ? AND email = ? AND email_verified_at IS NULL',
        { replacements: [dateTime(clock.now()), userId, emailAddress(email)], type: QueryTypes.UPDATE },
      );
    },

    async completeOnboarding(userId) {
      await db.query('UPDATE users SET onboarded_at = ? WHERE id = ? AND onboarded_at IS NULL', {
        replacements: [dateTime(clock.now()), userId],
        type: QueryTypes.UPDATE,
      });
    },
  };
}
