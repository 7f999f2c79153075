import { creditsToNumber } from '../../../domain/credits';
import type { Package } from '../../../domain/gateway/packages';
import { namesText } from '../names';
import { limitsDto } from './limit-fields';

/** A package as the surface writes it. */
export function packageDto(given: Package) {
  const { quota_total: quotaAmount, ...limits } = limitsDto(given.limits);
  return {
    id: given.id,
    name: given.name,
    type: given.type,
    price: creditsToNumber(given.price),
    duration: given.durationDays,
    ...limits,
    quota_amount: quotaAmount,
    allowed_models: namesText(given.allowedModels),
    description: given.description,
    status: given.enabled ? ('active' as const) : ('disabled' as const),
    created_at: given.createdAt.toISOString(),
    updated_at: given.updatedAt.toISOString(),
  };
}
