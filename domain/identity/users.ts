import { QueryTypes } from 'sequelize';
import type { Clock } from '../clock';
import { dateTime } from '../db/columns';
import type { Database } from '../db/database';
import { inTransaction, type Transaction } from '../db/transaction';
import { AppError } from '../errors';
import { emailAddress, phoneNumber } from './contact';
import { expectVisible } from '../visible-text';
import { lockAccount } from './account-lock';
import { createPasswordCheck } from './password-check';
import type { PasswordHasher } from './password-hasher';
import { createRegistrar, type Welcome } from './registrar';
import type { Registered, Registration } from './registration';
import type { User } from './user';
import { readUser, readUsers, withoutPassword, type UniqueColumn } from './user-rows';

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
  /** The user who signs in by this: an e-mail address if there is an @ in it, else a user name. */
  findByName(usernameOrEmail: string): Promise<User | undefined>;
  /** The user whose code it is, to be passed on to others. */
  findByReferralCode(code: string): Promise<User | undefined>;
  count(): Promise<number>;
  /** By id, behind the one of the id `after`, at most `limit` of them. */
  list(wish: {
    /** A part of a user name or an e-mail address, in whatever case. */
    readonly search?: string | undefined;
    readonly after?: number | undefined;
    readonly limit: number;
  }): Promise<User[]>;
  /** Changes what is given, and answers the user as it was and as it is. */
  updateProfile(
    userId: number,
    profile: ProfileChange,
  ): Promise<{ readonly before: User; readonly user: User }>;
  /** Notes that the user went through the first steps; the first time stands. */
  completeOnboarding(userId: number): Promise<void>;
}

export interface ProfileChange {
  readonly nickname?: string | null | undefined;
  readonly avatarUrl?: string | null | undefined;
}

export function createUsers({
  db,
  clock,
  hasher,
  welcome,
}: {
  db: Database;
  clock: Clock;
  hasher: PasswordHasher;
  /** What else happens to who registers. */
  welcome?: Welcome;
}): Users {
  const registrar = createRegistrar({ db, clock, hasher, welcome });
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
      const user = await readUser(db, ...namedBy(usernameOrEmail));
      const right = await matches(user?.passwordHash, password);
      if (!user || !right) throw new AppError('BAD_CREDENTIALS');
      if (user.status === 'disabled') throw new AppError('ACCOUNT_DISABLED');
      return withoutPassword(user);
    },

    find: (id) => findBy('id', id),
    findByUuid: (uuid) => findBy('uuid', uuid),
    findByUsername: (username) => findBy('username', username),
    findByEmail: (email) => findBy('email', emailAddress(email)),
    findByName: (name) => findBy(...namedBy(name)),
    findByPhone: (phone) => findBy('phone', phoneNumber(phone)),
    findByReferralCode: (code) => findBy('referral_code', code),

    async count() {
      const [row] = await db.query<{ total: number }>('SELECT COUNT(*) AS total FROM users', {
        type: QueryTypes.SELECT,
      });
      return row?.total ?? 0;
    },

    list: async (wish) => (await readUsers(db, wish)).map(withoutPassword),

    async updateProfile(userId, { nickname, avatarUrl }) {
      expectVisible('body.nickname', nickname);
      return inTransaction(db, async (tx) => {
        const before = await lockAccount(db, { userId }, tx);
        const changes = {
          nickname: nickname === undefined ? before.nickname : nickname,
          avatarUrl: avatarUrl === undefined ? before.avatarUrl : avatarUrl,
          updatedAt: clock.now(),
        };
        await db.query('UPDATE users SET nickname = ?, avatar_url = ?, updated_at = ? WHERE id = ?', {
          replacements: [changes.nickname, changes.avatarUrl, dateTime(changes.updatedAt), userId],
          type: QueryTypes.UPDATE,
          transaction: tx,
        });
        return { before: withoutPassword(before), user: { ...withoutPassword(before), ...changes } };
      });
    },

    async completeOnboarding(userId) {
      await db.query('UPDATE users SET onboarded_at = ? WHERE id = ? AND onboarded_at IS NULL', {
        replacements: [dateTime(clock.now()), userId],
        type: QueryTypes.UPDATE,
      });
    },
  };
}

/** The column that tells who is meant, and what stands in it. No user name has an @. */
function namedBy(usernameOrEmail: string): [UniqueColumn, string] {
  return usernameOrEmail.includes('@')
    ? ['email', emailAddress(usernameOrEmail)]
    : ['username', usernameOrEmail];
}
