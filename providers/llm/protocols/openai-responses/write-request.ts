import { present } from './fields';
import { writeInput } from './write-input';
import type { Losses } from '../../exchange/losses';
import type { ModelRequest, OutputFormat, ReasoningWish, Tool } from '../../exchange/request';
import type { JsonObject, UpstreamRequest } from '../protocol';

/** What Responses has no field for, with the name that it is reported by. */
const UNKNOWN = {
  topK: 'top_k',
  stop: 'stop',
  seed: 'seed',
  presencePenalty: 'presence_penalty',
  frequencyPenalty: 'frequency_penalty',
} as const;

/**
 * A request for `POST /responses`. The upstream is told to keep nothing, so thoughts come back encrypted, and go
 * back the same way.
 */
export function writeRequest(request: ModelRequest, model: string, losses: Losses): UpstreamRequest {
  const input = writeInput(request.messages, losses);
  for (const [field, name] of Object.entries(UNKNOWN)) {
    if (request[field as keyof typeof UNKNOWN] !== undefined) losses.add(name);
  }
  if ([...request.system, ...request.tools].some((part) => 'cache' in part)) losses.add('cache_control');
  const thinks = request.reasoning !== undefined && request.reasoning.effort !== 'none';
  const wantsThoughts = thinks || input.some(({ type }) => type === 'reasoning');
  const body: JsonObject = {
    model,
    ...present({
      instructions: request.system.map(({ text }) => text).join('\n\n') || undefined,
      input,
      tools: request.tools.length > 0 ? request.tools.map(toolOf) : undefined,
      tool_choice: choiceOf(request),
      parallel_tool_calls: request.parallelTools,
      max_output_tokens: request.maxOutputTokens,
      temperature: request.temperature,
      top_p: request.topP,
      reasoning: request.reasoning && reasoningOf(request.reasoning, losses),
      text: request.format && { format: formatOf(request.format) },
      include: wantsThoughts ? ['reasoning.encrypted_content'] : undefined,
      user: request.user,
      store: false,
      stream: request.stream || undefined,
    }),
  };
  return { path: '/responses', body };
}

/** `strict` is always said: Responses makes a schema strict where it is left out, as no other protocol does. */
function toolOf(tool: Tool): JsonObject {
  if (tool.type === 'custom') {
    const { type, name, description, format } = tool;
    return { type, name, ...present({ description, format }) };
  }
  const { type, name, description, parameters, strict = false } = tool;
  return {
    type,
    name,
    ...present({ description }),
    parameters: parameters ?? { type: 'object', properties: {} },
    strict,
  };
}

function choiceOf({ toolChoice, tools }: ModelRequest): unknown {
  if (typeof toolChoice !== 'object') return toolChoice;
  const { name } = toolChoice;
  return { type: tools.find((tool) => tool.name === name)?.type ?? 'function', name };
}

/** A budget is only an effort here. */
function reasoningOf({ effort, budgetTokens, visible }: ReasoningWish, losses: Losses): JsonObject {
  const isBudget = effort === undefined && budgetTokens !== undefined && budgetTokens >= 0;
  if (isBudget) losses.add('reasoning.budget_tokens');
  return present({
    effort: isBudget ? effortOf(budgetTokens) : effort,
    summary: visible ? 'auto' : undefined,
  });
}

function effortOf(budgetTokens: number): ReasoningWish['effort'] {
  if (budgetTokens === 0) return 'none';
  if (budgetTokens <= 2048) return 'low';
  return budgetTokens <= 8192 ? 'medium' : 'high';
}

function formatOf(format: OutputFormat): JsonObject {
  if (format.type === 'json') return { type: 'json_object' };
  const { name = 'answer', schema, strict } = format;
  return { type: 'json_schema', name, schema, ...present({ strict }) };
}
