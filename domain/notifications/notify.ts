import { randomUUID } from 'node:crypto';
import type { Database } from '../db/database';
import { selectRows } from '../db/rows';
import { list, runStatements, sql, statement, text, time, type Statement } from '../db/statement';
import type { Transaction } from '../db/transaction';
import { owedStatement } from '../outbox';
import {
  isListed,
  MAIL_TYPES,
  MAIL_WORKFLOW,
  mailWorkflowId,
  type MailType,
  type News,
  type TellOwner,
} from './notification';

/** What somebody who causes news writes it with. */
export interface Notifying {
  readonly db: Database;
  /** Told after the commit; an owner's readers find what it is not told of when they look again. */
  readonly tellOwner?: TellOwner | undefined;
}

/**
 * Writes news within the transaction of the change that it tells of, so that neither is without the other. News of the
 * same type about the same subject is written once. Best among the last things that the transaction does, and after the
 * ledger's: an owner's other news waits for its end.
 */
export async function notify(notifying: Notifying, news: News, now: Date, tx: Transaction): Promise<void> {
  await notifyAll(notifying, [news], now, tx);
}

/** The same of much at once; owners in the order of their ids, so that two who write for many do not cross. */
export async function notifyAll(
  { db, tellOwner }: Notifying,
  news: readonly News[],
  now: Date,
  tx: Transaction,
): Promise<void> {
  const inOrder = news.toSorted((a, b) => a.ownerId - b.ownerId);
  const owners = [...new Set(inOrder.map(({ ownerId }) => ownerId))];
  for (const ownerId of owners) {
    const own = inOrder.filter((one) => one.ownerId === ownerId);
    const [first] = own;
    if (own.length === 1 && first) await runStatements(db, notificationStatements(first, now), tx);
    else await writeMany(db, ownerId, own, now, tx);
  }
  if (!tellOwner) return;
  for (const ownerId of owners) tx.afterCommit(() => tellOwner(ownerId));
}

/** Much news of one owner: a few statements however much it is, for a minute may begin hundreds of publications. */
async function writeMany(
  db: Database,
  ownerId: number,
  news: readonly News[],
  now: Date,
  tx: Transaction,
): Promise<void> {
  const grow = sql`INSERT INTO notification_feeds (owner_id, last_seq) VALUES (${ownerId}, ${news.length})
    ON DUPLICATE KEY UPDATE last_seq = last_seq + ${news.length}`;
  await db.query(grow, { transaction: tx });
  const [feed] = await selectRows(
    db,
    'SELECT last_seq FROM notification_feeds WHERE owner_id = ?',
    [ownerId],
    tx,
  );
  const before = Number(feed?.['last_seq']) - news.length;
  const written = news.map((one) => ({ ...one, id: randomUUID() }));
  const rows = written.map(({ id, type, subject, facts }, index) => {
    const readAt = isListed(type) ? null : now;
    return sql`(${ownerId},${before + index + 1},${text(id)},${text(type)},${text(subject)},
      ${text(JSON.stringify(facts))},${isListed(type) ? 1 : 0},${time(now)},${time(readAt)})`;
  });
  await db.query(
    sql`INSERT INTO notifications (owner_id, seq, id, type, subject, facts, listed, created_at, read_at)
      VALUES ${list(rows)} ON DUPLICATE KEY UPDATE notifications.id = notifications.id`,
    { transaction: tx },
  );
  const mails = written.flatMap(({ id, type }) =>
    isMailed(type) ? [mailStatement(id, ownerId, type, now)] : [],
  );
  await runStatements(db, mails, tx);
}

/** The same as statements, for who runs and announces them otherwise. */
export function notificationStatements(news: News, now: Date): Statement[] {
  const { ownerId, type, subject, facts } = news;
  const id = randomUUID();
  const listed = isListed(type);
  return [
    statement(
      `INSERT INTO notification_feeds (owner_id, last_seq) VALUES (?, 1)
       ON DUPLICATE KEY UPDATE last_seq = last_seq + 1`,
      [ownerId],
    ),
    statement(
      `INSERT INTO notifications (owner_id, seq, id, type, subject, facts, listed, created_at, read_at)
       SELECT owner_id, last_seq, ?, ?, ?, ?, ?, ?, ? FROM notification_feeds f WHERE f.owner_id = ?
       ON DUPLICATE KEY UPDATE notifications.id = notifications.id`,
      [id, type, subject, JSON.stringify(facts), listed ? 1 : 0, now, listed ? null : now, ownerId],
    ),
    ...(isMailed(type) ? [mailStatement(id, ownerId, type, now)] : []),
  ];
}

/** The mail is owed to who asked for it; a repeat of news, which has no row of its own, owes nothing. */
function mailStatement(id: string, ownerId: number, type: MailType, now: Date): Statement {
  const start = {
    effect: 'start',
    name: MAIL_WORKFLOW,
    workflowId: mailWorkflowId(id),
    payload: { notificationId: id },
    labels: { kind: 'notification', owner: `user:${ownerId}`, surface: 'studio', summary: type },
  } as const;
  return owedStatement(
    { ...start, id: randomUUID(), attempts: 0 },
    now,
    statement(
      `SELECT 1 FROM notifications n JOIN notification_mail_types m ON m.owner_id = n.owner_id AND m.type = n.type
       WHERE n.id = ?`,
      [id],
    ),
  );
}

function isMailed(type: News['type']): type is MailType {
  return (MAIL_TYPES as readonly string[]).includes(type);
}
