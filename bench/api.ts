import { randomBytes } from 'node:crypto';
import type { AddressInfo } from 'node:net';
import { tmpdir } from 'node:os';
import type { Client } from '@temporalio/client';
import express, { type Express } from 'express';
import pino from 'pino';
import { createClient, type RedisClientType } from 'redis';
import { createApi } from '../api/create-api';
import { accessToken } from '../api/studio/auth/issue-tokens';
import { createDispatcher } from '../api/dispatcher';
import { deriveKeys } from '../config/keys';
import { inProject } from '../config/paths';
import { systemClock as clock } from '../domain/clock';
import { creditsToNumber } from '../domain/credits';
import { openDatabase } from '../domain/db/database';
import { migrate } from '../domain/db/migrator';
import { argon2Hasher } from '../domain/identity/password-hasher';
import { createIdentityEvents } from '../domain/identity/events';
import { createSessions } from '../domain/identity/sessions';
import { createTokens } from '../domain/identity/tokens';
import { createUsers } from '../domain/identity/users';
import { userAccount } from '../domain/ledger/accounts';
import { createLedger } from '../domain/ledger/ledger';
import { createOrders } from '../domain/orders/orders';
import { createOutbox } from '../domain/outbox';
import { loadSurfaces } from '../openapi/document';
import { createEpay } from '../providers/payment/epay';
import { canvasPictures } from '../providers/pictures/canvas-pictures';
import { diskStorage } from '../providers/storage/disk';
import { contest, introduce, startContender, type ContestRequest } from './contest';

/**
 * What routing, validation, authentication, limits, metrics and the log cost: the whole API beside a bare Express
 * handler that does the same work on the same route, on the same database, in the same run.
 */

const ROUNDS = 7;
const SECONDS = 3;
const PLENTY = { points: 1_000_000_000, seconds: 60 };
const KEYS = deriveKeys({ current: 'a secret of the benchmark, which guards nothing', previous: [] });
const EPAY = {
  url: 'http://127.0.0.1:9',
  pid: '1001',
  key: 'bench',
  notifyUrl: 'http://127.0.0.1/webhooks/epay',
  returnUrl: 'http://127.0.0.1/pay/return',
};

/** Temporal is no part of what is compared: it takes every start at once, from both. */
const temporal = {
  withDeadline: (_deadline: number, work: () => Promise<unknown>) => work(),
  workflow: { start: () => Promise.resolve() },
} as unknown as Client;
const log = pino({ level: 'info' }, pino.destination('/dev/null'));

const SERVERS: Readonly<Record<string, () => Promise<string>>> = {
  async bare() {
    const db = openDatabase({ url: required('BENCH_DATABASE_URL'), poolSize: 20 });
    const ledger = createLedger({ db, clock });
    const outbox = createOutbox({ db, clock });
    const orders = createOrders({ db, ledger, outbox, clock, orderTtlMs: 60_000 });
    const { dispatch } = createDispatcher({ client: temporal, outbox, log });
    const users = createUsers({ db, clock, hasher: argon2Hasher() });
    const provider = createEpay(EPAY);
    const userId = Number(required('BENCH_USER'));
    const app = express();
    app.get('/api/v1/credit/balance', async (_req, res) => {
      const [user, { available, held }] = await Promise.all([
        users.find(userId),
        ledger.balance(userAccount(userId)),
      ]);
      const credits = { credit_balance: creditsToNumber(available), held_credits: creditsToNumber(held) };
      const member = {
        is_member: user?.membership !== null,
        membership_type: null,
        membership_end_date: null,
      };
      res.json({ code: 200, message: 'success', data: { ...credits, ...member } });
    });
    app.post('/api/v1/credit/recharge', express.json(), async (req, res) => {
      const { amount, payment_method: paymentMethod } = req.body as {
        amount: number;
        payment_method: 'alipay';
      };
      const { order, outbox: entry } = await orders.createRecharge({
        userId,
        amountFen: Math.round(amount * 100),
        paymentMethod,
        provider: 'epay',
      });
      dispatch(entry);
      const data = {
        order_id: order.orderNo,
        amount: order.amountFen / 100,
        credits: creditsToNumber(order.credits),
        payment_url: provider.paymentUrl(order),
      };
      res.json({ code: 200, message: '订单创建成功', data });
    });
    return listen(app);
  },

  async ours() {
    const redis = await openRedis();
    const api = createApi(
      {
        publicUrl: 'http://127.0.0.1',
        trustProxy: false,
        waitMs: 0,
        validateResponses: false,
        rateLimits: { auth: PLENTY, generate: PLENTY, query: PLENTY, other: PLENTY },
        callbackSecret: undefined,
        orderTtlMs: 60_000,
        metricsToken: undefined,
        redisPrefix: `tl-bench-${process.pid}`,
      },
      {
        db: openDatabase({ url: required('BENCH_DATABASE_URL'), poolSize: 20 }),
        redis,
        subscriber: await openRedis(),
        temporal,
        storage: diskStorage(tmpdir()),
        payments: createEpay(EPAY),
        mailer: { send: () => Promise.resolve() },
        mailbox: undefined,
        sms: undefined,
        oauth: {},
        keys: KEYS,
        hasher: argon2Hasher(),
        pictures: canvasPictures,
        clock,
        log,
        documents: loadSurfaces(inProject('openapi')),
      },
    );
    return api.listen(0, '127.0.0.1');
  },
};

async function compare(): Promise<void> {
  const schema = `tl_bench_${randomBytes(6).toString('hex')}`;
  const server = required('TASKLOOM_TEST_DATABASE_URL');
  const admin = openDatabase({ url: `${server}/`, poolSize: 1 });
  await admin.query(`CREATE DATABASE ${schema} CHARACTER SET utf8mb4 COLLATE utf8mb4_unicode_ci`);
  const url = `${server}/${schema}`;
  const db = openDatabase({ url, poolSize: 2 });
  try {
    await migrate(db);
    const account = { username: 'bench', email: 'bench@example.com', password: 'password123' };
    const { user } = await createUsers({ db, clock, hasher: argon2Hasher() }).register(account);
    const place = { surface: 'studio', ip: '127.0.0.1', userAgent: 'bench' };
    const session = await createSessions({
      db,
      clock,
      identityEvents: createIdentityEvents({ db, clock }),
      onEnd: () => undefined,
    }).begin({
      userId: user.id,
      place,
      method: 'password',
      lifetimeSeconds: 3600,
    });
    const token = await accessToken(createTokens({ keys: KEYS.jwt, clock }), session);
    await run({ BENCH_DATABASE_URL: url, BENCH_USER: String(user.id) }, token);
  } finally {
    await db.close();
    await admin.query(`DROP DATABASE ${schema}`);
    await admin.close();
  }
}

async function run(env: NodeJS.ProcessEnv, token: string): Promise<void> {
  const headers = { authorization: `Bearer ${token}` };
  const requests: ContestRequest[] = [
    { method: 'GET', path: '/api/v1/credit/balance', headers },
    {
      method: 'POST',
      path: '/api/v1/credit/recharge',
      headers: { ...headers, 'content-type': 'application/json' },
      body: JSON.stringify({ amount: 10.0, payment_method: 'alipay' }),
    },
  ];
  const bare = await startContender(__filename, 'bare', env);
  const ours = await startContender(__filename, 'ours', env);
  try {
    const resident = async () => `${(await ours.usage()).residentMb.toFixed(0)} MB resident`;
    console.log(`ours, started: ${await resident()}`);
    for (const request of requests) {
      const [least, whole] = await contest([bare, ours], request, { rounds: ROUNDS, seconds: SECONDS });
      if (!least || !whole) throw new Error('There are two contenders.');
      console.log(`${request.method} ${request.path}`);
      for (const [name, { rate, cpuMicros }] of Object.entries({ bare: least, ours: whole })) {
        console.log(
          `  ${name}  ${rate.toFixed(0).padStart(6)}/s  ${cpuMicros.toFixed(0).padStart(6)} µs of processor time`,
        );
      }
      const [byRate, byTime] = [least.rate / whole.rate - 1, whole.cpuMicros / least.cpuMicros - 1];
      console.log(
        `  overhead ${percent(byRate)} by rate, ${percent(byTime)} by processor time (goal: under 30 %)`,
      );
    }
    console.log(`ours, after all of that: ${await resident()} (goal: under 200 MB)`);
  } finally {
    await bare.stop();
    await ours.stop();
  }
}

function percent(share: number): string {
  return `${(100 * share).toFixed(0)} %`;
}

async function listen(app: Express): Promise<string> {
  const server = app.listen(0, '127.0.0.1');
  await new Promise((resolve) => server.once('listening', resolve));
  return `http://127.0.0.1:${(server.address() as AddressInfo).port}`;
}

async function openRedis(): Promise<RedisClientType> {
  const client: RedisClientType = createClient({ url: required('TASKLOOM_TEST_REDIS_URL') });
  client.on('error', console.error);
  await client.connect();
  return client;
}

function required(name: string): string {
  const value = process.env[name];
  if (!value) throw new Error(`${name} is not set.`);
  return value;
}

async function main(name: string | undefined): Promise<void> {
  if (name === undefined) return compare();
  const url = await SERVERS[name]?.();
  if (url === undefined) throw new Error(`There is no contender ${name}.`);
  introduce(url);
}

main(process.argv[2]).catch((error: unknown) => {
  console.error(error);
  process.exitCode = 1;
});
