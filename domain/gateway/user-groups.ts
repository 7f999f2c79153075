import { QueryTypes } from 'sequelize';
import type { Clock } from '../clock';
import { dateTime } from '../db/columns';
import type { Database } from '../db/database';
import { list, sql, time, whole } from '../db/statement';
import { inTransaction } from '../db/transaction';
import { withConstraints } from '../db/constraint-errors';

/** That a user is in a group, until when. Who is in none is in the built-in group, which is not listed. */
export interface UserGroup {
  readonly groupId: number;
  readonly expiresAt: Date | null;
}

export interface UserGroups {
  /** By user; who is in none now is missing. */
  of(userIds: readonly number[]): Promise<Map<number, UserGroup[]>>;
  /**
   * Replaces the groups of a user, in force within a second. AppError VALIDATION for a group that is not there,
   * ALREADY_EXISTS for one that comes twice.
   */
  set(userId: number, groups: readonly UserGroup[]): Promise<void>;
}

export function createUserGroups({
  db,
  clock,
}: {
  readonly db: Database;
  readonly clock: Clock;
}): UserGroups {
  return {
    async of(userIds) {
      const groups = new Map<number, UserGroup[]>();
      if (userIds.length === 0) return groups;
      const rows = await db.query<{ user_id: number; group_id: number; expires_at: Date | null }>(
        `SELECT user_id, group_id, expires_at FROM gateway_user_groups
         WHERE user_id IN (?) AND (expires_at IS NULL OR expires_at > ?) ORDER BY user_id, group_id`,
        { replacements: [userIds, dateTime(clock.now())], type: QueryTypes.SELECT },
      );
      for (const { user_id: userId, group_id: groupId, expires_at: expiresAt } of rows) {
        const own = groups.get(userId) ?? [];
        own.push({ groupId, expiresAt });
        groups.set(userId, own);
      }
      return groups;
    },

    async set(userId, groups) {
      const rows = groups.map(
        ({ groupId, expiresAt }) => sql`(${whole(userId)},${whole(groupId)},${time(expiresAt)})`,
      );
      await withConstraints({ unique: 'body.groups', reference: 'body.groups' }, () =>
        inTransaction(db, async (tx) => {
          await db.query(sql`DELETE FROM gateway_user_groups WHERE user_id = ${whole(userId)}`, {
            transaction: tx,
          });
          if (rows.length === 0) return;
          await db.query(
            sql`INSERT INTO gateway_user_groups (user_id, group_id, expires_at) VALUES ${list(rows)}`,
            { transaction: tx },
          );
        }),
      );
    },
  };
}
