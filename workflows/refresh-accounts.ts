import { proxyActivities } from '@temporalio/workflow';
import type { AccountActivities, RefreshReport } from '../activities/account-tokens';
import { MAINTENANCE } from './policies';

const { refreshAccountTokens } = proxyActivities<AccountActivities>({
  ...MAINTENANCE,
  summary: 'Bring new tokens before the old ones end',
});

/** Every minute: an account that nobody calls has a token too when somebody does. */
export async function refreshAccounts(): Promise<RefreshReport> {
  return refreshAccountTokens();
}
