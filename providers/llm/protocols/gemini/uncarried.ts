import { asObject, objectsIn } from '../json';
import type { JsonObject } from '../protocol';
import { camelCase, field } from './fields';

const CARRIED = new Set([
  'contents',
  'systemInstruction',
  'tools',
  'toolConfig',
  'generationConfig',
  'model',
]);
const CARRIED_CONFIG = new Set(
  'maxOutputTokens temperature topP topK stopSequences seed presencePenalty frequencyPenalty candidateCount'
    .split(' ')
    .concat('responseMimeType', 'responseSchema', 'responseJsonSchema', 'thinkingConfig'),
);
const CARRIED_PARTS = [
  'text',
  'inlineData',
  'fileData',
  'functionCall',
  'functionResponse',
  'thought',
  'thoughtSignature',
];

/** What of a request `readRequest` leaves out: its fields, Google's own tools, and parts of other kinds. */
export function uncarried(body: JsonObject): readonly string[] {
  const config = asObject(field(body, 'generationConfig')) ?? {};
  const tools = objectsIn(body['tools']).flatMap((tool) => others(tool, new Set(['functionDeclarations'])));
  const parts = objectsIn(body['contents'])
    .flatMap((content) => objectsIn(content['parts']))
    .flatMap((part) => others(part, new Set(CARRIED_PARTS)));
  return [
    ...others(body, CARRIED),
    ...others(config, CARRIED_CONFIG).map((name) => `generationConfig.${name}`),
    ...new Set(tools.map((name) => `tools.${name}`)),
    ...new Set(parts.map((name) => `contents.${name}`)),
  ];
}

function others(object: JsonObject, carried: ReadonlySet<string>): string[] {
  return Object.keys(object)
    .map(camelCase)
    .filter((name) => !carried.has(name));
}
