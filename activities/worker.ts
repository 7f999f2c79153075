import { once } from 'node:events';
import { NativeConnection } from '@temporalio/worker';
import { deriveKeys } from '../config/keys';
import { createLogger, type Logger } from '../config/logger';
import { loadSettings, SettingsError, type Settings } from '../config/settings';
import { createAudits } from '../domain/audits';
import { CAMPAIGN_AUDIT_RULES } from '../domain/campaigns/audit-rules';
import { hearCancelled } from '../domain/cancellations';
import { systemClock as clock } from '../domain/clock';
import { CREATION_AUDIT_RULES } from '../domain/creations/audit-rules';
import { openDatabase, type Database } from '../domain/db/database';
import { GATEWAY_AUDIT_RULES } from '../domain/gateway/audit-rules';
import { announceLogOn, announceOn, changesChannel, tellOwnerOn } from '../domain/jobs/announcements';
import { sayOn } from '../domain/jobs/live-texts';
import { isEnd } from '../domain/jobs/job';
import { readJob } from '../domain/jobs/job-rows';
import { createLedger } from '../domain/ledger/ledger';
import { ORDER_AUDIT_RULES } from '../domain/orders/audit-rules';
import { STATISTICS_AUDIT_RULES } from '../domain/statistics/audit-rules';
import { createOrders } from '../domain/orders/orders';
import { createOutbox } from '../domain/outbox';
import { createDuePublications } from '../domain/publishing/due';
import { createAddressGuard } from '../providers/llm/upstream/address-guard';
import { openRedis, openSubscriber } from '../providers/redis/clients';
import { connectTemporal, temporalOptions } from '../temporal/client';
import { createDispatch } from '../temporal/deliver';
import { isRunning } from '../temporal/running';
import { createActivities } from './create-activities';
import { expectCancellation } from './heartbeat';
import { createWorkerMetrics } from './metrics';
import { observeActivities } from './observer';
import { watchDuePublications } from './due-publications';
import { createOutboxRelay } from './outbox-relay';
import { logThrough } from './runtime-log';
import { createSandboxMachine } from './sandbox-machine';
import { createScratch, type Scratch } from './scratch';
import { createStatusServer } from './status-server';
import { createTaskParts } from './task-parts';
import { createWorkerServices } from './worker-services';
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
  const warn = (error: unknown) => logger.warn({ err: error }, 'redis');
  const redis = openRedis(settings.redis.url, warn);
  const subscriber = openSubscriber(settings.redis.url, warn);
  const ledger = createLedger({ db, clock, auditRules: AUDIT_RULES });
  const outbox = createOutbox({ db, clock });
  const channel = changesChannel(settings.redis.prefix);
  const tellOwner = tellOwnerOn(redis, channel);
  const metrics = createWorkerMetrics({ outbox, audits: createAudits({ db }) });
  const scratch = createScratch(settings.scratch.folder);
  const { connection: target, namespace } = temporalOptions(settings.temporal);
  const { client, connection: clientConnection } = await connectTemporal(settings.temporal);
  const connection = await NativeConnection.connect(target);

  const dispatch = createDispatch({
    client,
    outbox,
    onFailure: ({ workflowId }, error) => logger.warn({ workflowId, err: error }, 'left to the relay'),
  });
  const announce = announceOn(redis, channel);
  const keys = deriveKeys(settings.secret);
  const services = createWorkerServices({ settings, keys, db, clock, logger });
  const tasks = createTaskParts({
    db,
    clock,
    ledger,
    outbox,
    artifacts: services.artifacts,
    storage: services.storage,
    scratch,
    announce,
    announceLog: announceLogOn(redis, channel),
    dispatch,
    isRunning: (workflowId) => isRunning(client, workflowId),
    logger,
    idleMs: settings.sandboxes.idleMs,
  });
  const machine = await createSandboxMachine(settings, {
    clock,
    lookup: createAddressGuard({ allowPrivate: false }).lookup,
    keys: keys.sandboxes.all.map(({ key }) => key),
  });
  const host = machine && tasks.hostOf(machine);
  await host?.watch.claim();
  const workers = await createWorkers({
    connection,
    namespace,
    workflowBundle: await workflowBundle(),
    interceptor: observeActivities({ logger, metrics }),
    own: host?.own,
    activities: createActivities({
      ...services,
      db,
      clock,
      client,
      ledger,
      outbox,
      metrics,
      orders: createOrders({ db, ledger, outbox, clock, orderTtlMs: settings.orderTtlMs, tellOwner }),
      announce,
      tasks,
      tellOwner,
      say: sayOn(redis, settings.redis.prefix),
      scratch,
      identityEventsDays: settings.identityEventsDays,
      notificationDays: settings.notificationDays,
      taskLogDays: settings.sandboxes.logDays,
      gateway: settings.gateway,
    }),
  });
  const relay = createOutboxRelay({ outbox, client, logger, onFailure: metrics.deliveryFailed });
  const watch = watchDuePublications({
    due: createDuePublications({ db, clock, outbox, tellOwner }),
    dispatch,
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
  host?.watch.start((error) => {
    logger.fatal({ err: error }, 'this machine may not touch sandboxes any more');
    process.exitCode = 1;
    workers.shutdown();
  });
  // It waits for Redis as long as that takes, and nobody for it.
  hearCancelled(subscriber, settings.redis.prefix, expectCancellation).catch(warn);
  if (machine) logger.info({ host: machine.host.id, enforces: machine.driver.enforces }, 'has sandboxes');
  logger.info({ ...settings.worker, namespace }, 'working');
  try {
    await workers.run();
  } finally {
    clearInterval(tidying);
    await Promise.all([relay.stop(), watch.stop(), host?.watch.stop()]);
    await machine?.close();
    status.close();
    status.closeAllConnections();
    await ledger.close();
    await connection.close();
    await clientConnection.close();
    await services.close();
    redis.destroy();
    subscriber.destroy();
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
