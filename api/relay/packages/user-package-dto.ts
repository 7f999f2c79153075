import { creditsToNumber } from '../../../domain/credits';
import type { UserPackage } from '../../../domain/gateway/user-packages';
import { namesText } from '../names';
import { limitsDto, usesDto } from './limit-fields';
import { packageDto } from './package-dto';

/** A user's package as the surface writes it, to its owner and to administrators. */
export function userPackageDto(given: UserPackage) {
  return {
    id: given.id,
    user_id: given.userId,
    package_id: given.packageId,
    package: given.package && packageDto(given.package),
    name: given.name,
    type: given.type,
    price: creditsToNumber(given.price),
    ...limitsDto(given.limits),
    ...usesDto(given.uses),
    allowed_models: namesText(given.allowedModels),
    status: given.status,
    start_time: given.startsAt.toISOString(),
    expire_time: given.expiresAt.toISOString(),
    created_at: given.createdAt.toISOString(),
    updated_at: given.updatedAt.toISOString(),
  };
}
