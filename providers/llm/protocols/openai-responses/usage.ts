import { usageSoFar } from '../usage-so-far';
import { asCount, asObject } from '../json';
import type { Usage } from '../../../../domain/gateway/usage';
import type { JsonObject } from '../protocol';

/** `ResponseUsage`: the totals hold everything, as ours do. Writes to a cache are not told apart by their time. */
export function writeUsage(usage: Usage): JsonObject {
  return {
    input_tokens: usage.input,
    input_tokens_details: {
      cached_tokens: usage.cacheRead,
      cache_write_tokens: usage.cacheWrite5m + usage.cacheWrite1h,
    },
    output_tokens: usage.output,
    output_tokens_details: { reasoning_tokens: usage.reasoning },
    total_tokens: usage.input + usage.output,
  };
}

/**
 * What an answer says it used; undefined where a figure makes no sense, so that it counts as missing. A part is at
 * most its total: some upstreams count the thoughts apart.
 */
export function readUsage(value: unknown): Usage | undefined {
  const usage = asObject(value);
  if (!usage) return undefined;
  const inputs = asObject(usage['input_tokens_details']) ?? {};
  const outputs = asObject(usage['output_tokens_details']) ?? {};
  const input = asCount(usage['input_tokens']);
  const output = asCount(usage['output_tokens']);
  const cached = asCount(inputs['cached_tokens'] ?? 0);
  const written = asCount(inputs['cache_write_tokens'] ?? 0);
  const reasoning = asCount(outputs['reasoning_tokens'] ?? 0);
  if (input === undefined || output === undefined) return undefined;
  if (cached === undefined || written === undefined || reasoning === undefined) return undefined;
  const cacheRead = Math.min(cached, input);
  return usageSoFar(undefined, {
    input,
    cacheRead,
    cacheWrite5m: Math.min(written, input - cacheRead),
    output,
    reasoning: Math.min(reasoning, output),
  });
}
