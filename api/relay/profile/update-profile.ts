import type { RelayHandler } from '../operation';
import { ok } from '../reply';
import { userDto } from './user-dto';

export const updateProfile: RelayHandler<'updateProfile'> = async (
  { user: { userId }, body: { email }, place },
  deps,
) => {
  const user = await deps.users.updateProfile(userId, { email });
  await deps.identityEvents.record({
    userId,
    action: 'profile_changed',
    place,
    detail: 'email',
  });
  return ok(await userDto(user, deps));
};
