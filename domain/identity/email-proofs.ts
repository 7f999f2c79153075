import type { Clock } from '../clock';
import { dateTime } from '../db/columns';
import type { Database } from '../db/database';
import { inTransaction } from '../db/transaction';
import { emailAddress } from './contact';
import type { Sessions } from './sessions';
import { readUser } from './user-rows';

/** What follows when somebody proves that the address of an account is theirs: by a code, or by a provider's word. */
export interface EmailProofs {
  /**
   * Notes that `email` was proven to belong to who is about to sign in to the account. An address that was never
   * proven before may have been claimed by somebody who waits for its owner to come and use the account with them:
   * so every way in that the account had is taken away (password, passkeys, phone, providers, sessions). Nothing
   * happens for an address that was proven before, or is not the account's. Sign in and bind only afterwards.
   */
  accept(userId: number, email: string): Promise<void>;
}

export function createEmailProofs({
  db,
  clock,
  sessions,
}: {
  readonly db: Database;
  readonly clock: Clock;
  readonly sessions: Pick<Sessions, 'endAll'>;
}): EmailProofs {
  return {
    async accept(userId, text) {
      const email = emailAddress(text);
      await inTransaction(db, async (tx) => {
        const user = await readUser(db, 'id', userId, tx, 'FOR UPDATE');
        if (user?.email !== email || user.emailVerifiedAt !== null) return;
        const now = dateTime(clock.now());
        await db.query(
          'UPDATE users SET password_hash = NULL, phone = NULL, email_verified_at = ?, updated_at = ? WHERE id = ?',
          { replacements: [now, now, userId], transaction: tx },
        );
        const ofUser = { replacements: [userId], transaction: tx };
        await db.query('DELETE FROM passkeys WHERE user_id = ?', ofUser);
        await db.query('DELETE FROM external_identities WHERE user_id = ?', ofUser);
        await sessions.endAll(userId, 'revoked', { tx });
      });
    },
  };
}
