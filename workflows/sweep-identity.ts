import { proxyActivities } from '@temporalio/workflow';
import type { MaintenanceActivities } from '../activities/maintenance';
import type { SweptRows } from '../domain/identity/retention';
import { MAINTENANCE } from './policies';

const { sweepIdentityRows } = proxyActivities<MaintenanceActivities>({
  ...MAINTENANCE,
  summary: 'Delete what is kept no longer of sign-ins',
});

/** Every day: what is known of people's sign-ins, and what they were told, is kept no longer than was promised. */
export async function sweepIdentity(): Promise<SweptRows & { readonly notifications: number }> {
  return sweepIdentityRows();
}
