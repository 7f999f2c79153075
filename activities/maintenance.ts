import { Context, log } from '@temporalio/activity';
import type { Idempotency } from '../domain/idempotency';
import { settleExpiredHold, type HoldKeeping } from './expired-holds';
import type { WorkerMetrics } from './metrics';

/** How many expired holds were given back, stand on because their work goes on, or could not be settled now. */
export interface SweepReport {
  readonly released: number;
  readonly extended: number;
  readonly failed: number;
}

interface Dependencies extends HoldKeeping {
  readonly idempotency: Idempotency;
  readonly metrics: Pick<WorkerMetrics, 'ledgerAudited'>;
}

export type MaintenanceActivities = ReturnType<typeof createMaintenanceActivities>;

const BATCH = 100;
/** How long a repeat of a request is recognised. */
const IDEMPOTENCY_MS = 3 * 86_400_000;

/** What keeps the platform's promises over time; each can be run again at any point. */
export function createMaintenanceActivities({ idempotency, metrics, ...keeping }: Dependencies) {
  const { ledger, clock } = keeping;

  return {
    async settleExpiredHolds(): Promise<SweepReport> {
      const report = { released: 0, extended: 0, failed: 0 };
      for (;;) {
        const holds = await ledger.expiredHolds(clock.now(), BATCH);
        for (const hold of holds) {
          try {
            report[await settleExpiredHold(hold, keeping)]++;
          } catch (error) {
            report.failed++;
            log.error('an expired hold was not settled', { hold: hold.key, error });
          }
          Context.current().heartbeat(report);
        }
        // One that fails is met again by the next batch: it waits for the next run.
        if (holds.length < BATCH || report.failed > 0) return report;
      }
    },

    async forgetIdempotencyKeys(): Promise<void> {
      const before = new Date(clock.now().getTime() - IDEMPOTENCY_MS);
      while ((await idempotency.forget(before, BATCH)) === BATCH) Context.current().heartbeat();
    },

    async checkLedger() {
      const { checkedAt, violations } = await ledger.audit();
      metrics.ledgerAudited(violations.length);
      if (violations.length > 0) log.error('the ledger breaks its rules', { violations });
      return { checkedAt: checkedAt.toISOString(), violations };
    },
  };
}
