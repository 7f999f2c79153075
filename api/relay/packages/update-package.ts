import type { RelayHandler } from '../operation';
import { ok } from '../reply';
import { packageDto } from './package-dto';
import { packageWish } from './package-wish';

export const updatePackage: RelayHandler<'updatePackage'> = async ({ params: { id }, body }, { packages }) =>
  ok(packageDto(await packages.update(id, packageWish(body))));
