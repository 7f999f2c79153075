import type { Client } from '@temporalio/client';
import { createAudits } from '../domain/audits';
import type { Clock } from '../domain/clock';
import type { Database } from '../domain/db/database';
import { endAbandonedCall, giveBackAbandoned } from '../domain/gateway/abandoned';
import { endAbandonedPackageCalls } from '../domain/gateway/abandoned-package-calls';
import type { AccountTokens } from '../domain/gateway/accounts/account-tokens';
import { createCallRetention } from '../domain/gateway/call-retention';
import { createChannelFailures } from '../domain/gateway/channel-failures';
import { createIdempotency } from '../domain/idempotency';
import { createIdentityRetention } from '../domain/identity/retention';
import type { Artifacts } from '../domain/jobs/artifacts';
import type { Announce } from '../domain/jobs/job';
import { createJobs } from '../domain/jobs/jobs';
import type { Ledger } from '../domain/ledger/ledger';
import type { Orders } from '../domain/orders/orders';
import type { Outbox } from '../domain/outbox';
import type { PaymentProvider } from '../domain/payments';
import type { ChatModel } from '../providers/llm/chat-model';
import type { DeckRenderer } from '../providers/media/deck/deck';
import type { VideoRenderer } from '../providers/media/video/video-renderer';
import { isRunning } from '../temporal/running';
import { createAccountActivities } from './account-tokens';
import { createGatewayMaintenanceActivities } from './gateway-maintenance';
import { createJobActivities } from './jobs';
import { createMaintenanceActivities } from './maintenance';
import type { WorkerMetrics } from './metrics';
import { createPaymentActivities } from './payments';
import { createPresentationActivities } from './presentation';
import type { Scratch } from './scratch';
import { createVideoActivities } from './video';

export interface ActivityDependencies {
  readonly db: Database;
  readonly clock: Clock;
  readonly client: Client;
  readonly ledger: Ledger;
  readonly outbox: Outbox;
  readonly orders: Orders;
  readonly artifacts: Artifacts;
  readonly announce: Announce;
  readonly metrics: WorkerMetrics;
  readonly scratch: Scratch;
  readonly model: ChatModel;
  readonly decks: DeckRenderer;
  readonly videos: VideoRenderer;
  readonly paymentProviders: readonly PaymentProvider[];
  /** Undefined where accounts with OAuth are switched off. */
  readonly accountTokens: AccountTokens | undefined;
  /** How long events of users' accounts are kept. */
  readonly identityEventsDays: number;
  readonly gateway: {
    /** For how many days the rows of model calls are kept; 0: for ever. */
    readonly callDays: number;
    /** No model call goes on for longer. */
    readonly longestCallMs: number;
    /** After so long a channel that failed is switched on again; undefined: never. */
    readonly recoverAfterMs: number | undefined;
  };
}

/** Every activity of the platform, by its name. */
export function createActivities(dependencies: ActivityDependencies) {
  const { db, clock, client, ledger, outbox, orders, artifacts, metrics, scratch, model, gateway } =
    dependencies;
  const announce: Announce = (change) => {
    metrics.jobChanged(change);
    dependencies.announce(change);
  };
  const jobs = createJobs({ db, ledger, outbox, clock, announce });
  const jobActivities = createJobActivities({ jobs, artifacts, scratch });
  return {
    ...jobActivities,
    ...createPresentationActivities({ jobs, artifacts, model, renderer: dependencies.decks, scratch }),
    ...createVideoActivities({ jobs, artifacts, renderer: dependencies.videos, scratch }),
    ...createPaymentActivities({ orders, clock, providers: dependencies.paymentProviders }),
    ...createAccountActivities({ tokens: dependencies.accountTokens }),
    ...createMaintenanceActivities({
      jobs,
      ledger,
      outbox,
      clock,
      audits: createAudits({ db }),
      idempotency: createIdempotency({ db, clock }),
      retention: createIdentityRetention({ db, clock, eventsDays: dependencies.identityEventsDays }),
      endCall: (hold) => endAbandonedCall(hold, { db, ledger, clock }),
      endUnheldCalls: (limit) =>
        giveBackAbandoned(limit, { db, clock, longestCallMs: gateway.longestCallMs }),
      endPackageCalls: (onEnded, onFailed) => endAbandonedPackageCalls({ db, clock }, onEnded, onFailed),
      isRunning: (workflowId) => isRunning(client, workflowId),
      giveUp: jobActivities.giveUpJob,
    }),
    ...createGatewayMaintenanceActivities({
      retention: createCallRetention({ db, clock, callDays: gateway.callDays }),
      channels: createChannelFailures({ db, clock }),
      clock,
      recoverAfterMs: gateway.recoverAfterMs,
    }),
  };
}
