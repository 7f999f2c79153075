import type { RelayHandler } from '../operation';
import { ok } from '../reply';
import { accountDto } from './account-dto';

export const refreshAccount: RelayHandler<'refreshAccount'> = async (
  { params: { id } },
  { accounts, accountTrials },
) => {
  await accountTrials.refresh(id);
  return ok(accountDto(await accounts.get(id)));
};
