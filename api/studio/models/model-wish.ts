import type { ModelWish } from '../../../domain/catalog/models';
import { creditsOf } from '../../router/amounts';
import { present } from '../../router/present';
import type { StudioRequest } from '../operation';

/** What a body says of a model. */
export function modelWish(body: StudioRequest<'updateModel'>['body']): Partial<ModelWish> {
  const { name, provider, config, credits_cost: cost } = body;
  return present({
    name,
    provider,
    modelName: body.model_name,
    apiBase: body.api_base,
    apiKey: body.api_key,
    config: config && configOf(config),
    creditsCost: cost === undefined ? undefined : creditsOf('credits_cost', cost),
    isActive: body.is_active,
    isDefault: body.is_default,
  });
}

function configOf({
  max_tokens: maxTokens,
  ...rest
}: NonNullable<StudioRequest<'updateModel'>['body']['config']>) {
  const { temperature, durations, size } = rest;
  return present({ temperature, maxTokens, durations, size });
}
