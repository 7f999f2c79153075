import { formatCredits } from '../../domain/credits';
import { NO_TOTALS, type Totals } from '../../domain/gateway/totals';

/** Sums over calls; zeros where there were none. */
export function usageDto(totals: Totals = NO_TOTALS) {
  const { requests, inputTokens, outputTokens, cachedTokens, cost } = totals;
  return {
    request_count: requests,
    input_tokens: inputTokens,
    output_tokens: outputTokens,
    cached_input_tokens: cachedTokens,
    total_tokens: inputTokens + outputTokens,
    total_cost: formatCredits(cost),
  };
}
