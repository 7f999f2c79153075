import { ok } from '../reply';
import type { StudioHandler } from '../operation';
import { mailSettings } from './mail-settings';

export const getNotificationSettings: StudioHandler<'getNotificationSettings'> = async (
  { user },
  dependencies,
) => ok(await mailSettings(user.userId, dependencies));
