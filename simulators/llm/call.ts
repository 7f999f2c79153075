import type { JsonObject } from './json';

/** What a vendor is asked for in each of these has its own shape. */
export const PROTOCOLS = [
  'openai-chat',
  'openai-completions',
  'openai-responses',
  'openai-images',
  'claude',
  'gemini',
] as const;

export type ProtocolName = (typeof PROTOCOLS)[number];

/** A request that a vendor accepted, reduced to what an answer depends on. */
export interface Call {
  readonly protocol: ProtocolName;
  readonly model: string;
  readonly stream: boolean;
  readonly body: JsonObject;
  /** The text of the last thing that the user said. */
  readonly said: string;
  /** The results of tools that came after the last answer. */
  readonly results: readonly ToolResult[];
  /** The images beside what the user said last. */
  readonly images: readonly SentImage[];
  readonly tools: readonly OfferedTool[];
  readonly toolChoice: 'auto' | 'none' | 'required' | { readonly name: string };
  readonly parallelTools: boolean;
  readonly thinks: boolean;
  readonly maxTokens?: number;
  readonly stops: readonly string[];
  readonly promptTokens: number;
}

export interface ToolResult {
  readonly id: string;
  readonly name: string;
  readonly text: string;
}

/** `bytes` is the length of what came in base64, and is not there for an image that is only linked to. */
export interface SentImage {
  readonly mediaType: string;
  readonly bytes?: number;
}

export interface OfferedTool {
  readonly name: string;
  /** Its input is text, not JSON (OpenAI's `custom`). */
  readonly custom: boolean;
}

/** An image as base64, as the vendors get them. */
export function sentImage(mediaType: string, base64: string): SentImage {
  return { mediaType, bytes: Buffer.from(base64, 'base64').length };
}

/** An image under a URL, which may be a `data:` one. */
export function linkedImage(url: string): SentImage {
  const data = /^data:([^;,]+);base64,(.*)$/s.exec(url);
  return data ? sentImage(data[1] ?? '', data[2] ?? '') : { mediaType: 'url' };
}
