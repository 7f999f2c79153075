import { LIFETIMES } from '../../auth/schemes';
import { ok } from '../reply';
import type { StudioHandler } from '../operation';
import { membershipDto, spendable } from './account-dto';
import { accessToken, refreshToken } from './issue-tokens';

export const login: StudioHandler<'login'> = async ({ body, session: browser, place, note }, deps) => {
  const user = await deps.signIns.withPassword(body.username, body.password, place);
  note({ userId: user.id });
  const lifetimeSeconds = LIFETIMES.studio.session;
  const session = await deps.signIns.begin(user, { method: 'password', place, lifetimeSeconds });
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
