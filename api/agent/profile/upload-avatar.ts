import { invalidField } from '../../../domain/errors';
import { ok } from '../reply';
import type { AgentHandler } from '../operation';
import { currentUser } from './current-user';

export const uploadAvatar: AgentHandler<'uploadAvatar'> = async ({ user, upload, place }, deps) => {
  if (!upload) throw invalidField('body.file', { zh: '缺少文件', en: 'a file is missing' });
  const owner = await currentUser(user, deps);
  const avatarUrl = await deps.avatars.save(owner, upload.bytes);
  const { userId } = user;
  await deps.users.updateProfile(userId, { avatarUrl });
  await deps.identityEvents.record({
    userId,
    action: 'profile_changed',
    place,
    detail: 'avatar',
  });
  if (owner.avatarUrl !== null) await deps.avatars.remove(owner, owner.avatarUrl);
  return ok({ avatarUrl }, 'success.profileUpdated');
};
