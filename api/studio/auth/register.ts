import { ok } from '../reply';
import type { StudioHandler } from '../operation';
import { membershipDto, spendable } from './account-dto';

export const register: StudioHandler<'register'> = async ({ body, idempotency, place, note }, deps) => {
  const { user, repeated } = await deps.users.register({
    username: body.username,
    email: body.email,
    password: body.password,
    nickname: body.nickname,
    referralCode: body.referral_code,
    idempotency,
  });
  note({ userId: user.id });
  if (!repeated) await deps.identityEvents.record({ userId: user.id, action: 'registered', place });
  return ok(
    {
      id: user.id,
      username: user.username,
      email: user.email ?? '',
      credit_balance: await spendable(user.id, deps),
      is_member: membershipDto(user, deps.clock.now()).is_member,
      referral_code: user.referralCode,
    },
    'registered',
  );
};
