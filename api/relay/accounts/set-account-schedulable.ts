import type { RelayHandler } from '../operation';
import { ok } from '../reply';
import { accountDto } from './account-dto';

export const setAccountSchedulable: RelayHandler<'setAccountSchedulable'> = async (
  { params: { id }, body },
  { accounts, accountStanding },
) => {
  await accountStanding.setSchedulable(id, body.schedulable);
  return ok(accountDto(await accounts.get(id)));
};
