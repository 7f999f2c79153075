import type { GatewayHandler } from '../operation';
import { readChannelViews } from './channel-views';
import { channelWish } from './channel-wish';

export const updateChannel: GatewayHandler<'updateChannel'> = async ({ params: { id }, body }, deps) => {
  const before = await deps.channels.get(id);
  const changed = await deps.channels.update(id, channelWish(body, before));
  return (await readChannelViews(deps)).channel(changed);
};
