import type { RelayHandler } from '../operation';
import { created } from '../reply';
import { userPackageDto } from './user-package-dto';

export const assignPackage: RelayHandler<'assignPackage'> = async ({ params, body }, { userPackages }) =>
  created(userPackageDto(await userPackages.assign(params.user_id, body.package_id)));
