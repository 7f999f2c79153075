import type { RelayHandler } from '../operation';
import { pageDto, pageOf } from '../page';
import { ok } from '../reply';
import { accountGroupDto } from './account-group-dto';

export const listAccountGroups: RelayHandler<'listAccountGroups'> = async ({ query }, { accountGroups }) => {
  const page = pageOf(query);
  const found = await accountGroups.page({ platform: query?.platform }, page);
  return ok(pageDto(found, page, accountGroupDto));
};
