import { pageDto, pageOf } from '../page';
import { ok } from '../reply';
import type { StudioHandler } from '../operation';
import { notificationDto } from './notification-dto';

export const listNotifications: StudioHandler<'listNotifications'> = async (
  { user, query, language },
  { notifications, handOffLinks },
) => {
  const page = pageOf(query);
  const ownerId = user.userId;
  // The standing first: a stream that begins at its number misses nothing that the list does not show.
  const { lastSeq, unread } = await notifications.standing(ownerId);
  const list = await notifications.list({ ownerId, unread: query?.unread, type: query?.type, ...page });
  return ok({
    ...pageDto(page, list, (item) => notificationDto(item, language, { handOffLinks })),
    unread_count: unread,
    last_seq: lastSeq,
  });
};
