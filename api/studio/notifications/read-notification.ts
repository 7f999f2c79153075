import { ok } from '../reply';
import type { StudioHandler } from '../operation';
import { notificationDto } from './notification-dto';

export const readNotification: StudioHandler<'readNotification'> = async ({ user, params, language }, deps) =>
  ok(notificationDto(await deps.notifications.read(user.userId, params.id), language, deps));
