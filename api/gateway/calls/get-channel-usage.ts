import type { GatewayHandler } from '../operation';
import { usageDto } from '../usage-dto';

export const getChannelUsage: GatewayHandler<'getChannelUsage'> = async (
  _,
  { userChannels, channels, totals },
) => {
  const [sets, upstreams, used] = await Promise.all([
    userChannels.list(),
    channels.list(),
    totals.ofChannels(),
  ]);
  const names = new Map(sets.map(({ id, name }) => [id, name]));
  return {
    user_channels: sets.map(({ id, name, description, routingAlgorithm, multiplier }) => ({
      id,
      name,
      description,
      routing_algorithm: routingAlgorithm,
      multiplier,
      ...usageDto(used.userChannels.get(id)),
    })),
    upstream_channels: upstreams.map(({ id, name, type, userChannelId, priority, weight }) => ({
      id,
      name,
      type,
      user_channel_id: userChannelId,
      user_channel_name: names.get(userChannelId) ?? '',
      priority,
      weight,
      ...usageDto(used.channels.get(id)),
      failed_count: used.failed.get(id) ?? 0,
    })),
  };
};
