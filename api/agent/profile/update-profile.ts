import { ok } from '../reply';
import type { AgentHandler } from '../operation';
import { accountDto } from './account-dto';
import { currentUser } from './current-user';

export const updateProfile: AgentHandler<'updateProfile'> = async ({ user, body, place }, deps) => {
  const { userId } = user;
  const { nickname, avatarUrl } = body;
  const before = await currentUser(user, deps);
  const changed = await deps.users.updateProfile(userId, { nickname, avatarUrl });
  if (body.onboardingCompleted) await deps.users.completeOnboarding(userId);
  await deps.identityEvents.record({ userId, action: 'profile_changed', place });
  const old = before.avatarUrl;
  if (old !== null && old !== changed.avatarUrl) await deps.avatars.remove(changed, old);
  return ok(await accountDto(changed, deps), 'success.profileUpdated');
};
