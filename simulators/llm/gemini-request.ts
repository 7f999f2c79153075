import { sentImage, type Call, type SentImage, type ToolResult } from './call';
import { Complaint } from './complaint';
import { refuseBrokenCalls, refuseSignatures } from './gemini-turns';
import { refuseUnknownNames, withCamelCase } from './gemini-names';
import { isObject, listOf, numberOf, objectOf, objectsOf, textOf, type JsonObject } from './json';
import { promptTokensOf } from './text';
import type { Incoming } from './vendor';

const TOOL_NAME = /^[a-zA-Z_][a-zA-Z0-9_.:-]{0,127}$/;

/** Reads a request to generate content, or to count what it would take. @throws Complaint as Gemini does. */
export function readGenerateRequest({ body: raw, pathModel, streamPath, seals }: Incoming): Call {
  const body = withCamelCase(raw);
  refuseUnknownNames(body);
  const contents = objectsOf(body['contents']);
  if (contents.length === 0)
    throw new Complaint(400, '* GenerateContentRequest.contents: contents is not specified\n');
  contents.forEach(refuseContent);
  refuseBrokenCalls(contents);
  refuseSignatures(contents, pathModel, seals);
  const config = objectOf(body['generationConfig']);
  const temperature = numberOf(config['temperature']);
  if (temperature !== undefined && (temperature < 0 || temperature > 2))
    throw new Complaint(
      400,
      `* GenerateContentRequest.generation_config.temperature: temperature must be in the range [0.0, 2.0].\n`,
    );
  const maxTokens = numberOf(config['maxOutputTokens']);
  return {
    protocol: 'gemini',
    model: pathModel,
    stream: streamPath,
    body,
    ...readContents(body, contents),
    tools: readTools(body),
    toolChoice: toolChoiceOf(body),
    parallelTools: true,
    thinks: thinks(config, pathModel),
    ...(maxTokens !== undefined && { maxTokens }),
    stops: listOf(config['stopSequences']).filter((stop) => typeof stop === 'string'),
  };
}

/** Gemini's models may think unasked; this one waits to be asked, but for those of its third generation. */
function thinks(config: JsonObject, model: string): boolean {
  const { thinkingConfig } = config;
  if (!isObject(thinkingConfig)) return model.startsWith('gemini-3');
  const { thinkingBudget, includeThoughts, thinkingLevel } = thinkingConfig;
  return (
    thinkingBudget !== 0 &&
    (numberOf(thinkingBudget) !== undefined || includeThoughts === true || thinkingLevel !== undefined)
  );
}

function refuseContent(content: JsonObject, at: number): void {
  const role = content['role'] ?? 'user';
  if (role !== 'user' && role !== 'model' && role !== 'function')
    throw new Complaint(400, 'Please use a valid role: user, model.');
  const parts = objectsOf(content['parts']);
  if (parts.length === 0)
    throw new Complaint(
      400,
      `* GenerateContentRequest.contents[${at}].parts: contents.parts must not be empty.\n`,
    );
  for (const [index, part] of parts.entries()) {
    const filled = [
      'text',
      'inlineData',
      'fileData',
      'functionCall',
      'functionResponse',
      'executableCode',
    ].some((name) => part[name] !== undefined);
    if (!filled && part['thoughtSignature'] === undefined && part['codeExecutionResult'] === undefined)
      throw new Complaint(
        400,
        `* GenerateContentRequest.contents[${at}].parts[${index}].data: required oneof field 'data' must have one initialized field\n`,
      );
    const response = objectOf(part['functionResponse'])['response'];
    if (part['functionResponse'] !== undefined && !isObject(response))
      throw new Complaint(
        400,
        `Invalid value at 'contents[${at}].parts[${index}].function_response.response' (type.googleapis.com/google.protobuf.Struct), ${JSON.stringify(response)}`,
      );
  }
}

function readContents(
  body: JsonObject,
  contents: readonly JsonObject[],
): Pick<Call, 'said' | 'results' | 'images' | 'promptTokens'> {
  const parts = contents.flatMap((content) => objectsOf(content['parts']));
  const last = objectsOf(contents.findLast(({ role }) => role !== 'model')?.['parts']);
  const system = objectsOf(objectOf(body['systemInstruction'])['parts']);
  const texts = [...system, ...parts].map((part) =>
    typeof part['text'] === 'string' ? part['text'] : callText(part),
  );
  return {
    said: last.flatMap(({ text }) => (typeof text === 'string' ? [text] : [])).join('\n'),
    images: imagesOf(last),
    results: last.flatMap((part): ToolResult[] => {
      if (!isObject(part['functionResponse'])) return [];
      const { id, name, response } = part['functionResponse'];
      return [{ id: textOf(id), name: textOf(name), text: resultText(objectOf(response)) }];
    }),
    promptTokens: promptTokensOf(texts, imagesOf(parts).length, body['tools']),
  };
}

/** The words of a result, where it is one word under Gemini's names for it; else all of it. */
function resultText(response: JsonObject): string {
  const [name, value] = Object.entries(response)[0] ?? [];
  const alone =
    Object.keys(response).length === 1 && ['result', 'output', 'error', 'content'].includes(name ?? '');
  return alone && typeof value === 'string' ? value : JSON.stringify(response);
}

function imagesOf(parts: readonly JsonObject[]): readonly SentImage[] {
  return parts.flatMap((part): SentImage[] => {
    if (isObject(part['inlineData']))
      return [sentImage(textOf(part['inlineData']['mimeType']), textOf(part['inlineData']['data']))];
    return isObject(part['fileData']) ? [{ mediaType: textOf(part['fileData']['mimeType']) || 'url' }] : [];
  });
}

function readTools(body: JsonObject): Call['tools'] {
  return objectsOf(body['tools']).flatMap((tool, at) =>
    objectsOf(tool['functionDeclarations']).map(({ name }, index) => {
      if (typeof name !== 'string' || !TOOL_NAME.test(name))
        throw new Complaint(
          400,
          `* GenerateContentRequest.tools[${at}].function_declarations[${index}].name: Invalid function name. Must start with a letter or an underscore. Must be alphameric (a-z, A-Z, 0-9), underscores (_), dots (.), colons (:), or dashes (-), with a maximum length of 128.\n`,
        );
      return { name, custom: false };
    }),
  );
}

function toolChoiceOf(body: JsonObject): Call['toolChoice'] {
  const { mode, allowedFunctionNames } = objectOf(objectOf(body['toolConfig'])['functionCallingConfig']);
  const [allowed, ...others] = listOf(allowedFunctionNames);
  if (allowed !== undefined && mode !== 'ANY' && mode !== 'VALIDATED')
    throw new Complaint(400, 'Please set allowed_function_names only when function calling mode is ANY.');
  if (mode === 'NONE') return 'none';
  if (mode !== 'ANY') return 'auto';
  return typeof allowed === 'string' && others.length === 0 ? { name: allowed } : 'required';
}

/** A call or its answer as text, which is what it is counted by. */
function callText(part: JsonObject): string {
  const call = part['functionCall'] ?? part['functionResponse'];
  return call === undefined ? '' : JSON.stringify(call);
}
