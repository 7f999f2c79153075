import type { Losses } from '../../exchange/losses';
import type { ModelRequest, TextPart, Tool } from '../../exchange/request';
import { asText } from '../json';
import type { JsonObject, UpstreamRequest } from '../protocol';
import { cacheControl, writeMessages } from './message-writer';
import { takesSampling } from './models';
import { writeReasoning, type Reasoning } from './reasoning';

/** Claude wants a limit; this one every model of its allows. */
export const DEFAULT_MAX_TOKENS = 8192;

/** @param model as the upstream knows it: what a request may say differs from one generation to the next. */
export function writeRequest(request: ModelRequest, model: string, losses: Losses): UpstreamRequest {
  const maxTokens = request.maxOutputTokens ?? DEFAULT_MAX_TOKENS;
  const reasoning = writeReasoning(request, model, maxTokens, losses);
  const format = writeFormat(request, losses);
  const outputConfig = {
    ...(reasoning.effort !== undefined && { effort: reasoning.effort }),
    ...(format && { format }),
  };
  for (const field of ['seed', 'presencePenalty', 'frequencyPenalty'] as const) {
    if (request[field] !== undefined) losses.add(LOST_AS[field]);
  }
  const body = {
    model,
    max_tokens: reasoning.maxTokens,
    ...(request.system.length > 0 && { system: writeSystem(request.system) }),
    messages: writeMessages(request.messages, losses),
    ...writeTools(request, losses),
    ...(reasoning.thinking && { thinking: reasoning.thinking }),
    ...(Object.keys(outputConfig).length > 0 && { output_config: outputConfig }),
    ...(request.stop && { stop_sequences: request.stop }),
    ...writeSampling(request, model, reasoning, losses),
    ...(request.user !== undefined && { metadata: { user_id: request.user } }),
    ...(request.stream && { stream: true }),
  };
  return { path: '/v1/messages', body };
}

const LOST_AS = {
  seed: 'seed',
  presencePenalty: 'presence_penalty',
  frequencyPenalty: 'frequency_penalty',
} as const;

function writeSystem(system: readonly TextPart[]): JsonObject[] {
  return system
    .filter(({ text }) => text !== '')
    .map(({ text, cache }) => ({ type: 'text', text, ...cacheControl(cache) }));
}

function writeTools(request: ModelRequest, losses: Losses): JsonObject {
  const { tools, toolChoice, parallelTools } = request;
  if (tools.length === 0) return {};
  const sequential = parallelTools === undefined ? {} : { disable_parallel_tool_use: !parallelTools };
  const choice =
    toolChoice === 'none'
      ? { type: 'none' }
      : typeof toolChoice === 'object'
        ? { type: 'tool', name: toolChoice.name, ...sequential }
        : { type: toolChoice === 'required' ? 'any' : 'auto', ...sequential };
  const isSaid = toolChoice !== undefined || parallelTools !== undefined;
  return { tools: tools.map((tool) => writeTool(tool, losses)), ...(isSaid && { tool_choice: choice }) };
}

function writeTool(tool: Tool, losses: Losses): JsonObject {
  const description = tool.description === undefined ? {} : { description: tool.description };
  if (tool.type === 'custom') {
    // Claude's tools take objects only: the text goes in the one member of one.
    if (tool.format !== undefined) losses.add('tools.format');
    return { name: tool.name, ...description, input_schema: TEXT_INPUT };
  }
  const { name, parameters, strict, cache } = tool;
  return {
    name,
    ...description,
    input_schema:
      asText(parameters?.['type']) === 'object' ? parameters : { ...NO_INPUT, ...parameters, type: 'object' },
    ...(strict !== undefined && { strict }),
    ...cacheControl(cache),
  };
}

const NO_INPUT = { type: 'object', properties: {} };
const TEXT_INPUT = { type: 'object', properties: { input: { type: 'string' } }, required: ['input'] };

function writeFormat({ format }: ModelRequest, losses: Losses): JsonObject | undefined {
  if (format?.type === 'json-schema') return { type: 'json_schema', schema: format.schema };
  // There is no asking for JSON without a schema.
  if (format) losses.add('format');
  return undefined;
}

/** A model that thinks takes no sampling but its own, and Claude's temperature ends at 1. */
function writeSampling(
  { temperature, topP, topK }: ModelRequest,
  model: string,
  { isOn }: Reasoning,
  losses: Losses,
): JsonObject {
  const free = takesSampling(model) && !isOn;
  const sampling: Record<string, number> = {};
  if (temperature !== undefined && temperature !== 1) {
    if (!free || temperature > 1) losses.add('temperature');
    if (free) sampling['temperature'] = Math.min(1, temperature);
  } else if (temperature === 1) {
    sampling['temperature'] = 1;
  }
  for (const [name, value] of [
    ['top_p', topP],
    ['top_k', topK],
  ] as const) {
    if (value === undefined) continue;
    if (free) sampling[name] = value;
    else losses.add(name);
  }
  return sampling;
}
