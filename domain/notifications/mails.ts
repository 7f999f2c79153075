import { QueryTypes } from 'sequelize';
import type { Clock } from '../clock';
import { dateTime } from '../db/columns';
import type { Database } from '../db/database';
import { selectRows } from '../db/rows';
import type { Mail } from '../mail';
import { NOTIFICATION_COLUMNS, toNotification } from './notification-rows';
import type { HandOffLinks } from '../publishing/hand-off-link';
import type { News } from './notification';
import { wordsOf } from './wording';

/** The mails of notifications: each is given out once, to be sent. */
export interface NotificationMails {
  /**
   * The mail of a notification, to the one of all who ask that is to send it. Undefined for all others, and where there is
   * nobody to write to: an owner without a proven address, or one who does not want the type by mail any more.
   */
  take(id: string): Promise<Mail | undefined>;
  /** It surely was not sent: it may be taken again. */
  putBack(id: string): Promise<void>;
}

const ADVICE =
  '\n\n您在通知设置中选择了接收此类邮件。\nYou asked for this kind of mail in your notification settings.\n';

export function createNotificationMails({
  db,
  clock,
  handOffLinks,
}: {
  readonly db: Database;
  readonly clock: Clock;
  readonly handOffLinks: Pick<HandOffLinks, 'url'>;
}): NotificationMails {
  async function update(assignment: string, values: unknown[]): Promise<boolean> {
    const [, changed] = await db.query(`UPDATE notifications SET ${assignment}`, {
      replacements: values,
      type: QueryTypes.UPDATE,
    });
    return changed > 0;
  }

  return {
    async take(id) {
      const [row] = await selectRows(
        db,
        `SELECT ${NOTIFICATION_COLUMNS}, u.email FROM notifications n
         JOIN users u ON u.id = n.owner_id
         JOIN notification_mail_types m ON m.owner_id = n.owner_id AND m.type = n.type
         WHERE n.id = ? AND n.mailed_at IS NULL AND u.status = 'active'
           AND u.email IS NOT NULL AND u.email_verified_at IS NOT NULL`,
        [id],
      );
      if (!row) return undefined;
      const now = dateTime(clock.now());
      if (!(await update('mailed_at = ? WHERE id = ? AND mailed_at IS NULL', [now, id]))) return undefined;
      const notification = toNotification(row);
      const { title, message } = wordsOf(notification);
      return {
        to: row['email'] as string,
        subject: `${title.zh} · ${title.en}`,
        text: `${message.zh}\n${message.en}${linkIn(notification, handOffLinks)}${ADVICE}`,
      };
    },

    async putBack(id) {
      await update('mailed_at = NULL WHERE id = ?', [id]);
    },
  };
}

/** Where something is to be done, what leads there. */
function linkIn(news: News, links: Pick<HandOffLinks, 'url'>): string {
  if (news.type !== 'publish_handed_off') return '';
  return `\n\n请在一周内打开 · Open within a week:\n${links.url(news.facts.recordId)}`;
}
