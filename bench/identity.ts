import { once } from 'node:events';
import type { AddressInfo } from 'node:net';
import express from 'express';
import { createSchemes } from '../api/auth/schemes';
import { accessToken } from '../api/studio/auth/issue-tokens';
import { systemClock as clock } from '../domain/clock';
import { createTokens } from '../domain/identity/tokens';
import { builtSurfaces, type JsonObject, type SurfaceDocuments } from '../openapi/document';
import { withAccount, type Account } from './api-account';
import { KEYS, log, openRedis, serveApi } from './api-server';
import { introduce, median, startContender, type Contender, type ContestRequest } from './contest';
import { atRate, createCaller, quantile } from './latency';

/**
 * What it costs to know who calls, and what signing in costs those who do not. Requests come from this process, one
 * after the other or at a fixed rate: a server that has too much to do is not what is measured.
 *
 *   npm run bench -- identity
 */

const ROUNDS = 7;
/** Requests of each kind in a round: so many in a row, so that a process that just woke does not weigh, so often. */
const IN_SEQUENCE = 50;
const TURNS = 24;
/** Of both halves of a round: without sign-ins, and with them. */
const SECONDS = 5;
const SIGN_INS = 20;
const HEALTH_CHECKS = 100;

/** It answers a constant, asks no database and has no limits: what remains is the way to it. */
const TINY = { method: 'GET', path: '/api/auth/captcha/status' } as const;
const HEALTH = { method: 'GET', path: '/health' } as const;

const KINDS = ['open', 'neither', 'token', 'cookie'] as const;
type Kind = (typeof KINDS)[number];
const TITLES: Record<Kind, string> = {
  open: 'nobody is asked',
  neither: 'asked, has neither',
  token: 'a Bearer token',
  cookie: 'a session cookie',
};

const SERVERS: Readonly<Record<string, () => Promise<string>>> = {
  /** As its document says, the tiny operation asks nobody who they are. */
  open: () => serveApi(),
  /** Here it does, and takes everybody: with a token, with a cookie, with neither. */
  asking: () => serveApi(asking(builtSurfaces())),
};

function asking(documents: SurfaceDocuments): SurfaceDocuments {
  const path = documents.relay.paths[TINY.path] as JsonObject;
  const get = { ...(path['get'] as JsonObject), security: [{ bearer: [] }, { codeSession: [] }, {}] };
  const paths = { ...documents.relay.paths, [TINY.path]: { ...path, get } };
  return { ...documents, relay: { ...documents.relay, paths } };
}

async function compare(account: Account): Promise<void> {
  const env = { ...account.settings };
  const open = await startContender(__filename, 'open', env);
  const asks = await startContender(__filename, 'asking', env);
  try {
    await compareCredentials(open, asks, account);
    await compareHealth(open, account);
  } finally {
    await open.stop();
    await asks.stop();
  }
}

async function compareCredentials(open: Contender, asks: Contender, account: Account): Promise<void> {
  const token = await accessToken(createTokens({ keys: KEYS.jwt, clock }), account.session);
  const [opened, asked] = [createCaller(open.url), createCaller(asks.url)];
  const cookie = await cookieOf(account);
  const kinds: Record<Kind, () => Promise<number>> = {
    open: () => opened.ask(TINY),
    neither: () => asked.ask(TINY),
    token: () => asked.ask({ ...TINY, headers: { authorization: `Bearer ${token}` } }),
    cookie: () => asked.ask({ ...TINY, headers: { cookie } }),
  };
  const round = async () => {
    const times: Record<Kind, number[]> = { open: [], neither: [], token: [], cookie: [] };
    for (let turn = 0; turn < TURNS; turn++) {
      // Each kind begins equally often: what else the machine does meets all alike.
      const order = [...KINDS.slice(turn % KINDS.length), ...KINDS.slice(0, turn % KINDS.length)];
      for (const kind of order) {
        for (let i = 0; i < IN_SEQUENCE; i++) times[kind].push(await kinds[kind]());
      }
    }
    return times;
  };
  await round(); // warms up
  const rounds: Record<Kind, number[]>[] = [];
  for (let i = 0; i < ROUNDS; i++) rounds.push(await round());
  opened.close();
  asked.close();

  console.log(`${TINY.method} ${TINY.path}, one after the other`);
  const of = (kind: Kind, share: number) => rounds.map((times) => quantile(times[kind], share));
  for (const kind of KINDS) {
    const added = rounds.map((times) => quantile(times[kind], 0.5) - quantile(times.open, 0.5));
    const more = `  at p50 ${ms(median(added))} more (rounds: ${range(added)}; goal: under 0.3 ms)`;
    console.log(
      `  ${TITLES[kind].padEnd(20)}  p50 ${ms(median(of(kind, 0.5)))}  p99 ${ms(median(of(kind, 0.99)))}` +
        (kind === 'open' ? '' : more),
    );
  }
}

/** A cookie for the account's session, of the code surface, as signing in there gives one. */
async function cookieOf({ session, settings }: Account): Promise<string> {
  const redis = await openRedis();
  const schemes = createSchemes({
    redis,
    keys: KEYS.session,
    prefix: settings.BENCH_REDIS_PREFIX,
    clock,
    log,
  });
  const app = express().post('/', async (req, res) => {
    await schemes.cookies['codeSession']?.start(req, res, session.id);
    res.end();
  });
  const server = app.listen(0, '127.0.0.1');
  await once(server, 'listening');
  const { port } = server.address() as AddressInfo;
  const { headers } = await fetch(`http://127.0.0.1:${port}`, { method: 'POST' });
  server.close();
  redis.destroy();
  const [cookie] = headers.getSetCookie()[0]?.split(';') ?? [];
  if (cookie === undefined) throw new Error('There was no cookie.');
  return cookie;
}

async function compareHealth(server: Contender, { username, password }: Account): Promise<void> {
  const login: ContestRequest = {
    method: 'POST',
    path: '/api/v1/auth/login',
    headers: { 'content-type': 'application/json' },
    body: JSON.stringify({ username, password }),
  };
  const [checks, signIns] = [createCaller(server.url), createCaller(server.url)];
  const health = () => atRate({ perSecond: HEALTH_CHECKS, seconds: SECONDS }, () => checks.ask(HEALTH));
  const crowd = () => atRate({ perSecond: SIGN_INS, seconds: SECONDS }, () => signIns.ask(login));
  await crowd(); // warms up
  const rounds: { alone: number[]; beside: number[]; login: number[] }[] = [];
  for (let i = 0; i < ROUNDS; i++) {
    const alone = await health();
    const [beside, logins] = await Promise.all([health(), crowd()]);
    rounds.push({ alone, beside, login: logins });
  }
  checks.close();
  signIns.close();

  console.log(`${HEALTH.method} ${HEALTH.path}, ${HEALTH_CHECKS} a second`);
  for (const [kind, title] of [
    ['alone', 'nobody signs in'],
    ['beside', `${SIGN_INS} sign-ins a second`],
    ['login', 'these sign-ins'],
  ] as const) {
    const of = (share: number) => rounds.map((round) => quantile(round[kind], share));
    const goal = kind === 'beside' ? '; goal: under 20 ms' : '';
    console.log(
      `  ${title.padEnd(20)}  p50 ${ms(median(of(0.5)))}  p99 ${ms(median(of(0.99)))}` +
        `  (p99 of rounds: ${range(of(0.99))}${goal})`,
    );
  }
}

function ms(value: number): string {
  return `${value.toFixed(2).padStart(6)} ms`;
}

function range(values: readonly number[]): string {
  return `${Math.min(...values).toFixed(2)} to ${Math.max(...values).toFixed(2)} ms`;
}

async function main(name: string | undefined): Promise<void> {
  if (name === undefined) return withAccount(compare);
  const url = await SERVERS[name]?.();
  if (url === undefined) throw new Error(`There is no contender ${name}.`);
  introduce(url);
}

main(process.argv[2]).catch((error: unknown) => {
  console.error(error);
  process.exitCode = 1;
});
