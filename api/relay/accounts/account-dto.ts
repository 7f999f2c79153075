import { creditsToNumber } from '../../../domain/credits';
import type { Account } from '../../../domain/gateway/accounts/account-rows';

/** An account as administrators see it, without its secrets. */
export function accountDto(account: Account) {
  return {
    id: account.id,
    name: account.name,
    notes: account.notes,
    platform: account.platform,
    type: account.type,
    auth_type: account.authType,
    status: account.status,
    last_error: account.lastError,
    enabled: account.enabled,
    schedulable: account.schedulable,
    priority: account.priority,
    weight: account.weight,
    max_concurrency: account.maxConcurrency,
    base_url: account.baseUrl,
    proxy_id: account.proxyId,
    rate_multiplier: account.rateMultiplier,
    model_mapping: account.modelMapping,
    allowed_models: [...account.allowedModels],
    group_ids: [...account.groupIds],
    api_key: account.apiKeyHint,
    has_refresh_token: account.hasRefreshToken,
    scopes: [...account.scopes],
    token_expires_at: timeOf(account.accessExpiresAt),
    refreshed_at: timeOf(account.refreshedAt),
    rate_limited_until: timeOf(account.rateLimitedUntil),
    overloaded_until: timeOf(account.overloadedUntil),
    unavailable_until: timeOf(account.unavailableUntil),
    unavailable_reason: account.unavailableReason,
    request_count: account.usage.requests,
    tokens_used: account.usage.inputTokens + account.usage.outputTokens,
    cost_used: creditsToNumber(account.usage.cost),
    last_used_at: timeOf(account.lastUsedAt),
    expires_at: timeOf(account.expiresAt),
    created_at: account.createdAt.toISOString(),
    updated_at: account.updatedAt.toISOString(),
  };
}

function timeOf(time: Date | null): string | null {
  return time?.toISOString() ?? null;
}
