import type { RelayHandler } from '../operation';
import { pageDto, pagingOf } from '../page';
import { ok } from '../reply';
import { userPackageDto } from './user-package-dto';

export const listUserPackages: RelayHandler<'listUserPackages'> = async ({ query }, { userPackages }) => {
  const paging = pagingOf(query);
  const found = await userPackages.page({ userId: query?.user_id }, paging);
  return ok(pageDto(paging, found, userPackageDto));
};
