import type { Agent, AgentTurn } from '../../../domain/tasks/agent';
import { fileForAgent, readingFrom } from '../prompt-file';
import { claudeReader } from './claude-reader';

/**
 * Claude Code, in Claude's protocol. It asks for no permissions: the sandbox is ours, and that it says so makes it work as
 * root, too.
 */
export const claude: Agent = {
  name: 'claude',
  launch(turn) {
    const prompt = fileForAgent(turn, 'prompt.txt', turn.prompt);
    const system =
      turn.systemPrompt === null ? [] : [fileForAgent(turn, 'system-prompt.md', turn.systemPrompt)];
    const argv = ['claude', '--print', '--output-format', 'stream-json', '--verbose'];
    const permissions = ['--permission-mode', 'bypassPermissions'];
    const told = system.flatMap((file) => ['--append-system-prompt-file', file.path]);
    const session = turn.session === null ? [] : ['--resume', turn.session];
    // They are for who sits at it, and for Claude's own servers.
    const without = ['--disallowed-tools', 'EnterPlanMode,ExitPlanMode,WebSearch'];
    return {
      argv: readingFrom(prompt, [...argv, ...permissions, ...without, ...told, ...session]),
      env: { HOME: turn.home, ...gatewaySettings(turn), ...QUIET },
      files: [prompt, ...system],
    };
  },
  reader: claudeReader,
};

/** Every kind of work that it has a model for is done by the one of the turn. */
function gatewaySettings(turn: AgentTurn): Record<string, string> {
  const { gatewayUrl, apiKey, model, maxTokens, temperature } = turn;
  return {
    ANTHROPIC_BASE_URL: gatewayUrl,
    ANTHROPIC_AUTH_TOKEN: apiKey,
    ANTHROPIC_MODEL: model,
    ANTHROPIC_DEFAULT_OPUS_MODEL: model,
    ANTHROPIC_DEFAULT_SONNET_MODEL: model,
    ANTHROPIC_DEFAULT_HAIKU_MODEL: model,
    ANTHROPIC_SMALL_FAST_MODEL: model,
    CLAUDE_CODE_SUBAGENT_MODEL: model,
    ...(maxTokens !== null && { CLAUDE_CODE_MAX_OUTPUT_TOKENS: String(maxTokens) }),
    // It has no setting for it, and adds this to what it asks.
    ...(temperature !== null && { CLAUDE_CODE_EXTRA_BODY: JSON.stringify({ temperature }) }),
  };
}

const QUIET = {
  CLAUDE_CODE_DISABLE_NONESSENTIAL_TRAFFIC: '1',
  DISABLE_AUTOUPDATER: '1',
  DISABLE_TELEMETRY: '1',
  DISABLE_ERROR_REPORTING: '1',
  // Else it asks the model something at each start, only to have its cache warm.
  CLAUDE_CODE_REMOTE: 'true',
  IS_SANDBOX: '1',
} as const;
