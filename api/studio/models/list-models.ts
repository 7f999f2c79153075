import { ok } from '../reply';
import type { StudioHandler } from '../operation';
import { managedModelDto, modelDto } from './model-dto';

export const listModels: StudioHandler<'listModels'> = async ({ query, user }, { models }) => {
  const list = await models.list({ provider: query?.provider, isActive: query?.is_active });
  return ok(list.map(user.role === 'admin' ? managedModelDto : modelDto));
};
