import type { GatewayHandler } from '../operation';
import { readChannelViews } from './channel-views';

export const listChannels: GatewayHandler<'listChannels'> = async (_, deps) => {
  const channels = await deps.channels.list();
  const views = await readChannelViews(deps);
  return channels.map(views.channel);
};
