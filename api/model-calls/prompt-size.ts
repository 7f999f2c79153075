import { tokensIn } from '../../providers/llm/tokens';

/** A picture in the prompt, whatever its size: vendors scale them down. */
const PICTURE_TOKENS = 1_600;
/** Of a recording or a document, bytes to the token: about what a page of a scanned PDF comes to. */
const BYTES_PER_TOKEN = 32;
/** Room for the frame that vendors put around messages and tools. */
const FRAME_TOKENS = 16;

/** The fields in which protocols hold what the model reads; the others say how it is to answer. */
const READ: ReadonlySet<string> = new Set([
  ...['messages', 'system', 'tools', 'functions', 'response_format', 'output_format', 'output_config'],
  ...['input', 'instructions', 'text', 'prompt', 'suffix'],
  ...['contents', 'systemInstruction', 'system_instruction', 'generationConfig', 'generation_config'],
]);

/** Where the protocols carry what is no text: `data` of Claude and Gemini, the others' are OpenAI's. */
const ATTACHMENTS: ReadonlySet<string> = new Set(['data', 'url', 'image_url', 'file_data']);
/** Where they say what it is. */
const MEDIA_TYPES = ['media_type', 'mimeType', 'mime_type'] as const;
const DATA_URL = /^data:([^,;]{0,100})(?:;[^,;]{0,100}){0,5};base64,/;
const NO_BASE64 = /[^A-Za-z0-9+/_=\r\n-]/;

/**
 * About how many tokens a request's body asks the model to read, rather too many than too few: every text in what is
 * read, in whatever protocol, and its attachments at rates of their own, where the protocols have them and nowhere else.
 * It decides how much is set aside, and what is charged where the upstream does not tell. The body's depth has bounds:
 * see `expectLittleWork`.
 */
export function promptTokens(body: Readonly<Record<string, unknown>>): number {
  let sum = FRAME_TOKENS;
  for (const [name, value] of Object.entries(body)) if (READ.has(name)) sum += 1 + sizeOf(value);
  return Math.ceil(sum);
}

function sizeOf(value: unknown): number {
  if (typeof value === 'string') return tokensIn(value) + 1;
  if (typeof value !== 'object' || value === null) return 1;
  let sum = 0;
  if (Array.isArray(value)) {
    for (const item of value) sum += sizeOf(item);
    return sum;
  }
  const members = value as Readonly<Record<string, unknown>>;
  // A name is about a token.
  for (const name of Object.keys(members))
    sum += 1 + (attachmentSize(name, members) ?? sizeOf(members[name]));
  return sum;
}

/** Undefined for a member that is no attachment; a document that is a text (Claude's) is none. */
function attachmentSize(name: string, members: Readonly<Record<string, unknown>>): number | undefined {
  const value = members[name];
  if (!ATTACHMENTS.has(name) || typeof value !== 'string' || members['type'] === 'text') return undefined;
  if (/^https?:\/\//i.test(value)) return PICTURE_TOKENS + tokensIn(value);
  const [start = '', inUrl] = DATA_URL.exec(value) ?? [];
  if (NO_BASE64.test(value.slice(start.length))) return undefined;
  const type = inUrl ?? MEDIA_TYPES.map((each) => members[each]).find((each) => typeof each === 'string');
  const isPicture = type === undefined ? name !== 'data' && name !== 'file_data' : /^image\//i.test(type);
  return isPicture ? PICTURE_TOKENS : PICTURE_TOKENS + (value.length * 3) / 4 / BYTES_PER_TOKEN;
}

/** Whether the caller asks the upstream to keep a prompt (Claude's `cache_control`), which costs more than to read it. */
export function cacheWrites(raw: Buffer): '5m' | '1h' | undefined {
  if (!raw.includes('"cache_control"')) return undefined;
  return raw.includes('"1h"') ? '1h' : '5m';
}
