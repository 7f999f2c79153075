import { QueryTypes } from 'sequelize';
import type { Database } from '../db/database';
import type { Transaction } from '../db/transaction';
import { AppError } from '../errors';
import { readUser, type StoredUser } from './user-rows';

/** Whose account, and by which session; without one the owner has proven the change otherwise. */
export interface Actor {
  readonly userId: number;
  readonly sessionId?: string | undefined;
}

/**
 * Locks the account for the rest of the transaction, so that all that changes its ways in takes turns, and answers
 * it as it is then. AppError NOT_FOUND; UNAUTHENTICATED when the acting session has ended: who was signed out while
 * a request was under way changes nothing any more.
 */
export async function lockAccount(
  db: Database,
  { userId, sessionId }: Actor,
  tx: Transaction,
): Promise<StoredUser> {
  const user = await readUser(db, 'id', userId, tx, 'FOR UPDATE');
  if (!user) throw new AppError('NOT_FOUND', undefined, { note: `user ${userId}` });
  if (sessionId === undefined) return user;
  const [session] = await db.query<{ id: string }>(
    'SELECT id FROM sessions WHERE id = ? AND user_id = ? AND ended_at IS NULL',
    { replacements: [sessionId, userId], type: QueryTypes.SELECT, transaction: tx },
  );
  if (session) return user;
  throw new AppError('UNAUTHENTICATED', undefined, { note: `session ${sessionId} has ended` });
}

/** Marks that a way in was taken away: a sign-in that is under way by it comes to nothing. */
export async function countChange(db: Database, userId: number, tx: Transaction): Promise<void> {
  await db.query('UPDATE users SET credential_version = credential_version + 1 WHERE id = ?', {
    replacements: [userId],
    type: QueryTypes.UPDATE,
    transaction: tx,
  });
}
