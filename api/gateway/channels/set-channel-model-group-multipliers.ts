import type { GatewayHandler } from '../operation';
import { readChannelViews } from './channel-views';

export const setChannelModelGroupMultipliers: GatewayHandler<'setChannelModelGroupMultipliers'> = async (
  { params: { id }, body },
  deps,
) => {
  const wishes = body.map(({ group_id: groupId, multiplier }) => ({ groupId, multiplier }));
  const multipliers = await deps.channelModelMultipliers.set(id, wishes);
  return (await readChannelViews(deps)).multipliers(multipliers);
};
