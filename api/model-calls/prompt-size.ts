import { CallFailure } from '../../providers/llm/exchange/failure';
import { tokensIn } from '../../providers/llm/tokens';

/** A picture or a recording in the prompt, whatever its size: vendors scale them down. */
const ATTACHMENT_TOKENS = 1_600;
/** Base64 below this length is counted as the text that it might be. */
const ATTACHMENT_LENGTH = 512;
/** Room for the frame that vendors put around messages and tools. */
const FRAME_TOKENS = 16;
/** Deeper than any request that makes sense, and nowhere near where recursion would run out of stack. */
const DEEPEST = 200;

/** The fields in which protocols hold what the model reads; the others say how it is to answer. */
const READ: ReadonlySet<string> = new Set([
  ...['messages', 'system', 'tools', 'functions', 'response_format', 'output_format', 'output_config'],
  ...['input', 'instructions', 'text', 'prompt', 'suffix'],
  ...['contents', 'systemInstruction', 'system_instruction', 'generationConfig', 'generation_config'],
]);

/**
 * About how many tokens a request's body asks the model to read, rather too many than too few: every text in what is
 * read, in whatever protocol, with its attachments at a flat rate. It decides how much is set aside, and what is charged
 * where the upstream does not tell. @throws CallFailure `invalid` for a body that is nested too deeply.
 */
export function promptTokens(body: Readonly<Record<string, unknown>>): number {
  let sum = FRAME_TOKENS;
  for (const [name, value] of Object.entries(body)) {
    const size = sizeOf(value, 1);
    if (READ.has(name)) sum += 1 + size;
  }
  return Math.ceil(sum);
}

/** @throws CallFailure `invalid` for a body that is nested too deeply. */
export function expectShallow(body: unknown): void {
  sizeOf(body, 0);
}

function sizeOf(value: unknown, depth: number): number {
  if (typeof value === 'string') return isAttachment(value) ? ATTACHMENT_TOKENS : tokensIn(value) + 1;
  if (typeof value !== 'object' || value === null) return 1;
  if (depth > DEEPEST)
    throw new CallFailure('invalid', { zh: '请求体嵌套过深', en: 'The body is nested too deeply.' });
  let sum = 0;
  if (Array.isArray(value)) for (const item of value) sum += sizeOf(item, depth + 1);
  // A name is about a token.
  else
    for (const name of Object.keys(value))
      sum += 1 + sizeOf((value as Record<string, unknown>)[name], depth + 1);
  return sum;
}

function isAttachment(text: string): boolean {
  if (text.startsWith('data:')) return true;
  return text.length >= ATTACHMENT_LENGTH && /^[A-Za-z0-9+/_-]{256}$/.test(text.slice(0, 256));
}

/** The fields in which protocols say how long the answer may be. */
const LIMITS = ['max_completion_tokens', 'max_output_tokens', 'max_tokens'] as const;

/** The most tokens that the caller wants as an answer; undefined where they do not say. */
export function answerLimit(body: Readonly<Record<string, unknown>>): number | undefined {
  const config = body['generationConfig'] ?? body['generation_config'];
  const gemini = isObject(config) ? (config['maxOutputTokens'] ?? config['max_output_tokens']) : undefined;
  const found = [...LIMITS.map((name) => body[name]), gemini].find((value) => typeof value === 'number');
  return typeof found === 'number' && found > 0 ? Math.ceil(found) : undefined;
}

function isObject(value: unknown): value is Readonly<Record<string, unknown>> {
  return typeof value === 'object' && value !== null;
}

/** Whether the caller asks the upstream to keep a prompt (Claude's `cache_control`), which costs more than to read it. */
export function cacheWrites(raw: Buffer): '5m' | '1h' | undefined {
  if (!raw.includes('"cache_control"')) return undefined;
  return raw.includes('"1h"') ? '1h' : '5m';
}

/** How many pictures the caller wants (OpenAI's `n`). */
export function picturesWanted({ n }: Readonly<Record<string, unknown>>): number {
  return typeof n === 'number' && n >= 1 ? Math.ceil(n) : 1;
}
