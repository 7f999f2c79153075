import { QueryTypes } from 'sequelize';
import type { Clock } from '../clock';
import { dateTime } from '../db/columns';
import type { Database } from '../db/database';
import { inTransaction, type Transaction } from '../db/transaction';
import { AppError, isAppError } from '../errors';
import { isVisible } from '../visible-text';
import { countChange, lockAccount, type Actor } from './account-lock';
import type { Emails } from './emails';
import type { IdentityEvents } from './events';
import type { ExternalProfile, OAuthProviderName } from './oauth';
import type { Place } from './place';
import type { Registration } from './registration';
import type { User } from './user';
import type { StoredUser } from './user-rows';
import type { Users } from './users';

/** Which accounts elsewhere sign in to which of ours. A user has at most one with each provider. */
export interface ExternalIdentities {
  /**
   * The user behind an account elsewhere: the one it is bound to, else the one with its verified e-mail address (see
   * `Emails`), else a new one, who is made whole or not at all; of calls at once one makes it. AppError
   * ACCOUNT_DISABLED for a user who was shut out; ALREADY_EXISTS when the address is that of a user who is bound to
   * another account of the same provider.
   */
  signIn(
    provider: OAuthProviderName,
    profile: ExternalProfile,
    options: {
      readonly place: Place;
      /** Another user's code, for a new user; it must be one. */
      readonly referralCode?: string | undefined;
    },
  ): Promise<User>;
  /**
   * Binds the account to the user, in place of the one before, and notes it. AppError ALREADY_EXISTS when it is
   * another user's, UNAUTHENTICATED when the acting session has ended.
   */
  bind(provider: OAuthProviderName, subject: string, actor: Actor, place: Place): Promise<void>;
  /** Whether there was one to take away. AppError LAST_WAY_IN when the user could not sign in without it. */
  unbind(provider: OAuthProviderName, actor: Actor, place: Place): Promise<boolean>;
  of(userId: number): Promise<{ provider: OAuthProviderName; subject: string; createdAt: Date }[]>;
  /** Who users are at a provider, by user; who is bound to nobody there is missing. */
  subjectsOf(provider: OAuthProviderName, userIds: readonly number[]): Promise<Map<number, string>>;
}

/** What OpenID Connect allows, without spaces at the ends, which the database would not tell apart. */
const SUBJECT = /^(?!.{256})[\x21-\x7e](?:[\x20-\x7e]*[\x21-\x7e])?$/;
/** Calls at once may each find what the other has just done; the next look shows it. */
const TRIES = 3;

export function createExternalIdentities({
  db,
  clock,
  users,
  emails,
  identityEvents,
}: {
  readonly db: Database;
  readonly clock: Clock;
  readonly users: Pick<Users, 'find' | 'findByEmail' | 'findByPhone' | 'prepare'>;
  readonly emails: Pick<Emails, 'accept'>;
  readonly identityEvents: Pick<IdentityEvents, 'record'>;
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
    place: Place,
    referralCode: string | undefined,
  ): Promise<User> {
    const register = await users.prepare({ ...(await registration(profile)), referralCode });
    return inTransaction(db, async (tx) => {
      const { user } = await register(tx);
      await insert(provider, profile.subject, user.id, tx);
      await identityEvents.record({ userId: user.id, action: 'registered', place, detail: provider, tx });
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
      nickname: name !== undefined && isVisible(name) ? [...name.trim()].slice(0, 50).join('') || null : null,
      avatarUrl: avatarUrl !== undefined && /^https?:\/\/\S{1,500}$/.test(avatarUrl) ? avatarUrl : null,
    };
  }

  async function findOrMake(
    provider: OAuthProviderName,
    profile: ExternalProfile,
    { place, referralCode }: { readonly place: Place; readonly referralCode?: string | undefined },
  ): Promise<User> {
    const { subject, email, emailVerified } = profile;
    const bound = await owner(provider, subject);
    const user =
      bound === undefined
        ? email !== undefined && emailVerified === true && (await users.findByEmail(email))
        : await users.find(bound);
    if (!user) return make(provider, profile, place, referralCode);
    if (user.status === 'disabled') throw new AppError('ACCOUNT_DISABLED');
    if (bound !== undefined) return user;
    await emails.accept(user.id, user.email ?? '', place);
    await insert(provider, subject, user.id);
    await identityEvents.record({ userId: user.id, action: 'identity_bound', place, detail: provider });
    return (await users.find(user.id)) ?? user;
  }

  return {
    async signIn(provider, profile, options) {
      checkSubject(profile.subject);
      for (let attempt = 1; ; attempt++) {
        try {
          return await findOrMake(provider, profile, options);
        } catch (error) {
          if (!isAppError(error, 'ALREADY_EXISTS') || attempt === TRIES) throw error;
        }
      }
    },

    async bind(provider, subject, actor, place) {
      checkSubject(subject);
      const { userId } = actor;
      await inTransaction(db, async (tx) => {
        await lockAccount(db, actor, tx);
        await db.query(
          'DELETE FROM external_identities WHERE user_id = ? AND provider = ? AND subject <> ?',
          { replacements: [userId, provider, subject], type: QueryTypes.DELETE, transaction: tx },
        );
        const bound = await owner(provider, subject, tx);
        if (bound === undefined) await insert(provider, subject, userId, tx);
        else if (bound !== userId) throw boundElsewhere();
        await identityEvents.record({ userId, action: 'identity_bound', place, detail: provider, tx });
      });
    },

    async unbind(provider, actor, place) {
      const { userId } = actor;
      return inTransaction(db, async (tx) => {
        const user = await lockAccount(db, actor, tx);
        const removed = await db.query('DELETE FROM external_identities WHERE user_id = ? AND provider = ?', {
          replacements: [userId, provider],
          type: QueryTypes.BULKDELETE,
          transaction: tx,
        });
        if (removed === 0) return false;
        if (!(await hasWayIn(db, user, tx))) throw new AppError('LAST_WAY_IN');
        await countChange(db, userId, tx);
        await identityEvents.record({ userId, action: 'identity_unbound', place, detail: provider, tx });
        return true;
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

    async subjectsOf(provider, userIds) {
      if (userIds.length === 0) return new Map();
      const rows = await db.query<{ user_id: number; subject: string }>(
        'SELECT user_id, subject FROM external_identities WHERE provider = ? AND user_id IN (?)',
        { replacements: [provider, userIds], type: QueryTypes.SELECT },
      );
      return new Map(rows.map(({ user_id: userId, subject }) => [userId, subject]));
    },
  };
}

/** Whether the user can still sign in somehow: by a code, a password, a passkey or a provider. */
async function hasWayIn(db: Database, user: StoredUser, tx: Transaction): Promise<boolean> {
  if (user.passwordHash !== null || user.email !== null || user.phone !== null) return true;
  const [row] = await db.query<{ some: number }>(
    `SELECT EXISTS (SELECT 1 FROM passkeys WHERE user_id = :id)
       OR EXISTS (SELECT 1 FROM external_identities WHERE user_id = :id) AS some`,
    { replacements: { id: user.id }, type: QueryTypes.SELECT, transaction: tx },
  );
  return row?.some === 1;
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
