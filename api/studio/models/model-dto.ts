import type { Model } from '../../../domain/catalog/models';
import { creditsToNumber } from '../../../domain/credits';

/** A model as everybody may see it. */
export function modelDto(model: Model) {
  return {
    id: model.id,
    name: model.name,
    provider: model.provider,
    model_name: model.modelName,
    kind: model.kind,
    is_active: model.isActive,
    is_default: model.isDefault,
    is_demo: model.isDemo,
    credits_cost: creditsToNumber(model.creditsCost),
  };
}

/** The same for administrators: with where its vendor is, and without the key. */
export function managedModelDto(model: Model) {
  const { apiBase, hasApiKey, config } = model;
  const { maxTokens, durations, ...rest } = config;
  return {
    ...modelDto(model),
    ...(apiBase !== null && { api_base: apiBase }),
    has_api_key: hasApiKey,
    config: {
      ...rest,
      ...(durations && { durations: [...durations] }),
      ...(maxTokens !== undefined && { max_tokens: maxTokens }),
    },
  };
}
