import type { Family, Signature, ThinkingPart } from '../../exchange/request';
import { asCount, asText, objectsIn } from '../json';
import type { JsonObject } from '../protocol';
import { readSeal } from '../signatures';

/**
 * Chat completions has no field of its own for thoughts. Those that its upstreams agree on are `reasoning_content`
 * (DeepSeek's: the text) and `reasoning_details` (OpenRouter's: a list, for thoughts that carry a seal or are
 * encrypted). `format` says whose seal it is.
 */
const FORMATS: Readonly<Record<Family, string>> = {
  claude: 'anthropic-claude-v1',
  gemini: 'google-gemini-v1',
  openai: 'openai-responses-v1',
};

export type Thoughts = Omit<ThinkingPart, 'type'>;

/** Whether thoughts need `reasoning_details`, for `reasoning_content` alone would lose something. */
export function areSealed(thoughts: readonly Thoughts[]): boolean {
  return thoughts.some(({ signature, redacted }) => signature !== undefined || redacted === true);
}

/** `reasoning_details`, an entry for each. */
export function writeDetails(
  thoughts: readonly Thoughts[],
  sealText: (signature: Signature) => string,
): JsonObject[] {
  return thoughts.map(({ text, signature, redacted }, index) => {
    const seal = signature && sealText(signature);
    const format = signature ? FORMATS[signature.family] : 'unknown';
    const isEncrypted = redacted === true || (signature?.family === 'openai' && text === '');
    if (isEncrypted) return { type: 'reasoning.encrypted', data: seal ?? '', format, index };
    return { type: 'reasoning.text', text, ...(seal !== undefined && { signature: seal }), format, index };
  });
}

/** One entry, or in a stream of OpenRouter's a piece of one. */
export interface Detail extends Thoughts {
  /** Which thoughts it is of; undefined where it does not say. */
  readonly index: number | undefined;
}

/** The entries of `reasoning_details` that say something. A seal of nobody we know is left out. */
export function readDetails(value: unknown): Detail[] {
  return objectsIn(value).flatMap((entry) => {
    const index = asCount(entry['index']);
    const text = asText(entry['text']) ?? asText(entry['summary']) ?? '';
    const isEncrypted = entry['type'] === 'reasoning.encrypted';
    const seal = asText(isEncrypted ? entry['data'] : entry['signature']);
    const signature = seal === undefined ? undefined : readSeal(seal, familyOf(entry['format']));
    if (text === '' && signature === undefined) return [];
    const redacted = isEncrypted && signature?.family !== 'openai';
    return [{ index, text, ...(signature && { signature }), ...(redacted && { redacted }) }];
  });
}

/** The thoughts of a whole message: pieces of the same index belong together, up to their seal. */
export function readThoughts(value: unknown): Thoughts[] {
  const thoughts: Thoughts[] = [];
  let last: number | undefined;
  for (const { index, ...piece } of readDetails(value)) {
    const before = thoughts.at(-1);
    const belongs = index !== undefined && index === last && before && !before.signature && !piece.redacted;
    if (belongs) thoughts[thoughts.length - 1] = { ...piece, text: before.text + piece.text };
    else thoughts.push(piece);
    last = index;
  }
  return thoughts;
}

function familyOf(format: unknown): Family | undefined {
  const name = asText(format) ?? '';
  if (name.startsWith('anthropic')) return 'claude';
  if (name.startsWith('google')) return 'gemini';
  return name.includes('openai') ? 'openai' : undefined;
}
