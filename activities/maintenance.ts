import { log } from '@temporalio/activity';
import type { Audits } from '../domain/audits';
import type { Idempotency } from '../domain/idempotency';
import type { IdentityRetention, SweptRows } from '../domain/identity/retention';
import { HOLD_TTL_MS } from '../domain/jobs/acceptance';
import { LINK_MS } from '../domain/jobs/artifacts';
import type { JobPlace } from '../domain/jobs/jobs';
import type { Hold } from '../domain/ledger/ledger';
import type { NotificationRetention } from '../domain/notifications/retention';
import type { Statistics } from '../domain/statistics/statistics';
import { failIfAbandoned, settleExpiredHold, type HoldKeeping, type HoldVerdict } from './expired-holds';
import { withHeartbeat, type Report } from './heartbeat';

/**
 * How many expired holds were given back, stand on because their work goes on, or could not be settled now;
 * and how many jobs and model calls without a hold were ended, for nothing works on them.
 */
export interface SweepReport {
  readonly released: number;
  readonly extended: number;
  readonly abandoned: number;
  readonly failed: number;
}

interface Dependencies extends HoldKeeping {
  readonly idempotency: Idempotency;
  readonly audits: Pick<Audits, 'record'>;
  readonly statistics: Pick<Statistics, 'closeDays'>;
  readonly retention: IdentityRetention;
  readonly notifications: NotificationRetention;
  /** Ends up to `limit` model calls without a hold whose processes died; answers how many there were. */
  readonly endUnheldCalls: (limit: number) => Promise<number>;
  /** Ends the calls on packages whose processes died; `onEnded` is told of each, `onFailed` of each that could not be. */
  readonly endPackageCalls: (
    onEnded: () => void,
    onFailed: (error: unknown, callId: string) => void,
  ) => Promise<number>;
}

export type MaintenanceActivities = ReturnType<typeof createMaintenanceActivities>;

const BATCH = 100;
const SWEPT_AT_ONCE = 1000;
/** What fails more often in one run has one cause, such as a server that is away: the next run goes on. */
const MOST_FAILURES = 100;
/** How long a hold that could not be settled is left alone, so that it keeps nobody from the others. */
const PUT_OFF_MS = 10 * 60_000;
/** How long a repeat of a request is recognised. A kept answer may hold links: each works for a day longer. */
const IDEMPOTENCY_MS = LINK_MS - 86_400_000;

/** What keeps the platform's promises over time; each can be run again at any point. */
export function createMaintenanceActivities({
  idempotency,
  audits,
  statistics,
  retention,
  notifications,
  endUnheldCalls,
  endPackageCalls,
  ...keeping
}: Dependencies) {
  const { jobs, ledger, clock } = keeping;
  const fromNow = (ms: number) => new Date(clock.now().getTime() + ms);

  async function settle(hold: Hold): Promise<HoldVerdict | 'failed'> {
    try {
      return await settleExpiredHold(hold, keeping);
    } catch (error) {
      log.error('an expired hold was not settled', { hold: hold.key, error });
      await ledger.extendHold(hold.key, fromNow(PUT_OFF_MS));
      return 'failed';
    }
  }

  async function endIfAbandoned(job: JobPlace): Promise<'abandoned' | 'failed' | undefined> {
    try {
      return (await failIfAbandoned(job, keeping)) ? 'abandoned' : undefined;
    } catch (error) {
      log.error('an unfinished job could not be looked after', { jobId: job.id, error });
      return 'failed';
    }
  }

  /** How many model calls without a hold were ended; -1 when that failed. */
  async function endCalls(): Promise<number> {
    try {
      return await endUnheldCalls(BATCH);
    } catch (error) {
      log.error('model calls without a hold could not be looked after', { error });
      return -1;
    }
  }

  async function sweep(signal: AbortSignal, tell: Report): Promise<SweepReport> {
    const report = { released: 0, extended: 0, abandoned: 0, failed: 0 };
    const count = (verdict: keyof SweepReport | undefined) => {
      signal.throwIfAborted();
      if (verdict) report[verdict]++;
      tell(report);
    };
    // What is settled is not met again, for its time is no longer over.
    for (let found = BATCH; found === BATCH && report.failed < MOST_FAILURES;) {
      const holds = await ledger.expiredHolds(clock.now(), BATCH);
      for (const hold of holds) count(await settle(hold));
      found = holds.length;
    }
    for (let found = BATCH; found === BATCH;) {
      found = await endCalls();
      report.abandoned += Math.max(0, found);
      count(found < 0 ? 'failed' : undefined);
    }
    try {
      await endPackageCalls(
        () => count('abandoned'),
        (error, callId) => {
          log.error('a model call on a package could not be ended', { callId, error });
          count('failed');
        },
      );
    } catch (error) {
      signal.throwIfAborted();
      log.error('model calls on packages could not be looked after', { error });
      count('failed');
    }
    // A job without a hold says nothing of itself: it is looked up once it is as old as a hold may be.
    const before = fromNow(-HOLD_TTL_MS);
    for (let page = await jobs.unheld(before, undefined, BATCH); page.length > 0;) {
      for (const job of page) count(await endIfAbandoned(job));
      if (report.failed >= MOST_FAILURES) break;
      page = await jobs.unheld(before, page.at(-1), BATCH);
    }
    return report;
  }

  return {
    settleExpiredHolds: (): Promise<SweepReport> => withHeartbeat(sweep),

    forgetIdempotencyKeys: (): Promise<void> =>
      withHeartbeat(async (signal) => {
        const before = fromNow(-IDEMPOTENCY_MS);
        while ((await idempotency.forget(before, BATCH)) === BATCH) signal.throwIfAborted();
      }),

    sweepIdentityRows: (): Promise<SweptRows & { readonly notifications: number }> =>
      withHeartbeat(async (signal, tell) => {
        const swept = await retention.sweep((soFar) => {
          signal.throwIfAborted();
          tell(soFar);
        });
        let told = 0;
        for (let deleted = SWEPT_AT_ONCE; deleted === SWEPT_AT_ONCE; told += deleted) {
          signal.throwIfAborted();
          deleted = await notifications.deleteOld(SWEPT_AT_ONCE);
          tell({ ...swept, notifications: told + deleted });
        }
        return { ...swept, notifications: told };
      }),

    checkLedger: () =>
      withHeartbeat(async (signal) => {
        const { checkedAt, violations } = await ledger.audit({ signal });
        await audits.record({ checkedAt, violations: violations.length });
        if (violations.length > 0) log.error('the ledger breaks its rules', { violations });
        await ledger.prepareStatements({ signal });
        await statistics.closeDays(clock.now());
        return { checkedAt: checkedAt.toISOString(), violations };
      }),
  };
}
