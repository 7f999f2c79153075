import type { AddressInfo } from 'node:net';
import express, { type Express } from 'express';
import { createDispatcher } from '../api/dispatcher';
import { accessToken } from '../api/studio/auth/issue-tokens';
import { systemClock as clock } from '../domain/clock';
import { creditsToNumber } from '../domain/credits';
import { openDatabase } from '../domain/db/database';
import { argon2Hasher } from '../domain/identity/password-hasher';
import { createTokens } from '../domain/identity/tokens';
import { createUsers } from '../domain/identity/users';
import { userAccount } from '../domain/ledger/accounts';
import { createLedger } from '../domain/ledger/ledger';
import { createOrders } from '../domain/orders/orders';
import { createOutbox } from '../domain/outbox';
import { createEpay } from '../providers/payment/epay';
import { withAccount } from './api-account';
import { EPAY, KEYS, log, required, serveApi, temporal } from './api-server';
import { contest, introduce, startContender, type ContestRequest } from './contest';

/**
 * What routing, validation, authentication, limits, metrics and the log cost: the whole API beside a bare Express
 * handler that does the same work on the same route, on the same database, in the same run.
 */

const ROUNDS = 7;
const SECONDS = 3;

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

  ours: () => serveApi(),
};

async function compare(): Promise<void> {
  await withAccount(async ({ userId, session, settings }) => {
    const token = await accessToken(createTokens({ keys: KEYS.jwt, clock }), session);
    await run({ ...settings, BENCH_USER: String(userId) }, token);
  });
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
