import { QueryTypes } from 'sequelize';
import type { Clock } from '../clock';
import { dateTime } from '../db/columns';
import type { Database } from '../db/database';
import { selectRows } from '../db/rows';
import { runStatements, statement } from '../db/statement';
import { inTransaction } from '../db/transaction';
import { AppError } from '../errors';
import type { ListedType, MailType, Notification } from './notification';
import { NOTIFICATION_COLUMNS, toNotification } from './notification-rows';

export interface NotificationFilter {
  readonly ownerId: number;
  readonly unread?: boolean | undefined;
  readonly type?: ListedType | undefined;
}

/** How an owner's feed stands. */
export interface FeedStanding {
  /** The number of its newest line, 0 when it has none. */
  readonly lastSeq: number;
  /** How much of the list is not read. */
  readonly unread: number;
}

/** What users are told, as they read it. Somebody else's is as if it were not there. */
export interface Notifications {
  /** A page of the list, newest first; `page` counts from 1. */
  list(
    of: NotificationFilter & { readonly page: number; readonly pageSize: number },
  ): Promise<{ total: number; items: Notification[] }>;
  /** Read before, it stays as it is. AppError NOT_FOUND. */
  read(ownerId: number, id: string): Promise<Notification>;
  /** Marks all as read, or those up to a number, so that none goes unseen that comes meanwhile. Answers how many. */
  readAll(ownerId: number, upTo?: number): Promise<number>;
  standing(ownerId: number): Promise<FeedStanding>;
  /** The feed after a number, in order: what is for reading, and what only says that something moved. */
  after(ownerId: number, seq: number, limit: number): Promise<Notification[]>;
  /** The types that an owner wants by mail too; none unless asked for. */
  mailTypes(ownerId: number): Promise<MailType[]>;
  setMailTypes(ownerId: number, types: readonly MailType[]): Promise<void>;
}

/** How many rows one statement marks, so that an owner's other news does not wait long for it. */
const BATCH = 1000;

export function createNotifications({
  db,
  clock,
}: {
  readonly db: Database;
  readonly clock: Clock;
}): Notifications {
  const select = (where: string, values: unknown[]) =>
    selectRows(db, `SELECT ${NOTIFICATION_COLUMNS} FROM notifications n WHERE ${where}`, values);

  async function markRead(where: string, values: unknown[]): Promise<number> {
    const [, changed] = await db.query(
      `UPDATE notifications SET read_at = ? WHERE ${where} AND listed AND read_at IS NULL LIMIT ?`,
      { replacements: [dateTime(clock.now()), ...values, BATCH], type: QueryTypes.UPDATE },
    );
    return changed;
  }

  async function standing(ownerId: number): Promise<FeedStanding> {
    const [row] = await selectRows(
      db,
      `SELECT (SELECT last_seq FROM notification_feeds WHERE owner_id = ?) AS last_seq,
         (SELECT COUNT(*) FROM notifications WHERE owner_id = ? AND listed = 1 AND read_at IS NULL) AS unread`,
      [ownerId, ownerId],
    );
    return { lastSeq: Number(row?.['last_seq'] ?? 0), unread: Number(row?.['unread'] ?? 0) };
  }

  return {
    async list({ ownerId, unread, type, page, pageSize }) {
      const filters = ['n.owner_id = ? AND n.listed = 1'];
      const values: unknown[] = [ownerId];
      if (unread !== undefined) filters.push(`n.read_at IS ${unread ? '' : 'NOT '}NULL`);
      if (type !== undefined) {
        filters.push('n.type = ?');
        values.push(type);
      }
      const where = filters.join(' AND ');
      const [[count], rows] = await Promise.all([
        selectRows(db, `SELECT COUNT(*) AS total FROM notifications n WHERE ${where}`, values),
        select(`${where} ORDER BY n.seq DESC LIMIT ? OFFSET ?`, [...values, pageSize, (page - 1) * pageSize]),
      ]);
      return { total: Number(count?.['total'] ?? 0), items: rows.map(toNotification) };
    },

    async read(ownerId, id) {
      await markRead('owner_id = ? AND id = ?', [ownerId, id]);
      const [row] = await select('n.owner_id = ? AND n.listed = 1 AND n.id = ?', [ownerId, id]);
      if (!row) throw new AppError('NOT_FOUND', undefined, { note: `notification ${id}` });
      return toNotification(row);
    },

    async readAll(ownerId, upTo) {
      const { lastSeq } = await standing(ownerId);
      const last = Math.min(lastSeq, upTo ?? lastSeq);
      let total = 0;
      for (let marked = BATCH; marked === BATCH; total += marked) {
        marked = await markRead('owner_id = ? AND seq <= ?', [ownerId, last]);
      }
      return total;
    },

    standing,

    async after(ownerId, seq, limit) {
      const rows = await select('n.owner_id = ? AND n.seq > ? ORDER BY n.seq LIMIT ?', [ownerId, seq, limit]);
      return rows.map(toNotification);
    },

    async mailTypes(ownerId) {
      const query = 'SELECT type FROM notification_mail_types WHERE owner_id = ? ORDER BY type';
      return (await selectRows(db, query, [ownerId])).map((row) => row['type'] as MailType);
    },

    async setMailTypes(ownerId, types) {
      const wanted = [...new Set(types)].map((type) =>
        statement('INSERT IGNORE INTO notification_mail_types (owner_id, type) VALUES (?, ?)', [
          ownerId,
          type,
        ]),
      );
      const forgotten = statement('DELETE FROM notification_mail_types WHERE owner_id = ?', [ownerId]);
      await inTransaction(db, (tx) => runStatements(db, [forgotten, ...wanted], tx));
    },
  };
}
