import { log } from '@temporalio/activity';
import type { Clock } from '../domain/clock';
import type { CallRetention, SweptCalls } from '../domain/gateway/call-retention';
import type { ChannelFailures } from '../domain/gateway/channel-failures';
import { withHeartbeat } from './heartbeat';

export type GatewayMaintenanceActivities = ReturnType<typeof createGatewayMaintenanceActivities>;

/** What keeps the model gateway in order over time; each can be run again at any point. */
export function createGatewayMaintenanceActivities({
  retention,
  channels,
  clock,
  recoverAfterMs,
}: {
  readonly retention: CallRetention;
  readonly channels: Pick<ChannelFailures, 'recover'>;
  readonly clock: Clock;
  /** After so long a channel that was switched off for its failures is switched on again; undefined: never. */
  readonly recoverAfterMs: number | undefined;
}) {
  return {
    sweepCallRows: (): Promise<SweptCalls> =>
      withHeartbeat((signal, tell) =>
        retention.sweep((swept) => {
          signal.throwIfAborted();
          tell(swept);
        }),
      ),

    async recoverFailedChannels(): Promise<number[]> {
      if (recoverAfterMs === undefined) return [];
      const recovered = await channels.recover(new Date(clock.now().getTime() - recoverAfterMs));
      if (recovered.length > 0) log.info('channels are switched on again', { channels: recovered });
      return recovered;
    },
  };
}
