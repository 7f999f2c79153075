import type { AgentTurn } from '../../../domain/tasks/agent';
import { CONTEXT_WINDOW } from '../context-window';

/** The variable that opencode's settings take the key from. */
export const KEY_VARIABLE = 'TASKLOOM_API_KEY';
export const PROVIDER = 'taskloom';

/** What opencode asks for by itself. The gateway asks a model for no more than it can answer. */
const MOST_OUTPUT_TOKENS = 32_000;

/**
 * opencode's `opencode.json`: one provider, everything allowed, and nothing that would look for the internet: updates,
 * language servers, formatters, sharing.
 * @param instructions paths of files that the model is told the content of
 */
export function opencodeSettings(
  { model, gatewayUrl, maxTokens, temperature }: AgentTurn,
  instructions: readonly string[],
): string {
  const tokens = { context: CONTEXT_WINDOW, output: maxTokens ?? MOST_OUTPUT_TOKENS };
  const limit = { ...tokens, context: Math.max(tokens.context, tokens.output) };
  const agent = temperature === null ? {} : { temperature };
  return JSON.stringify({
    model: `${PROVIDER}/${model}`,
    small_model: `${PROVIDER}/${model}`,
    enabled_providers: [PROVIDER],
    provider: {
      [PROVIDER]: {
        npm: '@ai-sdk/openai-compatible',
        name: 'Taskloom',
        options: { baseURL: `${gatewayUrl}/v1`, apiKey: `{env:${KEY_VARIABLE}}` },
        models: { [model]: { name: model, tool_call: true, temperature: temperature !== null, limit } },
      },
    },
    agent: { build: agent, general: agent },
    instructions,
    permission: { '*': 'allow' },
    autoupdate: false,
    share: 'disabled',
    snapshot: false,
    lsp: false,
    formatter: false,
  });
}
