import type { ModelRequest, OutputFormat } from '../../exchange/request';
import type { JsonObject } from '../protocol';
import { RequestObject } from '../request-object';
import { speaksOfFunctions } from './envelope';
import { readMessages } from './read-messages';
import { readTools, readToolChoice } from './read-tools';

const EFFORTS = ['none', 'minimal', 'low', 'medium', 'high', 'xhigh', 'max'] as const;

/** A chat completion's request. @throws CallFailure `invalid` that names the field. */
export function readRequest(body: JsonObject): ModelRequest {
  const request = new RequestObject(body);
  const effort = request.oneOfIf('reasoning_effort', EFFORTS);
  const toolChoice = readToolChoice(request);
  const format = readFormat(request);
  const parallelTools = speaksOfFunctions(body) ? false : request.flagIf('parallel_tool_calls');
  return {
    model: request.name('model'),
    ...readMessages(request),
    tools: readTools(request),
    ...(toolChoice !== undefined && { toolChoice }),
    ...(parallelTools !== undefined && { parallelTools }),
    ...readSampling(request),
    ...(effort && { reasoning: { effort } }),
    ...(format && { format }),
  };
}

/**
 * What chat completions and completions share: the limit, the knobs, whom it is for.
 * @throws CallFailure for more than one choice, which no other protocol has.
 */
export function readSampling(
  request: RequestObject,
): Omit<ModelRequest, 'model' | 'system' | 'messages' | 'tools'> {
  const choices = request.wholeIf('n') ?? 1;
  if (choices !== 1) throw request.wrong('n', 'must be 1 for this model: its answers come one at a time');
  const stop = readStop(request);
  const user = request.textIf('user') ?? request.textIf('safety_identifier');
  return {
    stream: request.flagIf('stream') ?? false,
    ...given('maxOutputTokens', limitOf(request)),
    ...given('temperature', request.numberIf('temperature')),
    ...given('topP', request.numberIf('top_p')),
    ...given('topK', request.wholeIf('top_k')),
    ...given('seed', request.wholeIf('seed')),
    ...given('presencePenalty', request.numberIf('presence_penalty')),
    ...given('frequencyPenalty', request.numberIf('frequency_penalty')),
    ...(stop.length > 0 && { stop }),
    ...(user && { user }),
  };
}

function given<Name extends string>(name: Name, value: number | undefined): Partial<Record<Name, number>> {
  return (value === undefined ? {} : { [name]: value }) as Partial<Record<Name, number>>;
}

function limitOf(request: RequestObject): number | undefined {
  const field = request.has('max_completion_tokens') ? 'max_completion_tokens' : 'max_tokens';
  const limit = request.wholeIf(field);
  if (limit !== undefined && limit < 1) throw request.wrong(field, 'must be at least 1');
  return limit;
}

function readStop(request: RequestObject): string[] {
  const { stop } = request.json;
  if (!request.has('stop')) return [];
  const list: unknown[] = Array.isArray(stop) ? stop : [stop];
  const texts = list.filter((one) => typeof one === 'string');
  if (texts.length < list.length) throw request.wrong('stop', 'must be a string or an array of strings');
  return texts;
}

function readFormat(request: RequestObject): OutputFormat | undefined {
  const format = request.objectIf('response_format');
  const type = format?.oneOfIf('type', ['text', 'json_object', 'json_schema'] as const);
  if (format === undefined || type === 'text') return undefined;
  if (type === undefined) throw format.wrong('type', 'is missing');
  if (type === 'json_object') return { type: 'json' };
  const wish = format.object('json_schema');
  const strict = wish.flagIf('strict');
  return {
    type: 'json-schema',
    name: wish.name('name'),
    schema: wish.objectIf('schema')?.json ?? {},
    ...(strict !== undefined && { strict }),
  };
}
