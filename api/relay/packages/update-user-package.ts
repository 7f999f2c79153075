import { present } from '../../router/present';
import { momentOf } from '../../router/amounts';
import { namesOf } from '../names';
import type { RelayHandler } from '../operation';
import { ok } from '../reply';
import { limitWishes, useWishes } from './limit-fields';
import { userPackageDto } from './user-package-dto';

export const updateUserPackage: RelayHandler<'updateUserPackage'> = async (
  { params: { id }, body },
  { userPackages },
) => {
  const { status, expire_time: expireTime, allowed_models: models } = body;
  const change = present({
    enabled: status === undefined ? undefined : status === 'active',
    expiresAt: expireTime === undefined ? undefined : momentOf('expire_time', expireTime),
    limits: limitWishes(body),
    uses: useWishes(body),
    allowedModels: models === undefined ? undefined : namesOf(models),
  });
  return ok(userPackageDto(await userPackages.update(id, change)));
};
