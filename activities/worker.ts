import { once } from 'node:events';
import { NativeConnection } from '@temporalio/worker';
import { deriveKeys } from '../config/keys';
import { createLogger, type Logger } from '../config/logger';
import { loadSettings, SettingsError, type Settings } from '../config/settings';
import { createAudits } from '../domain/audits';
import { CAMPAIGN_AUDIT_RULES } from '../domain/campaigns/audit-rules';
import { createModelUpstreams } from '../domain/catalog/model-upstreams';
import { systemClock as clock } from '../domain/clock';
import { CREATION_AUDIT_RULES } from '../domain/creations/audit-rules';
import { openDatabase, type Database } from '../domain/db/database';
import { GATEWAY_AUDIT_RULES } from '../domain/gateway/audit-rules';
import { announceOn, changesChannel, tellOwnerOn } from '../domain/jobs/announcements';
import { sayOn } from '../domain/jobs/live-texts';
import { createArtifacts, type Artifacts } from '../domain/jobs/artifacts';
import { isEnd } from '../domain/jobs/job';
import { readJob } from '../domain/jobs/job-rows';
import { createAccountTokens } from '../domain/gateway/accounts/account-tokens';
import { createSealer } from '../domain/sealed-text';
import { createLedger } from '../domain/ledger/ledger';
import type { Mailer } from '../domain/mail';
import { ORDER_AUDIT_RULES } from '../domain/orders/audit-rules';
import { STATISTICS_AUDIT_RULES } from '../domain/statistics/audit-rules';
import { createOrders } from '../domain/orders/orders';
import { createOutbox } from '../domain/outbox';
import type { PaymentProvider } from '../domain/payments';
import { createAccessTokens } from '../domain/publishing/access-tokens';
import { createHandOffLinks } from '../domain/publishing/hand-off-link';
import { createDuePublications } from '../domain/publishing/due';
import { configuredModel } from '../providers/llm/configured';
import { createDashscope } from '../providers/llm/dashscope/dashscope';
import { demoAnswer } from '../providers/llm/demo/demo-answer';
import { createTokenVendors } from '../providers/llm/token-vendor';
import { createAddressGuard } from '../providers/llm/upstream/address-guard';
import { createUpstreams } from '../providers/llm/upstream/ask';
import { createUpstreamHttp, type UpstreamHttp } from '../providers/llm/upstream/http-client';
import { configuredMailer } from '../providers/mail/configured';
import { pptxDeckRenderer } from '../providers/media/deck/pptx-renderer';
import { demoImageRenderer } from '../providers/media/image/demo-renderer';
import { sceneVideoRenderer } from '../providers/media/video/scene-video-renderer';
import { createEpay } from '../providers/payment/epay';
import { titleCover } from '../providers/pictures/title-cover';
import { createPublishingAdapters } from '../providers/publishing/adapters';
import { openRedis } from '../providers/redis/clients';
import { diskStorage } from '../providers/storage/disk';
import { connectTemporal, temporalOptions } from '../temporal/client';
import { createDispatch } from '../temporal/deliver';
import { createActivities } from './create-activities';
import { createMediaModels } from './media-models';
import { createWorkerMetrics } from './metrics';
import { observeActivities } from './observer';
import { watchDuePublications } from './due-publications';
import { createOutboxRelay } from './outbox-relay';
import { logThrough } from './runtime-log';
import { createScratch, type Scratch } from './scratch';
import { createStatusServer } from './status-server';
import { createTextModels } from './text-models';
import { createWorkers } from './workers';
import { workflowBundle } from './workflow-bundle';

const TIDY_MS = 3_600_000;
const AUDIT_RULES = [
  ...GATEWAY_AUDIT_RULES,
  ...ORDER_AUDIT_RULES,
  ...CAMPAIGN_AUDIT_RULES,
  ...CREATION_AUDIT_RULES,
  ...STATISTICS_AUDIT_RULES,
];

/** Runs the worker until SIGTERM or SIGINT: workflows, their activities, and what else the platform owes. */
async function main(settings: Settings, logger: Logger): Promise<void> {
  const db = openDatabase(settings.database);
  // What cannot be said while it is away is lost, and costs listeners only time.
  const redis = openRedis(settings.redis.url, (error) => logger.warn({ err: error }, 'redis'));
  const ledger = createLedger({ db, clock, auditRules: AUDIT_RULES });
  const outbox = createOutbox({ db, clock });
  const channel = changesChannel(settings.redis.prefix);
  const tellOwner = tellOwnerOn(redis, channel);
  const metrics = createWorkerMetrics({ outbox, audits: createAudits({ db }) });
  const scratch = createScratch(settings.scratch.folder);
  const { connection: target, namespace } = temporalOptions(settings.temporal);
  const { client, connection: clientConnection } = await connectTemporal(settings.temporal);
  const connection = await NativeConnection.connect(target);

  // Where the operator's own model is, is the operator's business.
  const http = createUpstreamHttp({ guard: createAddressGuard({ allowPrivate: true }) });
  const model = configuredModel(settings.llm, createUpstreams({ http, demo: demoAnswer }));
  // Where the models are that administrators add is not: as those of channels, they are kept off our own network.
  const { privateUpstreams: allowPrivate, upstreamHosts: allowedHosts } = settings.gateway;
  const guarded = createUpstreamHttp({ guard: createAddressGuard({ allowPrivate, allowedHosts }) });
  const guardedUpstreams = createUpstreams({ http: guarded, demo: demoAnswer });
  const models = modelUpstreams(settings, db);
  const media = createMediaModels({ models, upstreams: guardedUpstreams, http: guarded, clock });

  const workers = await createWorkers({
    connection,
    namespace,
    workflowBundle: await workflowBundle(),
    interceptor: observeActivities({ logger, metrics }),
    activities: createActivities({
      db,
      clock,
      client,
      ledger,
      outbox,
      metrics,
      orders: createOrders({ db, ledger, outbox, clock, orderTtlMs: settings.orderTtlMs, tellOwner }),
      artifacts: openArtifacts(settings, db),
      mailer: mailer(settings, logger),
      announce: announceOn(redis, channel),
      tellOwner,
      say: sayOn(redis, settings.redis.prefix),
      scratch,
      model,
      textModels: createTextModels({
        models,
        upstreams: guardedUpstreams,
        dashscope: createDashscope({ http: guarded }),
        own: model,
        silenceMs: settings.modelSilenceMs,
      }),
      decks: pptxDeckRenderer({ clock }),
      imageModels: media.images,
      videoModels: media.videos,
      images: demoImageRenderer,
      videos: sceneVideoRenderer(
        settings.ffmpegPath === undefined ? {} : { ffmpegPath: settings.ffmpegPath },
      ),
      paymentProviders: paymentProviders(settings),
      publishing: publishing(settings, db),
      accountTokens: accountTokens(settings, db, http),
      identityEventsDays: settings.identityEventsDays,
      notificationDays: settings.notificationDays,
      gateway: settings.gateway,
    }),
  });
  const relay = createOutboxRelay({ outbox, client, logger, onFailure: metrics.deliveryFailed });
  const watch = watchDuePublications({
    due: createDuePublications({ db, clock, outbox, tellOwner }),
    dispatch: createDispatch({
      client,
      outbox,
      onFailure: ({ workflowId }, error) => logger.warn({ workflowId, err: error }, 'left to the relay'),
    }),
    logger,
  });
  const status = createStatusServer({
    registry: metrics.registry,
    metricsToken: settings.metricsToken,
    checks: {
      workers: () => Promise.resolve(workers.areRunning()),
      database: () => db.query('SELECT 1').then(() => true),
      temporal: () => clientConnection.workflowService.getSystemInfo({}).then(() => true),
    },
  });

  for (const signal of ['SIGTERM', 'SIGINT'] as const) {
    process.on(signal, () => {
      logger.info({ signal }, 'stopping');
      workers.shutdown();
    });
  }
  const tidying = tidyNowAndThen(db, scratch, logger);
  status.listen(settings.worker.port, settings.worker.bind);
  await once(status, 'listening');
  relay.start();
  watch.start();
  logger.info({ ...settings.worker, namespace }, 'working');
  try {
    await workers.run();
  } finally {
    clearInterval(tidying);
    await Promise.all([relay.stop(), watch.stop()]);
    status.close();
    status.closeAllConnections();
    await ledger.close();
    await connection.close();
    await clientConnection.close();
    await http.close();
    await guarded.close();
    redis.destroy();
    await db.close();
    logger.info('stopped');
  }
}

/**
 * Clears what jobs that are over left on this machine's disk: they may have ended on another, or with a crash.
 * It is in nobody's way, so nobody waits for it.
 */
function tidyNowAndThen(db: Database, scratch: Scratch, logger: Logger): NodeJS.Timeout {
  const isOver = async (jobId: string) => {
    const job = await readJob(db, jobId);
    return !job || isEnd(job.state);
  };
  const tidy = () => {
    scratch
      .clearLeftovers(isOver)
      .catch((error: unknown) => logger.warn({ err: error }, 'scratch is not cleared'));
  };
  tidy();
  return setInterval(tidy, TIDY_MS);
}

function openArtifacts({ secret, artifacts, api }: Settings, db: Database): Artifacts {
  const { current, all } = deriveKeys(secret).artifacts;
  return createArtifacts({
    db,
    clock,
    storage: diskStorage(artifacts.folder),
    signingKey: current.key,
    previousKeys: all.slice(1).map(({ key }) => key),
    publicUrl: api.publicUrl,
  });
}

/** Where the operator's clients and proxies are, is the operator's business too: the API has checked the proxies. */
function accountTokens({ secret, gateway }: Settings, db: Database, http: UpstreamHttp) {
  if (!gateway.oauthClients) return undefined;
  const { all } = deriveKeys(secret).channels;
  const vendors = createTokenVendors(gateway.oauthClients, { http, clock });
  return createAccountTokens({ db, clock, sealer: createSealer(all), vendors });
}

/** The keys of models are sealed as those of channels are. */
function modelUpstreams({ secret }: Settings, db: Database) {
  return createModelUpstreams({ db, sealer: createSealer(deriveKeys(secret).channels.all) });
}

/** Secrets of platform accounts are sealed as those of channels are. */
function publishing({ secret, publishing: urls, api }: Settings, db: Database) {
  const adapters = createPublishingAdapters({ urls, clock });
  const { channels, handOffs } = deriveKeys(secret);
  const sealer = createSealer(channels.all);
  return {
    adapters,
    cover: titleCover,
    tokens: createAccessTokens({ db, clock, sealer, adapters }),
    handOffLinks: createHandOffLinks({ keys: handOffs, publicUrl: api.publicUrl, clock }),
  };
}

function mailer(settings: Settings, logger: Logger): Mailer {
  return configuredMailer(settings, {
    clock,
    tell: (message) => logger.info(message, message.text === undefined ? 'sent' : 'kept, not sent'),
    onFailure: (error) => logger.warn({ err: error }, 'a message was not kept'),
  }).mailer;
}

function paymentProviders({ epay, api }: Settings): PaymentProvider[] {
  if (!epay) return [];
  // A worker only asks: what the gateway tells us by itself, it tells the API.
  return [
    createEpay({
      ...epay,
      notifyUrl: `${api.publicUrl}/webhooks/epay`,
      returnUrl: `${api.publicUrl}/pay/return`,
    }),
  ];
}

function run(): void {
  const settings = loadSettings(process.env);
  const logger = createLogger({ name: 'worker', level: settings.log.level });
  logThrough(logger);
  main(settings, logger).catch((error: unknown) => {
    logger.fatal({ err: error }, 'the worker has ended');
    process.exit(1);
  });
}

try {
  run();
} catch (error) {
  process.stderr.write(`${error instanceof SettingsError ? error.message : String(error)}\n`);
  process.exitCode = 1;
}
