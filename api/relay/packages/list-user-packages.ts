import type { RelayHandler } from '../operation';
import { pageDto, pageOf } from '../page';
import { ok } from '../reply';
import { userPackageDto } from './user-package-dto';

export const listUserPackages: RelayHandler<'listUserPackages'> = async ({ query }, { userPackages }) => {
  const paging = pageOf(query);
  const found = await userPackages.page({ userId: query?.user_id }, paging);
  return ok(pageDto(found, paging, userPackageDto));
};
