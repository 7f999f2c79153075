import { ok } from '../reply';
import type { AgentHandler } from '../operation';
import { MODEL_PREFERENCES, NO_MODEL_PREFERENCES } from './model-preferences';

export const resetModelPreferences: AgentHandler<'resetModelPreferences'> = async (
  { user },
  { preferences },
) => {
  await preferences.remove(user.userId, MODEL_PREFERENCES);
  return ok(NO_MODEL_PREFERENCES, 'success.preferenceUpdated');
};
