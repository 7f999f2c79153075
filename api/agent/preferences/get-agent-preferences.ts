import { ok } from '../reply';
import type { AgentHandler } from '../operation';
import { AGENT_PREFERENCES, whole, type AgentPreferencesChange } from './agent-preferences';

export const getAgentPreferences: AgentHandler<'getAgentPreferences'> = async ({ user }, { preferences }) =>
  ok(whole(await preferences.read<AgentPreferencesChange>(user.userId, AGENT_PREFERENCES)));
