import { randomUUID } from 'node:crypto';
import { QueryTypes, UniqueConstraintError } from 'sequelize';
import type { Clock } from '../clock';
import type { Database } from '../db/database';
import { inTransaction, type Transaction } from '../db/transaction';
import { AppError, invalidField, type Wording } from '../errors';
import { createIdempotency, type IdempotencyClaim } from '../idempotency';
import type { PasswordHasher } from './password-hasher';
import { newReferralCode } from './referral-code';
import type { Role, User } from './user';
import { insertUser, readUser, type StoredUser } from './user-rows';

export interface Registration {
  /** 3–50 letters, digits and `_`. */
  readonly username: string;
  readonly email: string;
  readonly password: string;
  readonly nickname?: string | undefined;
  /** Another user's code. */
  readonly referralCode?: string | undefined;
  readonly role?: Role | undefined;
  readonly idempotency?: IdempotencyClaim | undefined;
}

export interface Users {
  /**
   * Makes an account. AppError ALREADY_EXISTS names the field that is taken, VALIDATION an unknown referral
   * code, IDEMPOTENCY_CONFLICT a key that was used for another request: nothing was written.
   */
  register(registration: Registration): Promise<{ user: User; repeated: boolean }>;
  /**
   * The user whose user name or e-mail address and password these are. AppError BAD_CREDENTIALS, after the
   * same work whether or not there is such a user; AppError ACCOUNT_DISABLED only with the right password.
   */
  authenticate(usernameOrEmail: string, password: string): Promise<User>;
  find(id: number): Promise<User | undefined>;
  findByUsername(username: string): Promise<User | undefined>;
  count(): Promise<number>;
}

const TAKEN: Readonly<Record<string, { readonly field: string; readonly message: Wording }>> = {
  users_username: {
    field: 'body.username',
    message: { zh: '用户名已被使用', en: 'This user name is taken' },
  },
  users_email: {
    field: 'body.email',
    message: { zh: '邮箱已被注册', en: 'This e-mail address is registered' },
  },
};

/** A new code meets one in use about once in a million registrations of a million users; twice is a bug. */
const CODE_TRIES = 3;

export function createUsers({
  db,
  clock,
  hasher,
}: {
  db: Database;
  clock: Clock;
  hasher: PasswordHasher;
}): Users {
  const idempotency = createIdempotency({ db, clock });
  // What a login of an unknown user is compared with, so that it costs what a known one's does.
  let nobody: Promise<string> | undefined;

  return {
    async register(registration) {
      const passwordHash = await hasher.hash(registration.password);
      for (let attempt = 1; ; attempt++) {
        try {
          return await inTransaction(db, (tx) => insert(registration, passwordHash, tx));
        } catch (error) {
          if (!(error instanceof UniqueConstraintError)) throw error;
          const taken = takenField(error);
          if (taken) throw new AppError('ALREADY_EXISTS', { errors: [taken] }, { cause: error });
          if (attempt === CODE_TRIES) throw error;
        }
      }
    },

    async authenticate(usernameOrEmail, password) {
      const column = usernameOrEmail.includes('@') ? 'email' : 'username';
      const user = await readUser(db, column, usernameOrEmail);
      nobody ??= hasher.hash(randomUUID());
      const matches = await hasher.verify(user?.passwordHash ?? (await nobody), password);
      if (!user || !matches) throw new AppError('BAD_CREDENTIALS');
      if (user.status === 'disabled') throw new AppError('ACCOUNT_DISABLED');
      return withoutPassword(user);
    },

    async find(id) {
      const user = await readUser(db, 'id', id);
      return user && withoutPassword(user);
    },

    async findByUsername(username) {
      const user = await readUser(db, 'username', username);
      return user && withoutPassword(user);
    },

    async count() {
      const [row] = await db.query<{ total: number }>('SELECT COUNT(*) AS total FROM users', {
        type: QueryTypes.SELECT,
      });
      return row?.total ?? 0;
    },
  };

  async function insert(registration: Registration, passwordHash: string, tx: Transaction) {
    const uuid = randomUUID();
    if (registration.idempotency) {
      const { resourceId, repeated } = await idempotency.claim(registration.idempotency, uuid, tx);
      if (repeated) return { user: await existing('uuid', resourceId, tx), repeated };
    }
    const id = await insertUser(
      db,
      {
        uuid,
        username: registration.username,
        email: registration.email,
        passwordHash,
        nickname: registration.nickname ?? null,
        role: registration.role ?? 'user',
        referralCode: newReferralCode(),
        referredBy: await referrer(registration.referralCode, tx),
        createdAt: clock.now(),
      },
      tx,
    );
    return { user: await existing('id', id, tx), repeated: false };
  }

  async function existing(column: 'id' | 'uuid', value: string | number, tx: Transaction): Promise<User> {
    const user = await readUser(db, column, value, tx);
    if (!user) throw new AppError('NOT_FOUND', undefined, { note: `user with ${column} ${value}` });
    return withoutPassword(user);
  }

  async function referrer(code: string | undefined, tx: Transaction): Promise<number | null> {
    if (code === undefined) return null;
    const user = await readUser(db, 'referral_code', code, tx);
    if (user) return user.id;
    throw invalidField('body.referral_code', { zh: '推荐码不存在', en: 'There is no such referral code' });
  }
}

/** The server names the key that was violated at the end of its message: `for key 'users.users_email'`. */
function takenField(error: UniqueConstraintError) {
  const key = /for key '(?:\w+\.)?(\w+)'/.exec(error.original.message)?.[1];
  return key === undefined ? undefined : TAKEN[key];
}

function withoutPassword({ passwordHash: _, ...user }: StoredUser): User {
  return user;
}
