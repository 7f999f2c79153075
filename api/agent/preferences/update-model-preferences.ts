import { invalidField } from '../../../domain/errors';
import { ok } from '../reply';
import type { AgentDependencies } from '../dependencies';
import type { AgentHandler } from '../operation';
import { MODEL_PREFERENCES, NO_MODEL_PREFERENCES, type ModelPreferences } from './model-preferences';

export const updateModelPreferences: AgentHandler<'updateModelPreferences'> = async (
  { user, body },
  { preferences, models },
) => {
  if (typeof body.defaultModelId === 'number') await expectTextModel(body.defaultModelId, models);
  const after = await preferences.change<ModelPreferences>(user.userId, MODEL_PREFERENCES, (before) => ({
    ...NO_MODEL_PREFERENCES,
    ...before,
    ...body,
  }));
  return ok(after, 'success.preferenceUpdated');
};

async function expectTextModel(id: number, models: AgentDependencies['models']): Promise<void> {
  const active = await models.list({ isActive: true });
  if (active.some((model) => model.id === id && model.kind === 'text')) return;
  throw invalidField('body.defaultModelId', {
    zh: '没有可用的该文本模型',
    en: 'is not a text model that can be used',
  });
}
