import type { RelayHandler } from '../operation';
import { ok } from '../reply';
import { accountDto } from './account-dto';

export const setAccountStatus: RelayHandler<'setAccountStatus'> = async (
  { params: { id }, body },
  { accounts, accountStanding, accountTrials },
) => {
  await accountStanding.setStatus(id, body.status, body.last_error);
  if (body.status === 'valid') accountTrials.forgive(id);
  return ok(accountDto(await accounts.get(id)));
};
