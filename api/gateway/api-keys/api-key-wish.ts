import type { ApiKeyWish } from '../../../domain/gateway/api-keys';
import type { GatewayRequest } from '../operation';
import { creditsOf, momentOf } from '../../router/amounts';
import { limitOf, present } from '../../router/present';

export function apiKeyWish(body: GatewayRequest<'updateApiKey'>['body']): Partial<ApiKeyWish> {
  const { name, enabled, quota_limit: quota, expires_at: expiresAt } = body;
  return present({
    name,
    allowedModels: body.allowed_models,
    allowedUserChannels: body.allowed_user_channels,
    allowedIps: body.allowed_ips,
    groupId: body.group_id,
    quotaLimit: quota === undefined || quota === null ? quota : creditsOf('quota_limit', quota),
    requestsPerMinute: limitOf(body.requests_per_minute),
    tokensPerMinute: limitOf(body.tokens_per_minute),
    maxConcurrency: limitOf(body.max_concurrency),
    enabled,
    expiresAt: expiresAt === undefined || expiresAt === null ? expiresAt : momentOf('expires_at', expiresAt),
  });
}
