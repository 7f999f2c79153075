import type { Call } from './call';
import { invalid } from './claude';
import { blocksOf, readConversation } from './claude-conversation';
import { Complaint } from './complaint';
import { listOf, numberOf, objectOf, objectsOf, textOf, type JsonObject } from './json';
import type { Seals } from './seals';
import { promptTokensOf } from './text';
import type { Incoming } from './vendor';

/** Every field of the API reference, and those of its beta features that callers send. */
const FIELDS =
  'max_tokens messages model cache_control container context_management diagnostics inference_geo mcp_servers metadata output_config output_format service_tier speed stop_sequences stream system temperature thinking tool_choice tools top_k top_p user_profile_id workspace_id'.split(
    ' ',
  );
const TOOL_NAME = /^[a-zA-Z0-9_-]{1,128}$/;
const LEAST_THINKING = 1024;

/** Reads a request for a message. @throws Complaint as Claude does. */
export function readMessageRequest({ body, headers, seals }: Incoming): Call {
  const maxTokens = numberOf(body['max_tokens']);
  if (headers['anthropic-version'] === undefined) throw invalid('anthropic-version', 'header is required');
  if (textOf(body['model']) === '') throw invalid('model', 'Field required');
  if (maxTokens === undefined) throw invalid('max_tokens', 'Field required');
  if (maxTokens < 1) throw invalid('max_tokens', 'Input should be greater than or equal to 1');
  const call = readPrompt(body, seals);
  refuseThinking(body, call, maxTokens);
  const temperature = numberOf(body['temperature']);
  if (temperature !== undefined && (temperature < 0 || temperature > 1))
    throw invalid('temperature', 'range: 0..1');
  return {
    ...call,
    stream: body['stream'] === true,
    maxTokens,
    stops: listOf(body['stop_sequences']).filter((stop) => typeof stop === 'string'),
  };
}

/** What a message and a count of tokens have in common. @throws Complaint as Claude does. */
export function readPrompt(body: JsonObject, seals: Seals): Call {
  const unknown = Object.keys(body).find((name) => !FIELDS.includes(name));
  if (unknown !== undefined) throw invalid(unknown, 'Extra inputs are not permitted');
  const thinks = ['enabled', 'adaptive'].includes(textOf(objectOf(body['thinking'])['type']));
  const tools = readTools(body);
  refuseManyBreakpoints(body);
  const { said, results, images, texts, allImages } = readConversation(body, seals);
  const system =
    typeof body['system'] === 'string' ? body['system'] : blocksOf(body['system']).map(({ text }) => text);
  return {
    protocol: 'claude',
    model: textOf(body['model']),
    stream: false,
    body,
    said,
    results,
    images,
    tools,
    toolChoice: toolChoiceOf(body),
    parallelTools: objectOf(body['tool_choice'])['disable_parallel_tool_use'] !== true,
    thinks,
    stops: [],
    promptTokens: promptTokensOf([...[system].flat().map(textOf), ...texts], allImages, body['tools']),
  };
}

function readTools(body: JsonObject): Call['tools'] {
  return objectsOf(body['tools']).flatMap((tool, at) => {
    const type = tool['type'] ?? 'custom';
    if (type !== 'custom') return [];
    const name = tool['name'];
    if (typeof name !== 'string') throw invalid(`tools.${at}.custom.name`, 'Field required');
    if (!TOOL_NAME.test(name))
      throw invalid(`tools.${at}.custom.name`, "String should match pattern '^[a-zA-Z0-9_-]{1,128}$'");
    if (tool['input_schema'] === undefined)
      throw invalid(`tools.${at}.custom.input_schema`, 'Field required');
    if (objectOf(tool['input_schema'])['type'] !== 'object')
      throw invalid(`tools.${at}.custom.input_schema.type`, "Input should be 'object'");
    return [{ name, custom: false }];
  });
}

function toolChoiceOf(body: JsonObject): Call['toolChoice'] {
  const { type, name } = objectOf(body['tool_choice']);
  if (type === 'tool') return { name: textOf(name) };
  if (type === 'any') return 'required';
  if (type === 'none') return 'none';
  if (type === undefined || type === 'auto') return 'auto';
  throw invalid(
    'tool_choice',
    `Input tag '${textOf(type)}' found using 'type' does not match any of the expected tags: 'auto', 'any', 'tool', 'none'`,
  );
}

function refuseThinking(body: JsonObject, call: Call, maxTokens: number): void {
  const { type, budget_tokens: budget } = objectOf(body['thinking']);
  if (!call.thinks) return;
  if (type === 'enabled') {
    const tokens = numberOf(budget);
    if (tokens === undefined) throw invalid('thinking.enabled.budget_tokens', 'Field required');
    if (tokens < LEAST_THINKING)
      throw invalid(
        'thinking.enabled.budget_tokens',
        `Input should be greater than or equal to ${LEAST_THINKING}`,
      );
    if (tokens >= maxTokens)
      throw new Complaint(
        400,
        '`max_tokens` must be greater than `thinking.budget_tokens`. Please consult our documentation at https://docs.claude.com/en/docs/build-with-claude/extended-thinking#max-tokens-and-context-window-size',
      );
  }
  if ((numberOf(body['temperature']) ?? 1) !== 1)
    throw new Complaint(
      400,
      '`temperature` may only be set to 1 when thinking is enabled. Please consult our documentation at https://docs.claude.com/en/docs/build-with-claude/extended-thinking#important-considerations-when-using-extended-thinking',
    );
  if (call.toolChoice === 'required' || typeof call.toolChoice === 'object')
    throw new Complaint(400, 'Thinking may not be enabled when tool_choice forces tool use.');
}

/** A prompt may be cached up to four points at most. */
function refuseManyBreakpoints(body: JsonObject): void {
  const blocks = [
    body['system'],
    body['tools'],
    ...objectsOf(body['messages']).map(({ content }) => content),
  ];
  const marked = blocks
    .flatMap(blocksOf)
    .filter(({ cache_control }) => cache_control !== undefined && cache_control !== null).length;
  if (marked > 4)
    throw new Complaint(400, `A maximum of 4 blocks with cache_control may be provided. Found ${marked}.`);
}
