import type { RelayHandler } from '../operation';
import { ok } from '../reply';
import { userPackageDto } from './user-package-dto';

export const listOwnActivePackages: RelayHandler<'listOwnActivePackages'> = async (
  { user: { userId } },
  { userPackages },
) => {
  const own = await userPackages.ofUser(userId);
  return ok(own.filter(({ status }) => status === 'active').map(userPackageDto));
};
