import { log } from '@temporalio/activity';
import type { AccessTokens } from '../domain/publishing/access-tokens';
import { withHeartbeat } from './heartbeat';

/** How many accounts have new tokens, and how many could not get any. */
export interface RenewalReport {
  readonly renewed: number;
  readonly failed: number;
}

export type PublishingAccountActivities = ReturnType<typeof createPublishingAccountActivities>;

/** A run renews so many; the next day's goes on with those that are left, and all have a week. */
const MOST = 1_000;
const AT_ONCE = 4;

export function createPublishingAccountActivities({
  tokens,
}: {
  readonly tokens: Pick<AccessTokens, 'lapsing' | 'renew'>;
}) {
  return {
    /**
     * Has the credentials used that would lapse soon. An account whose platform refuses them is inactive from then on,
     * and the others go on. May be repeated.
     */
    renewPublishingAccounts: (): Promise<RenewalReport> =>
      withHeartbeat(async (signal, tell) => {
        const report = { renewed: 0, failed: 0 };
        const due = await tokens.lapsing(MOST);
        const renewNext = async (): Promise<void> => {
          for (let id = due.shift(); id !== undefined; id = due.shift()) {
            signal.throwIfAborted();
            try {
              await tokens.renew(id, signal);
              report.renewed += 1;
            } catch (error) {
              signal.throwIfAborted();
              log.warn('a publishing account was not renewed', { accountId: id, error: String(error) });
              report.failed += 1;
            }
            tell(report);
          }
        };
        await Promise.all(Array.from({ length: AT_ONCE }, renewNext));
        return report;
      }),
  };
}
