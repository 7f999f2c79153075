import { ok } from '../reply';
import type { AgentHandler } from '../operation';
import { AGENT_PREFERENCES, changed, whole, type AgentPreferencesChange } from './agent-preferences';

export const updateAgentPreferences: AgentHandler<'updateAgentPreferences'> = async (
  { user, body },
  { preferences },
) => {
  const after = await preferences.change<AgentPreferencesChange>(
    user.userId,
    AGENT_PREFERENCES,
    (before = {}) => changed(before, body),
  );
  return ok(whole(after), 'success.preferenceUpdated');
};
