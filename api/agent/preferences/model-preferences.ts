import type { AgentData } from '../operation';

/** The kind under which they are kept. */
export const MODEL_PREFERENCES = 'agent_model';

export type ModelPreferences = AgentData<'getModelPreferences'>;

/** Null is the model's own default. */
export const NO_MODEL_PREFERENCES: ModelPreferences = {
  defaultModelId: null,
  temperature: null,
  maxTokens: null,
};
