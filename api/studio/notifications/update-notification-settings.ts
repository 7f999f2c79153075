import { ok } from '../reply';
import type { StudioHandler } from '../operation';
import { mailSettings } from './mail-settings';

export const updateNotificationSettings: StudioHandler<'updateNotificationSettings'> = async (
  { user, body },
  dependencies,
) => {
  await dependencies.notifications.setMailTypes(user.userId, body.mail_types);
  return ok(await mailSettings(user.userId, dependencies));
};
