import { creditsToNumber } from '../../../domain/credits';
import { ok } from '../reply';
import type { StudioHandler } from '../operation';

export const listModels: StudioHandler<'listModels'> = async ({ query }, { models }) => {
  const list = await models.list({ provider: query?.provider, isActive: query?.is_active });
  return ok(
    list.map((model) => ({
      id: model.id,
      name: model.name,
      provider: model.provider,
      model_name: model.modelName,
      kind: model.kind,
      is_active: model.isActive,
      is_demo: model.isDemo,
      credits_cost: creditsToNumber(model.creditsCost),
    })),
  );
};
