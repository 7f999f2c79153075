import { formatCredits } from '../../../domain/credits';
import type { GatewayHandler } from '../operation';
import { beginningOfDay } from './times';

export const getStats: GatewayHandler<'getStats'> = async (
  _,
  { users, channels, totals, callLog, clock },
) => {
  const [people, upstreams, { cost }, today] = await Promise.all([
    users.count(),
    channels.list(),
    totals.ofAll(),
    callLog.figures({ from: beginningOfDay(clock) }),
  ]);
  return {
    users: people,
    channels: upstreams.length,
    total_cost: formatCredits(cost),
    today_requests: today.requests,
  };
};
