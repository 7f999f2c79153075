import { followFeed } from '../../../domain/notifications/feed';
import type { StreamEvent } from '../../router/call';
import type { StudioHandler } from '../operation';
import { eventName, notificationDto } from './notification-dto';

export const streamNotifications: StudioHandler<'streamNotifications'> = async (
  { query, headers, user, language, signal },
  { notifications, announcements, handOffLinks },
) => {
  const ownerId = user.userId;
  const { lastSeq, unread } = await notifications.standing(ownerId);
  // A number that nothing has yet would keep what comes next from its reader.
  const afterSeq = Math.min(headers?.['last-event-id'] ?? query?.after ?? lastSeq, lastSeq);
  const lines = followFeed(notifications, announcements, { ownerId, afterSeq }, signal);
  return (async function* (): AsyncGenerator<StreamEvent> {
    const opened = JSON.stringify({ seq: afterSeq, last_seq: lastSeq, unread_count: unread });
    yield { id: String(afterSeq), event: 'opened', data: opened };
    for await (const line of lines) {
      const data = JSON.stringify(notificationDto(line, language, { handOffLinks }));
      yield { id: String(line.seq), event: eventName(line), data };
    }
  })();
};
