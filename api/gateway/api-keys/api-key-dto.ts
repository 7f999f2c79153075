import { formatCredits } from '../../../domain/credits';
import type { ApiKey } from '../../../domain/gateway/api-keys';
import { usageDto } from '../usage-dto';

/** A key as its owner sees it: without its secret. */
export function apiKeyDto(key: ApiKey) {
  return {
    id: key.id,
    name: key.name,
    key_prefix: key.prefix,
    allowed_models: [...key.allowedModels],
    allowed_user_channels: [...key.allowedUserChannels],
    allowed_ips: [...key.allowedIps],
    group_id: key.groupId,
    quota_limit: formatCredits(key.quotaLimit ?? 0n),
    quota_remaining: key.quotaRemaining === null ? null : formatCredits(key.quotaRemaining),
    requests_per_minute: key.requestsPerMinute,
    tokens_per_minute: key.tokensPerMinute,
    max_concurrency: key.maxConcurrency,
    enabled: key.enabled,
    expires_at: timeOf(key.expiresAt),
    previous_key_until: timeOf(key.previousUntil),
    usage: usageDto(key.usage),
    last_used_at: timeOf(key.lastUsedAt),
    usage_reset_at: timeOf(key.usageResetAt),
    created_at: key.createdAt.toISOString(),
    updated_at: key.updatedAt.toISOString(),
  };
}

/** A key with its secret, which nobody can show a second time. */
export function newApiKeyDto({ secret, key }: { readonly secret: string; readonly key: ApiKey }) {
  return { api_key: secret, key: apiKeyDto(key) };
}

function timeOf(time: Date | null): string | null {
  return time?.toISOString() ?? null;
}
