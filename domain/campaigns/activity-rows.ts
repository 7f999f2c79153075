import { QueryTypes } from 'sequelize';
import { dateTime, readJson } from '../db/columns';
import type { Database } from '../db/database';
import { insertRow, type Row } from '../db/rows';
import type { Transaction } from '../db/transaction';
import type { Activity, ActivityConfig, ActivityStatus, ActivityType } from './activity';

/** What an activity's status is at the moment `:now`, said once: lists filter by it and taking part depends on it. */
export const ACTIVITY_STATUS = `CASE WHEN a.halt = 'ended' OR a.ends_at < :now THEN 'ended'
  WHEN a.halt IS NOT NULL THEN a.halt WHEN a.starts_at > :now THEN 'draft' ELSE 'active' END`;

export function toActivity(row: Row): Activity {
  return {
    id: row['id'] as number,
    name: row['name'] as string,
    type: row['type'] as ActivityType,
    description: row['description'] as string,
    config: readJson<ActivityConfig>(row['config']),
    status: row['status'] as ActivityStatus,
    startsAt: row['starts_at'] as Date,
    endsAt: row['ends_at'] as Date,
    maxParticipants: row['max_participants'] as number | null,
    participants: row['participants'] as number,
    createdAt: row['created_at'] as Date,
  };
}

/** The activities of a type that take place at `now`, and that the user has taken no part in; the oldest first. */
export async function openActivities(
  db: Database,
  of: { readonly type: ActivityType; readonly userId: number; readonly now: Date },
  tx: Transaction,
): Promise<Activity[]> {
  const rows = await db.query<Row>(
    `SELECT a.*, ${ACTIVITY_STATUS} AS status FROM activities a
     WHERE a.type = :type AND a.ends_at >= :now AND ${ACTIVITY_STATUS} = 'active'
       AND (a.max_participants IS NULL OR a.participants < a.max_participants)
       AND NOT EXISTS (SELECT 1 FROM participations p WHERE p.activity_id = a.id AND p.user_id = :userId)
     ORDER BY a.id`,
    {
      replacements: { ...of, now: dateTime(of.now) },
      type: QueryTypes.SELECT,
      transaction: tx,
    },
  );
  return rows.map(toActivity);
}

/**
 * Has a user take part, and answers the participation's id: undefined when the activity is full. It locks the
 * activity's row until `tx` ends, so that no more take part than may. A second time fails as a duplicate.
 */
export async function takePart(
  db: Database,
  part: {
    readonly activityId: number;
    readonly userId: number;
    readonly now: Date;
    readonly reward?: bigint;
    readonly rewardedId?: number;
    readonly orderId?: number;
  },
  tx: Transaction,
): Promise<number | undefined> {
  const [, taken] = await db.query(
    `UPDATE activities SET participants = participants + 1
     WHERE id = ? AND (max_participants IS NULL OR participants < max_participants)`,
    { replacements: [part.activityId], type: QueryTypes.UPDATE, transaction: tx },
  );
  if (taken === 0) return undefined;
  return insertRow(
    db,
    'participations',
    {
      activity_id: part.activityId,
      user_id: part.userId,
      reward: part.reward,
      rewarded_id: part.rewardedId,
      order_id: part.orderId,
      created_at: dateTime(part.now),
    },
    tx,
  );
}

/** The order that took part has died: its place is another's. */
export async function leave(
  db: Database,
  activityId: number,
  orderId: number,
  tx: Transaction,
): Promise<void> {
  // In the order in which places are taken: the activity's row, then the participation's.
  await db.query(
    `UPDATE activities SET participants = participants - 1
     WHERE id = :activityId
       AND EXISTS (SELECT 1 FROM participations WHERE activity_id = :activityId AND order_id = :orderId)`,
    { replacements: { activityId, orderId }, type: QueryTypes.UPDATE, transaction: tx },
  );
  await db.query('DELETE FROM participations WHERE activity_id = ? AND order_id = ?', {
    replacements: [activityId, orderId],
    type: QueryTypes.BULKDELETE,
    transaction: tx,
  });
}
