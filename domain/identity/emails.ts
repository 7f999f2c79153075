import { QueryTypes } from 'sequelize';
import type { Clock } from '../clock';
import { dateTime } from '../db/columns';
import type { Database } from '../db/database';
import { inTransaction, type Transaction } from '../db/transaction';
import { countChange, lockAccount, type Actor } from './account-lock';
import { emailAddress } from './contact';
import type { IdentityEvents } from './events';
import type { Place } from './place';
import type { Sessions } from './sessions';
import { asTaken } from './taken-fields';

/** The addresses of accounts: whose they are, and what follows when that is proven. */
export interface Emails {
  /**
   * Notes that `email` was proven to belong to who is about to sign in to the account. An address that was never
   * proven before may have been claimed by somebody who waits for its owner to come and use the account with them:
   * so every way in that the account had is taken away (password, passkeys, phone, providers, sessions), and that is
   * noted. Nothing happens for an address that was proven before, or is not the account's. Sign in and bind only
   * afterwards, with the user read anew.
   */
  accept(userId: number, email: string, place: Place): Promise<void>;
  /**
   * Notes that `email` was proven to be that of the user who is signed in; nothing happens when the user has another
   * address by now.
   */
  confirm(userId: number, email: string): Promise<void>;
  /**
   * Gives the account another address, which counts as unproven. AppError ALREADY_EXISTS for one that is another's,
   * UNAUTHENTICATED when the acting session has ended.
   */
  change(actor: Actor, email: string, place: Place): Promise<void>;
}

export function createEmails({
  db,
  clock,
  sessions,
  identityEvents,
}: {
  readonly db: Database;
  readonly clock: Clock;
  readonly sessions: Pick<Sessions, 'endAll'>;
  readonly identityEvents: Pick<IdentityEvents, 'record'>;
}): Emails {
  const now = () => dateTime(clock.now());

  /** Answers whether there was any. */
  async function removeWaysIn(userId: number, tx: Transaction): Promise<boolean> {
    const remove = async (sql: string): Promise<boolean> => {
      const [, removed] = await db.query(sql, {
        replacements: [userId],
        type: QueryTypes.UPDATE, // which answers how many rows it was
        transaction: tx,
      });
      return removed > 0;
    };
    const removed = [
      await remove(
        `UPDATE users SET password_hash = NULL, phone = NULL
         WHERE id = ? AND (password_hash IS NOT NULL OR phone IS NOT NULL)`,
      ),
      await remove('DELETE FROM passkeys WHERE user_id = ?'),
      await remove('DELETE FROM external_identities WHERE user_id = ?'),
      (await sessions.endAll(userId, 'revoked', { tx })) > 0,
    ];
    return removed.includes(true);
  }

  return {
    async accept(userId, text, place) {
      const email = emailAddress(text);
      await inTransaction(db, async (tx) => {
        const user = await lockAccount(db, { userId }, tx);
        if (user.email !== email || user.emailVerifiedAt !== null) return;
        await db.query('UPDATE users SET email_verified_at = :now, updated_at = :now WHERE id = :userId', {
          replacements: { now: now(), userId },
          type: QueryTypes.UPDATE,
          transaction: tx,
        });
        if (!(await removeWaysIn(userId, tx))) return;
        await countChange(db, userId, tx);
        await identityEvents.record({ userId, action: 'ways_in_removed', place, tx });
      });
    },

    async confirm(userId, email) {
      await db.query(
        'UPDATE users SET email_verified_at = ? WHERE id = ? AND email = ? AND email_verified_at IS NULL',
        { replacements: [now(), userId, emailAddress(email)], type: QueryTypes.UPDATE },
      );
    },

    async change(actor, text, place) {
      const { userId } = actor;
      const email = emailAddress(text);
      const work = inTransaction(db, async (tx) => {
        const before = await lockAccount(db, actor, tx);
        if (before.email === email) return;
        await db.query('UPDATE users SET email = ?, email_verified_at = NULL, updated_at = ? WHERE id = ?', {
          replacements: [email, now(), userId],
          type: QueryTypes.UPDATE,
          transaction: tx,
        });
        await countChange(db, userId, tx);
        // Whoever had the account by that address should hear of it.
        const detail = before.emailVerifiedAt === null ? undefined : (before.email ?? undefined);
        await identityEvents.record({ userId, action: 'email_changed', place, detail, tx });
      });
      await work.catch((error: unknown) => {
        throw asTaken(error);
      });
    },
  };
}
