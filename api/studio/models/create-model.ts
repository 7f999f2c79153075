import { creditsOf } from '../../router/amounts';
import { present } from '../../router/present';
import { ok } from '../reply';
import type { StudioHandler } from '../operation';
import { managedModelDto } from './model-dto';
import { modelWish } from './model-wish';

export const createModel: StudioHandler<'createModel'> = async ({ body }, { models }) => {
  const { name, provider, kind } = body;
  const made = await models.create({
    ...modelWish(body),
    ...present({ kind }),
    name,
    provider,
    modelName: body.model_name,
    apiBase: body.api_base,
    creditsCost: creditsOf('credits_cost', body.credits_cost),
  });
  return ok(managedModelDto(made));
};
