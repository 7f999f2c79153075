import type { GatewayHandler } from '../operation';
import { readChannelViews } from './channel-views';
import { channelWish } from './channel-wish';

export const createChannel: GatewayHandler<'createChannel'> = async ({ body }, deps) => {
  const { name, user_channel_id: userChannelId } = body;
  const made = await deps.channels.create({ ...channelWish(body), name, userChannelId });
  return (await readChannelViews(deps)).channel(made);
};
