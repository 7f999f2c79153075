import { credits, type Credits } from '../../../domain/credits';
import { invalidField } from '../../../domain/errors';
import type { ApiKeyWish } from '../../../domain/gateway/api-keys';
import type { GatewayRequest } from '../operation';
import { limitOf, present } from '../../router/present';

export function apiKeyWish(body: GatewayRequest<'updateApiKey'>['body']): Partial<ApiKeyWish> {
  const { name, enabled, quota_limit: quota, expires_at: expiresAt } = body;
  return present({
    name,
    allowedModels: body.allowed_models,
    allowedUserChannels: body.allowed_user_channels,
    allowedIps: body.allowed_ips,
    groupId: body.group_id,
    quotaLimit: quota === undefined || quota === null ? quota : amountOf(quota),
    requestsPerMinute: limitOf(body.requests_per_minute),
    tokensPerMinute: limitOf(body.tokens_per_minute),
    maxConcurrency: limitOf(body.max_concurrency),
    enabled,
    expiresAt: expiresAt === undefined || expiresAt === null ? expiresAt : momentOf(expiresAt),
  });
}

function amountOf(value: string | number): Credits {
  try {
    return credits(value);
  } catch {
    throw invalidField('body.quota_limit', {
      zh: '应为最多 8 位小数的数',
      en: 'must be a number with at most 8 decimals',
    });
  }
}

const EARLIEST = Date.UTC(1970, 0, 1);

/** A leap second is a time for the document, and for no clock of ours. */
function momentOf(text: string): Date {
  const time = new Date(text);
  if (time.getTime() >= EARLIEST) return time;
  throw invalidField('body.expires_at', { zh: '不是有效的时间', en: 'is no time that can be kept' });
}
