import { proxyActivities } from '@temporalio/workflow';
import type { PublishingAccountActivities, RenewalReport } from '../activities/publishing-accounts';
import { MAINTENANCE } from './policies';

const { renewPublishingAccounts: renew } = proxyActivities<PublishingAccountActivities>({
  ...MAINTENANCE,
  summary: 'Use credentials before they lapse',
});

/** Every day: an account that nobody publishes through for months can still be published through. */
export async function renewPublishingAccounts(): Promise<RenewalReport> {
  return renew();
}
