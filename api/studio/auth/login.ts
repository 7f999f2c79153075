import { LIFETIMES } from '../../auth/schemes';
import { ok } from '../reply';
import type { StudioHandler } from '../operation';
import { membershipDto, spendable } from './account-dto';
import { accessToken, refreshToken } from './issue-tokens';

export const login: StudioHandler<'login'> = async ({ body, session: browser, device, note }, deps) => {
  const user = await deps.users.authenticate(body.username, body.password);
  note({ userId: user.id });
  const session = await deps.sessions.begin({
    userId: user.id,
    surface: 'studio',
    method: 'password',
    device,
    lifetimeSeconds: LIFETIMES.studio.session,
  });
  await browser.start(session.id);
  const { is_member, membership_type } = membershipDto(user, deps.clock.now());
  return ok(
    {
      access_token: await accessToken(deps.tokens, session),
      refresh_token: await refreshToken(deps.tokens, session),
      token_type: 'bearer',
      user: {
        id: user.id,
        username: user.username,
        email: user.email ?? '',
        credit_balance: await spendable(user.id, deps),
        is_member,
        membership_type,
      },
    },
    'signedIn',
  );
};
