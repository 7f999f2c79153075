import type { RelayHandler } from '../operation';
import { ok } from '../reply';
import { accountGroupDto } from './account-group-dto';

export const addAccountToGroup: RelayHandler<'addAccountToGroup'> = async (
  { params: { id }, body },
  { accountGroups },
) => ok(accountGroupDto(await accountGroups.addAccount(id, body.account_id)));
