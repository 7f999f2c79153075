import type { RelayHandler } from '../operation';
import { ok } from '../reply';
import { accountGroupDto } from './account-group-dto';

export const removeAccountFromGroup: RelayHandler<'removeAccountFromGroup'> = async (
  { params: { id, accountId } },
  { accountGroups },
) => ok(accountGroupDto(await accountGroups.removeAccount(id, accountId)));
