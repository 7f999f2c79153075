import type { RelayHandler } from '../operation';
import { userDto } from '../profile/user-dto';
import { created } from '../reply';

export const register: RelayHandler<'register'> = async ({ body, place, note }, deps) => {
  const { username, password, email, captcha_id, captcha } = body;
  await deps.digitCaptcha?.redeem(captcha_id, captcha);
  const { user } = await deps.users.register({ username, password, email });
  note({ userId: user.id });
  await deps.identityEvents.record({ userId: user.id, action: 'registered', place });
  return created(await userDto(user, deps));
};
