import { createServer, type Server } from 'node:http';
import type { AddressInfo } from 'node:net';
import type { Client } from '@temporalio/client';
import type { Logger } from 'pino';
import { collectDefaultMetrics, Gauge, Registry } from 'prom-client';
import type { RedisClientType } from 'redis';
import type { KeyPurpose, KeyRing } from '../config/keys';
import type { Clock } from '../domain/clock';
import type { Database } from '../domain/db/database';
import type { ExportArticle } from '../domain/creations/export';
import type { OAuthProviders } from '../domain/identity/oauth';
import type { PasswordHasher } from '../domain/identity/password-hasher';
import type { Pictures } from '../domain/identity/pictures';
import type { PubSubClient } from '../domain/jobs/announcements';
import type { ArtifactStorage } from '../domain/jobs/storage';
import type { Mailer } from '../domain/mail';
import type { TokenVendors } from '../domain/gateway/accounts/token-vendor';
import type { ReachSandbox } from '../domain/sandboxes/reach';
import type { PaymentProvider } from '../domain/payments';
import type { PublishingAdapters } from '../domain/publishing/adapter';
import type { SmsSender } from '../domain/sms';
import type { SurfaceDocuments } from '../openapi/document';
import type { LocalMailbox } from '../providers/mail/local-mailbox';
import type { agentLimits } from './agent/limits';
import { createApp } from './app';
import type { TaskSettings } from './code/task-services';
import { createAuthenticator } from './auth/authenticator';
import { createCallerWatch } from './auth/caller-watch';
import { createSchemes } from './auth/schemes';
import { createRateLimits, type RateLimit, type RateLimits } from './limits/rate-limits';
import { MEETINGS } from './meetings';
import { createPlatformMetrics } from './metrics/platform-metrics';
import { createPreviews } from './previews/previews';
import { createOpenCalls } from './router/open-calls';
import { createServices } from './services';
import { databaseCheck, temporalCheck } from './status/readiness';
import { studioDialect } from './studio/dialect';
import { jobEventDto } from './studio/jobs/job-dto';
import { notificationEventDto } from './studio/notifications/notification-dto';
import type { ModelCallSettings } from './model-calls/model-call-services';
import type { Upstreams } from '../providers/llm/upstream/ask';
import type { ProxyProbe } from '../providers/llm/upstream/proxy-probe';
import type { studioLimits } from './studio/limits';
import { createSurfaces } from './surfaces';
import { codeDialect } from './code/dialect';
import { createCodeSockets } from './code/sockets/code-sockets';
import { createJobSockets } from './ws/job-socket';
import { asksForWebSocket, refuseWebSocket, serveWithoutUpgrade } from './ws/plain-upgrade';
import { createCookieCredential, createUpgradeCredential } from './ws/upgrade-credential';

export interface ApiSettings {
  /** Where clients reach the API, without a slash at its end. */
  readonly publicUrl: string;
  readonly trustProxy: false | number | readonly string[];
  /** The origins of pages, besides our own, that may call; none unless given. */
  readonly corsOrigins?: readonly string[];
  /** How long a request waits for the result of a short job. */
  readonly waitMs: number;
  /** How much longer than that a request may take; half a minute. */
  readonly patienceMs?: number;
  /** How often open streams and sockets are looked after. */
  readonly heartbeatMs?: number;
  readonly validateResponses: boolean;
  /** The studio's. */
  readonly rateLimits: Parameters<typeof studioLimits>[0];
  /** How many passwords may be tried on one account; ten in fifteen minutes unless given. */
  readonly guessLimit?: RateLimit;
  /** The agent surface's; those of its document unless given. */
  readonly agentLimits?: Parameters<typeof agentLimits>[0];
  /** The page that Google sends browsers back to; `/auth/google/callback` unless given. */
  readonly googleRedirectUri?: string | undefined;
  /** Whether signing in on the relay surface takes a captcha; not unless given. */
  readonly relayCaptcha?: boolean;
  readonly callbackSecret: string | undefined;
  readonly orderTtlMs: number;
  /** How many jobs a day a member has without paying for them; 200 unless given. */
  readonly memberDailyJobs?: number;
  readonly mostWaitingPublications?: number;
  readonly metricsToken: string | undefined;
  /** What coding tasks cost; nothing unless given. */
  readonly tasks?: TaskSettings;
  readonly modelCalls: ModelCallSettings;
  /** Keeps installations apart that share a Redis. */
  readonly redisPrefix: string;
}

/** What the API stands on. Whoever made these closes them, after the API. */
export interface ApiResources {
  readonly db: Database;
  readonly redis: RedisClientType;
  /** A connection of its own for what is listened to. */
  readonly subscriber: PubSubClient;
  readonly temporal: Client;
  readonly storage: ArtifactStorage;
  /** Undefined where nothing can be bought. */
  readonly payments: PaymentProvider | undefined;
  /** Where accounts of publishing platforms are checked. */
  readonly publishing: PublishingAdapters;
  readonly mailer: Mailer;
  /** Undefined where nobody can be sent a code by phone. */
  readonly sms: SmsSender | undefined;
  readonly oauth: OAuthProviders;
  /** Where messages stay that are not sent; undefined where mail is sent. */
  readonly mailbox: LocalMailbox | undefined;
  readonly keys: Readonly<Record<KeyPurpose, KeyRing>>;
  readonly hasher: PasswordHasher;
  readonly pictures: Pictures;
  readonly exportArticle: ExportArticle;
  /** Who answers model calls. */
  readonly upstreams: Upstreams;
  /** Where tokens of accounts are granted; undefined where accounts with OAuth are switched off. */
  readonly tokenVendors: TokenVendors | undefined;
  readonly proxyProbe: ProxyProbe;
  readonly reachSandbox: ReachSandbox;
  /** Throws for an address that no upstream may have. */
  readonly checkAddress: (url: string) => Promise<void>;
  readonly clock: Clock;
  readonly log: Logger;
  readonly documents: SurfaceDocuments;
}

export interface Api {
  /** Answers the address it listens on. Port 0 takes a free one. */
  listen(port: number, host: string): Promise<string>;
  /** Stops accepting, tells streams, sockets and waiting requests to end, and answers when all have. */
  close(): Promise<void>;
}

const PATIENCE_MS = 30_000;

/**
 * How long a connection is kept that carries no request. A proxy in front that keeps its own for up to a minute, as
 * they usually do, must not send a request into one that is being closed.
 */
const KEEP_ALIVE_MS = 65_000;
/** Longer than that: the headers of a request may take so long. */
const HEADERS_MS = 70_000;

/** How long an open request may take to end when the process shuts down. */
const GRACE_MS = 10_000;

/** Builds the API of one process out of its parts. */
export function createApi(settings: ApiSettings, resources: ApiResources): Api {
  const { db, redis, subscriber, temporal, payments, keys, clock, log } = resources;
  const { publicUrl, redisPrefix, waitMs } = settings;
  const registry = new Registry();
  collectDefaultMetrics({ register: registry });
  const services = createServices(settings, resources, registry);
  const { principals, tokens, jobs, announcements, ledger, outbox } = services;

  const { corsOrigins = [] } = settings;
  const homes = [new URL(publicUrl).origin, ...corsOrigins];
  const openCalls = createOpenCalls();
  const schemes = createSchemes({ redis, keys: keys.session, prefix: redisPrefix, clock, log });
  const surfaces = createSurfaces(settings, resources, services);
  const limits = new Map(
    surfaces.map(({ name, limits: classes }) => [
      name,
      createRateLimits({ redis, classes, prefix: `${redisPrefix}:limit:${name}` }),
    ]),
  );
  const limitsOf = (name: string): RateLimits => {
    const own = limits.get(name);
    if (!own) throw new Error(`The surface ${name} has no limits.`);
    return own;
  };
  const watchCaller = createCallerWatch(services);
  const jobSockets = createJobSockets({
    paths: ['/api/v1/ws', '/studio/api/v1/ws'],
    jobs,
    notifications: services.notifications,
    announcements,
    ownerOf: createUpgradeCredential({ tokens, principals, schemes, homes }),
    watchCaller,
    eventDto: jobEventDto,
    notificationDto: (line, language) => notificationEventDto(line, language, services),
    dialect: studioDialect,
    clock,
    log,
    ...(settings.heartbeatMs === undefined ? {} : { pingMs: settings.heartbeatMs }),
  });
  const codeUser = createCookieCredential({ scheme: 'codeSession', principals, schemes, homes });
  const ofCode = { userOf: codeUser, limits: limitsOf('code'), log };
  const codeSockets = createCodeSockets({
    ...services,
    ...ofCode,
    watchCaller,
    pingMs: settings.heartbeatMs,
  });
  const previews = createPreviews({
    ...ofCode,
    vms: services.vms,
    links: services.previewLinks,
    sessionOf: (sessionId) => principals.load(sessionId),
    watchCaller,
    homes,
    dialect: codeDialect,
    lookMs: settings.heartbeatMs,
  });
  const doors = [jobSockets, codeSockets, previews.door];

  createPlatformMetrics({ registry, db, ledger, outbox });
  new Gauge({
    name: 'taskloom_websockets_open',
    help: 'WebSockets that are open.',
    registers: [registry],
    collect() {
      this.set(doors.reduce((sum, door) => sum + door.open(), 0));
    },
  });

  const app = createApp({
    surfaces,
    meetings: MEETINGS,
    steps: {
      authenticate: createAuthenticator({
        tokens,
        principals,
        keyCallers: services.modelCalls.keyCallers,
        schemes,
      }),
      schemes: [...Object.keys(schemes.tokens), ...Object.keys(schemes.cookies), ...schemes.keys],
      limits: Object.fromEntries(limits),
      cookies: schemes.cookies,
      homes,
      clock,
      idempotency: services.idempotency,
      idempotencyKey: keys.idempotency.current.key,
      openCalls,
      watchCaller,
      heartbeatMs: settings.heartbeatMs,
      requestLimitMs: waitMs + (settings.patienceMs ?? PATIENCE_MS),
      validateResponses: settings.validateResponses,
      log,
    },
    dialect: studioDialect,
    previews,
    artifacts: services.artifacts,
    avatars: services.avatars,
    orders: services.orders,
    payments,
    handOffs: services.handOffs,
    platformNews: services.platformNews,
    dispatch: services.dispatcher.dispatch,
    mailbox: resources.mailbox,
    log,
    registry,
    metricsToken: settings.metricsToken,
    needed: { mysql: databaseCheck(db), temporal: temporalCheck(temporal) },
    helpful: { redis: async () => (redis.isReady ? undefined : 'away') },
    publicUrl,
    trustProxy: settings.trustProxy,
    corsOrigins,
  });
  const server = createServer({ keepAliveTimeout: KEEP_ALIVE_MS, headersTimeout: HEADERS_MS }, app);
  server.on('upgrade', (request, socket, head) => {
    if (!asksForWebSocket(request)) return serveWithoutUpgrade(server, request, socket, head);
    const door = doors.find(({ areAt }) => areAt(request));
    if (door) door.upgrade(request, socket, head);
    else refuseWebSocket(server, request, socket, head);
  });

  return {
    async listen(port, host) {
      // Without Redis this settles when it comes; until then readers look at the database now and then.
      for (const news of [announcements, services.endedSessions]) {
        news.start().catch((error: unknown) => log.warn({ err: error }, 'no live announcements'));
      }
      return listen(server, port, host);
    },
    async close() {
      const closed = new Promise<void>((resolve) => server.close(() => resolve()));
      openCalls.close();
      for (const door of doors) door.close();
      const impatience = setTimeout(() => server.closeAllConnections(), GRACE_MS);
      await closed;
      clearTimeout(impatience);
      await services.background.idle();
      await services.dispatcher.idle();
      await services.modelCalls.close();
      if (subscriber.isReady) await announcements.stop();
      await ledger.close();
    },
  };
}

async function listen(server: Server, port: number, host: string): Promise<string> {
  await new Promise<void>((resolve, reject) => {
    server.once('error', reject);
    server.listen(port, host, () => {
      server.removeListener('error', reject);
      resolve();
    });
  });
  const { address, port: taken, family } = server.address() as AddressInfo;
  return `http://${family === 'IPv6' ? `[${address}]` : address}:${taken}`;
}
