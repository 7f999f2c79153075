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
import type { LiveTexts } from '../domain/jobs/live-texts';
import { createJobs } from '../domain/jobs/jobs';
import { createCreations } from '../domain/creations/creations';
import { createVendorOrders } from '../domain/jobs/vendor-orders';
import type { Ledger } from '../domain/ledger/ledger';
import type { Mailer } from '../domain/mail';
import { createMembershipNotices } from '../domain/membership/notices';
import { createNotificationMails } from '../domain/notifications/mails';
import type { TellOwner } from '../domain/notifications/notification';
import { createNotificationRetention } from '../domain/notifications/retention';
import { createTaskRetention } from '../domain/tasks/retention';
import type { Orders } from '../domain/orders/orders';
import { createRefunds } from '../domain/orders/refunds';
import type { Outbox } from '../domain/outbox';
import type { PaymentProvider } from '../domain/payments';
import type { AccessTokens } from '../domain/publishing/access-tokens';
import type { PublishingAdapters } from '../domain/publishing/adapter';
import type { HandOffLinks } from '../domain/publishing/hand-off-link';
import { createPublicationRuns } from '../domain/publishing/runs';
import { createTargets } from '../domain/publishing/targets';
import { createUnknownTargets } from '../domain/publishing/unknown-targets';
import { createStatistics } from '../domain/statistics/statistics';
import type { ChatModel } from '../providers/llm/chat-model';
import type { DeckRenderer } from '../providers/media/deck/deck';
import type { ImageRenderer } from '../providers/media/image/image-model';
import type { VideoRenderer } from '../providers/media/video/video-renderer';
import { isRunning } from '../temporal/running';
import { createAccountActivities } from './account-tokens';
import { createGatewayMaintenanceActivities } from './gateway-maintenance';
import { createImageActivities } from './image';
import { createJobActivities } from './jobs';
import { createMaintenanceActivities } from './maintenance';
import type { ImageModels, VideoModels } from './media-models';
import { createMembershipActivities } from './membership';
import { mergeActivities } from './merge-activities';
import type { WorkerMetrics } from './metrics';
import { createNotificationActivities } from './notifications';
import { createPaymentActivities } from './payments';
import { createPresentationActivities } from './presentation';
import { createPublicationActivities } from './publications';
import { createTogetherActivities } from './publish-together';
import { createPublishingAccountActivities } from './publishing-accounts';
import { createPublishingActivities } from './publishing';
import { createRefundActivities } from './refunds';
import type { Scratch } from './scratch';
import type { createTaskParts } from './task-parts';
import type { TextModels } from './text-models';
import { createVendorOrderActivities, vendorOrderOf } from './vendor-orders';
import { createVideoActivities } from './video';
import { createWritingActivities } from './writing';

export interface ActivityDependencies {
  readonly db: Database;
  readonly clock: Clock;
  readonly client: Client;
  readonly ledger: Ledger;
  readonly outbox: Outbox;
  readonly orders: Orders;
  readonly artifacts: Artifacts;
  readonly announce: Announce;
  /** Tells of notifications after a commit. */
  readonly tellOwner: TellOwner;
  readonly mailer: Mailer;
  /** Tells of a text while it is written. */
  readonly say: LiveTexts['say'];
  readonly metrics: WorkerMetrics;
  readonly scratch: Scratch;
  /** What slide decks are written with. */
  readonly model: ChatModel;
  readonly textModels: TextModels;
  readonly decks: DeckRenderer;
  readonly videos: VideoRenderer;
  /** The vendors' models of pictures. */
  readonly imageModels: ImageModels;
  /** The vendors' models of videos. */
  readonly videoModels: VideoModels;
  /** What pictures are made with where there is no vendor. */
  readonly images: ImageRenderer;
  readonly paymentProviders: readonly PaymentProvider[];
  readonly publishing: {
    readonly adapters: PublishingAdapters;
    readonly tokens: AccessTokens;
    /** A JPEG that shows a title. */
    readonly cover: (title: string) => Promise<Buffer>;
    readonly handOffLinks: Pick<HandOffLinks, 'url'>;
  };
  /** Undefined where accounts with OAuth are switched off. */
  readonly accountTokens: AccountTokens | undefined;
  /** What is done for tasks, wherever their sandboxes are. */
  readonly tasks: Pick<ReturnType<typeof createTaskParts>, 'activities' | 'abandoned' | 'archives'>;
  /** How long events of users' accounts are kept. */
  readonly identityEventsDays: number;
  /** How long notifications are kept after they were read. */
  readonly notificationDays: number;
  /** How long logs and artifacts of tasks are kept after their last turn; 0: for ever. */
  readonly taskLogDays: number;
  readonly gateway: {
    /** For how many days the rows of model calls are kept; 0: for ever. */
    readonly callDays: number;
    /** No model call goes on for longer. */
    readonly longestCallMs: number;
    /** After so long a channel that failed is switched on again; undefined: never. */
    readonly recoverAfterMs: number | undefined;
  };
}

/** Every activity of the platform, by its name. @throws Error when two have one name. */
export function createActivities(dependencies: ActivityDependencies) {
  const { db, clock, client, ledger, outbox, orders, artifacts, metrics, scratch, model, gateway } =
    dependencies;
  const { imageModels, videoModels, tellOwner, mailer } = dependencies;
  const { handOffLinks } = dependencies.publishing;
  const announce: Announce = (change) => {
    metrics.jobChanged(change);
    dependencies.announce(change);
  };
  const jobs = createJobs({ db, ledger, outbox, clock, announce });
  const ordersAtVendors = vendorOrderOf(createVendorOrders({ db, clock }));
  const refunds = createRefunds({ db, ledger, outbox, clock, tellOwner });
  const runs = createPublicationRuns({ db, clock, outbox, tellOwner });
  const publishing = createPublishingActivities({
    ...dependencies.publishing,
    targets: createTargets({ db, clock, tellOwner }),
    creations: createCreations({ db, clock }),
    artifacts,
  });
  const jobActivities = createJobActivities({ jobs, artifacts, scratch });
  return mergeActivities(
    jobActivities,
    dependencies.tasks.activities,
    createImageActivities({
      jobs,
      artifacts,
      orders: ordersAtVendors,
      imageModels,
      renderer: dependencies.images,
    }),
    createPresentationActivities({ jobs, artifacts, model, renderer: dependencies.decks, scratch }),
    createVideoActivities({
      jobs,
      artifacts,
      orders: ordersAtVendors,
      videoModels,
      renderer: dependencies.videos,
      scratch,
    }),
    createVendorOrderActivities({ jobs, orders: ordersAtVendors, imageModels, videoModels }),
    createWritingActivities({
      jobs,
      clock,
      artifacts,
      textModels: dependencies.textModels,
      say: dependencies.say,
    }),
    createPublicationActivities({
      runs,
      unknown: createUnknownTargets({ db }),
      outbox,
      client,
      clock,
    }),
    publishing,
    createTogetherActivities({ runs, steps: publishing }),
    createPublishingAccountActivities({ tokens: dependencies.publishing.tokens }),
    createPaymentActivities({ orders, clock, providers: dependencies.paymentProviders }),
    createRefundActivities({ refunds, providers: dependencies.paymentProviders }),
    createMembershipActivities({
      notices: createMembershipNotices({ db, clock, tellOwner }),
      mailer,
    }),
    createNotificationActivities({ mails: createNotificationMails({ db, clock, handOffLinks }), mailer }),
    createAccountActivities({ tokens: dependencies.accountTokens }),
    createMaintenanceActivities({
      jobs,
      ledger,
      outbox,
      clock,
      audits: createAudits({ db }),
      statistics: createStatistics({ db }),
      idempotency: createIdempotency({ db, clock }),
      retention: createIdentityRetention({ db, clock, eventsDays: dependencies.identityEventsDays }),
      notifications: createNotificationRetention({ db, clock, days: dependencies.notificationDays }),
      archives: dependencies.tasks.archives,
      tasks: createTaskRetention({ db, clock, artifacts, days: dependencies.taskLogDays }),
      endCall: (hold) => endAbandonedCall(hold, { db, ledger, clock }),
      endUnheldCalls: (limit) =>
        giveBackAbandoned(limit, { db, clock, longestCallMs: gateway.longestCallMs }),
      endPackageCalls: (onEnded, onFailed) => endAbandonedPackageCalls({ db, clock }, onEnded, onFailed),
      lostSandboxes: dependencies.tasks.abandoned.lostSandboxes,
      isOfRefund: ({ key }) => refunds.needsHold(key),
      isRunning: (workflowId) => isRunning(client, workflowId),
      isWaiting: dependencies.tasks.abandoned.isWaiting,
      giveUp: ({ kind, ...given }) =>
        kind === 'task' ? dependencies.tasks.abandoned.giveUp(given) : jobActivities.giveUpJob(given),
    }),
    createGatewayMaintenanceActivities({
      retention: createCallRetention({ db, clock, callDays: gateway.callDays }),
      channels: createChannelFailures({ db, clock }),
      clock,
      recoverAfterMs: gateway.recoverAfterMs,
    }),
  );
}
