import type { UserChannelWish } from '../../../domain/gateway/user-channels';
import type { GatewayRequest } from '../operation';
import { present } from '../../router/present';

export function userChannelWish({
  name,
  description,
  multiplier,
  routing_algorithm: routingAlgorithm,
  enabled,
}: GatewayRequest<'updateUserChannel'>['body']): Partial<UserChannelWish> {
  return present({ name, description, multiplier, routingAlgorithm, enabled });
}
