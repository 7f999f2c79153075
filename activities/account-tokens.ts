import { log } from '@temporalio/activity';
import type { AccountTokens } from '../domain/gateway/accounts/account-tokens';
import { withHeartbeat } from './heartbeat';

/** How many accounts have a new token, and how many could not get one. */
export interface RefreshReport {
  readonly refreshed: number;
  readonly failed: number;
}

export type AccountActivities = ReturnType<typeof createAccountActivities>;

/** @param tokens undefined where accounts with OAuth are switched off. */
export function createAccountActivities({ tokens }: { readonly tokens: AccountTokens | undefined }) {
  return {
    /** Brings the next token of every account whose token ends soon. May be repeated: who has one by then is let be. */
    refreshAccountTokens: (): Promise<RefreshReport> =>
      withHeartbeat(async (signal, tell) => {
        const report = { refreshed: 0, failed: 0 };
        for (const id of (await tokens?.due()) ?? []) {
          signal.throwIfAborted();
          try {
            await tokens?.renew(id);
            report.refreshed++;
          } catch (error) {
            // The account says why; the others shall not wait for it.
            log.warn('an account has no new token', { accountId: id, error: String(error) });
            report.failed++;
          }
          tell(report);
        }
        return report;
      }),
  };
}
