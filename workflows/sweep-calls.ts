import { proxyActivities } from '@temporalio/workflow';
import type { GatewayMaintenanceActivities } from '../activities/gateway-maintenance';
import type { SweptCalls } from '../domain/gateway/call-retention';
import { LONG_WALK } from './policies';

const { sweepCallRows } = proxyActivities<GatewayMaintenanceActivities>({
  ...LONG_WALK,
  summary: 'Delete what is kept no longer of model calls',
});

/**
 * Every hour: what was said in model calls, and then the calls, are kept no longer than was asked for; nor is what was
 * counted in windows that are long over.
 */
export async function sweepCalls(): Promise<SweptCalls> {
  return sweepCallRows();
}
