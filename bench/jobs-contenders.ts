import { randomBytes, randomUUID } from 'node:crypto';
import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { Client, Connection } from '@temporalio/client';
import { bundleWorkflowCode, NativeConnection } from '@temporalio/worker';
import pino from 'pino';
import { QueryTypes } from 'sequelize';
import { createActivities } from '../activities/create-activities';
import { createWorkerMetrics } from '../activities/metrics';
import { observeActivities } from '../activities/observer';
import { createScratch } from '../activities/scratch';
import { createTaskParts } from '../activities/task-parts';
import { createWorkers } from '../activities/workers';
import { createAudits } from '../domain/audits';
import { systemClock as clock } from '../domain/clock';
import { credits } from '../domain/credits';
import type { Database } from '../domain/db/database';
import { createArtifacts } from '../domain/jobs/artifacts';
import { createJobs, type WorkOrder } from '../domain/jobs/jobs';
import { PLATFORM, userAccount } from '../domain/ledger/accounts';
import { createLedger, type Ledger } from '../domain/ledger/ledger';
import { createOrders } from '../domain/orders/orders';
import { createOutbox } from '../domain/outbox';
import { demoModel } from '../providers/llm/demo-model';
import { pptxDeckRenderer } from '../providers/media/deck/pptx-renderer';
import { demoImageRenderer } from '../providers/media/image/demo-renderer';
import type { VideoRenderer } from '../providers/media/video/video-renderer';
import { diskStorage } from '../providers/storage/disk';
import { deliver } from '../temporal/deliver';
import { TASK_QUEUE } from '../workflows/contract';
import { freshNamespace, freshSchema } from './fresh';
import { nowhere } from './nowhere';

/** What is compared, each with a worker of the same settings on the same server. */
export interface Contenders {
  /** A workflow of one activity that does nothing, from its start to its result. */
  bare(): Promise<void>;
  /** A video, from its acceptance to its charge; its renderer is done at once. */
  job(): Promise<void>;
  close(): Promise<void>;
}

const USERS = 40;

const instantVideo: VideoRenderer = {
  async render({ script }, workFolder) {
    const file = path.join(workFolder, 'video.mp4');
    await writeFile(file, script);
    return file;
  },
};

/** `atOnce`: how many may be under way. */
export async function prepareContenders({
  databaseUrl,
  temporalAddress: address,
  atOnce,
}: {
  readonly databaseUrl: string;
  readonly temporalAddress: string;
  readonly atOnce: number;
}): Promise<Contenders> {
  const folder = await mkdtemp(path.join(tmpdir(), 'taskloom-bench-'));
  const database = await freshSchema(databaseUrl);
  const { db } = database;
  const connection = await Connection.connect({ address });
  const native = await NativeConnection.connect({ address });
  const ownNamespace = await freshNamespace(connection);
  const bareNamespace = await freshNamespace(connection);
  const client = new Client({ connection, namespace: ownNamespace });
  const bareClient = new Client({ connection, namespace: bareNamespace });

  const ledger = createLedger({ db, clock });
  const outbox = createOutbox({ db, clock });
  const metrics = createWorkerMetrics({ outbox, audits: createAudits({ db }) });
  const settings = {
    connection: native,
    interceptor: observeActivities({ logger: pino({ level: 'info' }), metrics }),
    rendersAtOnce: atOnce, // they are done at once, so they need no processor
  };
  const announce = () => undefined;
  const storage = diskStorage(path.join(folder, 'artifacts'));
  const artifacts = createArtifacts({
    db,
    clock,
    storage,
    signingKey: randomBytes(32),
    publicUrl: 'http://127.0.0.1',
  });
  const scratch = createScratch(path.join(folder, 'scratch'));
  const workers = await createWorkers({
    ...settings,
    namespace: ownNamespace,
    workflowBundle: await bundleWorkflowCode({
      workflowsPath: require.resolve('../workflows'),
      logger: quiet,
    }),
    activities: createActivities({
      db,
      clock,
      client,
      ledger,
      outbox,
      metrics,
      announce,
      tellOwner: () => undefined,
      mailer: { send: () => Promise.resolve() },
      say: () => undefined,
      publishing: {
        adapters: nowhere,
        tokens: {
          using: () => Promise.reject(new Error('nothing is published')),
          lapsing: () => Promise.resolve([]),
          renew: () => Promise.reject(new Error('nothing is published')),
        },
        cover: () => Promise.reject(new Error('nothing is published')),
        handOffLinks: { url: () => '' },
      },
      orders: createOrders({ db, ledger, outbox, clock, orderTtlMs: 60_000 }),
      artifacts,
      scratch,
      tasks: createTaskParts({
        ...{ db, clock, ledger, outbox, artifacts, storage, scratch, announce },
        announceLog: () => undefined,
        dispatch: () => Promise.resolve(),
        logger: pino({ level: 'silent' }),
        isRunning: () => Promise.resolve(true),
        idleMs: 60_000,
      }),
      model: demoModel(),
      textModels: { silenceMs: 180_000, of: () => Promise.resolve(demoModel()) },
      decks: pptxDeckRenderer({ clock }),
      imageModels: noVendor,
      videoModels: noVendor,
      images: demoImageRenderer,
      videos: instantVideo,
      paymentProviders: [],
      accountTokens: undefined,
      identityEventsDays: 365,
      notificationDays: 90,
      taskLogDays: 30,
      gateway: { callDays: 0, longestCallMs: 60_000, recoverAfterMs: undefined },
    }),
  });
  const bareWorkers = await createWorkers({
    ...settings,
    namespace: bareNamespace,
    workflowBundle: await bundleWorkflowCode({
      workflowsPath: require.resolve('./jobs-bare'),
      logger: quiet,
    }),
    activities: { nothing: () => Promise.resolve() },
  });
  const running = [workers, bareWorkers].map((each) => each.run());

  // The API's side: it accepts, delivers and answers with the result.
  const jobs = createJobs({ db, ledger, outbox, clock, announce });
  const users = await newUsers(db, ledger);
  let next = 0;
  return {
    async bare() {
      await bareClient.workflow.execute('bare', { workflowId: randomUUID(), taskQueue: TASK_QUEUE });
    },
    async job() {
      const owner = users[next++ % users.length] ?? 0;
      const { outbox: entry } = await jobs.accept(videoOrder(owner));
      if (!entry) throw new Error('A repeat?');
      await deliver(client, entry);
      const crossedOff = outbox.delivered(entry.id); // nobody waits for it
      await client.workflow.getHandle(entry.workflowId).result();
      await crossedOff;
    },
    async close() {
      workers.shutdown();
      bareWorkers.shutdown();
      await Promise.all(running);
      await native.close();
      await connection.close();
      await ledger.close();
      await database.drop();
      await rm(folder, { recursive: true });
    },
  };
}

async function newUsers(db: Database, ledger: Ledger): Promise<number[]> {
  return Promise.all(
    Array.from({ length: USERS }, async (_, i) => {
      const [id] = await db.query(
        `INSERT INTO users (uuid, username, email, password_hash, referral_code, created_at, updated_at)
         VALUES (UUID(), ?, ?, '-', ?, UTC_TIMESTAMP(3), UTC_TIMESTAMP(3))`,
        { replacements: [`bench${i}`, `bench${i}@example.com`, String(i)], type: QueryTypes.INSERT },
      );
      await ledger.transfer({
        key: `bench/${i}`,
        from: PLATFORM.sales,
        to: userAccount(id),
        amount: credits(1_000_000),
        kind: 'recharge',
        description: 'bench',
        reference: `bench/${i}`,
      });
      return id;
    }),
  );
}

function videoOrder(owner: number): WorkOrder {
  return {
    owner,
    kind: 'video',
    surface: 'studio',
    input: { script: 'A script.', duration: 2 },
    model: { id: 3, creditsCost: credits(50), priceVersion: 1 },
    creation: { type: 'video', title: 'A video', content: null },
  };
}

const quiet = {
  log() {},
  trace() {},
  debug() {},
  info() {},
  warn() {},
  error: console.error,
};

const noVendor = { hasVendor: () => Promise.resolve(false), of: () => Promise.resolve(undefined) };
