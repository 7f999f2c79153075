import { asList, asText } from '../json';
import { sourceOf } from '../openai-chat/data-urls';
import { RequestObject } from '../request-object';
import { invalid, present } from './fields';
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
  const part = RequestObject.of(value, where);
  switch (part.json['type']) {
    case 'input_text':
    case 'output_text':
    case 'text':
      return { type: 'text', text: part.text('text') };
    case 'refusal':
      return { type: 'refusal', text: part.text('refusal') };
    case 'input_image':
      return imageOf(part, where);
    case 'input_file':
      return fileOf(part, where);
    case 'input_audio':
      return audioOf(part);
    default:
      throw invalid(`${where} is no part that a message may have.`, where);
  }
}

function imageOf(part: RequestObject, where: string): ImagePart {
  const url = part.textIf('image_url');
  if (!url) throw notKept(where, 'image_url');
  const detail = (['auto', 'low', 'high'] as const).find((known) => known === part.json['detail']);
  return { type: 'image', source: sourceOf(url), ...present({ detail }) };
}

function fileOf(part: RequestObject, where: string): FilePart {
  const name = part.textIf('filename') || undefined;
  const data = part.textIf('file_data');
  const url = part.textIf('file_url');
  if (data === undefined && url === undefined) throw notKept(where, 'file_data or file_url');
  const source: Source =
    data === undefined
      ? { kind: 'url', url: url ?? '' }
      : /^data:/i.test(data)
        ? sourceOf(data)
        : { kind: 'data', mediaType: 'application/pdf', data };
  return { type: 'file', source, ...present({ name }) };
}

function audioOf(part: RequestObject): AudioPart {
  const audio = part.object('input_audio');
  const format = audio.textIf('format') ?? 'wav';
  const mediaType = `audio/${format === 'mp3' ? 'mpeg' : format}`;
  return { type: 'audio', source: { kind: 'data', mediaType, data: audio.name('data') } };
}

/** Files are not kept, so a `file_id` says nothing. */
function notKept(where: string, field: string): Error {
  return invalid(`${where} must hold ${field}: files are not kept here.`, where);
}
