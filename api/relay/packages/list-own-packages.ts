import type { RelayHandler } from '../operation';
import { ok } from '../reply';
import { userPackageDto } from './user-package-dto';

export const listOwnPackages: RelayHandler<'listOwnPackages'> = async (
  { user: { userId } },
  { userPackages },
) => ok((await userPackages.ofUser(userId)).map(userPackageDto));
