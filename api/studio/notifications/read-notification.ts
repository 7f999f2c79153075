import { ok } from '../reply';
import type { StudioHandler } from '../operation';
import { notificationDto } from './notification-dto';

export const readNotification: StudioHandler<'readNotification'> = async (
  { user, params, language },
  { notifications },
) => ok(notificationDto(await notifications.read(user.userId, params.id), language));
