import type { StopReason } from '../../exchange/events';

/** Why an answer ended, as OpenAI says it. A refusal that was not said in words counts as withheld. */
export function finishReasonOf(reason: StopReason, saidRefusal: boolean): string {
  switch (reason) {
    case 'tools':
      return 'tool_calls';
    case 'length':
      return 'length';
    case 'filter':
      return 'content_filter';
    case 'refusal':
      return saidRefusal ? 'stop' : 'content_filter';
    default:
      return 'stop';
  }
}

/** What OpenAI's copies say in place of its own words. */
const REASONS: Readonly<Record<string, StopReason>> = {
  tool_calls: 'tools',
  function_call: 'tools',
  length: 'length',
  max_tokens: 'length',
  content_filter: 'filter',
  sensitive: 'filter',
};

/** Upstreams that end with `stop` though they call tools are many. */
export function stopReasonOf(
  finishReason: string,
  said: { readonly tools: boolean; readonly refusal: boolean },
): StopReason {
  const reason = REASONS[finishReason] ?? 'stop';
  if (reason !== 'stop') return reason;
  if (said.tools) return 'tools';
  return said.refusal ? 'refusal' : 'stop';
}
