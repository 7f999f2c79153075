import { log } from '@temporalio/activity';
import type { AccountTokens } from '../domain/gateway/accounts/account-tokens';
import type { Platform } from '../domain/gateway/accounts/account-types';
import { bounded, type Bounded } from '../domain/bounded';
import { withHeartbeat } from './heartbeat';

/** Refreshes that one vendor is asked for at once: those of another do not wait for it. */
const AT_ONCE = 4;

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
        const turns = new Map<Platform, Bounded>();
        const turnAt = (platform: Platform) => {
          const turn = turns.get(platform) ?? aFewAtOnce();
          turns.set(platform, turn);
          return turn;
        };
        const renew = async (id: number) => {
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
        };
        const due = (await tokens?.due()) ?? [];
        await Promise.allSettled(due.map(({ id, platform }) => turnAt(platform)(() => renew(id))));
        signal.throwIfAborted();
        return report;
      }),
  };
}

function aFewAtOnce(): Bounded {
  return bounded({ atOnce: AT_ONCE, waiting: Infinity, full: () => new Error('the line has no end') });
}
