import { linkedImage, type Call, type SentImage, type ToolResult } from './call';
import { Complaint } from './complaint';
import { isObject, listOf, numberOf, objectOf, textOf, type JsonObject } from './json';
import { invalidType, invalidValue, missing, refuseLong, refuseOutside, refuseUnknown } from './openai';
import { readOpenaiToolChoice, readOpenaiTools } from './openai-tools';
import type { Seals } from './seals';
import { promptTokensOf } from './text';
import type { Incoming } from './vendor';

/** Every field of the API reference, `max_tool_calls`, which answers repeat, and what codex tells of itself. */
const FIELDS =
  'background client_metadata context_management conversation include input instructions max_output_tokens max_tool_calls metadata model moderation parallel_tool_calls previous_response_id prompt prompt_cache_key prompt_cache_options prompt_cache_retention reasoning safety_identifier service_tier store stream stream_options temperature text tool_choice tools top_logprobs top_p truncation user'.split(
    ' ',
  );
const ROLES = ['assistant', 'system', 'developer', 'user'];
const SAID = ['input_text', 'input_image', 'input_file'];
const ANSWERED = ['output_text', 'refusal'];
/** How the ids of each kind of item begin. */
const ID_PREFIX: Readonly<Record<string, string>> = {
  message: 'msg',
  reasoning: 'rs',
  function_call: 'fc',
  custom_tool_call: 'ctc',
};

/** Reads a request for a response. @throws Complaint as OpenAI does. */
export function readResponsesRequest({ body, seals }: Incoming): Call {
  const model = textOf(body['model']);
  if (model === '') throw missing('model');
  refuseUnknown(body, FIELDS);
  if (body['input'] === undefined) throw missing('input');
  const previous = body['previous_response_id'];
  if (typeof previous === 'string')
    throw new Complaint(400, `Previous response with id '${previous}' not found.`, {
      param: 'previous_response_id',
      code: 'previous_response_not_found',
    });
  refuseOutside(body, 'max_output_tokens', 16, Infinity);
  refuseOutside(body, 'temperature', 0, 2);
  refuseOutside(body, 'top_p', 0, 1);
  const tools = readOpenaiTools(body, false);
  const maxTokens = numberOf(body['max_output_tokens']);
  return {
    protocol: 'openai-responses',
    model,
    stream: body['stream'] === true,
    body,
    ...readInput(body, seals),
    tools,
    toolChoice: readOpenaiToolChoice(body, tools, false),
    parallelTools: body['parallel_tool_calls'] !== false,
    thinks: thinks(objectOf(body['reasoning'])),
    ...(maxTokens !== undefined && { maxTokens }),
    stops: [],
  };
}

function thinks({ effort, summary }: JsonObject): boolean {
  return (typeof effort === 'string' && effort !== 'none') || typeof summary === 'string';
}

function readInput(
  body: JsonObject,
  seals: Seals,
): Pick<Call, 'said' | 'results' | 'images' | 'promptTokens'> {
  const { input } = body;
  const items = typeof input === 'string' ? [{ role: 'user', content: input }] : listOf(input).map(objectOf);
  const read = items.map((item, at) => readItem(item, at, seals));
  refuseBrokenCalls(items);
  const lastAnswer = read.findLastIndex(({ role }) => role === 'assistant');
  const lastUser = read.findLast(({ role }) => role === 'user');
  const texts = [textOf(body['instructions']), ...read.map(({ text }) => text)];
  return {
    said: lastUser?.text ?? '',
    images: lastUser?.images ?? [],
    results: read.slice(lastAnswer + 1).flatMap(({ role, id, text }): ToolResult[] => {
      const call = items.find((item) => textOf(item['type']).endsWith('call') && item['call_id'] === id);
      return role === 'tool' ? [{ id, name: textOf(call?.['name']), text }] : [];
    }),
    promptTokens: promptTokensOf(texts, read.flatMap(({ images }) => images).length, body['tools']),
  };
}

interface ReadItem {
  readonly role: string;
  readonly id: string;
  readonly text: string;
  readonly images: readonly SentImage[];
}

function readItem(item: JsonObject, at: number, seals: Seals): ReadItem {
  const path = `input[${at}]`;
  const type = textOf(item['type']) || 'message';
  refuseWrongId(item, type, path);
  if (typeof item['call_id'] === 'string') refuseLong(item['call_id'], 64, `${path}.call_id`);
  const id = textOf(item['call_id']);
  switch (type) {
    case 'message': {
      const role = textOf(item['role']);
      if (!ROLES.includes(role)) throw invalidValue(item['role'], ROLES, path);
      return {
        role,
        id,
        ...readContent(item['content'], `${path}.content`, role === 'assistant' ? ANSWERED : SAID),
      };
    }
    case 'reasoning':
      if (!Array.isArray(item['summary'])) throw missing(`${path}.summary`);
      refuseForged(item['encrypted_content'], seals);
      return { role: 'assistant', id, text: JSON.stringify(item['summary']), images: [] };
    case 'function_call':
      for (const field of ['call_id', 'name', 'arguments'])
        if (typeof item[field] !== 'string') throw missing(`${path}.${field}`);
      return {
        role: 'assistant',
        id,
        text: `${textOf(item['name'])} ${textOf(item['arguments'])}`,
        images: [],
      };
    case 'custom_tool_call':
      return { role: 'assistant', id, text: `${textOf(item['name'])} ${textOf(item['input'])}`, images: [] };
    case 'function_call_output':
    case 'custom_tool_call_output':
      if (item['output'] === undefined) throw missing(`${path}.output`);
      return { role: 'tool', id, ...readContent(item['output'], `${path}.output`, SAID) };
    case 'item_reference':
      throw new Complaint(
        404,
        `Item with id '${textOf(item['id'])}' not found. Items are not persisted when \`store\` is set to false. Try again with \`store\` set to true, or remove this item from your input.`,
        { param: 'input' },
      );
    default:
      return { role: 'assistant', id, text: '', images: [] };
  }
}

function readContent(
  content: unknown,
  path: string,
  allowed: readonly string[],
): { readonly text: string; readonly images: readonly SentImage[] } {
  if (typeof content === 'string') return { text: content, images: [] };
  if (!Array.isArray(content)) throw invalidType(path, 'one of a string or an array of objects');
  const parts = listOf(content).map(objectOf);
  const wrong = parts.findIndex(({ type }) => !allowed.includes(textOf(type)));
  if (wrong >= 0) throw invalidValue(parts[wrong]?.['type'], allowed, `${path}[${wrong}]`);
  return {
    text: parts.map((part) => textOf(part['text']) || textOf(part['refusal'])).join('\n'),
    images: parts.flatMap((part) =>
      typeof part['image_url'] === 'string' ? [linkedImage(part['image_url'])] : [],
    ),
  };
}

function refuseWrongId(item: JsonObject, type: string, path: string): void {
  const prefix = ID_PREFIX[type];
  const { id } = item;
  if (typeof id === 'string' && prefix !== undefined && !id.startsWith(prefix))
    throw new Complaint(400, `Invalid '${path}.id': '${id}'. Expected an ID that begins with '${prefix}'.`, {
      param: `${path}.id`,
      code: 'invalid_value',
    });
}

function refuseForged(sealed: unknown, seals: Seals): void {
  if (typeof sealed !== 'string' || seals.check('openai', sealed) === 'good') return;
  throw new Complaint(
    400,
    `The encrypted content ${sealed.slice(0, 4)}...${sealed.slice(-4)} could not be verified. Reason: Encrypted content could not be decrypted or parsed.`,
    { code: 'invalid_encrypted_content' },
  );
}

function refuseBrokenCalls(items: readonly JsonObject[]): void {
  for (const kind of ['function_call', 'custom_tool_call']) {
    const word = kind === 'function_call' ? 'function call' : 'custom tool call';
    const calls = items.filter((item) => item['type'] === kind).map((item) => textOf(item['call_id']));
    const outputs = items
      .filter((item) => item['type'] === `${kind}_output`)
      .map((item) => textOf(item['call_id']));
    const unasked = outputs.find((id) => !calls.includes(id));
    if (unasked !== undefined)
      throw new Complaint(400, `No tool call found for ${word} output with call_id ${unasked}.`, {
        param: 'input',
      });
    const unanswered = calls.find((id) => !outputs.includes(id));
    if (unanswered !== undefined)
      throw new Complaint(400, `No tool output found for ${word} ${unanswered}.`, { param: 'input' });
  }
}

/** Whether the caller wants the thoughts back encrypted. */
export function wantsEncrypted(body: JsonObject): boolean {
  return listOf(body['include']).includes('reasoning.encrypted_content');
}

/** Whether the caller wants a summary of the thoughts. */
export function wantsSummary(body: JsonObject): boolean {
  const { reasoning } = body;
  return isObject(reasoning) && typeof reasoning['summary'] === 'string';
}
