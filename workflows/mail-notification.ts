import { proxyActivities } from '@temporalio/workflow';
import type { MailedNotification, NotificationActivities } from '../activities/notifications';
import type { NotificationRef } from './contract';
import { MAIL } from './policies';

const { sendNotification } = proxyActivities<NotificationActivities>({
  ...MAIL,
  summary: 'Mail it, at most once',
});

/** Mails a notification to an owner who asked for its type by mail. */
export async function mailNotification(notification: NotificationRef): Promise<MailedNotification> {
  return sendNotification(notification);
}
