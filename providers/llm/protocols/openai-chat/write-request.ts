import type { Losses } from '../../exchange/losses';
import type { ModelRequest, OutputFormat, ReasoningWish, Tool, ToolChoice } from '../../exchange/request';
import type { JsonObject, UpstreamRequest } from '../protocol';
import { writeMessages } from './write-messages';

export const CHAT_PATH = '/chat/completions';

/** A request as `POST /chat/completions` takes it. A stream always asks for its usage. */
export function writeRequest(request: ModelRequest, model: string, losses: Losses): UpstreamRequest {
  const effort = effortOf(request.reasoning, losses);
  const body = {
    model,
    messages: writeMessages(request, losses),
    ...writeTools(request, losses),
    ...writeSampling(request, losses),
    ...(request.maxOutputTokens !== undefined && { max_completion_tokens: request.maxOutputTokens }),
    ...(effort && { reasoning_effort: effort }),
    ...(request.format && { response_format: writeFormat(request.format) }),
  };
  return { path: CHAT_PATH, body };
}

/** What chat completions and completions share. */
export function writeSampling(request: ModelRequest, losses: Losses): JsonObject {
  if (request.topK !== undefined) losses.add('top_k');
  return {
    ...(request.stream && { stream: true, stream_options: { include_usage: true } }),
    ...(request.temperature !== undefined && { temperature: request.temperature }),
    ...(request.topP !== undefined && { top_p: request.topP }),
    ...(request.stop && { stop: request.stop }),
    ...(request.seed !== undefined && { seed: request.seed }),
    ...(request.presencePenalty !== undefined && { presence_penalty: request.presencePenalty }),
    ...(request.frequencyPenalty !== undefined && { frequency_penalty: request.frequencyPenalty }),
    ...(request.user !== undefined && { user: request.user }),
  };
}

/** Without tools OpenAI refuses a choice among them. */
function writeTools(request: ModelRequest, losses: Losses): JsonObject {
  const { tools, toolChoice, parallelTools } = request;
  if (tools.length === 0) return {};
  if (tools.some((tool) => tool.type === 'function' && tool.cache)) losses.add('cache_control');
  return {
    tools: tools.map(writeTool),
    ...(toolChoice !== undefined && { tool_choice: writeToolChoice(toolChoice, tools) }),
    ...(parallelTools !== undefined && { parallel_tool_calls: parallelTools }),
  };
}

function writeTool(tool: Tool): JsonObject {
  const { name, description } = tool;
  const named = { name, ...(description !== undefined && { description }) };
  if (tool.type === 'custom') {
    return {
      type: 'custom',
      custom: { ...named, ...(tool.format !== undefined && { format: tool.format }) },
    };
  }
  const { parameters, strict } = tool;
  return {
    type: 'function',
    function: { ...named, ...(parameters && { parameters }), ...(strict !== undefined && { strict }) },
  };
}

function writeToolChoice(choice: ToolChoice, tools: readonly Tool[]): JsonObject | string {
  if (typeof choice === 'string') return choice;
  const isCustom = tools.some(({ type, name }) => type === 'custom' && name === choice.name);
  const named = { name: choice.name };
  return isCustom ? { type: 'custom', custom: named } : { type: 'function', function: named };
}

/** A budget of tokens becomes the effort that comes near it: this protocol has no other measure. */
function effortOf(wish: ReasoningWish | undefined, losses: Losses): ReasoningWish['effort'] {
  if (wish?.effort) return wish.effort;
  const budget = wish?.budgetTokens;
  if (budget === undefined || budget < 0) return undefined;
  losses.add('reasoning.budget_tokens');
  if (budget === 0) return 'none';
  if (budget <= 2048) return 'low';
  return budget <= 12_288 ? 'medium' : 'high';
}

function writeFormat(format: OutputFormat): JsonObject {
  if (format.type === 'json') return { type: 'json_object' };
  const { name = 'answer', schema, strict } = format;
  return { type: 'json_schema', json_schema: { name, schema, ...(strict !== undefined && { strict }) } };
}
