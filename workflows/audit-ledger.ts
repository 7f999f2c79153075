import { ApplicationFailure, proxyActivities } from '@temporalio/workflow';
import type { MaintenanceActivities } from '../activities/maintenance';
import type { ErrorCode } from '../domain/error-catalogue';
import { LONG_WALK } from './policies';

const { checkLedger } = proxyActivities<MaintenanceActivities>({
  ...LONG_WALK,
  summary: 'Check the invariants of the ledger',
});

/** Every hour: proves that each credit is accounted for, or fails for every operator to see. */
export async function auditLedger(): Promise<{ checkedAt: string }> {
  const { checkedAt, violations } = await checkLedger();
  if (violations.length > 0) {
    throw ApplicationFailure.create({
      type: 'LEDGER_VIOLATION' satisfies ErrorCode,
      message: `The ledger breaks its rules in ${violations.length} places`,
      details: [violations],
      nonRetryable: true,
    });
  }
  return { checkedAt };
}
