import type { Signature } from '../../exchange/request';
import { asObject, asText } from '../json';
import type { JsonObject } from '../protocol';
import { readSeal, sealText } from '../signatures';

/** A tool's call without its id: the whole of it, or the start of one. */
export function writeCall(call: {
  readonly name: string;
  readonly input: string;
  readonly custom?: boolean;
  readonly signature?: Signature;
}): JsonObject {
  const { name, input } = call;
  return {
    ...(call.custom
      ? { type: 'custom', custom: { name, input } }
      : { type: 'function', function: { name, arguments: input } }),
    ...(call.signature && { extra_content: sealOfCall(call.signature) }),
  };
}

/** Where Google's own API of this protocol keeps the seal on a call. */
export function sealOfCall(signature: Signature): JsonObject {
  return { google: { thought_signature: sealText(signature, 'gemini') } };
}

/** The seal on a call, or on a piece of one. */
export function readSealOfCall(call: JsonObject): Signature | undefined {
  const google = asObject(asObject(call['extra_content'])?.['google']);
  return readSeal(asText(google?.['thought_signature']) ?? '', 'gemini');
}
