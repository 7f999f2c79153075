import type { ModelRequest } from '../../exchange/request';
import { readSampling } from '../openai-chat/read-request';
import type { JsonObject } from '../protocol';
import { RequestObject } from '../request-object';

/**
 * A completion's request: the prompt becomes what the user says.
 * @throws CallFailure `invalid` for several prompts and for prompts of tokens, which no other protocol has.
 */
export function readRequest(body: JsonObject): ModelRequest {
  const request = new RequestObject(body);
  return {
    model: request.name('model'),
    system: [],
    messages: [{ role: 'user', parts: [{ type: 'text', text: promptOf(request) }] }],
    tools: [],
    ...readSampling(request),
  };
}

function promptOf(request: RequestObject): string {
  const { prompt } = request.json;
  if (!Array.isArray(prompt)) return request.text('prompt');
  const [only, ...more] = prompt as readonly unknown[];
  if (typeof only === 'string' && more.length === 0) return only;
  throw request.wrong('prompt', 'must be one text for this model, not several and not tokens');
}

const CARRIED = new Set([
  'model',
  'prompt',
  'stream',
  'stream_options',
  'max_tokens',
  'temperature',
  'top_p',
  'top_k',
  'stop',
  'seed',
  'presence_penalty',
  'frequency_penalty',
  'user',
]);

const ASKS_NOTHING: Readonly<Record<string, unknown>> = { n: 1, best_of: 1, echo: false, suffix: '' };

/** The fields of a completion's request that a translation cannot carry. */
export function uncarried(body: JsonObject): string[] {
  return Object.keys(body).filter((name) => {
    const value = body[name];
    return !CARRIED.has(name) && value !== null && value !== undefined && value !== ASKS_NOTHING[name];
  });
}
