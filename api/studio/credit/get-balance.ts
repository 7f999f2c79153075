import { creditsToNumber } from '../../../domain/credits';
import { userAccount } from '../../../domain/ledger/accounts';
import { accountOf } from '../../auth/account-of';
import { membershipDto } from '../auth/account-dto';
import { ok } from '../reply';
import type { StudioHandler } from '../operation';

export const getBalance: StudioHandler<'getBalance'> = async ({ user: caller }, deps) => {
  const [user, { available, held }] = await Promise.all([
    accountOf(caller, deps),
    deps.ledger.balance(userAccount(caller.userId)),
  ]);
  return ok({
    credit_balance: creditsToNumber(available),
    held_credits: creditsToNumber(held),
    ...membershipDto(user, deps.clock.now()),
  });
};
