import type { RelayHandler } from '../operation';
import { ok } from '../reply';
import { accountGroupDto } from './account-group-dto';
import { accountGroupWish } from './account-group-wish';

export const updateAccountGroup: RelayHandler<'updateAccountGroup'> = async (
  { params: { id }, body },
  { accountGroups },
) => ok(accountGroupDto(await accountGroups.update(id, accountGroupWish(body))));
