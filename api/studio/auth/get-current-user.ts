import { accountOf } from '../../auth/account-of';
import { ok } from '../reply';
import type { StudioHandler } from '../operation';
import { membershipDto, spendable } from './account-dto';

export const getCurrentUser: StudioHandler<'getCurrentUser'> = async ({ user: caller }, deps) => {
  const user = await accountOf(caller, deps);
  return ok({
    id: user.id,
    username: user.username,
    email: user.email ?? '',
    nickname: user.nickname,
    credit_balance: await spendable(user.id, deps),
    ...membershipDto(user, deps.clock.now()),
    referral_code: user.referralCode,
  });
};
