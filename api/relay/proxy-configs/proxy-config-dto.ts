import type { ProxyConfig } from '../../../domain/gateway/proxy-config-rows';

/** A proxy without its password. */
export function proxyConfigDto(proxy: ProxyConfig) {
  return {
    id: proxy.id,
    name: proxy.name,
    type: proxy.type,
    host: proxy.host,
    port: proxy.port,
    username: proxy.username,
    has_password: proxy.hasPassword,
    enabled: proxy.enabled,
    is_default: proxy.isDefault,
    test_status: proxy.testStatus,
    test_latency: proxy.testLatencyMs,
    last_test_at: proxy.lastTestAt?.toISOString() ?? null,
    created_at: proxy.createdAt.toISOString(),
    updated_at: proxy.updatedAt.toISOString(),
  };
}
