import { ok } from '../reply';
import type { StudioHandler } from '../operation';
import { managedModelDto } from './model-dto';
import { modelWish } from './model-wish';

export const updateModel: StudioHandler<'updateModel'> = async ({ params, body }, { models }) =>
  ok(managedModelDto(await models.update(params.id, modelWish(body))));
