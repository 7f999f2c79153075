import { linkedImage, type Call, type SentImage, type ToolResult } from './call';
import { Complaint } from './complaint';
import { isObject, listOf, numberOf, objectOf, objectsOf, textOf, type JsonObject } from './json';
import { invalidType, invalidValue, missing, refuseLong, refuseOutside, refuseUnknown } from './openai';
import { readOpenaiToolChoice, readOpenaiTools } from './openai-tools';
import { promptTokensOf } from './text';
import type { Incoming } from './vendor';

/** Every field of the API reference. */
const FIELDS =
  'messages model audio frequency_penalty function_call functions logit_bias logprobs max_completion_tokens max_tokens metadata modalities moderation n parallel_tool_calls prediction presence_penalty prompt_cache_key prompt_cache_options prompt_cache_retention reasoning_effort response_format safety_identifier seed service_tier stop store stream stream_options temperature tool_choice tools top_logprobs top_p user verbosity web_search_options'.split(
    ' ',
  );
const ROLES = ['system', 'assistant', 'user', 'function', 'tool', 'developer'];
const PARTS = ['text', 'image_url', 'input_audio', 'refusal', 'audio', 'file'];
/** The models that reason take `max_completion_tokens` only. */
const REASONING = /^(o\d|gpt-5)/;

/** Reads a chat completion's request. @throws Complaint as OpenAI does. */
export function readChatRequest({ body }: Incoming): Call {
  const model = textOf(body['model']);
  if (model === '') throw new Complaint(400, 'you must provide a model parameter');
  refuseUnknown(body, FIELDS);
  if (REASONING.test(model) && typeof body['max_tokens'] === 'number')
    throw new Complaint(
      400,
      "Unsupported parameter: 'max_tokens' is not supported with this model. Use 'max_completion_tokens' instead.",
      { param: 'max_tokens', code: 'unsupported_parameter' },
    );
  if (isObject(body['stream_options']) && body['stream'] !== true)
    throw new Complaint(400, "The 'stream_options' parameter is only allowed when 'stream' is enabled.", {
      param: 'stream_options',
    });
  refuseOutside(body, 'temperature', 0, 2);
  refuseOutside(body, 'top_p', 0, 1);
  const tools = readOpenaiTools(body, true);
  const maxTokens = numberOf(body['max_completion_tokens']) ?? numberOf(body['max_tokens']);
  return {
    protocol: 'openai-chat',
    model,
    stream: body['stream'] === true,
    body,
    ...readMessages(body),
    tools,
    toolChoice: readOpenaiToolChoice(body, tools, true),
    parallelTools: body['parallel_tool_calls'] !== false,
    // OpenAI's models reason in secret here: the tokens are counted, the thoughts never told.
    thinks: !['', 'none', 'minimal'].includes(textOf(body['reasoning_effort'])),
    ...(maxTokens !== undefined && { maxTokens }),
    stops: [body['stop']].flat().filter((stop) => typeof stop === 'string'),
  };
}

function readMessages(body: JsonObject): Pick<Call, 'said' | 'results' | 'images' | 'promptTokens'> {
  if (body['messages'] === undefined) throw missing('messages');
  const messages = objectsOf(body['messages']);
  if (messages.length === 0)
    throw new Complaint(
      400,
      "Invalid 'messages': empty array. Expected an array with minimum length 1, but got an empty array instead.",
      { param: 'messages', code: 'empty_array' },
    );
  refuseBrokenCalls(messages);
  const read = messages.map(readMessage);
  const lastUser = read.findLast(({ role }) => role === 'user');
  const lastAnswer = messages.findLastIndex(({ role }) => role === 'assistant');
  const texts = [...read.map(({ text }) => text), ...messages.map(callsText)];
  return {
    said: lastUser?.text ?? '',
    images: lastUser?.images ?? [],
    results: read
      .slice(lastAnswer + 1)
      .flatMap(({ role, id, text }): ToolResult[] =>
        role === 'tool' ? [{ id, name: nameOfCall(messages, id), text }] : [],
      ),
    promptTokens: promptTokensOf(texts, read.flatMap(({ images }) => images).length, body['tools']),
  };
}

interface ReadMessage {
  readonly role: string;
  readonly id: string;
  readonly text: string;
  readonly images: readonly SentImage[];
}

function readMessage(message: JsonObject, at: number): ReadMessage {
  const { role, content } = message;
  if (!ROLES.includes(textOf(role))) throw invalidValue(role, ROLES, `messages[${at}].role`);
  if ((content === undefined || content === null) && role !== 'assistant')
    throw new Complaint(400, "Invalid value for 'content': expected a string, got null.", {
      param: `messages.[${at}].content`,
    });
  const parts: readonly unknown[] =
    typeof content === 'string' ? [{ type: 'text', text: content }] : listOf(content);
  const texts: string[] = [];
  const images: SentImage[] = [];
  for (const [index, part] of parts.map(objectOf).entries()) {
    const path = `messages[${at}].content[${index}]`;
    const type = textOf(part['type']);
    if (!PARTS.includes(type)) throw invalidValue(part['type'], PARTS, `${path}.type`);
    if (type === 'text' && typeof part['text'] !== 'string') throw missing(`${path}.text`);
    if (type === 'image_url') {
      const url = objectOf(part['image_url'])['url'];
      if (typeof url !== 'string') throw invalidType(`${path}.image_url`, 'an object with a url');
      images.push(linkedImage(url));
    }
    texts.push(textOf(part['text']) || textOf(part['refusal']));
  }
  return { role: textOf(role), id: textOf(message['tool_call_id']), text: texts.join('\n'), images };
}

/** Every call is answered right after it, and nothing is answered that was not called. */
function refuseBrokenCalls(messages: readonly JsonObject[]): void {
  let open: string[] = [];
  for (const [at, message] of messages.entries()) {
    if (message['role'] === 'tool') {
      const id = textOf(message['tool_call_id']);
      if (id === '') throw missing(`messages[${at}].tool_call_id`);
      if (!open.includes(id))
        throw new Complaint(
          400,
          "Invalid parameter: messages with role 'tool' must be a response to a preceeding message with 'tool_calls'.",
          { param: `messages.[${at}].role` },
        );
      open = open.filter((other) => other !== id);
      continue;
    }
    refuseUnanswered(open, at);
    open = objectsOf(message['tool_calls']).map((call, index) => {
      const path = `messages[${at}].tool_calls[${index}]`;
      refuseLong(textOf(call['id']), 40, `${path}.id`);
      if (call['type'] === 'function' && typeof objectOf(call['function'])['arguments'] !== 'string')
        throw invalidType(`${path}.function.arguments`, 'a string');
      return textOf(call['id']);
    });
  }
  refuseUnanswered(open, messages.length);
}

function refuseUnanswered(open: readonly string[], at: number): void {
  if (open.length > 0)
    throw new Complaint(
      400,
      `An assistant message with 'tool_calls' must be followed by tool messages responding to each 'tool_call_id'. The following tool_call_ids did not have response messages: ${open.join(', ')}`,
      { param: `messages.[${at}].role` },
    );
}

function nameOfCall(messages: readonly JsonObject[], id: string): string {
  const call = messages.flatMap(({ tool_calls }) => objectsOf(tool_calls)).find((one) => one['id'] === id);
  return textOf(objectOf(call?.['function'] ?? call?.['custom'])['name']);
}

function callsText({ tool_calls }: JsonObject): string {
  return tool_calls === undefined ? '' : JSON.stringify(tool_calls);
}
