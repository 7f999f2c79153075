import { channelFacts } from '../channels/channel-dto';
import type { GatewayHandler } from '../operation';
import { userChannelFacts } from './user-channel-dto';
import { userChannelWish } from './user-channel-wish';

export const updateUserChannel: GatewayHandler<'updateUserChannel'> = async (
  { params: { id }, body },
  { userChannels, channels },
) => {
  const changed = await userChannels.update(id, userChannelWish(body));
  const own = (await channels.list()).filter(({ userChannelId }) => userChannelId === id);
  return { ...userChannelFacts(changed), channels: own.map(channelFacts) };
};
