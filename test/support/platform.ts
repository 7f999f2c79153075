import { randomBytes } from 'node:crypto';
import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import path from 'node:path';
import pino from 'pino';
import { createClient, type RedisClientType } from 'redis';
import { createApi, type ApiSettings } from '../../api/create-api';
import { openTemporal } from '../../api/temporal-connection';
import { createReach } from '../../providers/sandbox/remote/reach';
import { deriveKeys } from '../../config/keys';
import { inProject } from '../../config/paths';
import { seedModels } from '../../domain/catalog/built-in-models';
import { hearCancelled, type SayCancelled } from '../../domain/cancellations';
import { systemClock } from '../../domain/clock';
import { credits, creditsToNumber } from '../../domain/credits';
import { openDatabase } from '../../domain/db/database';
import type { OAuthProviders } from '../../domain/identity/oauth';
import { argon2Hasher } from '../../domain/identity/password-hasher';
import {
  announceLogOn,
  announceOn,
  changesChannel,
  createAnnouncements,
  tellOwnerOn,
} from '../../domain/jobs/announcements';
import { createArtifacts, type Artifacts } from '../../domain/jobs/artifacts';
import type { JobChange } from '../../domain/jobs/job';
import { createJobs } from '../../domain/jobs/jobs';
import { sayOn } from '../../domain/jobs/live-texts';
import { PLATFORM, userAccount } from '../../domain/ledger/accounts';
import type { Mailer } from '../../domain/mail';
import type { SmsSender } from '../../domain/sms';
import { createLedger } from '../../domain/ledger/ledger';
import type { PublishingAdapters } from '../../domain/publishing/adapter';
import { createOutbox } from '../../domain/outbox';
import { createIdempotency } from '../../domain/idempotency';
import { QueryTypes } from 'sequelize';
import { builtSurfaces, type OpenApiDocument } from '../../openapi/document';
import { demoAnswer } from '../../providers/llm/demo/demo-answer';
import { createAddressGuard } from '../../providers/llm/upstream/address-guard';
import { createUpstreams } from '../../providers/llm/upstream/ask';
import { createTokenVendors, type TokenClients } from '../../providers/llm/token-vendor';
import { createUpstreamHttp } from '../../providers/llm/upstream/http-client';
import { createProxyProbe } from '../../providers/llm/upstream/proxy-probe';
import { createLocalMailbox, type LocalMailbox } from '../../providers/mail/local-mailbox';
import { createEpay } from '../../providers/payment/epay';
import { createExportThreads } from '../../providers/documents/export-threads';
import { canvasPictures } from '../../providers/pictures/canvas-pictures';
import { diskStorage } from '../../providers/storage/disk';
import { freePorts } from '../../scripts/platform/ports';
import { EPAY_KEY, EPAY_PID, startCashier, type TestCashier } from './cashier';
import { ALL_AUDIT_RULES } from './audit-rules';
import { freshDatabase } from './database';
import { required } from './environment';
import { apiClient, type ApiClient } from './api-client';
import type { JobPlatform } from './job-platform';
import { testAdapters } from './publishing';
import { PLATFORM_SECRET } from './secret';
import type { TestNamespace } from './temporal';
import { startWorker, type TestWorker, type WorkerParts } from './worker';

export interface PlatformOptions {
  readonly settings?: Partial<ApiSettings>;
  /** Runs the workflows and activities too, on the real Temporal server; without it Temporal is away. */
  readonly worker?: WorkerParts;
  /** The Temporal that it delivers to, where workers of its own run. */
  readonly temporal?: TestNamespace;
  /** Runs a cashier too; without it nothing can be bought. */
  readonly cashier?: boolean;
  /** Providers that people can sign in at; none unless a test has some. */
  readonly oauth?: OAuthProviders;
  /** Sends codes to phones; nothing does unless a test has a sender. */
  readonly sms?: SmsSender;
  /** Sends the mail, instead of the local mailbox. */
  readonly mailer?: Mailer;
  /** Platforms that creations are published on; at none anybody answers unless a test has some. */
  readonly publishing?: (clock: { now(): Date }) => PublishingAdapters;
  /** Where the API looks for Redis; the real one unless a test takes it away. */
  readonly redisUrl?: string;
  /** Where the API finds the platform's database: through a cable that a test cuts, for one. */
  readonly databaseUrl?: (url: string) => string;
  /** Whether upstreams of model calls may be on this machine, as the simulated ones are; they may unless a test says no. */
  readonly privateUpstreams?: boolean;
  /** Where tokens of accounts are granted; accounts with OAuth are switched off without it. */
  readonly tokenClients?: TokenClients;
  /** The page that proxies are tested with; nobody answers there unless a test says where. */
  readonly proxyTestUrl?: string;
  /** The document that is served, when a test changes it. */
  readonly document?: (document: OpenApiDocument) => OpenApiDocument;
}

export interface TestUser {
  readonly id: number;
  readonly username: string;
  readonly email: string;
  readonly password: string;
  readonly accessToken: string;
  readonly refreshToken: string;
  /** The API as this user calls it. */
  readonly api: ApiClient;
  balance(): Promise<{ available: number; held: number }>;
}

/** A whole API on a port of its own, over a fresh schema; what stands beside it acts as another process would. */
export interface TestPlatform extends JobPlatform {
  /** `http://127.0.0.1:…` */
  readonly baseUrl: string;
  /** The API as nobody in particular calls it. */
  readonly api: ApiClient;
  readonly artifacts: Artifacts;
  /** The file that the storage keeps under a key. */
  storagePath(key: string): string;
  readonly redis: RedisClientType;
  /** Begins the names of this installation in Redis. */
  readonly redisPrefix: string;
  readonly worker: TestWorker | undefined;
  readonly cashier: TestCashier | undefined;
  /** Where the API's messages stay, unless a test has a mailer. */
  readonly mailbox: LocalMailbox;
  /** What the API sent by mail, oldest first. */
  readonly mails: readonly { readonly to: string; readonly subject: string; readonly text: string }[];
  /** Every line that the API logged. */
  readonly logged: Record<string, unknown>[];
  /** Registers somebody over the API, signs in, and gives them credits. */
  signUp(credits?: number): Promise<TestUser>;
  /** The id of the next job that is accepted for the user. Ask before ordering. */
  nextJob(userId: number): Promise<string>;
  /** Shuts the API down, as SIGTERM does; `close` does it too. */
  stopApi(): Promise<void>;
}

export const CALLBACK_SECRET = 'a-callback-secret-that-only-tests-know';
export { PLATFORM_SECRET };
const DOCUMENTS = builtSurfaces(inProject('dist'));
const UNLIMITED = { requestsPerMinute: null, tokensPerMinute: null, maxConcurrency: null };
const PLENTY = { points: 100_000, seconds: 60 };

/** Builds and starts a platform. Limits are far away and passwords cheap, unless a test says otherwise. */
export async function platform(options: PlatformOptions = {}): Promise<TestPlatform> {
  const { db, url, drop } = await freshDatabase();
  const apiDb = options.databaseUrl && openDatabase({ url: options.databaseUrl(url), poolSize: 10 });
  const folder = await mkdtemp(path.join(tmpdir(), 'taskloom-api-'));
  let ahead = 0;
  const clock = { now: () => new Date(systemClock.now().getTime() + ahead) };
  const prefix = `tl-test-${randomBytes(6).toString('hex')}`;
  const logged: Record<string, unknown>[] = [];
  const log = pino({}, { write: (line) => logged.push(JSON.parse(line) as Record<string, unknown>) });

  const realRedis = required('TASKLOOM_TEST_REDIS_URL');
  const redis = openRedis(realRedis);
  await redis.connect();
  const listener = openRedis(realRedis);
  await listener.connect();
  const heard = createAnnouncements({
    publisher: redis,
    subscriber: listener,
    channel: changesChannel(prefix),
  });
  await heard.start();
  const apiRedis = openRedis(options.redisUrl ?? realRedis);
  const apiSubscriber = openRedis(options.redisUrl ?? realRedis);
  const connecting = Promise.all([apiRedis.connect(), apiSubscriber.connect()]).catch(() => undefined);
  if (options.redisUrl === undefined) await connecting;

  const ledger = createLedger({ db, clock, auditRules: ALL_AUDIT_RULES });
  const outbox = createOutbox({ db, clock });
  const announced: JobChange[] = [];
  const tell = announceOn(redis, changesChannel(prefix));
  const announce = (change: JobChange) => {
    announced.push(change);
    tell(change);
  };
  const jobs = createJobs({ db, ledger, outbox, clock, announce });
  await seedModels({ db, clock });

  const [port = 0] = await freePorts(1);
  const publicUrl = `http://127.0.0.1:${port}`;
  const keys = deriveKeys({ current: PLATFORM_SECRET, previous: [] });
  const storage = diskStorage(path.join(folder, 'artifacts'));
  const artifacts = createArtifacts({
    db,
    clock,
    storage,
    signingKey: keys.artifacts.current.key,
    publicUrl,
  });
  const mails: { to: string; subject: string; text: string }[] = [];
  const mailbox = createLocalMailbox({
    folder: path.join(folder, 'mailbox'),
    clock,
    tell: ({ to, subject, text = '' }) => mails.push({ to, subject, text }),
    onFailure: (error) => log.error({ err: error }, 'the local mailbox'),
  });
  const cashier = options.cashier ? await startCashier() : undefined;
  const payments =
    cashier &&
    createEpay({
      url: cashier.url,
      pid: EPAY_PID,
      key: EPAY_KEY,
      notifyUrl: `${publicUrl}/webhooks/epay`,
      returnUrl: `${publicUrl}/pay/return`,
      timeoutMs: 1_000,
    });

  const beside: JobPlatform = {
    db,
    url,
    clock,
    ledger,
    outbox,
    idempotency: createIdempotency({ db, clock }),
    jobs,
    // The worker announces by adding to this list; here the API shall hear of it.
    announced: Object.assign([], { push: (change: JobChange) => (announce(change), announced.length) }),
    advance: (ms) => {
      ahead += ms;
    },
    newUser: async () => {
      throw new Error('Users of this platform sign up: use signUp().');
    },
    async balance(user) {
      const { available, held } = await ledger.balance(userAccount(user));
      return { available: creditsToNumber(available), held: creditsToNumber(held) };
    },
    async count(table) {
      const [row] = await db.query<{ n: number }>(`SELECT COUNT(*) AS n FROM ${table}`, {
        type: QueryTypes.SELECT,
      });
      return row?.n ?? 0;
    },
    close: () => Promise.resolve(),
  };
  const publishing = options.publishing?.(clock) ?? testAdapters(clock);
  const tellOwner = tellOwnerOn(redis, changesChannel(prefix));
  const parts = {
    tellOwner,
    say: sayOn(redis, prefix),
    announceLog: announceLogOn(redis, changesChannel(prefix)),
    hearCancelled: (hear: SayCancelled) => hearCancelled(listener, prefix, hear),
    publishing,
    ...options.worker,
    storage: () => storage,
  };
  const worker = options.worker && (await startWorker(beside, parts));
  // Nothing listens on port 1: every delivery fails at once.
  const nowhere = openTemporal({ address: '127.0.0.1:1' }, 'default');
  const guard = createAddressGuard({ allowPrivate: options.privateUpstreams ?? true });
  const http = createUpstreamHttp({ guard });
  const exports = createExportThreads(inProject('dist'));
  const api = createApi(
    {
      publicUrl,
      trustProxy: false,
      waitMs: 10_000,
      validateResponses: true,
      agentLimits: {
        login: PLENTY,
        send: PLENTY,
        hourlySend: PLENTY,
        hourlyAddress: PLENTY,
        upload: PLENTY,
        other: PLENTY,
      },
      guessLimit: PLENTY,
      rateLimits: { auth: PLENTY, generate: PLENTY, query: PLENTY, other: PLENTY },
      callbackSecret: CALLBACK_SECRET,
      orderTtlMs: 1_800_000,
      metricsToken: undefined,
      redisPrefix: prefix,
      modelCalls: { abortDrainMs: 200, longestCallMs: 60_000, session: UNLIMITED },
      ...options.settings,
    },
    {
      db: apiDb ?? db,
      redis: apiRedis,
      subscriber: apiSubscriber,
      temporal: worker?.client ?? options.temporal?.client ?? nowhere.client,
      storage,
      payments,
      publishing,
      mailer: options.mailer ?? mailbox,
      mailbox: options.mailer ? undefined : mailbox,
      sms: options.sms,
      oauth: options.oauth ?? {},
      keys,
      hasher: argon2Hasher({ memoryCost: 64, timeCost: 1 }),
      pictures: canvasPictures,
      exportArticle: exports.exportArticle,
      upstreams: createUpstreams({ http, demo: demoAnswer }),
      tokenVendors:
        options.tokenClients && createTokenVendors(options.tokenClients, { http, clock, timeoutMs: 1_000 }),
      proxyProbe: createProxyProbe({ http, url: options.proxyTestUrl ?? 'http://127.0.0.1:9/' }),
      checkAddress: (url) => guard.check(url),
      reachSandbox: createReach({ key: keys.sandboxes.current.key, clock: systemClock }),
      clock,
      log,
      documents: { ...DOCUMENTS, studio: options.document?.(DOCUMENTS.studio) ?? DOCUMENTS.studio },
    },
  );
  const baseUrl = await api.listen(port, '127.0.0.1');
  const stranger = apiClient(baseUrl);
  let stopped: Promise<void> | undefined;
  const stopApi = () =>
    (stopped ??= api
      .close()
      .then(() => Promise.all([http.close(), exports.close()]))
      .then(() => undefined));

  return {
    ...beside,
    announced,
    baseUrl,
    api: stranger,
    artifacts,
    storagePath: (key) => path.join(folder, 'artifacts', key),
    redis,
    redisPrefix: prefix,
    worker,
    cashier,
    mailbox,
    mails,
    logged,
    async signUp(amount = 0) {
      const username = `user_${randomBytes(6).toString('hex')}`;
      const account = { username, email: `${username}@example.com`, password: 'password123' };
      const { body: registered } = await stranger.post('/api/v1/auth/register', account);
      const id = registered.data.id as number;
      const { body: login } = await stranger.post('/api/v1/auth/login', account);
      const { access_token: accessToken, refresh_token: refreshToken } = login.data as Record<string, string>;
      if (amount > 0) await give(id, amount);
      return {
        ...account,
        id,
        accessToken: accessToken!,
        refreshToken: refreshToken!,
        api: stranger.as(accessToken!),
        balance: () => beside.balance(id),
      };
    },
    nextJob: (userId) =>
      new Promise((resolve) => {
        const stop = heard.onOwner(userId, ({ jobId, type }) => {
          if (type !== 'queued') return;
          stop();
          resolve(jobId);
        });
      }),
    stopApi,
    async close() {
      await stopApi();
      await worker?.stop();
      await nowhere.connection.close();
      await cashier?.stop();
      await ledger.close();
      await apiDb?.close();
      for (const client of [redis, listener, apiRedis, apiSubscriber]) client.destroy();
      await drop();
      await rm(folder, { recursive: true, force: true });
    },
  };

  async function give(user: number, amount: number): Promise<void> {
    await ledger.transfer({
      key: `test/${user}`,
      from: PLATFORM.sales,
      to: userAccount(user),
      amount: credits(amount),
      kind: 'recharge',
      description: `充值${amount / 10}元`,
      reference: `test/${user}`,
    });
  }
}

function openRedis(url: string): RedisClientType {
  const client: RedisClientType = createClient({ url, disableOfflineQueue: true });
  client.on('error', () => undefined); // a test that takes Redis away knows
  return client;
}
