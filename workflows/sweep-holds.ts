import { proxyActivities } from '@temporalio/workflow';
import type { SweepReport } from '../activities/hold-sweep';
import type { MaintenanceActivities } from '../activities/maintenance';
import { MAINTENANCE } from './policies';

const { settleExpiredHolds } = proxyActivities<MaintenanceActivities>({
  ...MAINTENANCE,
  summary: 'Settle the holds that outlived their time',
});
const { forgetIdempotencyKeys } = proxyActivities<MaintenanceActivities>({
  ...MAINTENANCE,
  summary: 'Forget old idempotency keys',
});

/** Every minute: no hold outlives its job, and no promise about repeats outlives its time. */
export async function sweepHolds(): Promise<SweepReport> {
  const report = await settleExpiredHolds();
  await forgetIdempotencyKeys();
  return report;
}
