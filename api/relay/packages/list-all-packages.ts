import type { RelayHandler } from '../operation';
import { pageDto, pageOf } from '../page';
import { ok } from '../reply';
import { packageDto } from './package-dto';

export const listAllPackages: RelayHandler<'listAllPackages'> = async ({ query }, { packages }) => {
  const paging = pageOf(query);
  return ok(pageDto(await packages.page(paging), paging, packageDto));
};
