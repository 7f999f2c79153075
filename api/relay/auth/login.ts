import { isAppError } from '../../../domain/errors';
import { LIFETIMES } from '../../auth/schemes';
import type { RelayHandler } from '../operation';
import { userDto } from '../profile/user-dto';
import { ok } from '../reply';

const SURFACE = 'relay';

export const login: RelayHandler<'login'> = async ({ body, device, note }, deps) => {
  const { users, sessions, tokens, identityEvents, digitCaptcha } = deps;
  const { username, password, captcha_id, captcha } = body;
  await digitCaptcha?.redeem(captcha_id, captcha);

  const user = await users.authenticate(username, password).catch(async (error: unknown) => {
    if (isAppError(error, 'BAD_CREDENTIALS')) {
      const meant = username.includes('@')
        ? await users.findByEmail(username)
        : await users.findByUsername(username);
      // Whether or not there is such an account, so that both take the same time.
      const failure = { action: 'sign_in_failed', surface: SURFACE, device, detail: 'password' } as const;
      await identityEvents.record({ ...failure, userId: meant?.id ?? null });
    }
    throw error;
  });

  const { id: userId } = user;
  note({ userId });
  const seconds = LIFETIMES.relay.access;
  const { id: sessionId, generation } = await sessions.begin({
    userId,
    surface: SURFACE,
    method: 'password',
    device,
    lifetimeSeconds: seconds,
  });
  await identityEvents.record({ userId, action: 'sign_in', surface: SURFACE, device, detail: 'password' });
  const claims = { user_id: userId, username: user.username, role: user.role };
  const token = await tokens.issue(
    'access',
    { userId, sessionId, generation },
    { surface: SURFACE, seconds, claims },
  );
  return ok({ token, user: await userDto(user, deps) });
};
