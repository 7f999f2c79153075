import type { RelayHandler } from '../operation';
import { ok } from '../reply';
import { userPackageDto } from './user-package-dto';

export const listPackagesOfUser: RelayHandler<'listPackagesOfUser'> = async ({ params }, { userPackages }) =>
  ok((await userPackages.ofUser(params.user_id)).map(userPackageDto));
