import { ok } from '../reply';
import type { StudioHandler } from '../operation';
import { membershipDto, spendable } from './account-dto';
import { mailEmailCode } from './email-code';

export const register: StudioHandler<'register'> = async (
  { body, idempotency, place, language, note },
  deps,
) => {
  const { user, repeated } = await deps.users.register({
    username: body.username,
    email: body.email,
    password: body.password,
    nickname: body.nickname,
    referralCode: body.referral_code,
    idempotency,
  });
  note({ userId: user.id });
  if (!repeated) {
    await deps.identityEvents.record({ userId: user.id, action: 'registered', place });
    const { email } = user;
    // A mail server that is slow or away does not keep anybody out: the code can be asked for again.
    if (email !== null) {
      deps.background.run('the code for a new address', () => mailEmailCode(email, language, deps));
    }
  }
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
