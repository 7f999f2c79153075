import type { GatewayHandler } from '../operation';
import { readChannelViews } from './channel-views';

export const setChannelGroupMultipliers: GatewayHandler<'setChannelGroupMultipliers'> = async (
  { params: { id }, body },
  deps,
) => {
  const wishes = body.map(({ group_id: groupId, multiplier }) => ({ groupId, multiplier }));
  const multipliers = await deps.channelMultipliers.set(id, wishes);
  return (await readChannelViews(deps)).multipliers(multipliers);
};
