import { log } from '@temporalio/activity';
import type { Mailer } from '../domain/mail';
import { MailSilence } from '../domain/mail-silence';
import type { NotificationMails } from '../domain/notifications/mails';
import type { NotificationRef } from '../workflows/contract';

/** Whether the mail server took it; not where there was nobody to write to, or its mail had been taken before. */
export interface MailedNotification {
  readonly mailed: boolean;
}

export type NotificationActivities = ReturnType<typeof createNotificationActivities>;

export function createNotificationActivities({
  mails,
  mailer,
}: {
  readonly mails: NotificationMails;
  readonly mailer: Mailer;
}) {
  return {
    /**
     * Mails a notification at most once: what a process that died, or a server that fell silent, may have sent is not sent
     * again, for its owner has it in the list. AppError UNAVAILABLE when the mail server surely did not take it.
     */
    async sendNotification({ notificationId }: NotificationRef): Promise<MailedNotification> {
      const mail = await mails.take(notificationId);
      if (!mail) return { mailed: false };
      try {
        await mailer.send(mail);
      } catch (error) {
        if (error instanceof Error && error.cause instanceof MailSilence) {
          log.warn('whether a notification was mailed is not known', { notificationId });
          return { mailed: false };
        }
        await mails.putBack(notificationId);
        throw error;
      }
      return { mailed: true };
    },
  };
}
