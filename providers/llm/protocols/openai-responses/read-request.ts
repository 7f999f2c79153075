import { RequestObject } from '../request-object';
import { callerTools, type CallerTool } from './caller-tools';
import { invalid, present } from './fields';
import { refuseWhatNeedsMemory } from './memory';
import { readInput } from './read-input';
import type { ModelRequest, OutputFormat, ReasoningWish, ToolChoice } from '../../exchange/request';
import type { CallTarget, JsonObject } from '../protocol';

/**
 * `POST /responses` as OpenAI documents it. Nothing of an answer is kept, so a request has to bring its whole
 * conversation.
 * @throws CallFailure `invalid` that names the field.
 */
export function readRequest(body: JsonObject, target: CallTarget): ModelRequest {
  const request = new RequestObject(body);
  const model = target.model ?? request.name('model');
  refuseWhatNeedsMemory(body);
  const all = callerTools(body);
  const { choice, tools } = chosen(body, all);
  const { system, messages } = readInput(body['input']);
  const instructions = request.textIf('instructions');
  return {
    model,
    stream: request.flagIf('stream') ?? false,
    system: [...(instructions ? [{ type: 'text' as const, text: instructions }] : []), ...system],
    messages,
    tools: tools.map(({ tool }) => tool),
    ...present({
      toolChoice: choice,
      parallelTools: request.flagIf('parallel_tool_calls'),
      maxOutputTokens: limitOf(request),
      temperature: request.numberIf('temperature'),
      topP: request.numberIf('top_p'),
      reasoning: reasoningOf(request),
      format: formatOf(request),
      user: request.textIf('safety_identifier') ?? request.textIf('user'),
    }),
  };
}

const EFFORTS = ['none', 'minimal', 'low', 'medium', 'high', 'xhigh', 'max'] as const;

function reasoningOf(request: RequestObject): ReasoningWish | undefined {
  const reasoning = request.objectIf('reasoning');
  if (!reasoning) return undefined;
  const visible = reasoning.has('summary') || reasoning.has('generate_summary');
  return present({ effort: reasoning.oneOfIf('effort', EFFORTS), visible: visible || undefined });
}

function formatOf(request: RequestObject): OutputFormat | undefined {
  const format = request.objectIf('text')?.objectIf('format');
  const type = format?.textIf('type');
  if (type === 'json_object') return { type: 'json' };
  if (!format || type !== 'json_schema') return undefined;
  return {
    type: 'json-schema',
    schema: format.object('schema').json,
    ...present({ name: format.textIf('name') || undefined, strict: format.flagIf('strict') }),
  };
}

function limitOf(request: RequestObject): number | undefined {
  const limit = request.wholeIf('max_output_tokens');
  if (limit !== undefined && limit < 1) throw request.wrong('max_output_tokens', 'must be at least 1');
  return limit;
}

/** `allowed_tools` leaves the other tools away. A tool that OpenAI runs cannot be chosen: the model decides then. */
function chosen(
  body: JsonObject,
  all: readonly CallerTool[],
): { choice: ToolChoice | undefined; tools: readonly CallerTool[] } {
  const wish = body['tool_choice'];
  if (wish === 'auto' || wish === 'none' || wish === 'required') return { choice: wish, tools: all };
  if (wish === undefined || wish === null) return { choice: undefined, tools: all };
  const object = RequestObject.of(wish, 'tool_choice');
  const type = object.textIf('type');
  if (type === 'function' || type === 'custom') {
    const name = object.name('name');
    const tool = all.find((each) => each.name === name) ?? all.find((each) => each.ownName === name);
    if (!tool) throw invalid(`tool_choice names ${name}, which is not among the tools.`, 'tool_choice');
    return { choice: { name: tool.name }, tools: all };
  }
  if (type === 'allowed_tools') {
    const names = new Set(object.objects('tools').map(({ json }) => json['name']));
    const tools = all.filter(({ name, ownName }) => names.has(name) || names.has(ownName));
    return { choice: object.json['mode'] === 'required' ? 'required' : 'auto', tools };
  }
  return { choice: undefined, tools: all };
}
