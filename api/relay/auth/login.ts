import { LIFETIMES } from '../../auth/schemes';
import type { RelayHandler } from '../operation';
import { userDto } from '../profile/user-dto';
import { ok } from '../reply';

export const login: RelayHandler<'login'> = async ({ body, place, note }, deps) => {
  const { signIns, tokens, digitCaptcha } = deps;
  const { username, password, captcha_id, captcha } = body;
  await digitCaptcha?.redeem(captcha_id, captcha);

  const user = await signIns.withPassword(username, password, place);
  const { id: userId } = user;
  note({ userId });
  const seconds = LIFETIMES.relay.access;
  const session = await signIns.begin(user, { method: 'password', place, lifetimeSeconds: seconds });
  const claims = { user_id: userId, username: user.username, role: user.role };
  const token = await tokens.issue(
    'access',
    { userId, sessionId: session.id, generation: session.generation },
    { surface: 'relay', seconds, claims },
  );
  return ok({ token, user: await userDto(user, deps) });
};
