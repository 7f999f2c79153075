import { ok } from '../reply';
import type { AgentHandler } from '../operation';
import { accountDto } from './account-dto';

export const updateProfile: AgentHandler<'updateProfile'> = async ({ user: caller, body, place }, deps) => {
  const { userId } = caller;
  const { nickname, avatarUrl } = body;
  const { before, user } = await deps.users.updateProfile(userId, { nickname, avatarUrl });
  if (body.onboardingCompleted) await deps.users.completeOnboarding(userId);
  await deps.identityEvents.record({ userId, action: 'profile_changed', place });
  if (before.avatarUrl !== user.avatarUrl) await deps.avatars.remove(before);
  return ok(await accountDto(user, deps), 'success.profileUpdated');
};
