import type { Usage } from '../../../../domain/gateway/usage';
import { asCount, asObject } from '../json';
import type { JsonObject } from '../protocol';

/**
 * What a Claude upstream says that it used. Its counts come in pieces (`message_start`, then `message_delta`, which
 * repeats some of them), each as a whole so far; and its `input_tokens` leaves the cache out. So the parts are kept
 * as they were told last, and our totals are made anew from all of them.
 */
export class ClaudeUsage {
  private plainInput: number | undefined;
  private cacheRead = 0;
  private cacheWrite5m = 0;
  private cacheWrite1h = 0;
  private output: number | undefined;
  private reasoning: number | undefined;

  /**
   * @param counts a `usage` object. One with a count that cannot be (negative, a fraction, absurd) is left out whole.
   * @param isStart it is `message_start`'s, whose `output_tokens` counts the first few tokens only.
   */
  merge(counts: unknown, isStart = false): void {
    const usage = asObject(counts);
    if (!usage || !isSound(usage)) return;
    this.plainInput = asCount(usage['input_tokens']) ?? this.plainInput;
    this.cacheRead = asCount(usage['cache_read_input_tokens']) ?? this.cacheRead;
    this.mergeCacheWrites(usage);
    if (isStart) return;
    this.output = asCount(usage['output_tokens']) ?? this.output;
    this.reasoning = asCount(asObject(usage['output_tokens_details'])?.['thinking_tokens']) ?? this.reasoning;
  }

  /** Empty as long as nothing is known. */
  get totals(): Partial<Usage> {
    const { cacheRead, cacheWrite5m, cacheWrite1h } = this;
    return {
      ...(this.plainInput !== undefined && {
        input: this.plainInput + cacheRead + cacheWrite5m + cacheWrite1h,
        cacheRead,
        cacheWrite5m,
        cacheWrite1h,
      }),
      ...(this.output !== undefined && { output: this.output }),
      ...(this.reasoning !== undefined && { reasoning: this.reasoning }),
    };
  }

  private mergeCacheWrites(usage: JsonObject): void {
    const byTime = asObject(usage['cache_creation']);
    if (byTime) {
      this.cacheWrite5m = asCount(byTime['ephemeral_5m_input_tokens']) ?? 0;
      this.cacheWrite1h = asCount(byTime['ephemeral_1h_input_tokens']) ?? 0;
    }
    const total = asCount(usage['cache_creation_input_tokens']);
    if (total === undefined || total === this.cacheWrite5m + this.cacheWrite1h) return;
    // Only the sum is told, or told anew: five minutes is what a mark without a time asks for.
    this.cacheWrite1h = Math.min(this.cacheWrite1h, total);
    this.cacheWrite5m = total - this.cacheWrite1h;
  }
}

const COUNTS = [
  'input_tokens',
  'cache_read_input_tokens',
  'cache_creation_input_tokens',
  'output_tokens',
] as const;
const CACHE_COUNTS = ['ephemeral_5m_input_tokens', 'ephemeral_1h_input_tokens'] as const;

function isSound(usage: JsonObject): boolean {
  const creation = asObject(usage['cache_creation']) ?? {};
  const details = asObject(usage['output_tokens_details']) ?? {};
  return [
    ...COUNTS.map((name) => usage[name]),
    ...CACHE_COUNTS.map((name) => creation[name]),
    details['thinking_tokens'],
  ].every((count) => count === undefined || count === null || asCount(count) !== undefined);
}

/** Usage as Claude tells it; what is not known is 0. */
export function writeUsage(usage: Partial<Usage>): JsonObject {
  const { input = 0, cacheRead = 0, cacheWrite5m = 0, cacheWrite1h = 0, output = 0, reasoning = 0 } = usage;
  const written = cacheWrite5m + cacheWrite1h;
  return {
    input_tokens: Math.max(0, input - cacheRead - written),
    cache_creation_input_tokens: written,
    cache_read_input_tokens: cacheRead,
    cache_creation:
      written === 0
        ? null
        : { ephemeral_5m_input_tokens: cacheWrite5m, ephemeral_1h_input_tokens: cacheWrite1h },
    output_tokens: output,
    output_tokens_details: reasoning === 0 ? null : { thinking_tokens: reasoning },
  };
}
