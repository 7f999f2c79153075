import type { JsonObject } from './json';

/** One event of a stream, before it is bytes. */
export interface Frame {
  /** The event's name; the vendors that have names repeat the `type` of the data. */
  readonly event?: string;
  /** JSON, or a text that is none (`[DONE]`). */
  readonly data: JsonObject | string;
  /** It carries a part of the answer: words, thoughts, arguments. */
  readonly content?: boolean;
  /** It belongs to the proper end of the stream. */
  readonly terminal?: boolean;
}

/** `sse-crlf` is how Gemini ends its lines; `json-array` is what it streams without `alt=sse`. */
export type StreamFormat = 'sse' | 'sse-crlf' | 'json-array';

export interface FrameStyle {
  readonly format: StreamFormat;
  readonly crlf: boolean;
  /** JSON over several lines, so that an event has several `data:` lines. */
  readonly multiLine: boolean;
  /** A comment before every event. */
  readonly comments: boolean;
  /** Spaces inside of the JSON, as Claude's newer models pad it. */
  readonly padding: boolean;
}

export function jsonOf(data: JsonObject | string, style: Pick<FrameStyle, 'multiLine' | 'padding'>): string {
  if (typeof data === 'string') return data;
  if (style.multiLine) return JSON.stringify(data, undefined, 1);
  const text = JSON.stringify(data);
  return style.padding ? `${text.slice(0, -1)}${' '.repeat(text.length % 16)}}` : text;
}

/** The bytes of one event, as text. `first` matters to an array alone. */
export function encodeFrame(
  text: string,
  event: string | undefined,
  style: FrameStyle,
  first: boolean,
): string {
  if (style.format === 'json-array') return `${first ? '[' : ',\r\n'}${text}\n`;
  const end = style.crlf || style.format === 'sse-crlf' ? '\r\n' : '\n';
  return [
    ...(style.comments ? [': keep-alive', ''] : []),
    ...(event === undefined ? [] : [`event: ${event}`]),
    ...text.split('\n').map((line) => `data: ${line}`),
    '',
    '',
  ].join(end);
}

export function contentType(format: StreamFormat): string {
  return format === 'json-array' ? 'application/json; charset=UTF-8' : 'text/event-stream; charset=utf-8';
}

/** What follows the last event. */
export function encodeEnd(format: StreamFormat, empty: boolean): string {
  if (format !== 'json-array') return '';
  return empty ? '[]' : ']';
}
