import { asCount, asFlag, asNumber, asObject, asText, asWords, objectsIn } from '../json';
import { callerTools, type CallerTool } from './caller-tools';
import { invalid, optional, present, required } from './fields';
import { readInput } from './read-input';
import type { CallTarget, JsonObject } from '../protocol';
import type { ModelRequest, OutputFormat, ReasoningWish, ToolChoice } from '../../exchange/request';

/**
 * `POST /responses` as OpenAI documents it. Nothing of an answer is kept, so a request has to bring its whole
 * conversation.
 * @throws CallFailure `invalid` that names the field.
 */
export function readRequest(body: JsonObject, target: CallTarget): ModelRequest {
  const model = optional(body, 'model', asWords, 'the name of a model') ?? target.model;
  if (model === undefined) throw invalid('model is missing: it must be the name of a model.', 'model');
  refuseWhatNeedsMemory(body);
  const all = callerTools(body);
  const { choice, tools } = chosen(body, all);
  const { system, messages } = readInput(body['input']);
  const instructions = optional(body, 'instructions', asText, 'a string');
  return {
    model,
    stream: optional(body, 'stream', asFlag, 'true or false') ?? false,
    system: [...(instructions ? [{ type: 'text' as const, text: instructions }] : []), ...system],
    messages,
    tools: tools.map(({ tool }) => tool),
    ...present({
      toolChoice: choice,
      parallelTools: optional(body, 'parallel_tool_calls', asFlag, 'true or false'),
      maxOutputTokens: optional(body, 'max_output_tokens', positive, 'a whole number above 0'),
      temperature: optional(body, 'temperature', asNumber, 'a number'),
      topP: optional(body, 'top_p', asNumber, 'a number'),
      reasoning: reasoningOf(body),
      format: formatOf(body),
      user:
        optional(body, 'safety_identifier', asText, 'a string') ?? optional(body, 'user', asText, 'a string'),
    }),
  };
}

function refuseWhatNeedsMemory(body: JsonObject): void {
  for (const field of ['previous_response_id', 'conversation']) {
    if (body[field] === undefined || body[field] === null) continue;
    throw invalid(
      `${field} cannot be used: answers are not kept. Send the whole conversation as input.`,
      field,
    );
  }
  if (body['background'] === true) {
    throw invalid(
      'background cannot be used: answers are not kept. Stream the answer instead.',
      'background',
    );
  }
}

const EFFORTS = ['none', 'minimal', 'low', 'medium', 'high', 'xhigh', 'max'] as const;

function reasoningOf(body: JsonObject): ReasoningWish | undefined {
  const reasoning = optional(body, 'reasoning', asObject, 'an object');
  if (!reasoning) return undefined;
  const effort = optional(
    reasoning,
    'effort',
    (value) => EFFORTS.find((known) => known === value),
    `one of ${EFFORTS.join(', ')}`,
    'reasoning.',
  );
  const summary = reasoning['summary'] ?? reasoning['generate_summary'];
  return present({ effort, visible: summary === undefined || summary === null ? undefined : true });
}

function formatOf(body: JsonObject): OutputFormat | undefined {
  const format = asObject(optional(body, 'text', asObject, 'an object')?.['format']);
  if (format?.['type'] === 'json_object') return { type: 'json' };
  if (format?.['type'] !== 'json_schema') return undefined;
  return {
    type: 'json-schema',
    schema: required(format, 'schema', asObject, 'a JSON Schema', 'text.format.'),
    ...present({ name: asWords(format['name']), strict: asFlag(format['strict']) }),
  };
}

/** `allowed_tools` leaves the other tools away. A tool that OpenAI runs cannot be chosen: the model decides then. */
function chosen(
  body: JsonObject,
  all: readonly CallerTool[],
): { choice: ToolChoice | undefined; tools: readonly CallerTool[] } {
  const wish = body['tool_choice'];
  if (wish === 'auto' || wish === 'none' || wish === 'required') return { choice: wish, tools: all };
  if (wish === undefined || wish === null) return { choice: undefined, tools: all };
  const object = asObject(wish);
  if (!object) throw invalid('tool_choice must be auto, none, required or a tool.', 'tool_choice');
  if (object['type'] === 'function' || object['type'] === 'custom') {
    const name = required(object, 'name', asWords, 'a string', 'tool_choice.');
    const tool = all.find((each) => each.name === name) ?? all.find((each) => each.ownName === name);
    if (!tool) throw invalid(`tool_choice names ${name}, which is not among the tools.`, 'tool_choice');
    return { choice: { name: tool.name }, tools: all };
  }
  if (object['type'] === 'allowed_tools') {
    const names = new Set(objectsIn(object['tools']).map((tool) => tool['name']));
    const tools = all.filter(({ name, ownName }) => names.has(name) || names.has(ownName));
    return { choice: object['mode'] === 'required' ? 'required' : 'auto', tools };
  }
  return { choice: undefined, tools: all };
}

function positive(value: unknown): number | undefined {
  const count = asCount(value);
  return count === 0 ? undefined : count;
}
