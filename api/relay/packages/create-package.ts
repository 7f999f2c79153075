import type { RelayHandler } from '../operation';
import { created } from '../reply';
import { packageDto } from './package-dto';
import { packageWish } from './package-wish';

export const createPackage: RelayHandler<'createPackage'> = async ({ body }, { packages }) =>
  created(packageDto(await packages.create({ ...packageWish(body), name: body.name })));
