import type { RelayHandler } from '../operation';
import { pageDto, pagingOf } from '../page';
import { ok } from '../reply';
import { packageDto } from './package-dto';

export const listAllPackages: RelayHandler<'listAllPackages'> = async ({ query }, { packages }) => {
  const paging = pagingOf(query);
  return ok(pageDto(paging, await packages.page(paging), packageDto));
};
