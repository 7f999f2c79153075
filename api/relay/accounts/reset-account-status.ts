import type { RelayHandler } from '../operation';
import { ok } from '../reply';
import { accountDto } from './account-dto';

export const resetAccountStatus: RelayHandler<'resetAccountStatus'> = async (
  { params: { id } },
  { accounts, accountStanding, accountTrials },
) => {
  await accountStanding.reset(id);
  accountTrials.forgive(id);
  return ok(accountDto(await accounts.get(id)));
};
