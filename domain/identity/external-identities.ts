import { QueryTypes } from 'sequelize';
import type { Clock } from '../clock';
import { dateTime } from '../db/columns';
import type { Database } from '../db/database';
import { inTransaction, type Transaction } from '../db/transaction';
import { AppError, isAppError } from '../errors';
import type { EmailProofs } from './email-proofs';
import type { ExternalProfile, OAuthProviderName } from './oauth';
import type { Registration } from './registration';
import type { User } from './user';
import type { Users } from './users';

/** Which accounts elsewhere sign in to which of ours. A user has at most one with each provider. */
export interface ExternalIdentities {
  /**
   * The user behind an account elsewhere: the one it is bound to, else the one with its verified e-mail address (see
   * `EmailProofs`), else a new one, who is made whole or not at all; of calls at once one makes it. AppError
   * ACCOUNT_DISABLED for a user who was shut out; ALREADY_EXISTS when the address is that of a user who is bound to
   * another account of the same provider.
   */
  signIn(
    provider: OAuthProviderName,
    profile: ExternalProfile,
    /** Another user's code, for a new user; it must be one. */
    referralCode?: string,
  ): Promise<User>;
  /** Binds the account to the user, in place of the one before. AppError ALREADY_EXISTS when it is another user's. */
  bind(provider: OAuthProviderName, subject: string, userId: number): Promise<void>;
  of(userId: number): Promise<{ provider: OAuthProviderName; subject: string; createdAt: Date }[]>;
}

/** What OpenID Connect allows, without spaces at the ends, which the database would not tell apart. */
const SUBJECT = /^(?!.{256})[\x21-\x7e](?:[\x20-\x7e]*[\x21-\x7e])?$/;
/** Calls at once may each find what the other has just done; the next look shows it. */
const TRIES = 3;

export function createExternalIdentities({
  db,
  clock,
  users,
  emailProofs,
}: {
  readonly db: Database;
  readonly clock: Clock;
  readonly users: Pick<Users, 'find' | 'findByEmail' | 'findByPhone' | 'prepare'>;
  readonly emailProofs: EmailProofs;
}): ExternalIdentities {
  const owner = async (provider: string, subject: string, tx: Transaction | null = null) => {
    const [row] = await db.query<{ user_id: number }>(
      'SELECT user_id FROM external_identities WHERE provider = ? AND subject = ?',
      { replacements: [provider, subject], type: QueryTypes.SELECT, transaction: tx },
    );
    return row?.user_id;
  };

  /** AppError ALREADY_EXISTS when the account, or one of the user's with the provider, is bound already. */
  const insert = async (provider: string, subject: string, userId: number, tx: Transaction | null = null) => {
    const [, inserted] = await db.query(
      `INSERT INTO external_identities (provider, subject, user_id, created_at) VALUES (?, ?, ?, ?)
       ON DUPLICATE KEY UPDATE provider = provider`,
      {
        replacements: [provider, subject, userId, dateTime(clock.now())],
        type: QueryTypes.INSERT,
        transaction: tx,
      },
    );
    if (inserted !== 1) throw boundElsewhere();
  };

  async function make(
    provider: OAuthProviderName,
    profile: ExternalProfile,
    referralCode: string | undefined,
  ): Promise<User> {
    const register = await users.prepare({ ...(await registration(profile)), referralCode });
    return inTransaction(db, async (tx) => {
      const { user } = await register(tx);
      await insert(provider, profile.subject, user.id, tx);
      return user;
    });
  }

  /** What can be taken over from the profile: an address or number that another user has stays theirs. */
  async function registration({
    email,
    emailVerified,
    phone,
    name,
    avatarUrl,
  }: ExternalProfile): Promise<Registration> {
    const keepsEmail = email?.includes('@') && email.length <= 255 && !(await users.findByEmail(email));
    const keepsPhone = phone !== undefined && !(await users.findByPhone(phone));
    return {
      email: keepsEmail ? email : null,
      emailVerified: emailVerified === true,
      phone: keepsPhone ? phone : null,
      nickname: name === undefined ? null : [...name.trim()].slice(0, 50).join('') || null,
      avatarUrl: avatarUrl !== undefined && /^https?:\/\/\S{1,500}$/.test(avatarUrl) ? avatarUrl : null,
    };
  }

  async function findOrMake(
    provider: OAuthProviderName,
    profile: ExternalProfile,
    referralCode: string | undefined,
  ): Promise<User> {
    const { subject, email, emailVerified } = profile;
    const bound = await owner(provider, subject);
    const user =
      bound === undefined
        ? email !== undefined && emailVerified === true && (await users.findByEmail(email))
        : await users.find(bound);
    if (!user) return make(provider, profile, referralCode);
    if (user.status === 'disabled') throw new AppError('ACCOUNT_DISABLED');
    if (bound !== undefined) return user;
    await emailProofs.accept(user.id, user.email ?? '');
    await insert(provider, subject, user.id);
    return (await users.find(user.id)) ?? user;
  }

  return {
    async signIn(provider, profile, referralCode) {
      checkSubject(profile.subject);
      for (let attempt = 1; ; attempt++) {
        try {
          return await findOrMake(provider, profile, referralCode);
        } catch (error) {
          if (!isAppError(error, 'ALREADY_EXISTS') || attempt === TRIES) throw error;
        }
      }
    },

    async bind(provider, subject, userId) {
      checkSubject(subject);
      await inTransaction(db, async (tx) => {
        await db.query(
          'DELETE FROM external_identities WHERE user_id = ? AND provider = ? AND subject <> ?',
          { replacements: [userId, provider, subject], type: QueryTypes.DELETE, transaction: tx },
        );
        const bound = await owner(provider, subject, tx);
        if (bound === undefined) await insert(provider, subject, userId, tx);
        else if (bound !== userId) throw boundElsewhere();
      });
    },

    async of(userId) {
      const rows = await db.query<{ provider: string; subject: string; created_at: Date }>(
        'SELECT provider, subject, created_at FROM external_identities WHERE user_id = ? ORDER BY created_at, provider',
        { replacements: [userId], type: QueryTypes.SELECT },
      );
      return rows.map((row) => ({
        provider: row.provider as OAuthProviderName,
        subject: row.subject,
        createdAt: row.created_at,
      }));
    },
  };
}

function boundElsewhere(): AppError {
  const message = { zh: '该外部账号或用户已有绑定', en: 'This account or this user is bound already' };
  return new AppError('ALREADY_EXISTS', { errors: [{ field: 'body.code', message }] });
}

function checkSubject(subject: string): void {
  if (!SUBJECT.test(subject)) {
    throw new AppError('UNAVAILABLE', undefined, {
      note: 'the provider named a person in an impossible way',
    });
  }
}
