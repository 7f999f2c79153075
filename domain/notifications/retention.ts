import { QueryTypes } from 'sequelize';
import type { Clock } from '../clock';
import { dateTime } from '../db/columns';
import type { Database } from '../db/database';

/** Notifications are kept for a while after they were read, and not for ever before. */
export interface NotificationRetention {
  /** Deletes up to `limit` of those that are kept no longer; answers how many. */
  deleteOld(limit: number): Promise<number>;
}

const DAY_MS = 86_400_000;
/** What nobody has read is kept so many times as long. */
const UNREAD_TIMES = 4;

/** `days`: for how long after it was read. */
export function createNotificationRetention({
  db,
  clock,
  days,
}: {
  readonly db: Database;
  readonly clock: Clock;
  readonly days: number;
}): NotificationRetention {
  const remove = (which: string, before: Date, limit: number) =>
    db.query(`DELETE FROM notifications WHERE ${which} < ? LIMIT ?`, {
      replacements: [dateTime(before), limit],
      type: QueryTypes.BULKDELETE,
    });

  return {
    async deleteOld(limit) {
      const ago = (time: number) => new Date(clock.now().getTime() - time * DAY_MS);
      const read = await remove('read_at', ago(days), limit);
      if (read === limit) return read;
      return read + (await remove('read_at IS NULL AND created_at', ago(days * UNREAD_TIMES), limit - read));
    },
  };
}
