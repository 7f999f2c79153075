import { invalidField } from '../../../domain/errors';
import { accountOf } from '../../auth/account-of';
import { ok } from '../reply';
import type { AgentHandler } from '../operation';

export const uploadAvatar: AgentHandler<'uploadAvatar'> = async ({ user: caller, upload, place }, deps) => {
  if (!upload) throw invalidField('body.file', { zh: '缺少文件', en: 'a file is missing' });
  const { userId } = caller;
  const avatarUrl = await deps.avatars.save(await accountOf(caller, deps), upload.bytes);
  // Of pictures that come at once each is removed by the one after it.
  const { before } = await deps.users.updateProfile(userId, { avatarUrl });
  await deps.identityEvents.record({ userId, action: 'profile_changed', place, detail: 'avatar' });
  await deps.avatars.remove(before);
  return ok({ avatarUrl }, 'success.profileUpdated');
};
