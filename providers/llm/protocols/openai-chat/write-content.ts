import type { Losses } from '../../exchange/losses';
import type { AudioPart, FilePart, ImagePart, Part, TextPart } from '../../exchange/request';
import type { JsonObject } from '../protocol';
import { urlOf } from './data-urls';

/**
 * Parts as `content`. Text alone is one string, for many of OpenAI's copies take no list where there is no picture.
 * What the protocol has no words for is reported.
 */
export function writeContent(parts: readonly Part[], losses: Losses): string | JsonObject[] {
  const kept = parts.filter(isContent);
  for (const part of parts) if ('cache' in part && part.cache) losses.add('cache_control');
  if (kept.every((part) => part.type === 'text')) return joined(kept);
  return kept.flatMap((part) => writePart(part, losses));
}

export type ContentPart = TextPart | ImagePart | AudioPart | FilePart;

export function isContent(part: Part): part is ContentPart {
  return part.type === 'text' || part.type === 'image' || part.type === 'audio' || part.type === 'file';
}

export function joined(parts: readonly { readonly text: string }[]): string {
  return parts.map(({ text }) => text).join('\n\n');
}

function writePart(part: ContentPart, losses: Losses): JsonObject[] {
  switch (part.type) {
    case 'text':
      return [{ type: 'text', text: part.text }];
    case 'image': {
      const url = urlOf(part.source);
      return [{ type: 'image_url', image_url: { url, ...(part.detail && { detail: part.detail }) } }];
    }
    case 'audio':
      return writeAudio(part, losses);
    case 'file':
      return writeFile(part, losses);
  }
}

const SOUND_FORMATS: Readonly<Record<string, string>> = { mpeg: 'mp3', 'x-wav': 'wav', wave: 'wav' };

function writeAudio({ source }: AudioPart, losses: Losses): JsonObject[] {
  if (source.kind === 'url') {
    losses.add('messages.audio');
    return [];
  }
  const name = source.mediaType.replace(/^audio\//, '');
  return [{ type: 'input_audio', input_audio: { data: source.data, format: SOUND_FORMATS[name] ?? name } }];
}

/** Files go by their bytes; one that is text goes as text, for OpenAI reads no others than PDFs. */
function writeFile({ source, name }: FilePart, losses: Losses): JsonObject[] {
  if (source.kind === 'url') {
    losses.add('messages.file');
    return [];
  }
  if (source.mediaType.startsWith('text/')) {
    return [{ type: 'text', text: Buffer.from(source.data, 'base64').toString('utf8') }];
  }
  return [{ type: 'file', file: { filename: name ?? 'document.pdf', file_data: urlOf(source) } }];
}
