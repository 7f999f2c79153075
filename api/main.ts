import { createClient, type RedisClientType } from 'redis';
import { deriveKeys } from '../config/keys';
import { createLogger, type Logger } from '../config/logger';
import { inProject } from '../config/paths';
import { loadSettings, SettingsError, type Settings } from '../config/settings';
import { systemClock } from '../domain/clock';
import { openDatabase } from '../domain/db/database';
import { argon2Hasher } from '../domain/identity/password-hasher';
import type { PubSubClient } from '../domain/jobs/announcements';
import type { PaymentProvider } from '../domain/payments';
import { loadDocument } from '../openapi/document';
import { createEpay } from '../providers/payment/epay';
import { diskStorage } from '../providers/storage/disk';
import { temporalOptions } from '../temporal/client';
import { createApi } from './create-api';
import { openTemporal } from './temporal-connection';

/** Runs the API until SIGTERM or SIGINT. */
async function main(): Promise<void> {
  const settings = loadSettings(process.env);
  const log = createLogger({ name: 'api', level: settings.log.level });
  const db = openDatabase(settings.database);
  const redis = openRedis(settings.redis.url, log);
  const subscriber = openSubscriber(settings.redis.url, log);
  const { connection: target, namespace } = temporalOptions(settings.temporal);
  const { client: temporal, connection } = openTemporal(target, namespace);

  const api = createApi(apiSettings(settings), {
    db,
    redis,
    subscriber,
    temporal,
    storage: diskStorage(settings.artifacts.folder),
    payments: paymentProvider(settings),
    keys: deriveKeys(settings.secret),
    hasher: argon2Hasher(),
    clock: systemClock,
    log,
    documents: { studio: loadDocument(inProject('openapi', 'studio.yaml')) },
  });

  let stopping = false;
  const stop = async (signal: string) => {
    if (stopping) return;
    stopping = true;
    log.info({ signal }, 'stopping');
    await api.close();
    await connection.close();
    redis.destroy();
    subscriber.destroy();
    await db.close();
    log.info('stopped');
  };
  for (const signal of ['SIGTERM', 'SIGINT'] as const) {
    process.on(signal, () => {
      stop(signal).catch((error: unknown) => {
        log.fatal({ err: error }, 'could not stop in order');
        process.exit(1);
      });
    });
  }

  const url = await api.listen(settings.api.port, settings.api.bind);
  log.info({ url, publicUrl: settings.api.publicUrl }, 'listening');
}

function apiSettings(settings: Settings) {
  const { publicUrl, trustProxy, waitSeconds, validateResponses } = settings.api;
  const { rateLimits, callbackSecret, orderTtlMs, metricsToken } = settings;
  return {
    publicUrl,
    trustProxy,
    waitMs: waitSeconds * 1000,
    validateResponses,
    rateLimits,
    callbackSecret,
    orderTtlMs,
    metricsToken,
    redisPrefix: 'taskloom',
  };
}

function paymentProvider({ epay, api }: Settings): PaymentProvider | undefined {
  return (
    epay &&
    createEpay({
      ...epay,
      notifyUrl: `${api.publicUrl}/webhooks/epay`,
      returnUrl: `${api.publicUrl}/pay/return`,
    })
  );
}

/**
 * The client for commands: they fail at once while Redis is away. One that falls silent counts as away after
 * five seconds.
 */
function openRedis(url: string, log: Logger): RedisClientType {
  const client: RedisClientType = createClient({
    url,
    disableOfflineQueue: true,
    pingInterval: 2_000,
    socket: { ...RECONNECTING, socketTimeout: 5_000 },
  });
  return keepConnected(client, log);
}

/**
 * The client that listens. It speaks RESP3, in which messages are told apart from answers: with RESP2 the
 * package (5.12) loses track of which is which when a connection breaks, and drops every message after it.
 */
function openSubscriber(url: string, log: Logger): PubSubClient & { destroy(): void } {
  return keepConnected(createClient({ url, RESP: 3, socket: RECONNECTING }), log);
}

const RECONNECTING = { reconnectStrategy: (retries: number) => Math.min(50 * 2 ** retries, 2_000) };

interface Connecting {
  on(event: 'error', listener: (error: unknown) => void): unknown;
  connect(): Promise<unknown>;
}

/** Begins to connect, and tells of every failure; the client tries again by itself. */
function keepConnected<C extends Connecting>(client: C, log: Logger): C {
  const warn = (error: unknown) => log.warn({ err: error }, 'redis');
  client.on('error', warn);
  client.connect().catch(warn);
  return client;
}

main().catch((error: unknown) => {
  const message = error instanceof SettingsError ? error.message : error;
  // Before the settings are known there is no logger.
  process.stderr.write(
    `${message instanceof Error ? (message.stack ?? message.message) : String(message)}\n`,
  );
  process.exit(1);
});
