import { mkdtemp, readdir, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { WorkflowFailedError, type Client, type WorkflowHandle } from '@temporalio/client';
import { NativeConnection } from '@temporalio/worker';
import pino from 'pino';
import { createActivities } from '../../activities/create-activities';
import { expectCancellation } from '../../activities/heartbeat';
import type { ImageModels, VideoModels } from '../../activities/media-models';
import { createWorkerMetrics, type WorkerMetrics } from '../../activities/metrics';
import { observeActivities } from '../../activities/observer';
import { watchDuePublications } from '../../activities/due-publications';
import { createScratch, type Scratch } from '../../activities/scratch';
import { createTaskParts, type SandboxParts } from '../../activities/task-parts';
import { createWorkers } from '../../activities/workers';
import { createAudits } from '../../domain/audits';
import type { SayCancelled } from '../../domain/cancellations';
import { createAccountTokens } from '../../domain/gateway/accounts/account-tokens';
import type { TokenVendors } from '../../domain/gateway/accounts/token-vendor';
import type { AnnounceLog } from '../../domain/jobs/announcements';
import { createArtifacts, type Artifacts } from '../../domain/jobs/artifacts';
import type { ArtifactStorage } from '../../domain/jobs/storage';
import type { Announce, Job } from '../../domain/jobs/job';
import type { WorkOrder } from '../../domain/jobs/jobs';
import type { LiveTexts } from '../../domain/jobs/live-texts';
import type { Mailer } from '../../domain/mail';
import type { TellOwner } from '../../domain/notifications/notification';
import { createOrders, type Orders } from '../../domain/orders/orders';
import type { PaymentProvider } from '../../domain/payments';
import { createAccessTokens } from '../../domain/publishing/access-tokens';
import { createDuePublications } from '../../domain/publishing/due';
import type { PublishingAdapters } from '../../domain/publishing/adapter';
import type { ChatModel } from '../../providers/llm/chat-model';
import { demoModel } from '../../providers/llm/demo-model';
import type { DeckRenderer } from '../../providers/media/deck/deck';
import { demoImageRenderer } from '../../providers/media/image/demo-renderer';
import type { VideoRenderer } from '../../providers/media/video/video-renderer';
import { diskStorage } from '../../providers/storage/disk';
import { createDispatch, deliver } from '../../temporal/deliver';
import { isRunning } from '../../temporal/running';
import { eventually } from './eventually';
import type { JobPlatform } from './job-platform';
import { testAdapters } from './publishing';
import { platformSealer } from './secret';
import { logRuntimeTo } from './runtime-log';
import { instantDeck, instantVideo } from './renderers';
import { freshNamespace, type TestNamespace } from './temporal';
import { testTextModels } from './text-models';
import { testBundle } from './workflow-bundle';

/** What a worker of the tests does about model calls and channels. */
export const GATEWAY = { callDays: 30, longestCallMs: 60_000, recoverAfterMs: 1_800_000 };

/** The parts of a worker that a test replaces. */
export interface WorkerParts {
  readonly model?: ChatModel;
  /** How long a text model may be silent for one text. */
  readonly silenceMs?: number;
  readonly decks?: DeckRenderer;
  readonly videos?: VideoRenderer;
  readonly imageModels?: ImageModels;
  readonly videoModels?: VideoModels;
  readonly storage?: (disk: ArtifactStorage) => ArtifactStorage;
  readonly scratch?: (own: Scratch) => Scratch;
  readonly announce?: Announce;
  readonly announceLog?: AnnounceLog;
  /** What makes it one that has sandboxes, for as long as it runs. */
  readonly sandboxes?: SandboxParts;
  readonly sandboxIdleMs?: number;
  readonly tellOwner?: TellOwner;
  /** Hears of workflows that were cancelled, for as long as the worker runs; else its heartbeats tell it. */
  readonly hearCancelled?: (listener: SayCancelled) => Promise<void>;
  /** Tells of texts while they are written, for as long as the worker runs; nobody hears of them without it. */
  readonly say?: LiveTexts['say'];
  readonly orders?: Orders;
  readonly mailer?: Mailer;
  readonly paymentProviders?: readonly PaymentProvider[];
  /** Platforms that creations are published on, for as long as the worker runs. */
  readonly publishing?: PublishingAdapters;
  /** Where tokens of accounts are granted, for as long as the worker runs. */
  readonly tokenVendors?: TokenVendors;
}

export interface WorkerHome {
  readonly temporal: TestNamespace;
  readonly folder: string;
}

/** A worker with its real workflows, activities, database and Temporal server. */
export interface TestWorker {
  readonly client: Client;
  readonly artifacts: Artifacts;
  readonly metrics: WorkerMetrics;
  /** What was logged as an error, or worse. */
  readonly errors: Record<string, unknown>[];
  /** Has these parts in the place of the usual ones, from now on; nothing: the usual ones. */
  use(parts?: WorkerParts): void;
  /** Accepts an order and delivers its start, as the API does. */
  order(order: WorkOrder): Promise<{ job: Job; handle: WorkflowHandle }>;
  /** The job when its workflow has ended, however it did. */
  ended(jobId: string): Promise<Job>;
  /** How the workflow stands: COMPLETED, FAILED, CANCELLED, … */
  status(workflowId: string): Promise<string>;
  /** Jobs with work in progress on the disk. */
  scratches(): Promise<string[]>;
  /** The files that are kept of a job. */
  files(jobId: string): Promise<string[]>;
  readonly home: WorkerHome;
  /** Ends the worker and leaves its home to another. */
  shutdown(): Promise<void>;
  /** Ends the worker and removes its home. */
  stop(): Promise<void>;
}

/** `earlier`: the place of a worker that was shut down, its tasks and its files. */
export async function startWorker(
  platform: JobPlatform,
  first: WorkerParts = {},
  earlier?: WorkerHome,
): Promise<TestWorker> {
  const { db, clock, ledger, outbox, jobs } = platform;
  const errors: Record<string, unknown>[] = [];
  const logger = pino(
    { level: 'error' },
    { write: (line) => errors.push(JSON.parse(line) as Record<string, unknown>) },
  );
  logRuntimeTo(logger);

  const home = earlier ?? {
    temporal: await freshNamespace(),
    folder: await mkdtemp(path.join(tmpdir(), 'taskloom-worker-')),
  };
  const { temporal, folder } = home;
  let parts = first;
  const disk = diskStorage(path.join(folder, 'artifacts'));
  const ownScratch = createScratch(path.join(folder, 'scratch'));
  const ownOrders = createOrders({
    db,
    ledger,
    outbox,
    clock,
    orderTtlMs: 60_000,
    tellOwner: (ownerId) => parts.tellOwner?.(ownerId),
  });
  const demo = demoModel();
  const model = late(() => parts.model ?? demo);
  const textModels = testTextModels(db, model, () => parts.silenceMs ?? 180_000);
  const storage = late(() => parts.storage?.(disk) ?? disk);
  const artifacts = createArtifacts({
    db,
    clock,
    storage,
    signingKey: Buffer.alloc(32, 1),
    publicUrl: 'http://127.0.0.1:8000',
  });
  const metrics = createWorkerMetrics({ outbox, audits: createAudits({ db }) });
  const adapters = first.publishing ?? testAdapters(clock);
  const connection = await NativeConnection.connect({ address: temporal.address });
  const announce: Announce = (change) =>
    (parts.announce ?? ((news) => platform.announced.push(news)))(change);
  const dispatch = createDispatch({
    client: temporal.client,
    outbox,
    onFailure: (_entry, error) => logger.error(error),
  });
  const tasks = createTaskParts({
    db,
    clock,
    ledger,
    outbox,
    artifacts,
    storage,
    scratch: ownScratch,
    announce,
    announceLog: (change) => parts.announceLog?.(change),
    dispatch,
    isRunning: (workflowId) => isRunning(temporal.client, workflowId),
    logger,
    idleMs: first.sandboxIdleMs ?? 600_000,
  });
  const host = first.sandboxes && tasks.hostOf(first.sandboxes);
  const workers = await createWorkers({
    connection,
    namespace: temporal.namespace,
    workflowBundle: await testBundle(),
    interceptor: observeActivities({ logger, metrics }),
    own: host?.own,
    activities: createActivities({
      db,
      clock,
      client: temporal.client,
      ledger,
      outbox,
      artifacts,
      metrics,
      announce,
      tasks,
      tellOwner: (ownerId) => parts.tellOwner?.(ownerId),
      say: (...piece) => first.say?.(...piece),
      scratch: late(() => parts.scratch?.(ownScratch) ?? ownScratch),
      model,
      textModels,
      decks: late(() => parts.decks ?? instantDeck),
      imageModels: late(() => parts.imageModels ?? NO_VENDOR),
      videoModels: late(() => parts.videoModels ?? NO_VENDOR),
      images: demoImageRenderer,
      videos: late(() => parts.videos ?? instantVideo),
      mailer: { send: (mail) => parts.mailer?.send(mail) ?? Promise.resolve() },
      orders: late(() => parts.orders ?? ownOrders),
      paymentProviders: late(() => parts.paymentProviders ?? []),
      publishing: {
        adapters,
        tokens: createAccessTokens({ db, clock, sealer: platformSealer(), adapters }),
        cover: (title) => Promise.resolve(Buffer.from(`a cover for ${title}`)),
        handOffLinks: { url: (id) => `http://127.0.0.1:8000/publish/hand-offs/${id}` },
      },
      accountTokens:
        first.tokenVendors &&
        createAccountTokens({ db, clock, sealer: platformSealer(), vendors: first.tokenVendors }),
      identityEventsDays: 365,
      notificationDays: 90,
      taskLogDays: 30,
      gateway: GATEWAY,
    }),
  });
  await first.hearCancelled?.(expectCancellation);
  const running = workers.run();
  const watch = watchDuePublications({
    due: createDuePublications({ db, clock, outbox }),
    dispatch,
    logger,
    intervalMs: 100,
  });
  if (first.publishing) watch.start();
  await host?.watch.claim();
  host?.watch.start((error) => logger.error(error));
  let ending: Promise<void> | undefined;
  const shutdown = () => (ending ??= shutDown());
  const shutDown = async () => {
    await watch.stop();
    await host?.watch.stop();
    workers.shutdown();
    await running;
    await connection.close();
    await textModels.close();
  };

  return {
    home,
    shutdown,
    client: temporal.client,
    artifacts,
    metrics,
    errors,
    use(others = {}) {
      parts = others;
    },
    async order(order) {
      const { job, outbox: entry } = await jobs.accept(order);
      if (entry) {
        await deliver(temporal.client, entry);
        await outbox.delivered(entry.id);
      }
      return { job, handle: temporal.client.workflow.getHandle(`${job.kind}/${job.id}`) };
    },
    async ended(jobId) {
      const job = await jobs.find(jobId);
      if (!job) throw new Error(`There is no job ${jobId}.`);
      const handle = temporal.client.workflow.getHandle(`${job.kind}/${jobId}`);
      await eventually(() =>
        handle.result().then(
          () => undefined,
          (error: unknown) => {
            if (!(error instanceof WorkflowFailedError)) throw error; // not begun yet, or Temporal has no time
          },
        ),
      );
      return (await jobs.find(jobId)) ?? job;
    },
    async status(workflowId) {
      return (await temporal.client.workflow.getHandle(workflowId).describe()).status.name;
    },
    scratches: () => readdir(path.join(folder, 'scratch')).catch(() => []),
    files: (jobId) => readdir(path.join(folder, 'artifacts', jobId.slice(0, 2), jobId)).catch(() => []),
    async stop() {
      await shutdown();
      await temporal.close();
      await rm(folder, { recursive: true });
    },
  };
}

const NO_VENDOR = { hasVendor: () => Promise.resolve(false), of: () => Promise.resolve(undefined) };

/** What `get` answers at each use. */
function late<T extends object>(get: () => T): T {
  return new Proxy({} as T, { get: (_target, name) => Reflect.get(get(), name) as unknown });
}
