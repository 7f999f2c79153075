import { creditsToNumber } from '../../../domain/credits';
import { AppError } from '../../../domain/errors';
import { userAccount } from '../../../domain/ledger/accounts';
import { membershipDto } from '../auth/account-dto';
import { ok } from '../reply';
import type { StudioHandler } from '../operation';

export const getBalance: StudioHandler<'getBalance'> = async ({ user: { userId } }, deps) => {
  const [user, { available, held }] = await Promise.all([
    deps.users.find(userId),
    deps.ledger.balance(userAccount(userId)),
  ]);
  if (!user) throw new AppError('UNAUTHENTICATED');
  return ok({
    credit_balance: creditsToNumber(available),
    held_credits: creditsToNumber(held),
    ...membershipDto(user, deps.clock.now()),
  });
};
