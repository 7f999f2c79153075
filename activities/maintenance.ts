import { log } from '@temporalio/activity';
import type { Audits } from '../domain/audits';
import type { Idempotency } from '../domain/idempotency';
import type { IdentityRetention, SweptRows } from '../domain/identity/retention';
import { LINK_MS } from '../domain/jobs/artifacts';
import type { NotificationRetention } from '../domain/notifications/retention';
import type { Statistics } from '../domain/statistics/statistics';
import type { TaskArchives } from '../domain/tasks/archives';
import type { SweptTasks, TaskRetention } from '../domain/tasks/retention';
import { withHeartbeat } from './heartbeat';
import { sweepHolds, type Sweeping, type SweepReport } from './hold-sweep';

interface Dependencies extends Sweeping {
  readonly idempotency: Idempotency;
  readonly audits: Pick<Audits, 'record'>;
  readonly statistics: Pick<Statistics, 'closeDays'>;
  readonly retention: IdentityRetention;
  readonly notifications: NotificationRetention;
  readonly archives: Pick<TaskArchives, 'sweep'>;
  readonly tasks: TaskRetention;
}

export type MaintenanceActivities = ReturnType<typeof createMaintenanceActivities>;

const BATCH = 100;
const SWEPT_AT_ONCE = 1000;
/** How long a repeat of a request is recognised. A kept answer may hold links: each works for a day longer. */
const IDEMPOTENCY_MS = LINK_MS - 86_400_000;

/** What keeps the platform's promises over time; each can be run again at any point. */
export function createMaintenanceActivities({
  idempotency,
  audits,
  statistics,
  retention,
  notifications,
  archives,
  tasks,
  ...sweeping
}: Dependencies) {
  const { ledger, clock } = sweeping;

  return {
    settleExpiredHolds: (): Promise<SweepReport> =>
      withHeartbeat((signal, tell) => sweepHolds(sweeping, signal, tell)),

    forgetIdempotencyKeys: (): Promise<void> =>
      withHeartbeat(async (signal) => {
        const before = new Date(clock.now().getTime() - IDEMPOTENCY_MS);
        while ((await idempotency.forget(before, BATCH)) === BATCH) signal.throwIfAborted();
        // They too are kept for a day.
        while ((await archives.sweep(BATCH)) === BATCH) signal.throwIfAborted();
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

    sweepTaskLogs: (): Promise<SweptTasks> =>
      withHeartbeat((signal, tell) =>
        tasks.sweep((soFar) => {
          signal.throwIfAborted();
          tell(soFar);
        }),
      ),

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
