import { creditsToNumber } from '../../../domain/credits';
import type { CallFigures } from '../../../domain/gateway/calls';
import { windowStart } from '../../../domain/gateway/windows';
import type { RelayHandler } from '../operation';
import { ok } from '../reply';
import { limitsOf } from './api-key-dto';

export const getApiKeyUsage: RelayHandler<'getApiKeyUsage'> = async (
  { user: { userId }, params: { id } },
  { apiKeys, callLog, clock },
) => {
  const key = await apiKeys.get(userId, id);
  const now = clock.now();
  const [today, month, left] = await Promise.all([
    callLog.figures({ keyId: id, from: windowStart('day', now) }),
    callLog.monthOfKey(id, now),
    apiKeys.remaining(key),
  ]);
  const { usage } = key;
  const daily = left.find(({ window }) => window === 'day');
  const monthly = left.find(({ window }) => window === 'month');
  return ok({
    total_requests: usage.requests,
    total_tokens: usage.inputTokens + usage.outputTokens,
    total_cost: creditsToNumber(usage.cost),
    today: figuresDto(today),
    month: figuresDto(month),
    ...limitsOf(key),
    daily_remaining: daily ? Number(daily.remaining) : null,
    monthly_remaining: monthly ? creditsToNumber(monthly.remaining) : null,
  });
};

function figuresDto({ requests, tokens, cost }: CallFigures) {
  return { requests, tokens, cost: creditsToNumber(cost) };
}
