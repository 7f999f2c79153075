import { asList, asObject, objectsIn } from '../json';
import type { JsonObject } from '../protocol';

/** The fields that the neutral request carries, or that ask for nothing beyond what every answer has. */
const CARRIED = new Set([
  'model',
  'messages',
  'stream',
  'stream_options',
  'tools',
  'tool_choice',
  'parallel_tool_calls',
  'functions',
  'function_call',
  'max_completion_tokens',
  'max_tokens',
  'temperature',
  'top_p',
  'top_k',
  'stop',
  'seed',
  'presence_penalty',
  'frequency_penalty',
  'reasoning_effort',
  'response_format',
  'user',
  'safety_identifier',
]);

/** Whether a field asks for what comes without asking. */
const ASKS_NOTHING: Readonly<Record<string, (value: unknown) => boolean>> = {
  n: (value) => value === 1,
  logprobs: (value) => value === false,
  store: (value) => value === false,
  service_tier: (value) => value === 'auto' || value === 'default',
  modalities: (value) => asList(value)?.every((modality) => modality === 'text') ?? false,
};

/** The fields of a chat completion's request that a translation cannot carry, each once. */
export function uncarried(body: JsonObject): string[] {
  const named = Object.keys(body).filter((name) => {
    const value = body[name];
    return !CARRIED.has(name) && value !== null && value !== undefined && !ASKS_NOTHING[name]?.(value);
  });
  return [
    ...new Set([...named, ...inMessages(body), ...inTools(body), ...inFormat(body), ...identity(body)]),
  ];
}

function inMessages(body: JsonObject): string[] {
  return objectsIn(body['messages']).flatMap((message) => [
    ...(typeof message['name'] === 'string' && message['role'] !== 'function' ? ['messages.name'] : []),
    ...(asObject(message['audio']) ? ['messages.audio'] : []),
  ]);
}

function inTools(body: JsonObject): string[] {
  const foreign = objectsIn(body['tools']).filter(({ type }) => type !== 'function' && type !== 'custom');
  const isLimited = asObject(body['tool_choice'])?.['type'] === 'allowed_tools';
  return [
    ...foreign.map(({ type }) => `tools.${String(type)}`),
    ...(isLimited ? ['tool_choice.allowed_tools'] : []),
  ];
}

function inFormat(body: JsonObject): string[] {
  const schema = asObject(asObject(body['response_format'])?.['json_schema']);
  return schema?.['description'] ? ['response_format.json_schema.description'] : [];
}

/** Both name whom the call is for; one is carried. */
function identity(body: JsonObject): string[] {
  const { user, safety_identifier: safety } = body;
  return user && safety && user !== safety ? ['safety_identifier'] : [];
}
