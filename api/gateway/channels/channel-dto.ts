import type { Channel } from '../../../domain/gateway/channels';

/** A channel by itself, without its secrets. */
export function channelFacts(channel: Channel) {
  return {
    id: channel.id,
    name: channel.name,
    type: channel.type,
    base_url: channel.baseUrl,
    api_key: channel.apiKeyHint,
    has_proxy: channel.hasProxy,
    user_channel_id: channel.userChannelId,
    multiplier: channel.multiplier,
    priority: channel.priority,
    weight: channel.weight,
    enabled: channel.enabled,
    max_concurrency: channel.maxConcurrency,
    requests_per_minute: channel.requestsPerMinute,
    connect_timeout_ms: channel.connectTimeoutMs,
    first_byte_timeout_ms: channel.firstByteTimeoutMs,
    idle_timeout_ms: channel.idleTimeoutMs,
    consecutive_failures: channel.consecutiveFailures,
    last_failure_at: timeOf(channel.lastFailureAt),
    last_failure_reason: channel.lastFailureReason,
    auto_disabled_at: timeOf(channel.autoDisabledAt),
    auto_disabled_reason: channel.autoDisabledReason,
    last_health_checked_at: timeOf(channel.lastHealthCheckedAt),
    last_health_status: channel.lastHealthStatus,
    problem: channel.problem,
    created_at: channel.createdAt.toISOString(),
    updated_at: channel.updatedAt.toISOString(),
  };
}

function timeOf(time: Date | null): string | null {
  return time?.toISOString() ?? null;
}
