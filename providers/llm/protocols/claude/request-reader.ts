import type {
  Message,
  ModelRequest,
  OutputFormat,
  ReasoningWish,
  TextPart,
  Tool,
  ToolChoice,
} from '../../exchange/request';
import { asFlag, asList, asNumber, asObject, asText, asWords, objectsIn } from '../json';
import type { JsonObject } from '../protocol';
import { invalid } from './failures';
import { cacheTime, MessageReader } from './request-content';

/** A Claude Messages request. @throws CallFailure `invalid`. */
export function readRequest(body: JsonObject): ModelRequest {
  const messages = asList(body['messages']);
  if (!messages || messages.length === 0) throw invalid('messages', 'must be a list with a message or more');
  const { system, conversation } = readMessages(messages);
  const choice = asObject(body['tool_choice']);
  const sequential = asFlag(choice?.['disable_parallel_tool_use']);
  const user = asWords(asObject(body['metadata'])?.['user_id']);
  const reasoning = readReasoning(body);
  const format = readFormat(body);
  return {
    model: asWords(body['model']) ?? fail('model', 'must be the name of a model'),
    stream: body['stream'] === true,
    system: [...readSystem(body['system'], 'system'), ...system],
    messages: conversation,
    tools: readTools(body['tools']),
    ...(choice && { toolChoice: readToolChoice(choice) }),
    ...(sequential !== undefined && { parallelTools: !sequential }),
    maxOutputTokens: readMaxTokens(body['max_tokens']),
    ...readSampling(body),
    ...(reasoning && { reasoning }),
    ...(format && { format }),
    ...(user !== undefined && { user }),
  };
}

function fail(field: string, problem: string): never {
  throw invalid(field, problem);
}

function readMaxTokens(value: unknown): number {
  const tokens = asNumber(value);
  if (tokens === undefined || !Number.isSafeInteger(tokens) || tokens < 1) {
    throw invalid('max_tokens', 'must be a whole number of 1 or more');
  }
  return tokens;
}

/** The conversation; instructions that stand in its midst go to the system's, which is where the model has a place. */
function readMessages(list: readonly unknown[]): { system: TextPart[]; conversation: Message[] } {
  const reader = new MessageReader();
  const system: TextPart[] = [];
  const conversation: Message[] = [];
  for (const [at, item] of list.entries()) {
    const field = `messages.${at}`;
    const message = asObject(item) ?? fail(field, 'must be an object');
    const role = message['role'];
    if (role === 'system') {
      system.push(...readSystem(message['content'], `${field}.content`));
    } else if (role === 'user' || role === 'assistant') {
      const parts = reader.read(message['content'], role, `${field}.content`);
      if (parts.length > 0) conversation.push({ role, parts });
    } else {
      throw invalid(`${field}.role`, 'must be "user", "assistant" or "system"');
    }
  }
  return { system, conversation };
}

function readSystem(value: unknown, field: string): TextPart[] {
  if (value === undefined || value === null || value === '') return [];
  if (typeof value === 'string') return [{ type: 'text', text: value }];
  const blocks = asList(value) ?? fail(field, 'must be a text or a list of text blocks');
  return blocks.map((item, at) => {
    const block = asObject(item);
    const text = asText(block?.['text']);
    if (!block || text === undefined) throw invalid(`${field}.${at}`, 'must be a text block');
    return { type: 'text', text, ...cacheTime(block) };
  });
}

function readTools(value: unknown): Tool[] {
  if (value === undefined || value === null) return [];
  const list = asList(value) ?? fail('tools', 'must be a list');
  return list.flatMap((item, at): Tool[] => {
    const tool = asObject(item) ?? fail(`tools.${at}`, 'must be an object');
    // Anthropic's own tools run at its side, or have a form that only its models know: `uncarried` names them.
    if (isServerTool(tool)) return [];
    const name = asWords(tool['name']) ?? fail(`tools.${at}.name`, 'must be a text');
    const [description, strict] = [asWords(tool['description']), asFlag(tool['strict'])];
    const parameters =
      asObject(tool['input_schema']) ?? fail(`tools.${at}.input_schema`, 'must be an object');
    return [
      {
        type: 'function',
        name,
        parameters,
        ...(description !== undefined && { description }),
        ...(strict !== undefined && { strict }),
        ...cacheTime(tool),
      },
    ];
  });
}

function isServerTool(tool: JsonObject): boolean {
  const type = asText(tool['type']);
  return type !== undefined && type !== 'custom';
}

function readToolChoice(choice: JsonObject): ToolChoice {
  switch (choice['type']) {
    case 'auto':
      return 'auto';
    case 'any':
      return 'required';
    case 'none':
      return 'none';
    case 'tool':
      return { name: asWords(choice['name']) ?? fail('tool_choice.name', 'must be the name of a tool') };
    default:
      throw invalid('tool_choice.type', 'must be "auto", "any", "tool" or "none"');
  }
}

function readSampling(body: JsonObject): Pick<ModelRequest, 'temperature' | 'topP' | 'topK' | 'stop'> {
  const [temperature, topP, topK] = ['temperature', 'top_p', 'top_k'].map((name) => asNumber(body[name]));
  const stop = asList(body['stop_sequences'])?.filter((sequence) => typeof sequence === 'string');
  return {
    ...(temperature !== undefined && { temperature }),
    ...(topP !== undefined && { topP }),
    ...(topK !== undefined && { topK }),
    ...(stop && stop.length > 0 && { stop }),
  };
}

const EFFORTS = ['low', 'medium', 'high', 'xhigh', 'max'] as const;

function readReasoning(body: JsonObject): ReasoningWish | undefined {
  const thinking = asObject(body['thinking']);
  const named = asObject(body['output_config'])?.['effort'];
  const effort = EFFORTS.find((known) => known === named);
  const visible = thinking?.['display'] !== 'omitted';
  switch (thinking?.['type']) {
    case 'enabled': {
      const budgetTokens = asNumber(thinking['budget_tokens']);
      if (budgetTokens === undefined || !Number.isSafeInteger(budgetTokens) || budgetTokens < 1) {
        throw invalid('thinking.budget_tokens', 'must be a whole number of 1 or more');
      }
      return { budgetTokens, visible, ...(effort && { effort }) };
    }
    case 'adaptive':
      return { budgetTokens: -1, visible, ...(effort && { effort }) };
    case 'disabled':
      return { effort: 'none' };
    default:
      return effort && { effort };
  }
}

/** `output_format` is where it was while it was new. */
function readFormat(body: JsonObject): OutputFormat | undefined {
  const format = asObject(asObject(body['output_config'])?.['format']) ?? asObject(body['output_format']);
  const schema = asObject(format?.['schema']);
  return format?.['type'] === 'json_schema' && schema ? { type: 'json-schema', schema } : undefined;
}

const CARRIED = new Set(
  'model max_tokens messages system tools tool_choice thinking stop_sequences temperature top_p top_k metadata stream'
    .split(' ')
    .concat('output_config', 'output_format'),
);
const CARRIED_OF_TOOL = new Set(['type', 'name', 'description', 'input_schema', 'strict', 'cache_control']);
const CARRIED_BLOCKS = new Set(
  'text image document tool_use tool_result thinking redacted_thinking'.split(' '),
);

/** What of a request `readRequest` leaves out: its fields, Anthropic's own tools, and blocks of other kinds. */
export function uncarried(body: JsonObject): readonly string[] {
  const tools = objectsIn(body['tools']).flatMap((tool) =>
    isServerTool(tool)
      ? [`tools.${asText(tool['type'])}`]
      : Object.keys(tool)
          .filter((name) => !CARRIED_OF_TOOL.has(name))
          .map((name) => `tools.${name}`),
  );
  const blocks = objectsIn(body['messages'])
    .flatMap(({ content }) => objectsIn(content))
    .flatMap((block) => [block, ...(block['type'] === 'tool_result' ? objectsIn(block['content']) : [])])
    .filter(isUncarriedBlock)
    .map(({ type }) => `messages.${String(type)}`);
  return [
    ...Object.keys(body).filter((name) => !CARRIED.has(name)),
    ...(asObject(body['thinking'])?.['type'] === 'between_tools' ? ['thinking.between_tools'] : []),
    ...new Set([...tools, ...blocks]),
  ];
}

function isUncarriedBlock({ type, source }: JsonObject): boolean {
  return !CARRIED_BLOCKS.has(String(type)) || asObject(source)?.['type'] === 'file';
}
