import { createServer, type Server } from 'node:http';
import type { AddressInfo } from 'node:net';
import type { Client } from '@temporalio/client';
import type { Logger } from 'pino';
import { collectDefaultMetrics, Gauge, Registry } from 'prom-client';
import type { RedisClientType } from 'redis';
import type { KeyPurpose, KeyRing } from '../config/keys';
import { createModels } from '../domain/catalog/models';
import type { Clock } from '../domain/clock';
import { createCreations } from '../domain/creations/creations';
import type { Database } from '../domain/db/database';
import { createIdempotency } from '../domain/idempotency';
import type { PasswordHasher } from '../domain/identity/password-hasher';
import { createTokens } from '../domain/identity/tokens';
import { createUsers } from '../domain/identity/users';
import { createAnnouncements, type PubSubClient } from '../domain/jobs/announcements';
import { createArtifacts } from '../domain/jobs/artifacts';
import { createJobs } from '../domain/jobs/jobs';
import type { ArtifactStorage } from '../domain/jobs/storage';
import { createLedger } from '../domain/ledger/ledger';
import { createNonceStore } from '../domain/orders/callback-nonces';
import { createOrders } from '../domain/orders/orders';
import { createOutbox } from '../domain/outbox';
import type { PaymentProvider } from '../domain/payments';
import type { OpenApiDocument } from '../openapi/document';
import { createApp } from './app';
import { createAuthenticator } from './auth/authenticator';
import { createPrincipals } from './auth/principal';
import { createSessions } from './auth/sessions';
import { createDispatcher } from './dispatcher';
import { createRateLimits, type RateLimit } from './limits/rate-limits';
import { createPlatformMetrics } from './metrics/platform-metrics';
import { createOpenCalls } from './router/open-calls';
import type { RateClass } from './router/operation';
import { databaseCheck, temporalCheck } from './status/readiness';
import { studioDialect } from './studio/dialect';
import { jobEventDto } from './studio/jobs/job-dto';
import { studioSurface } from './studio/surface';
import { createJobSockets } from './ws/job-socket';
import { createUpgradeCredential } from './ws/upgrade-credential';

export interface ApiSettings {
  /** Where clients reach the API, without a slash at its end. */
  readonly publicUrl: string;
  readonly trustProxy: false | number | readonly string[];
  readonly waitMs: number;
  readonly validateResponses: boolean;
  readonly rateLimits: Readonly<Record<RateClass, RateLimit>>;
  readonly callbackSecret: string | undefined;
  readonly orderTtlMs: number;
  readonly metricsToken: string | undefined;
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
  readonly keys: Readonly<Record<KeyPurpose, KeyRing>>;
  readonly hasher: PasswordHasher;
  readonly clock: Clock;
  readonly log: Logger;
  readonly documents: { readonly studio: OpenApiDocument };
}

export interface Api {
  /** Answers the address it listens on. Port 0 takes a free one. */
  listen(port: number, host: string): Promise<string>;
  /** Stops accepting, tells streams, sockets and waiting requests to end, and answers when all have. */
  close(): Promise<void>;
}

/** How long an open request may take to end when the process shuts down. */
const GRACE_MS = 10_000;

/** Builds the API of one process out of its parts. */
export function createApi(settings: ApiSettings, resources: ApiResources): Api {
  const { db, redis, subscriber, temporal, payments, keys, clock, log } = resources;
  const { publicUrl, redisPrefix } = settings;

  const outbox = createOutbox({ db, clock });
  const dispatcher = createDispatcher({ client: temporal, outbox, log });
  const ledger = createLedger({ db, clock });
  const orders = createOrders({
    db,
    ledger,
    outbox,
    clock,
    orderTtlMs: settings.orderTtlMs,
    onOwed: dispatcher.dispatch,
  });
  const announcements = createAnnouncements({
    publisher: redis,
    subscriber,
    channel: `${redisPrefix}:job-changes`,
  });
  const jobs = createJobs({ db, ledger, outbox, clock, announce: announcements.announce });
  const users = createUsers({ db, clock, hasher: resources.hasher });
  const tokens = createTokens({ keys: keys.jwt, clock });
  const principals = createPrincipals({ users, clock });
  const [artifactKey, ...olderArtifactKeys] = keys.artifacts.all.map(({ key }) => key);
  const artifacts = createArtifacts({
    db,
    clock,
    storage: resources.storage,
    signingKey: artifactKey ?? keys.artifacts.current.key,
    previousKeys: olderArtifactKeys,
    publicUrl,
  });
  const sessions = createSessions({
    redis,
    secrets: keys.session.all.map(({ key }) => key.toString('base64url')),
    prefix: `${redisPrefix}:session:`,
    onFailure: (error) => log.warn({ err: error }, 'browser sessions are away'),
  });

  const openCalls = createOpenCalls();
  const { authenticate, schemes } = createAuthenticator({ tokens, principals, sessions });
  const studio = studioSurface(resources.documents.studio, {
    clock,
    users,
    tokens,
    ledger,
    orders,
    payments,
    callbackSecret: settings.callbackSecret,
    nonceStore: createNonceStore({ db, clock }),
    jobs,
    announcements,
    creations: createCreations({ db, clock }),
    models: createModels({ db, clock }),
    artifacts,
    dispatch: dispatcher.dispatch,
    waitMs: settings.waitMs,
  });
  const sockets = createJobSockets({
    paths: ['/api/v1/ws', '/studio/api/v1/ws'],
    jobs,
    announcements,
    ownerOf: createUpgradeCredential({ tokens, principals, sessions, publicUrl }),
    eventDto: jobEventDto,
    dialect: studioDialect,
    clock,
    log,
  });

  const registry = new Registry();
  collectDefaultMetrics({ register: registry });
  createPlatformMetrics({ registry, db, ledger, outbox });
  new Gauge({
    name: 'taskloom_websockets_open',
    help: 'WebSockets that are open.',
    registers: [registry],
    collect() {
      this.set(sockets.open());
    },
  });

  const app = createApp({
    surfaces: [studio],
    steps: {
      authenticate,
      schemes,
      limits: createRateLimits({ redis, limits: settings.rateLimits, prefix: `${redisPrefix}:limit:studio` }),
      sessions,
      idempotency: createIdempotency({ db, clock }),
      idempotencyKey: keys.idempotency.current.key,
      openCalls,
      validateResponses: settings.validateResponses,
      log,
    },
    dialect: studioDialect,
    artifacts,
    orders,
    payments,
    log,
    registry,
    metricsToken: settings.metricsToken,
    needed: { mysql: databaseCheck(db), temporal: temporalCheck(temporal) },
    helpful: { redis: async () => (redis.isReady ? undefined : 'away') },
    publicUrl,
    trustProxy: settings.trustProxy,
  });
  const server = createServer(app).on('upgrade', sockets.upgrade);

  return {
    async listen(port, host) {
      // Without Redis this settles when it comes; until then readers look at the database now and then.
      announcements.start().catch((error: unknown) => log.warn({ err: error }, 'no live announcements'));
      return listen(server, port, host);
    },
    async close() {
      const closed = new Promise<void>((resolve) => server.close(() => resolve()));
      openCalls.close();
      sockets.close();
      const impatience = setTimeout(() => server.closeAllConnections(), GRACE_MS);
      await closed;
      clearTimeout(impatience);
      await dispatcher.idle();
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
