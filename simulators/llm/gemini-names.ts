import { Complaint } from './complaint';
import { isObject, objectOf, objectsOf, type JsonObject } from './json';

/** What is the caller's own, whose names are nobody else's business. */
const OPAQUE = ['args', 'response', 'parametersJsonSchema', 'responseJsonSchema', 'properties', 'labels'];

const REQUEST =
  'contents systemInstruction tools toolConfig safetySettings generationConfig cachedContent model generateContentRequest labels store serviceTier';
const GENERATION =
  'stopSequences responseMimeType responseSchema responseJsonSchema responseModalities candidateCount maxOutputTokens temperature topP topK seed presencePenalty frequencyPenalty responseLogprobs logprobs enableEnhancedCivicAnswers speechConfig thinkingConfig mediaResolution imageConfig';
const DECLARATION = 'name description behavior parameters parametersJsonSchema response responseJsonSchema';
/** Gemini's Schema is a part of OpenAPI's: what else JSON Schema has goes into `parametersJsonSchema`. */
const SCHEMA =
  'type format title description nullable enum maxItems minItems properties required minProperties maxProperties minLength maxLength pattern example anyOf propertyOrdering default items minimum maximum';

/** Names in camel case throughout: Gemini reads `generation_config` as `generationConfig`. */
export function withCamelCase(body: JsonObject): JsonObject {
  return Object.fromEntries(
    Object.entries(body).map(([name, value]) => {
      const camel = name.replace(/_([a-z0-9])/g, (_, letter: string) => letter.toUpperCase());
      return [camel, OPAQUE.includes(camel) ? value : inCamelCase(value)];
    }),
  );
}

function inCamelCase(value: unknown): unknown {
  if (Array.isArray(value)) return value.map(inCamelCase);
  return isObject(value) ? withCamelCase(value) : value;
}

/** @throws Complaint for a field that Gemini does not know, where callers of other protocols are likely to err. */
export function refuseUnknownNames(body: JsonObject): void {
  refuse(body, REQUEST, '');
  refuse(objectOf(body['generationConfig']), GENERATION, 'generation_config');
  refuseSchema(objectOf(body['generationConfig'])['responseSchema'], 'generation_config.response_schema');
  for (const [at, tool] of objectsOf(body['tools']).entries())
    for (const [index, declaration] of objectsOf(tool['functionDeclarations']).entries()) {
      const path = `tools[${at}].function_declarations[${index}]`;
      refuse(declaration, DECLARATION, path);
      refuseSchema(declaration['parameters'], `${path}.parameters`);
    }
}

function refuse(value: JsonObject, known: string, path: string): void {
  const names = known.split(' ');
  const unknown = Object.keys(value).find((name) => !names.includes(name));
  if (unknown !== undefined)
    throw new Complaint(
      400,
      `Invalid JSON payload received. Unknown name "${unknown}"${path && ` at '${path}'`}: Cannot find field.`,
    );
}

function refuseSchema(schema: unknown, path: string): void {
  if (!isObject(schema)) return;
  refuse(schema, SCHEMA, path);
  refuseSchema(schema['items'], `${path}.items`);
  objectsOf(schema['anyOf']).forEach((one, at) => refuseSchema(one, `${path}.any_of[${at}]`));
  for (const [at, property] of Object.values(objectOf(schema['properties'])).entries())
    refuseSchema(property, `${path}.properties[${at}].value`);
}
