import { ok } from '../reply';
import type { AgentHandler } from '../operation';
import { AGENT_PREFERENCES, changed, whole, type AgentPreferencesChange } from './agent-preferences';

export const updateAgentPreferences: AgentHandler<'updateAgentPreferences'> = async (
  { user, body },
  { preferences },
) => {
  const before = await preferences.read<AgentPreferencesChange>(user.userId, AGENT_PREFERENCES);
  const after = changed(before ?? {}, body);
  await preferences.write(user.userId, AGENT_PREFERENCES, after);
  return ok(whole(after), 'success.preferenceUpdated');
};
