import { readJson } from '../db/columns';
import type { Row } from '../db/rows';
import type { Notification } from './notification';

export const NOTIFICATION_COLUMNS =
  'n.owner_id, n.seq, n.id, n.type, n.subject, n.facts, n.listed, n.created_at, n.read_at';

export function toNotification(row: Row): Notification {
  return {
    ownerId: row['owner_id'] as number,
    seq: row['seq'] as number,
    id: row['id'] as string,
    type: row['type'],
    subject: row['subject'] as string,
    facts: readJson(row['facts']),
    listed: row['listed'] === 1,
    createdAt: row['created_at'] as Date,
    readAt: row['read_at'] as Date | null,
  } as Notification; // the insert took `type` and `facts` from one piece of news
}
