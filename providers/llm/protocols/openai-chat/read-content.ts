import type {
  AudioPart,
  CacheTime,
  FilePart,
  ImagePart,
  Part,
  RefusalPart,
  TextPart,
} from '../../exchange/request';
import type { RequestObject } from '../request-object';
import { sourceOf } from './data-urls';

const DETAILS = ['auto', 'low', 'high'] as const;

/** Formats of sound whose media type has another name. */
const SOUNDS: Readonly<Record<string, string>> = { mp3: 'audio/mpeg' };

/** The parts of `content`: a string, a list of parts, or nothing. */
export function readContent(message: RequestObject): Part[] {
  if (!message.has('content')) return [];
  const { content } = message.json;
  if (typeof content === 'string') return [{ type: 'text', text: content }];
  if (!Array.isArray(content)) throw message.wrong('content', 'must be a string or an array of parts');
  return message.objects('content').map(readPart);
}

/** `content` that is text alone. @throws CallFailure for parts of another kind. */
export function readTexts(message: RequestObject): TextPart[] {
  return readContent(message).map((part) => {
    if (part.type !== 'text') throw message.wrong('content', 'must be text');
    return part;
  });
}

function readPart(part: RequestObject): Part {
  switch (part.text('type')) {
    case 'text':
      return { type: 'text', text: part.text('text'), ...cacheOf(part) };
    case 'refusal':
      return readRefusal(part);
    case 'image_url':
      return readImage(part);
    case 'input_audio':
      return readAudio(part.object('input_audio'));
    case 'file':
      return readFile(part);
    default:
      throw part.wrong('type', 'must be one of text, image_url, input_audio, file, refusal');
  }
}

function readRefusal(part: RequestObject): RefusalPart {
  return { type: 'refusal', text: part.text('refusal') };
}

export function readImage(part: RequestObject): ImagePart {
  const image = part.object('image_url');
  const detail = image.oneOfIf('detail', DETAILS);
  return { type: 'image', source: sourceOf(image.name('url')), ...(detail && { detail }), ...cacheOf(part) };
}

function readAudio(audio: RequestObject): AudioPart {
  const format = audio.name('format');
  const mediaType = SOUNDS[format] ?? `audio/${format}`;
  return { type: 'audio', source: { kind: 'data', mediaType, data: audio.text('data') } };
}

/** A file by its bytes: one that lies with an upstream, by its id, is known to nobody else. */
function readFile(part: RequestObject): FilePart {
  const file = part.object('file');
  if (file.has('file_id')) throw file.wrong('file_id', 'names a file that is not here: send file_data');
  const data = file.name('file_data');
  const name = file.textIf('filename');
  const isUrl = /^(?:data:|https?:\/\/)/i.test(data);
  const source = isUrl ? sourceOf(data) : { kind: 'data' as const, mediaType: 'application/pdf', data };
  return { type: 'file', source, ...(name !== undefined && { name }), ...cacheOf(part) };
}

/** The mark for a cache, as Claude has it and as callers of Claude's models send it in this protocol too. */
export function cacheOf(part: RequestObject): { readonly cache?: CacheTime } {
  const control = part.objectIf('cache_control');
  if (control === undefined) return {};
  return { cache: control.json['ttl'] === '1h' ? '1h' : '5m' };
}
