import { randomUUID } from 'node:crypto';
import type { Clock } from '../clock';
import type { Database } from '../db/database';
import type { Transaction } from '../db/transaction';
import { AppError, invalidField } from '../errors';
import { expectVisible } from '../visible-text';
import { createIdempotency } from '../idempotency';
import { emailAddress, phoneNumber } from './contact';
import type { PasswordHasher } from './password-hasher';
import { newReferralCode } from './referral-code';
import type { Registered, Registration } from './registration';
import { asTaken, violatedKey } from './taken-fields';
import type { User } from './user';
import { insertUser, readUser, withoutPassword, type NewUser } from './user-rows';
import { checkUsername, madeUsername } from './username';

/** A new code or made name meets one in use about once in a million registrations of a million users; twice is a bug. */
const TRIES = 3;

/** A user who has just been made, and the user whose referral code was given. */
export interface Newcomer {
  readonly userId: number;
  readonly referrerId: number | null;
  readonly createdAt: Date;
}

/** What else happens to a newcomer, within the transaction that makes the account. */
export type Welcome = (newcomer: Newcomer, tx: Transaction) => Promise<void>;

/** Makes accounts. */
export function createRegistrar({
  db,
  clock,
  hasher,
  welcome,
}: {
  readonly db: Database;
  readonly clock: Clock;
  readonly hasher: PasswordHasher;
  readonly welcome?: Welcome | undefined;
}) {
  const idempotency = createIdempotency({ db, clock });

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

  /** Inserts the user under a code, and a name if none was chosen, that nobody has. */
  async function insertNamed(
    user: Omit<NewUser, 'username' | 'referralCode'>,
    username: string | undefined,
    tx: Transaction,
  ): Promise<number> {
    for (let attempt = 1; ; attempt++) {
      try {
        return await insertUser(
          db,
          { ...user, username: username ?? madeUsername(user.email), referralCode: newReferralCode() },
          tx,
        );
      } catch (error) {
        const key = violatedKey(error);
        const ours = key === 'users_referral_code' || (key === 'users_username' && username === undefined);
        if (!ours || attempt === TRIES) throw asTaken(error);
      }
    }
  }

  return {
    /** See `Users.prepare`. */
    async prepare(registration: Registration): Promise<(tx: Transaction) => Promise<Registered>> {
      const { username, email, password, phone } = registration;
      if (username !== undefined) checkUsername(username);
      expectVisible('body.nickname', registration.nickname);
      const passwordHash = typeof password === 'string' ? await hasher.hash(password) : null;

      return async (tx) => {
        const uuid = randomUUID();
        if (registration.idempotency) {
          const { resourceId, repeated } = await idempotency.claim(registration.idempotency, uuid, tx);
          if (repeated) return { user: await existing('uuid', resourceId, tx), repeated };
        }
        const now = clock.now();
        const referrerId = await referrer(registration.referralCode, tx);
        const id = await insertNamed(
          {
            uuid,
            email: typeof email === 'string' ? emailAddress(email) : null,
            emailVerifiedAt: typeof email === 'string' && registration.emailVerified ? now : null,
            phone: typeof phone === 'string' ? phoneNumber(phone) : null,
            passwordHash,
            nickname: registration.nickname ?? null,
            avatarUrl: registration.avatarUrl ?? null,
            role: registration.role ?? 'user',
            referredBy: referrerId,
            createdAt: now,
          },
          username,
          tx,
        );
        await welcome?.({ userId: id, referrerId, createdAt: now }, tx);
        return { user: await existing('id', id, tx), repeated: false };
      };
    },
  };
}
