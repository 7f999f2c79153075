import type { PackageWish } from '../../../domain/gateway/packages';
import { present } from '../../router/present';
import { creditsOf } from '../../router/amounts';
import { namesOf } from '../names';
import type { RelayRequest } from '../operation';
import { limitWishes } from './limit-fields';

/** What a body says of a package. AppError VALIDATION. */
export function packageWish(body: RelayRequest<'updatePackage'>['body']): PackageWish {
  const { name, type, price, description, status, allowed_models: models, quota_amount: inAll } = body;
  const limits = { ...body, ...(inAll !== undefined && { quota_total: inAll }) };
  return present({
    name,
    type,
    price: price === undefined ? undefined : creditsOf('price', price),
    limits: limitWishes(limits),
    allowedModels: models === undefined ? undefined : namesOf(models),
    durationDays: body.duration,
    description,
    enabled: status === undefined ? undefined : status === 'active',
  });
}
