import { ok } from '../reply';
import type { AgentHandler } from '../operation';
import { MODEL_PREFERENCES, NO_MODEL_PREFERENCES, type ModelPreferences } from './model-preferences';

export const getModelPreferences: AgentHandler<'getModelPreferences'> = async ({ user }, { preferences }) =>
  ok((await preferences.read<ModelPreferences>(user.userId, MODEL_PREFERENCES)) ?? NO_MODEL_PREFERENCES);
