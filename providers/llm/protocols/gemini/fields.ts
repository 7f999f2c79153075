import { CallFailure } from '../../exchange/failure';
import type { Signature } from '../../exchange/request';
import type { JsonObject } from '../protocol';
import { readSeal, sealText } from '../signatures';

/**
 * A field by its camel-case name. Google's server takes `inline_data` as well as `inlineData`; asking for one field at
 * a time leaves the users' own objects (arguments, schemas) alone.
 */
export function field(object: JsonObject | undefined, name: string): unknown {
  return object?.[name] ?? object?.[name.replace(/[A-Z]/g, (letter) => `_${letter.toLowerCase()}`)];
}

export function camelCase(name: string): string {
  return name.replace(/_([a-z])/g, (_, letter: string) => letter.toUpperCase());
}

/** What is wrong with a field of a request: `problem` goes on where the field's name ends. */
export function invalid(name: string, problem: string): CallFailure {
  return new CallFailure('invalid', `${name} ${problem}`, { field: name });
}

/** Marks a seal on thoughts that the upstream withheld. */
const REDACTED = 'redacted:';

/**
 * A seal as a `thoughtSignature`, which is a field of bytes: some SDKs decode it, so that another family's seal goes
 * in base64. Claude's redacted thoughts are told apart by a mark inside, for the part has no place for one.
 */
export function writeSeal(signature: Signature, redacted = false): string {
  if (redacted) return Buffer.from(REDACTED + sealText(signature), 'utf8').toString('base64');
  const text = sealText(signature, 'gemini');
  return text === signature.value ? text : Buffer.from(text, 'utf8').toString('base64');
}

export function readThoughtSignature(
  value: string,
): { readonly signature: Signature; readonly redacted: boolean } | undefined {
  if (value === '') return undefined;
  const text = Buffer.from(value, 'base64').toString('utf8');
  const redacted = text.startsWith(REDACTED);
  const sealed = readSeal(redacted ? text.slice(REDACTED.length) : text);
  if (sealed) return { signature: sealed, redacted };
  return { signature: { family: 'gemini', value }, redacted: false };
}
