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
import type { CallTarget, JsonObject } from '../protocol';
import { field, invalid } from './fields';
import { ContentReader } from './request-content';
import { jsonSchemaOf } from './schemas';

/** A `GenerateContentRequest`; the path tells its model and whether it streams. @throws CallFailure `invalid`. */
export function readRequest(body: JsonObject, target: CallTarget): ModelRequest {
  const model = asWords(target.model?.replace(/^models\//, ''));
  if (model === undefined) throw invalid('model', 'must be in the path');
  const config = asObject(field(body, 'generationConfig'));
  const choosing = asObject(field(asObject(field(body, 'toolConfig')), 'functionCallingConfig'));
  const allowed = asList(field(choosing, 'allowedFunctionNames'))?.filter((name) => typeof name === 'string');
  const toolChoice = readToolChoice(field(choosing, 'mode'), allowed);
  const reasoning = readReasoning(asObject(field(config, 'thinkingConfig')));
  const format = readFormat(config);
  return {
    model,
    stream: target.stream === true,
    system: readSystem(field(body, 'systemInstruction')),
    messages: readContents(body['contents']),
    // To allow only some functions is to have only those.
    tools: readTools(body['tools']).filter(({ name }) => !allowed?.length || allowed.includes(name)),
    ...(toolChoice !== undefined && { toolChoice }),
    ...readSampling(config),
    ...(reasoning && { reasoning }),
    ...(format && { format }),
  };
}

function readContents(value: unknown): Message[] {
  const list = asList(value);
  if (!list || list.length === 0) throw invalid('contents', 'must be a list with a content or more');
  const reader = new ContentReader();
  for (const [at, item] of list.entries()) {
    const content = asObject(item);
    if (!content) throw invalid(`contents[${at}]`, 'must be an object with parts');
    reader.read(content, `contents[${at}]`);
  }
  return reader.messages;
}

function readSystem(value: unknown): TextPart[] {
  if (value === undefined || value === null) return [];
  const texts =
    typeof value === 'string' ? [value] : objectsIn(asObject(value)?.['parts']).map(({ text }) => text);
  return texts.flatMap((text) => (typeof text === 'string' && text !== '' ? [{ type: 'text', text }] : []));
}

function readTools(value: unknown): Tool[] {
  if (value === undefined || value === null) return [];
  const list = asList(value);
  if (!list) throw invalid('tools', 'must be a list');
  return list.flatMap((item, at) => {
    const declarations = objectsIn(field(asObject(item), 'functionDeclarations'));
    return declarations.map((declaration, number): Tool => {
      const name = asWords(declaration['name']);
      if (name === undefined) {
        throw invalid(`tools[${at}].functionDeclarations[${number}].name`, 'must be a text');
      }
      const description = asWords(declaration['description']);
      const schema = asObject(declaration['parameters']);
      const parameters =
        asObject(field(declaration, 'parametersJsonSchema')) ?? (schema && jsonSchemaOf(schema));
      return {
        type: 'function',
        name,
        ...(description !== undefined && { description }),
        ...(parameters && { parameters }),
      };
    });
  });
}

function readToolChoice(mode: unknown, allowed: readonly string[] = []): ToolChoice | undefined {
  switch (mode) {
    case 'AUTO':
    case 'VALIDATED':
      return 'auto';
    case 'NONE':
      return 'none';
    case 'ANY': {
      const [name] = allowed;
      return name !== undefined && allowed.length === 1 ? { name } : 'required';
    }
    default:
      return undefined;
  }
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

function readSampling(config: JsonObject | undefined): Partial<ModelRequest> {
  const candidates = asNumber(field(config, 'candidateCount'));
  if (candidates !== undefined && candidates > 1) {
    throw invalid('generationConfig.candidateCount', 'must be 1: this model gives one candidate');
  }
  const limit = field(config, 'maxOutputTokens');
  if (limit !== undefined && limit !== null && !(Number.isSafeInteger(limit) && (limit as number) > 0)) {
    throw invalid('generationConfig.maxOutputTokens', 'must be a whole number of 1 or more');
  }
  const numbers = SAMPLING.map((name) => [name, asNumber(field(config, name))] as const);
  const stop = asList(field(config, 'stopSequences'))?.filter((sequence) => typeof sequence === 'string');
  return {
    ...Object.fromEntries(numbers.filter(([, value]) => value !== undefined)),
    ...(stop && stop.length > 0 && { stop }),
  };
}

const EFFORTS = { MINIMAL: 'minimal', LOW: 'low', MEDIUM: 'medium', HIGH: 'high' } as const;

function readReasoning(config: JsonObject | undefined): ReasoningWish | undefined {
  if (!config) return undefined;
  const level = asText(field(config, 'thinkingLevel'))?.toUpperCase() ?? '';
  const effort = Object.hasOwn(EFFORTS, level) ? EFFORTS[level as keyof typeof EFFORTS] : undefined;
  const budgetTokens = asNumber(field(config, 'thinkingBudget'));
  const visible = asFlag(field(config, 'includeThoughts'));
  return {
    ...(budgetTokens === 0 ? { effort: 'none' } : effort && { effort }),
    ...(budgetTokens !== undefined && budgetTokens !== 0 && { budgetTokens }),
    ...(visible !== undefined && { visible }),
  };
}

function readFormat(config: JsonObject | undefined): OutputFormat | undefined {
  if (field(config, 'responseMimeType') !== 'application/json') return undefined;
  const google = asObject(field(config, 'responseSchema'));
  const schema = asObject(field(config, 'responseJsonSchema')) ?? (google && jsonSchemaOf(google));
  return schema ? { type: 'json-schema', schema } : { type: 'json' };
}
