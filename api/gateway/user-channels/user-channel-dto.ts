import type { UserChannel } from '../../../domain/gateway/user-channels';

/** A user channel by itself. */
export function userChannelFacts({ routingAlgorithm, createdAt, updatedAt, ...userChannel }: UserChannel) {
  const { id, name, description, multiplier, enabled } = userChannel;
  return {
    id,
    name,
    description,
    multiplier,
    routing_algorithm: routingAlgorithm,
    enabled,
    created_at: createdAt.toISOString(),
    updated_at: updatedAt.toISOString(),
  };
}
