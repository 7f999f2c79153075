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
import { logThrough } from '../activities/runtime-log';
import { createScratch } from '../activities/scratch';
import { createWorkers, type Workers } from '../activities/workers';
import { systemClock as clock } from '../domain/clock';
import { credits } from '../domain/credits';
import { openDatabase } from '../domain/db/database';
import { migrate } from '../domain/db/migrator';
import { createArtifacts } from '../domain/jobs/artifacts';
import { createJobs, type WorkOrder } from '../domain/jobs/jobs';
import { PLATFORM, userAccount } from '../domain/ledger/accounts';
import { createLedger } from '../domain/ledger/ledger';
import { createOrders } from '../domain/orders/orders';
import { createOutbox } from '../domain/outbox';
import { demoModel } from '../providers/llm/demo-model';
import type { VideoRenderer } from '../providers/media/video/video-renderer';
import { pptxDeckRenderer } from '../providers/media/deck/pptx-renderer';
import { diskStorage } from '../providers/storage/disk';
import { deliver } from '../temporal/deliver';
import { ensureSearchAttributes } from '../temporal/search-attributes';

/**
 * How much a job of ours costs beside the least that Temporal can do: a workflow of one activity that does
 * nothing, on the same server, with workers of the same settings. A job is the whole path: accepted with its
 * hold, started, rendered (by a renderer that is done at once), kept on the disk, charged, its result known.
 */

const ROUNDS = 5;
const AT_ONCE = 40;
const IN_PARALLEL = 400;
const IN_SEQUENCE = 60;
const USERS = 40;

type Run = () => Promise<unknown>;

interface Figures {
  /** Workflows a second, with AT_ONCE under way. */
  readonly rate: number;
  /** Milliseconds from the request to the known result, one after the other. */
  readonly p50: number;
}

const instantVideo: VideoRenderer = {
  async render({ script }, workFolder) {
    const file = path.join(workFolder, 'video.mp4');
    await writeFile(file, script);
    return file;
  },
};

async function main(): Promise<void> {
  logThrough(pino({ level: 'error' }));
  const bench = await prepare();
  try {
    const bare: Figures[] = [];
    const ours: Figures[] = [];
    for (let round = 0; round < ROUNDS; round++) {
      bare.push(await measure(bench.bare));
      ours.push(await measure(bench.job));
    }
    print(bare.slice(1), ours.slice(1)); // the first round warms up
  } finally {
    await bench.close();
  }
}

async function measure(run: Run): Promise<Figures> {
  const times: number[] = [];
  for (let i = 0; i < IN_SEQUENCE; i++) {
    const began = performance.now();
    await run();
    times.push(performance.now() - began);
  }
  const began = performance.now();
  let left = IN_PARALLEL;
  const lane = async () => {
    while (left-- > 0) await run();
  };
  await Promise.all(Array.from({ length: AT_ONCE }, lane));
  return { rate: (IN_PARALLEL * 1000) / (performance.now() - began), p50: median(times) };
}

function print(bare: readonly Figures[], ours: readonly Figures[]): void {
  const of = (figures: readonly Figures[]): Figures => ({
    rate: median(figures.map(({ rate }) => rate)),
    p50: median(figures.map(({ p50 }) => p50)),
  });
  const [least, job] = [of(bare), of(ours)];
  console.log(`bare one-activity workflow  ${least.rate.toFixed(1)}/s   p50 ${least.p50.toFixed(1)} ms`);
  console.log(`job, accepted to charged    ${job.rate.toFixed(1)}/s   p50 ${job.p50.toFixed(1)} ms`);
  const share = (100 * job.rate) / least.rate;
  console.log(`a job reaches ${share.toFixed(0)} % of the rate (goal: at least 80 %)`);
  console.log(`its own steps add ${(job.p50 - least.p50).toFixed(1)} ms to the p50 (goal: under 30 ms)`);
}

async function prepare() {
  const folder = await mkdtemp(path.join(tmpdir(), 'taskloom-bench-'));
  const database = await freshSchema(required('TASKLOOM_TEST_DATABASE_URL'));
  const { db } = database;
  const address = required('TASKLOOM_TEST_TEMPORAL_ADDRESS');
  const connection = await Connection.connect({ address });
  const native = await NativeConnection.connect({ address });
  const ownNamespace = await freshNamespace(connection);
  const bareNamespace = await freshNamespace(connection);
  const client = new Client({ connection, namespace: ownNamespace });
  const bareClient = new Client({ connection, namespace: bareNamespace });

  const ledger = createLedger({ db, clock });
  const outbox = createOutbox({ db, clock });
  const metrics = createWorkerMetrics({ outbox });
  const settings = {
    connection: native,
    interceptor: observeActivities({ logger: pino({ level: 'info' }), metrics }),
    rendersAtOnce: AT_ONCE, // they are done at once, so they need no processor
  };
  const announce = () => undefined;
  const workers = await createWorkers({
    ...settings,
    namespace: ownNamespace,
    workflowBundle: await bundleWorkflowCode({ workflowsPath: require.resolve('../workflows'), logger: quiet }),
    activities: createActivities({
      db,
      clock,
      client,
      ledger,
      outbox,
      metrics,
      announce,
      orders: createOrders({ db, ledger, outbox, clock, orderTtlMs: 60_000 }),
      artifacts: createArtifacts({
        db,
        clock,
        storage: diskStorage(path.join(folder, 'artifacts')),
        signingKey: randomBytes(32),
        publicUrl: 'http://127.0.0.1',
      }),
      scratch: createScratch(path.join(folder, 'scratch')),
      model: demoModel(),
      decks: pptxDeckRenderer({ clock }),
      videos: instantVideo,
      paymentProviders: [],
    }),
  });
  const bareWorkers = await createWorkers({
    ...settings,
    namespace: bareNamespace,
    workflowBundle: await bundleWorkflowCode({ workflowsPath: require.resolve('./jobs-bare'), logger: quiet }),
    activities: { nothing: () => Promise.resolve() },
  });
  const running = [workers, bareWorkers].map((each: Workers) => each.run());

  // The API's side: it accepts, delivers and answers with the result.
  const jobs = createJobs({ db, ledger, outbox, clock, announce });
  const users = await newUsers(db, ledger);
  let next = 0;
  return {
    async bare() {
      await bareClient.workflow.execute('bare', { workflowId: randomUUID(), taskQueue: 'taskloom' });
    },
    async job() {
      const owner = users[next++ % users.length] as number;
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

async function freshSchema(server: string) {
  const schema = `tl_bench_${randomBytes(6).toString('hex')}`;
  const admin = openDatabase({ url: `${server}/`, poolSize: 1 });
  await admin.query(`CREATE DATABASE ${schema} CHARACTER SET utf8mb4 COLLATE utf8mb4_unicode_ci`);
  const db = openDatabase({ url: `${server}/${schema}`, poolSize: 20 });
  await migrate(db);
  return {
    db,
    drop: async () => {
      await db.close();
      await admin.query(`DROP DATABASE ${schema}`);
      await admin.close();
    },
  };
}

async function freshNamespace(connection: Connection): Promise<string> {
  const namespace = `tl-bench-${randomBytes(6).toString('hex')}`;
  await connection.workflowService.registerNamespace({
    namespace,
    workflowExecutionRetentionPeriod: { seconds: 86_400 as unknown as Long },
  });
  await ensureSearchAttributes(connection, namespace);
  return namespace;
}

async function newUsers(db: ReturnType<typeof openDatabase>, ledger: ReturnType<typeof createLedger>) {
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

function median(values: readonly number[]): number {
  return values.toSorted((a, b) => a - b)[Math.floor(values.length / 2)] ?? Number.NaN;
}

function required(name: string): string {
  const value = process.env[name];
  if (!value) throw new Error(`${name} is not set.`);
  return value;
}

main().catch((error: unknown) => {
  console.error(error);
  process.exitCode = 1;
});
