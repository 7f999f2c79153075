import type { RelayHandler } from '../operation';
import { created } from '../reply';
import { accountGroupDto } from './account-group-dto';
import { accountGroupWish } from './account-group-wish';

export const createAccountGroup: RelayHandler<'createAccountGroup'> = async ({ body }, { accountGroups }) => {
  const { name, platform } = body;
  return created(accountGroupDto(await accountGroups.create({ ...accountGroupWish(body), name, platform })));
};
