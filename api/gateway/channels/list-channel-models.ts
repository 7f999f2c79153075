import type { GatewayHandler } from '../operation';
import { readChannelViews } from './channel-views';

export const listChannelModels: GatewayHandler<'listChannelModels'> = async ({ params: { id } }, deps) => {
  await deps.channels.get(id);
  return (await readChannelViews(deps)).models(id);
};
