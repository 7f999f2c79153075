import type { Losses } from '../../exchange/losses';
import type { ModelRequest, ReasoningWish, Tool } from '../../exchange/request';
import type { JsonObject, UpstreamRequest } from '../protocol';
import { writeContents } from './content-writer';
import { mustThink, thinks, thinksInLevels } from './models';

export function writeRequest(request: ModelRequest, model: string, losses: Losses): UpstreamRequest {
  const { system, tools, stream } = request;
  const texts = system.filter(({ text }) => text !== '');
  if (isMarked(request)) losses.add('cache_control');
  if (request.user !== undefined) losses.add('user');
  if (request.parallelTools === false) losses.add('parallel_tool_calls');
  const config = writeConfig(request, model, losses);
  const body = {
    ...(texts.length > 0 && { systemInstruction: { parts: texts.map(({ text }) => ({ text })) } }),
    contents: writeContents(request.messages, model, losses),
    ...(tools.length > 0 && {
      tools: [{ functionDeclarations: tools.map((tool) => writeTool(tool, losses)) }],
      ...writeToolChoice(request),
    }),
    ...(Object.keys(config).length > 0 && { generationConfig: config }),
  };
  return { path: pathOf(model, stream), body };
}

/** A model's name may have parts (`tunedModels/…`), each is one part of the path. */
export function pathOf(model: string, stream: boolean): string {
  const name = model.includes('/') ? model : `models/${model}`;
  const action = stream ? 'streamGenerateContent?alt=sse' : 'generateContent';
  return `/v1beta/${name.split('/').map(encodeURIComponent).join('/')}:${action}`;
}

/** Google keeps prompts in its cache without being asked. */
function isMarked({ system, messages, tools }: ModelRequest): boolean {
  const parts = messages.flatMap((message) => message.parts);
  return [...system, ...parts, ...tools].some((item) => 'cache' in item);
}

function writeTool(tool: Tool, losses: Losses): JsonObject {
  const { name, description } = tool;
  const named = { name, ...(description !== undefined && { description }) };
  if (tool.type === 'custom') {
    // Functions take objects only: the text goes in the one member of one.
    if (tool.format !== undefined) losses.add('tools.format');
    return { ...named, parametersJsonSchema: TEXT_INPUT };
  }
  if (tool.strict) losses.add('tools.strict');
  return { ...named, ...(tool.parameters && { parametersJsonSchema: tool.parameters }) };
}

const TEXT_INPUT = { type: 'object', properties: { input: { type: 'string' } }, required: ['input'] };

function writeToolChoice({ toolChoice }: ModelRequest): JsonObject {
  if (toolChoice === undefined) return {};
  const functionCallingConfig =
    typeof toolChoice === 'object'
      ? { mode: 'ANY', allowedFunctionNames: [toolChoice.name] }
      : { mode: { auto: 'AUTO', none: 'NONE', required: 'ANY' }[toolChoice] };
  return { toolConfig: { functionCallingConfig } };
}

const SAMPLING = [
  'maxOutputTokens',
  'temperature',
  'topP',
  'topK',
  'seed',
  'presencePenalty',
  'frequencyPenalty',
];

function writeConfig(request: ModelRequest, model: string, losses: Losses): JsonObject {
  const { stop, format, reasoning } = request;
  const sampling = Object.entries(request).filter(([name]) => SAMPLING.includes(name));
  const thinkingConfig = reasoning && writeThinking(reasoning, model, losses);
  return {
    ...Object.fromEntries(sampling),
    ...(stop && { stopSequences: stop }),
    ...(format && { responseMimeType: 'application/json' }),
    ...(format?.type === 'json-schema' && { responseJsonSchema: format.schema }),
    ...(thinkingConfig && { thinkingConfig }),
  };
}

const LEVELS = {
  none: 'MINIMAL',
  minimal: 'MINIMAL',
  low: 'LOW',
  medium: 'MEDIUM',
  high: 'HIGH',
  xhigh: 'HIGH',
  max: 'HIGH',
} as const;

/** The budgets that stand for efforts, in tokens, as Google's own OpenAI-compatible API has them. */
const BUDGETS = { minimal: 1024, low: 1024, medium: 8192, high: 24_576, xhigh: 24_576, max: 24_576 } as const;

const SMALLEST_BUDGET_OF_PRO = 128;

function writeThinking(wish: ReasoningWish, model: string, losses: Losses): JsonObject | undefined {
  const { effort, budgetTokens, visible } = wish;
  if (!thinks(model)) {
    if (effort !== 'none') losses.add('reasoning');
    return undefined;
  }
  const isFree = budgetTokens === undefined || budgetTokens < 0;
  const amount =
    effort !== undefined && (isFree || effort === 'none')
      ? writeEffort(effort, model)
      : budgetTokens !== undefined && { thinkingBudget: budgetTokens };
  return { ...amount, ...(visible !== undefined && { includeThoughts: visible }) };
}

function writeEffort(effort: NonNullable<ReasoningWish['effort']>, model: string): JsonObject {
  if (thinksInLevels(model)) {
    // The larger models' lowest level is LOW.
    const level = LEVELS[effort];
    return { thinkingLevel: level === 'MINIMAL' && mustThink(model) ? 'LOW' : level };
  }
  if (effort === 'none') return { thinkingBudget: mustThink(model) ? SMALLEST_BUDGET_OF_PRO : 0 };
  return { thinkingBudget: BUDGETS[effort] };
}
