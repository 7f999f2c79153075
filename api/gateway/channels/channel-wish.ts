import { invalidField } from '../../../domain/errors';
import type { Channel, ChannelWish } from '../../../domain/gateway/channels';
import type { GatewayRequest } from '../operation';
import { limitOf, present } from '../../router/present';

/** What a body wishes of a channel; `before` is the channel as it was, of one that is there. */
export function channelWish(
  body: GatewayRequest<'updateChannel'>['body'],
  before?: Channel,
): Partial<ChannelWish> {
  const { name, type, multiplier, priority, weight, enabled, proxy, base_url: baseUrl } = body;
  expectAddress({ type: type ?? before?.type, baseUrl: baseUrl ?? before?.baseUrl });
  return present({
    name,
    type,
    baseUrl,
    // Who sends back what they were shown changes nothing.
    apiKey: before && body.api_key === before.apiKeyHint ? undefined : body.api_key,
    proxy,
    userChannelId: body.user_channel_id,
    multiplier,
    priority,
    weight,
    enabled,
    maxConcurrency: limitOf(body.max_concurrency),
    requestsPerMinute: limitOf(body.requests_per_minute),
    connectTimeoutMs: limitOf(body.connect_timeout_ms),
    firstByteTimeoutMs: limitOf(body.first_byte_timeout_ms),
    idleTimeoutMs: limitOf(body.idle_timeout_ms),
  });
}

/** AppError VALIDATION for a channel that has an upstream somewhere, and does not say where. */
function expectAddress({ type, baseUrl }: { type: string | undefined; baseUrl: string | undefined }): void {
  if (type === 'demo' || baseUrl) return;
  throw invalidField('body.base_url', { zh: '必填', en: 'is required' });
}
