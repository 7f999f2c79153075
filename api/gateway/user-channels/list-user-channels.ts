import { channelFacts } from '../channels/channel-dto';
import type { GatewayHandler } from '../operation';
import { userChannelFacts } from './user-channel-dto';

export const listUserChannels: GatewayHandler<'listUserChannels'> = async (_, { userChannels, channels }) => {
  const [all, upstreams] = await Promise.all([userChannels.list(), channels.list()]);
  return all.map((userChannel) => ({
    ...userChannelFacts(userChannel),
    channels: upstreams.filter(({ userChannelId }) => userChannelId === userChannel.id).map(channelFacts),
  }));
};
