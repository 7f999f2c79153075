import type { Logger } from 'pino';
import { deriveKeys } from '../config/keys';
import { createLogger } from '../config/logger';
import { loadSettings, SettingsError, type Settings } from '../config/settings';
import { inProject } from '../config/paths';
import { systemClock } from '../domain/clock';
import { openDatabase } from '../domain/db/database';
import type { OAuthProviders } from '../domain/identity/oauth';
import { argon2Hasher } from '../domain/identity/password-hasher';
import type { PaymentProvider } from '../domain/payments';
import { builtSurfaces } from '../openapi/document';
import { demoAnswer } from '../providers/llm/demo/demo-answer';
import { createAddressGuard } from '../providers/llm/upstream/address-guard';
import { createUpstreams } from '../providers/llm/upstream/ask';
import { createTokenVendors } from '../providers/llm/token-vendor';
import { createUpstreamHttp } from '../providers/llm/upstream/http-client';
import { createProxyProbe } from '../providers/llm/upstream/proxy-probe';
import { configuredMailer } from '../providers/mail/configured';
import type { Tell } from '../providers/mail/tell';
import { createBaizhi } from '../providers/oauth/baizhi';
import { createOidc } from '../providers/oauth/oidc';
import { createEpay } from '../providers/payment/epay';
import { createPublishingAdapters } from '../providers/publishing/adapters';
import { createExportThreads } from '../providers/documents/export-threads';
import { canvasPictures } from '../providers/pictures/canvas-pictures';
import { openRedis, openSubscriber } from '../providers/redis/clients';
import { createAliyunSms } from '../providers/sms/aliyun';
import { createLocalPhone } from '../providers/sms/local-phone';
import { createReach } from '../providers/sandbox/remote/reach';
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

  const { privateUpstreams: allowPrivate, upstreamHosts: allowedHosts } = settings.gateway;
  const { oauthClients, proxyTestUrl } = settings.gateway;
  const guard = createAddressGuard({ allowPrivate, allowedHosts });
  const http = createUpstreamHttp({ guard });

  const exports = createExportThreads(inProject('dist'));
  const keys = deriveKeys(settings.secret);
  const api = createApi(apiSettings(settings), {
    db,
    redis,
    subscriber,
    temporal,
    storage: diskStorage(settings.artifacts.folder),
    payments: paymentProvider(settings),
    publishing: createPublishingAdapters({ urls: settings.publishing, clock: systemClock }),
    ...messengers(settings, log),
    oauth: oauthProviders(settings),
    keys,
    reachSandbox: createReach({ key: keys.sandboxes.current.key, clock: systemClock }),
    hasher: argon2Hasher(),
    pictures: canvasPictures,
    exportArticle: exports.exportArticle,
    upstreams: createUpstreams({ http, demo: demoAnswer }),
    tokenVendors: oauthClients && createTokenVendors(oauthClients, { http, clock: systemClock }),
    proxyProbe: createProxyProbe({ http, url: proxyTestUrl }),
    checkAddress: (url) => guard.check(url),
    clock: systemClock,
    log,
    documents: builtSurfaces(inProject('dist')),
  });

  let stopping = false;
  const stop = async (signal: string) => {
    if (stopping) return;
    stopping = true;
    log.info({ signal }, 'stopping');
    await api.close();
    await http.close();
    await exports.close();
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
  const { publicUrl, trustProxy, corsOrigins, waitSeconds, validateResponses } = settings.api;
  const { rateLimits, callbackSecret, orderTtlMs, memberDailyJobs, mostWaitingPublications, metricsToken } =
    settings;
  const { googleRedirectUrl, relayCaptcha } = settings;
  return {
    publicUrl,
    trustProxy,
    corsOrigins,
    waitMs: waitSeconds * 1000,
    validateResponses,
    rateLimits,
    callbackSecret,
    orderTtlMs,
    memberDailyJobs,
    mostWaitingPublications,
    metricsToken,
    redisPrefix: settings.redis.prefix,
    modelCalls: modelCallSettings(settings),
    googleRedirectUri: googleRedirectUrl,
    relayCaptcha,
    tasks: settings.sandboxes,
  };
}

function modelCallSettings({ gateway }: Settings) {
  const { abortDrainMs, longestCallMs, sessionRequests, bodies, disableAfterFailures } = gateway;
  const session = { requestsPerMinute: sessionRequests, tokensPerMinute: null, maxConcurrency: 20 };
  return { abortDrainMs, longestCallMs, session, bodies, disableAfterFailures };
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

/** What carries codes to people. Where no mail is sent, the mailbox keeps the codes for phones too. */
function messengers(settings: Settings, log: Logger) {
  const { aliyunSms } = settings;
  const tell: Tell = (message) => log.info(message, message.text === undefined ? 'sent' : 'kept, not sent');
  const onFailure = (error: unknown) => log.warn({ err: error }, 'a message was not kept');
  const { mailer, mailbox } = configuredMailer(settings, { clock: systemClock, tell, onFailure });
  const sms = aliyunSms && createAliyunSms({ ...aliyunSms, clock: systemClock, tell });
  return { mailer, mailbox, sms: sms ?? (mailbox && createLocalPhone(mailbox)) };
}

function oauthProviders({ oauth: { google, oidc, baizhi } }: Settings): OAuthProviders {
  return {
    ...(google && { google: createOidc({ name: 'google', ...google }) }),
    ...(oidc && { oidc: createOidc({ name: 'oidc', ...oidc }) }),
    ...(baizhi && { baizhi: createBaizhi(baizhi) }),
  };
}

main().catch((error: unknown) => {
  const message = error instanceof SettingsError ? error.message : error;
  // Before the settings are known there is no logger.
  process.stderr.write(
    `${message instanceof Error ? (message.stack ?? message.message) : String(message)}\n`,
  );
  process.exit(1);
});
