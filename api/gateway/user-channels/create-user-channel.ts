import type { GatewayHandler } from '../operation';
import { userChannelFacts } from './user-channel-dto';
import { userChannelWish } from './user-channel-wish';

export const createUserChannel: GatewayHandler<'createUserChannel'> = async ({ body }, { userChannels }) => {
  const made = await userChannels.create({ ...userChannelWish(body), name: body.name });
  return { ...userChannelFacts(made), channels: [] };
};
