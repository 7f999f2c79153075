import { tmpdir } from 'node:os';
import type { Client } from '@temporalio/client';
import pino from 'pino';
import { createClient, type RedisClientType } from 'redis';
import { createApi } from '../api/create-api';
import { deriveKeys } from '../config/keys';
import { inProject } from '../config/paths';
import { systemClock as clock } from '../domain/clock';
import { openDatabase } from '../domain/db/database';
import { argon2Hasher } from '../domain/identity/password-hasher';
import { builtSurfaces, type SurfaceDocuments } from '../openapi/document';
import { createEpay } from '../providers/payment/epay';
import { demoAnswer } from '../providers/llm/demo/demo-answer';
import { createAddressGuard } from '../providers/llm/upstream/address-guard';
import { createUpstreams } from '../providers/llm/upstream/ask';
import { createUpstreamHttp } from '../providers/llm/upstream/http-client';
import { createProxyProbe } from '../providers/llm/upstream/proxy-probe';
import { canvasPictures } from '../providers/pictures/canvas-pictures';
import { diskStorage } from '../providers/storage/disk';
import { nowhere } from './nowhere';

/** What the process of a contender is told in its environment. */
export interface ServerSettings {
  readonly BENCH_DATABASE_URL: string;
  readonly BENCH_REDIS_PREFIX: string;
}

const PLENTY = { points: 1_000_000_000, seconds: 60 };

export const KEYS = deriveKeys({ current: 'a secret of the benchmark, which guards nothing', previous: [] });
export const EPAY = {
  url: 'http://127.0.0.1:9',
  pid: '1001',
  key: 'bench',
  notifyUrl: 'http://127.0.0.1/webhooks/epay',
  returnUrl: 'http://127.0.0.1/pay/return',
};

/** Temporal is no part of what is compared: it takes every start at once. */
export const temporal = {
  withDeadline: (_deadline: number, work: () => Promise<unknown>) => work(),
  workflow: { start: () => Promise.resolve() },
} as unknown as Client;

const MODEL_CALLS = {
  abortDrainMs: 0,
  longestCallMs: 600_000,
  session: { requestsPerMinute: null, tokensPerMinute: null, maxConcurrency: null },
};
const guard = createAddressGuard({ allowPrivate: true });
const upstreamHttp = createUpstreamHttp({ guard });

/** Lines are made, and written nowhere. */
export const log = pino({ level: 'info' }, pino.destination('/dev/null'));

/** The whole API in this process, as `ServerSettings` say; nothing limits its callers. Answers its address. */
export async function serveApi(
  documents: SurfaceDocuments = builtSurfaces(inProject('dist')),
): Promise<string> {
  const api = createApi(
    {
      publicUrl: 'http://127.0.0.1',
      trustProxy: false,
      waitMs: 0,
      validateResponses: false,
      rateLimits: { auth: PLENTY, generate: PLENTY, query: PLENTY, other: PLENTY },
      guessLimit: PLENTY,
      callbackSecret: undefined,
      orderTtlMs: 60_000,
      metricsToken: undefined,
      redisPrefix: required('BENCH_REDIS_PREFIX'),
      modelCalls: MODEL_CALLS,
    },
    {
      db: openDatabase({ url: required('BENCH_DATABASE_URL'), poolSize: 20 }),
      redis: await openRedis(),
      subscriber: await openRedis(),
      temporal,
      storage: diskStorage(tmpdir()),
      payments: createEpay(EPAY),
      publishing: nowhere,
      mailer: { send: () => Promise.resolve() },
      mailbox: undefined,
      sms: undefined,
      oauth: {},
      keys: KEYS,
      hasher: argon2Hasher(),
      pictures: canvasPictures,
      exportArticle: () => Promise.reject(new Error('Nothing is exported here.')),
      upstreams: createUpstreams({ http: upstreamHttp, demo: demoAnswer }),
      tokenVendors: undefined,
      proxyProbe: createProxyProbe({ http: upstreamHttp, url: 'http://127.0.0.1:9' }),
      checkAddress: (url) => guard.check(url),
      reachSandbox: () => Promise.reject(new Error('There are no sandboxes here.')),
      clock,
      log,
      documents,
    },
  );
  return api.listen(0, '127.0.0.1');
}

export async function openRedis(): Promise<RedisClientType> {
  const client: RedisClientType = createClient({ url: required('TASKLOOM_TEST_REDIS_URL') });
  client.on('error', console.error);
  await client.connect();
  return client;
}

export function required(name: string): string {
  const value = process.env[name];
  if (!value) throw new Error(`${name} is not set: \`npm run bench\` sets it.`);
  return value;
}
