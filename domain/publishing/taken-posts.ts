import { QueryTypes, UniqueConstraintError } from 'sequelize';
import { dateTime } from '../db/columns';
import type { Database } from '../db/database';
import { selectRows } from '../db/rows';
import type { Transaction } from '../db/transaction';

/**
 * Makes a post that was found at the platform a target's own; answers whether it is. It is not where another record of
 * the account has it, or may be about to hear that it has: the caller looks for another, or again later.
 */
export async function takePost(db: Database, id: number, postId: string, now: Date): Promise<boolean> {
  const [rival] = await selectRows(
    db,
    `SELECT 1 FROM publication_targets mine JOIN publication_targets other ON other.account_id = mine.account_id
     WHERE mine.id = ? AND other.id <> mine.id AND other.state = 'submitting' AND other.held_until > ? LIMIT 1`,
    [id, dateTime(now)],
  );
  if (rival) return false;
  const isMine = await unlessTaken(() =>
    db.query(
      `UPDATE publication_targets SET post_id = ?
       WHERE id = ? AND state IN ('submitting', 'unknown') AND COALESCE(post_id, ?) = ?`,
      { replacements: [postId, id, postId, postId], type: QueryTypes.UPDATE },
    ),
  );
  if (!isMine) return false;
  // One that took it before takes it again.
  const query = 'SELECT 1 FROM publication_targets WHERE id = ? AND post_id = ?';
  return (await selectRows(db, query, [id, postId])).length > 0;
}

/** Answers false where another record of the account has the post that `work` writes. */
export async function unlessTaken(work: () => Promise<unknown>): Promise<boolean> {
  try {
    await work();
    return true;
  } catch (error) {
    if (error instanceof UniqueConstraintError) return false;
    throw error;
  }
}

/** The platform itself says whose a post is: a record that had taken it by its looks has to look again. */
export async function disownPost(
  db: Database,
  { id, accountId, postId, now }: { id: number; accountId: number; postId: string; now: Date },
  tx: Transaction,
): Promise<void> {
  await db.query(
    `UPDATE publication_targets SET post_id = NULL, post_url = NULL, published_at = NULL, updated_at = ?,
       state = IF(state IN ('submitted', 'published'), 'unknown', state)
     WHERE account_id = ? AND post_id = ? AND id <> ?`,
    { replacements: [dateTime(now), accountId, postId, id], type: QueryTypes.UPDATE, transaction: tx },
  );
}
