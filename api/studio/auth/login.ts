import { ok } from '../reply';
import type { StudioHandler } from '../operation';
import { membershipDto, spendable } from './account-dto';

export const login: StudioHandler<'login'> = async ({ body, session, note }, deps) => {
  const user = await deps.users.authenticate(body.username, body.password);
  note({ userId: user.id });
  await session.start(user.id);
  const { is_member, membership_type } = membershipDto(user, deps.clock.now());
  return ok(
    {
      access_token: await deps.tokens.issue('access', user.id),
      refresh_token: await deps.tokens.issue('refresh', user.id),
      token_type: 'bearer',
      user: {
        id: user.id,
        username: user.username,
        email: user.email,
        credit_balance: await spendable(user.id, deps),
        is_member,
        membership_type,
      },
    },
    'signedIn',
  );
};
