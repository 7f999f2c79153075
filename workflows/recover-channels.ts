import { proxyActivities } from '@temporalio/workflow';
import type { GatewayMaintenanceActivities } from '../activities/gateway-maintenance';
import { MAINTENANCE } from './policies';

const { recoverFailedChannels } = proxyActivities<GatewayMaintenanceActivities>({
  ...MAINTENANCE,
  summary: 'Switch channels on again that failed long ago',
});

/** Every minute: a channel that was switched off for its failures gets another chance, where that is asked for. */
export async function recoverChannels(): Promise<{ readonly channels: readonly number[] }> {
  return { channels: await recoverFailedChannels() };
}
