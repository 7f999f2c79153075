import type { AgentTurn } from '../../../domain/tasks/agent';

/** The variable that codex takes its key from. */
export const KEY_VARIABLE = 'TASKLOOM_API_KEY';

/**
 * codex's `config.toml`. It asks nobody, and does not shut itself in once more: the sandbox is ours. It looks for no
 * updates, reports nothing, and its commands do not inherit the key. What is turned off would need the internet or
 * somebody at a screen, and be described to the model in every call.
 * @param catalogue the path of the file with the model's description
 */
export function codexSettings({ model, gatewayUrl, systemPrompt }: AgentTurn, catalogue: string): string {
  return `model = ${tomlText(model)}
model_provider = "taskloom"
model_catalog_json = ${tomlText(catalogue)}
approval_policy = "never"
sandbox_mode = "danger-full-access"
web_search = "disabled"
check_for_update_on_startup = false
${systemPrompt === null ? '' : `developer_instructions = ${tomlText(systemPrompt)}\n`}
[model_providers.taskloom]
name = "Taskloom"
base_url = ${tomlText(`${gatewayUrl}/v1`)}
env_key = "${KEY_VARIABLE}"
wire_api = "responses"
supports_websockets = false

[agents]
enabled = false

[skills.bundled]
enabled = false

[features]
apps = false
goals = false
image_generation = false
plugins = false
remote_plugin = false

[shell_environment_policy]
exclude = ["${KEY_VARIABLE}"]

[analytics]
enabled = false

[feedback]
enabled = false

[history]
persistence = "none"
`;
}

/** A TOML string has the escapes of JSON, and may not hold a DEL or half a character. */
function tomlText(text: string): string {
  return JSON.stringify(text.toWellFormed()).replaceAll('\u007f', '\\u007f');
}
