import { asList, asObject, asText, asWords } from '../json';
import { sourceOf } from './data-url';
import { invalid, present, required } from './fields';
import type { JsonObject } from '../protocol';
import type {
  AudioPart,
  FilePart,
  ImagePart,
  RefusalPart,
  Source,
  TextPart,
  ToolResultPart,
} from '../../exchange/request';

type ContentPart = TextPart | RefusalPart | ImagePart | FilePart | AudioPart;

/** A message's content: a string, or parts. @throws CallFailure that names the part. */
export function readContent(content: unknown, where: string): ContentPart[] {
  const text = asText(content);
  if (text !== undefined) return [{ type: 'text', text }];
  const list = asList(content);
  if (!list) throw invalid(`${where} must be a string or a list of parts.`, where);
  return list.map((part, index) => partOf(part, `${where}[${index}]`));
}

/** A tool's result: as a message's content, without what only a message may hold. */
export function readResult(output: unknown, where: string): ToolResultPart['parts'] {
  return readContent(output, where).map((part) => {
    if (part.type === 'text' || part.type === 'image' || part.type === 'file') return part;
    throw invalid(`${where} must be a string or a list of texts, images and files.`, where);
  });
}

function partOf(value: unknown, where: string): ContentPart {
  const part = asObject(value);
  switch (part?.['type']) {
    case 'input_text':
    case 'output_text':
    case 'text':
      return { type: 'text', text: required(part, 'text', asText, 'a string', `${where}.`) };
    case 'refusal':
      return { type: 'refusal', text: required(part, 'refusal', asText, 'a string', `${where}.`) };
    case 'input_image':
      return imageOf(part, where);
    case 'input_file':
      return fileOf(part, where);
    case 'input_audio':
      return audioOf(part, where);
    default:
      throw invalid(`${where} is no part that a message may have.`, where);
  }
}

function imageOf(part: JsonObject, where: string): ImagePart {
  const url = asWords(part['image_url']);
  if (url === undefined) throw notKept(where, 'image_url');
  const detail = (['auto', 'low', 'high'] as const).find((known) => known === part['detail']);
  return { type: 'image', source: sourceOf(url), ...present({ detail }) };
}

function fileOf(part: JsonObject, where: string): FilePart {
  const name = asWords(part['filename']);
  const data = asWords(part['file_data']);
  const url = asWords(part['file_url']);
  if (data === undefined && url === undefined) throw notKept(where, 'file_data or file_url');
  const source: Source =
    data === undefined
      ? { kind: 'url', url: url ?? '' }
      : /^data:/i.test(data)
        ? sourceOf(data)
        : { kind: 'data', mediaType: 'application/pdf', data };
  return { type: 'file', source, ...present({ name }) };
}

function audioOf(part: JsonObject, where: string): AudioPart {
  const audio = required(part, 'input_audio', asObject, 'an object', `${where}.`);
  const data = required(audio, 'data', asWords, 'base64', `${where}.input_audio.`);
  const format = asWords(audio['format']) ?? 'wav';
  const mediaType = `audio/${format === 'mp3' ? 'mpeg' : format}`;
  return { type: 'audio', source: { kind: 'data', mediaType, data } };
}

/** Files are not kept, so a `file_id` says nothing. */
function notKept(where: string, field: string): Error {
  return invalid(`${where} must hold ${field}: files are not kept here.`, where);
}
