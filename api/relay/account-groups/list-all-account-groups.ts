import type { RelayHandler } from '../operation';
import { ok } from '../reply';
import { accountGroupDto } from './account-group-dto';

export const listAllAccountGroups: RelayHandler<'listAllAccountGroups'> = async (_, { accountGroups }) =>
  ok((await accountGroups.all()).map(accountGroupDto));
