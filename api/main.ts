import { deriveKeys } from '../config/keys';
import { createLogger } from '../config/logger';
import { inProject } from '../config/paths';
import { loadSettings, SettingsError, type Settings } from '../config/settings';
import { systemClock } from '../domain/clock';
import { openDatabase } from '../domain/db/database';
import { argon2Hasher } from '../domain/identity/password-hasher';
import type { PaymentProvider } from '../domain/payments';
import { loadDocument } from '../openapi/document';
import { createEpay } from '../providers/payment/epay';
import { openRedis, openSubscriber } from '../providers/redis/clients';
import { diskStorage } from '../providers/storage/disk';
import { temporalOptions } from '../temporal/client';
import { createApi } from './create-api';
import { openTemporal } from './temporal-connection';

/** Runs the API until SIGTERM or SIGINT. */
async function main(): Promise<void> {
  const settings = loadSettings(process.env);
  const log = createLogger({ name: 'api', level: settings.log.level });
  const db = openDatabase(settings.database);
  const warn = (error: unknown) => log.warn({ err: error }, 'redis');
  const redis = openRedis(settings.redis.url, warn);
  const subscriber = openSubscriber(settings.redis.url, warn);
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
    redisPrefix: settings.redis.prefix,
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

main().catch((error: unknown) => {
  const message = error instanceof SettingsError ? error.message : error;
  // Before the settings are known there is no logger.
  process.stderr.write(
    `${message instanceof Error ? (message.stack ?? message.message) : String(message)}\n`,
  );
  process.exit(1);
});
