import { creditsToNumber } from '../../../domain/credits';
import type { ApiKey } from '../../../domain/gateway/api-keys';
import { namesText } from '../names';

/** A key as its owner sees it at a moment: without its secret. */
export function apiKeyDto(key: ApiKey, at: Date) {
  return {
    id: key.id,
    name: key.name,
    key_prefix: key.prefix,
    status: statusOf(key, at),
    billing_type: key.billingType,
    user_package_id: key.userPackageId,
    allowed_platforms: key.allowedPlatforms.length === 0 ? 'all' : namesText(key.allowedPlatforms),
    allowed_models: namesText(key.allowedModels),
    blocked_models: namesText(key.blockedModels),
    rate_limit: key.requestsPerMinute ?? 0,
    ...limitsOf(key),
    request_count: key.usage.requests,
    tokens_used: key.usage.inputTokens + key.usage.outputTokens,
    cost_used: creditsToNumber(key.usage.cost),
    last_used_at: key.lastUsedAt?.toISOString() ?? null,
    expires_at: key.expiresAt?.toISOString() ?? null,
    created_at: key.createdAt.toISOString(),
    updated_at: key.updatedAt.toISOString(),
  };
}

/** What the key may do in a day and a month; 0 where nothing says so. */
export function limitsOf({ limits }: Pick<ApiKey, 'limits'>) {
  const daily = limits.find(({ window }) => window === 'day')?.limit ?? 0n;
  const monthly = limits.find(({ window }) => window === 'month')?.limit ?? 0n;
  return { daily_limit: Number(daily), monthly_quota: creditsToNumber(monthly) };
}

function statusOf({ enabled, expiresAt }: ApiKey, at: Date): 'active' | 'disabled' | 'expired' {
  if (!enabled) return 'disabled';
  return expiresAt && expiresAt <= at ? 'expired' : 'active';
}
