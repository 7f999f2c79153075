import type { StopReason } from '../../exchange/events';
import { UpstreamFailure } from '../../upstream-failure';

const READ: Readonly<Record<string, StopReason>> = {
  STOP: 'stop',
  MAX_TOKENS: 'length',
  SAFETY: 'filter',
  RECITATION: 'filter',
  LANGUAGE: 'filter',
  BLOCKLIST: 'filter',
  PROHIBITED_CONTENT: 'filter',
  SPII: 'filter',
  IMAGE_SAFETY: 'filter',
  IMAGE_PROHIBITED_CONTENT: 'filter',
  IMAGE_RECITATION: 'filter',
};

/** The model garbled its own answer: asked again, it may well not. */
const GARBLED = new Set([
  'MALFORMED_FUNCTION_CALL',
  'UNEXPECTED_TOOL_CALL',
  'MALFORMED_RESPONSE',
  'TOO_MANY_TOOL_CALLS',
]);

/**
 * @param calls whether the answer calls tools: Gemini has no reason of its own for that.
 * @throws UpstreamFailure where the model garbled its answer.
 */
export function readFinishReason(name: string, calls: boolean): StopReason {
  if (GARBLED.has(name)) {
    throw new UpstreamFailure(`The upstream's model failed: ${name}`, { retryable: true });
  }
  const reason = Object.hasOwn(READ, name) ? (READ[name] ?? 'stop') : 'stop';
  return reason === 'stop' && calls ? 'tools' : reason;
}

const WRITTEN: Readonly<Record<StopReason, string>> = {
  stop: 'STOP',
  tools: 'STOP',
  length: 'MAX_TOKENS',
  sequence: 'STOP',
  refusal: 'SAFETY',
  filter: 'SAFETY',
  pause: 'STOP',
};

export function writeFinishReason(reason: StopReason): string {
  return WRITTEN[reason];
}
