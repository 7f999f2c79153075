import { ok } from '../reply';
import type { StudioHandler } from '../operation';

export const readAllNotifications: StudioHandler<'readAllNotifications'> = async (
  { user, query },
  { notifications },
) => {
  const read = await notifications.readAll(user.userId, query?.up_to);
  const { unread } = await notifications.standing(user.userId);
  return ok({ read, unread_count: unread });
};
