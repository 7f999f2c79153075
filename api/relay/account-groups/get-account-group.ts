import type { RelayHandler } from '../operation';
import { ok } from '../reply';
import { accountGroupDto } from './account-group-dto';

export const getAccountGroup: RelayHandler<'getAccountGroup'> = async (
  { params: { id } },
  { accountGroups },
) => ok(accountGroupDto(await accountGroups.get(id)));
