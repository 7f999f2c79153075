import { once } from 'node:events';
import { NativeConnection } from '@temporalio/worker';
import { createClient } from 'redis';
import { deriveKeys } from '../config/keys';
import { createLogger, type Logger } from '../config/logger';
import { loadSettings, SettingsError, type Settings } from '../config/settings';
import { systemClock as clock } from '../domain/clock';
import { openDatabase, type Database } from '../domain/db/database';
import { announceOn } from '../domain/jobs/announcements';
import { createArtifacts, type Artifacts } from '../domain/jobs/artifacts';
import { isEnd } from '../domain/jobs/job';
import { readJob } from '../domain/jobs/job-rows';
import { createLedger } from '../domain/ledger/ledger';
import { createOrders } from '../domain/orders/orders';
import { createOutbox } from '../domain/outbox';
import type { PaymentProvider } from '../domain/payments';
import { configuredModel } from '../providers/llm/configured';
import { pptxDeckRenderer } from '../providers/media/deck/pptx-renderer';
import { sceneVideoRenderer } from '../providers/media/video/scene-video-renderer';
import { createEpay } from '../providers/payment/epay';
import { diskStorage } from '../providers/storage/disk';
import { connectTemporal, temporalOptions } from '../temporal/client';
import { createActivities } from './create-activities';
import { createWorkerMetrics } from './metrics';
import { observeActivities } from './observer';
import { createOutboxRelay } from './outbox-relay';
import { logThrough } from './runtime-log';
import { createScratch, type Scratch } from './scratch';
import { createStatusServer } from './status-server';
import { createWorkers } from './workers';
import { workflowBundle } from './workflow-bundle';

/** Runs the worker until SIGTERM or SIGINT: workflows, their activities, and what else the platform owes. */
async function main(settings: Settings, logger: Logger): Promise<void> {
  const db = openDatabase(settings.database);
  const redis = openRedis(settings.redis.url, logger);
  const ledger = createLedger({ db, clock });
  const outbox = createOutbox({ db, clock });
  const metrics = createWorkerMetrics({ outbox });
  const scratch = createScratch(settings.scratch.folder);
  const { connection: target, namespace } = temporalOptions(settings.temporal);
  const { client, connection: clientConnection } = await connectTemporal(settings.temporal);
  const connection = await NativeConnection.connect(target);

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
      orders: createOrders({ db, ledger, outbox, clock, orderTtlMs: settings.orderTtlMs }),
      artifacts: openArtifacts(settings, db),
      announce: announceOn(redis),
      scratch,
      model: configuredModel(settings.llm),
      decks: pptxDeckRenderer({ clock }),
      videos: sceneVideoRenderer(
        settings.ffmpegPath === undefined ? {} : { ffmpegPath: settings.ffmpegPath },
      ),
      paymentProviders: paymentProviders(settings),
    }),
  });
  const relay = createOutboxRelay({ outbox, client, logger, onFailure: metrics.deliveryFailed });
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
  // Not waited for: what a crash left on the disk is in nobody's way.
  clearLeftovers(db, scratch).catch((error: unknown) =>
    logger.warn({ err: error }, 'scratch is not cleared'),
  );
  status.listen(settings.worker.port, settings.worker.bind);
  await once(status, 'listening');
  relay.start();
  logger.info({ ...settings.worker, namespace }, 'working');
  try {
    await workers.run();
  } finally {
    await relay.stop();
    status.close();
    status.closeAllConnections();
    await ledger.close();
    await connection.close();
    await clientConnection.close();
    redis.destroy();
    await db.close();
    logger.info('stopped');
  }
}

async function clearLeftovers(db: Database, scratch: Scratch): Promise<void> {
  await scratch.clearLeftovers(async (jobId) => {
    const job = await readJob(db, jobId);
    return !job || isEnd(job.state);
  });
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

/** A client that keeps trying to connect. What it cannot say meanwhile is lost, and costs listeners only time. */
function openRedis(url: string, logger: Logger) {
  const client = createClient({ url, disableOfflineQueue: true });
  client.on('error', (error: unknown) => logger.warn({ err: error }, 'redis'));
  client.connect().catch((error: unknown) => logger.warn({ err: error }, 'redis'));
  return client;
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
