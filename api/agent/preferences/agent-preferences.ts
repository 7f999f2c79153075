import type { AgentData, AgentRequest } from '../operation';

/** The kind under which they are kept: only what the user has set. */
export const AGENT_PREFERENCES = 'agent';

export type AgentPreferences = AgentData<'getAgentPreferences'>;
export type AgentPreferencesChange = AgentRequest<'updateAgentPreferences'>['body'];

type ModeConfigs = AgentPreferences['modeConfigs'];

const EVERYTHING = { useWebSearch: true, useKnowledgeBase: true, useMemoryEnhancement: true };
const NOTHING = { useWebSearch: false, useKnowledgeBase: false, useMemoryEnhancement: false };

const DEFAULTS: AgentPreferences = {
  preferredAgentType: null,
  executionMode: 'auto',
  modeConfigs: {
    auto: EVERYTHING,
    direct: NOTHING,
    simple: EVERYTHING,
    thought: EVERYTHING,
    complex: EVERYTHING,
  },
  autoEnableSkills: true,
  taskCompleteNotification: true,
};

/** What was set before, with a change on top. */
export function changed(
  set: AgentPreferencesChange,
  { modeConfigs, ...change }: AgentPreferencesChange,
): AgentPreferencesChange {
  if (!modeConfigs) return { ...set, ...change };
  const modes = { ...set.modeConfigs };
  for (const [mode, config] of Object.entries(modeConfigs) as [keyof ModeConfigs, object][]) {
    modes[mode] = { ...modes[mode], ...config };
  }
  return { ...set, ...change, modeConfigs: modes };
}

/** All preferences: what was never set has its default. */
export function whole(set: AgentPreferencesChange = {}): AgentPreferences {
  const modes = Object.keys(DEFAULTS.modeConfigs) as (keyof ModeConfigs)[];
  const configs = modes.map((mode) => [mode, { ...DEFAULTS.modeConfigs[mode], ...set.modeConfigs?.[mode] }]);
  return { ...DEFAULTS, ...set, modeConfigs: Object.fromEntries(configs) as ModeConfigs };
}
