import type { RelayHandler } from '../operation';
import { ok } from '../reply';
import { accountDto } from './account-dto';

export const clearAccountUnavailable: RelayHandler<'clearAccountUnavailable'> = async (
  { params: { id } },
  { accounts, accountStanding },
) => {
  await accountStanding.clearUnavailable(id);
  return ok(accountDto(await accounts.get(id)));
};
