import { availableParallelism } from 'node:os';
import { createIdentityEvents } from '../domain/identity/events';
import { createSessions, type Sessions } from '../domain/identity/sessions';
import { createTokens } from '../domain/identity/tokens';
import { accessToken } from '../api/studio/auth/issue-tokens';
import { systemClock as clock } from '../domain/clock';
import { createLedger } from '../domain/ledger/ledger';
import { createStatistics } from '../domain/statistics/statistics';
import { KEYS, required, serveApi } from './api-server';
import { introduce, startContender } from './contest';
import { freshSchema } from './fresh';
import { createCaller, quantile, type Caller } from './latency';
import { LISTS, type AskedList } from './lists/asked';
import { generate, HEAVY, lightUser, MIDDLE, WHOLE, type SetSize } from './lists/generated-set';

/**
 * How long the studio's lists take with a million creations and ten million ledger entries, over HTTP, signed in, and
 * several at once: of one who owns very many, of one who owns many and of others who own few; their first pages, those
 * in the middle and the last. Needs four GB of disk while it runs.
 *
 *   npm run bench -- lists [millions of creations] [a part of a list's name] [how many at once]
 *
 * At once are as many as there are processors, unless said otherwise: more only wait for each other, for this process, the
 * API and the database share them.
 */

const ASKED_OF_EACH = 200;
const LIGHT_USERS = 40;
const PAGE_SIZE = 20;
const GOAL_MS = 20;
/** When the days before were closed: the most that ever stays open, a day and what has begun of the next. */
const OPEN_SINCE = new Date('2026-10-21T16:30:00Z');

interface Owner {
  readonly name: string;
  readonly tokens: readonly string[];
}

async function measureAll([
  millions = '1',
  only = '',
  many = String(availableParallelism()),
]: readonly string[]): Promise<void> {
  const atOnce = Number(many);
  const schema = await freshSchema(required('TASKLOOM_TEST_DATABASE_URL'));
  try {
    const share = Number(millions);
    const size: SetSize = {
      creations: WHOLE.creations * share,
      transfers: WHOLE.transfers * share,
      users: WHOLE.users,
    };
    await generate(schema.url, size, (done) => console.log(`made ${done}`));
    const ledger = createLedger({ db: schema.db, clock });
    const began = performance.now();
    const lines = await ledger.prepareStatements(); // as the hourly audit does
    console.log(`${lines} lines of statements in ${((performance.now() - began) / 1000).toFixed(0)} s`);
    await ledger.close();
    const closing = performance.now();
    const days = await createStatistics(schema).closeDays(OPEN_SINCE);
    console.log(`${days} days closed in ${((performance.now() - closing) / 1000).toFixed(1)} s`);
    const identityEvents = createIdentityEvents({ db: schema.db, clock });
    const sessions = createSessions({ db: schema.db, clock, identityEvents, onEnd: () => undefined });
    const owners: Owner[] = [
      { name: 'very many', tokens: [await tokenOf(HEAVY, sessions)] },
      { name: 'many', tokens: [await tokenOf(MIDDLE, sessions)] },
      {
        name: 'few',
        tokens: await Promise.all(
          Array.from({ length: LIGHT_USERS }, (_, n) => tokenOf(lightUser(n * 97), sessions)),
        ),
      },
    ];
    const api = await startContender(__filename, 'api', {
      BENCH_DATABASE_URL: schema.url,
      BENCH_REDIS_PREFIX: `tl-bench-lists-${process.pid}`,
    });
    const caller = createCaller(api.url);
    try {
      let missed = 0;
      console.log(`${atOnce} at once`);
      for (const list of LISTS.filter(({ name }) => name.includes(only)))
        missed += await measure(list, owners, api.url, caller, atOnce);
      console.log(`${missed} of them over ${GOAL_MS} ms at p99`);
    } finally {
      caller.close();
      await api.stop();
    }
  } finally {
    await schema.drop();
  }
}

async function tokenOf(userId: number, sessions: Sessions): Promise<string> {
  const place = { surface: 'studio', ip: '127.0.0.1', userAgent: 'bench' } as const;
  const session = await sessions.begin({ userId, place, method: 'password', lifetimeSeconds: 7200 });
  return accessToken(createTokens({ keys: KEYS.jwt, clock }), session);
}

/** Answers how many of the list's figures missed the goal. */
async function measure(
  list: AskedList,
  owners: readonly Owner[],
  url: string,
  caller: Caller,
  atOnce: number,
): Promise<number> {
  let missed = 0;
  for (const { name, tokens } of list.administrator ? owners.slice(0, 1) : owners) {
    const [first = ''] = tokens;
    const began = performance.now();
    const total = await totalOf(`${url}${list.path}`, first);
    const alone = performance.now() - began;
    const last = Math.max(1, Math.ceil((total ?? 0) / PAGE_SIZE));
    const pages: Readonly<Record<string, readonly number[]>> =
      list.whole || last === 1
        ? { '': [1] }
        : {
            'first pages': [1, 2, 3],
            middle: around(Math.ceil(last / 2), last),
            'last pages': around(last, last),
          };
    for (const [where, numbers] of Object.entries(pages)) {
      const times = await askedAtOnce(caller, atOnce, ({ turn }) => ({
        path: `${list.path}${list.whole ? '' : `&page_size=${PAGE_SIZE}&page=${numbers[turn % numbers.length]}`}`,
        token: tokens[turn % tokens.length] ?? first,
      }));
      const [p50, p99] = [quantile(times, 0.5), quantile(times, 0.99)];
      if (p99 > GOAL_MS) missed += 1;
      console.log(
        `${list.name.padEnd(28)} ${name.padEnd(10)} ${where.padEnd(12)} ${String(total ?? '').padStart(8)} rows` +
          `  p50 ${p50.toFixed(1).padStart(7)} ms  p99 ${p99.toFixed(1).padStart(7)} ms` +
          `${p99 > GOAL_MS ? '  over' : ''}${where === 'first pages' ? `  (the first time: ${alone.toFixed(0)} ms)` : ''}`,
      );
    }
  }
  return missed;
}

function around(page: number, last: number): number[] {
  return [page - 1, page, page + 1].filter((each) => each >= 1 && each <= last);
}

/** What the list says of all pages; undefined where it says nothing of that. */
async function totalOf(url: string, token: string): Promise<number | undefined> {
  const answer = await fetch(url, { headers: { authorization: `Bearer ${token}` } });
  if (!answer.ok) throw new Error(`${url} was answered with ${answer.status}: ${await answer.text()}`);
  const { data } = (await answer.json()) as { data: { total?: number } };
  return data.total;
}

/** Milliseconds of each, asked by several who wait for their answers; slow ones are asked less often. */
async function askedAtOnce(
  caller: Caller,
  atOnce: number,
  askOf: (of: { readonly turn: number }) => { readonly path: string; readonly token: string },
): Promise<number[]> {
  const times: number[] = [];
  const end = performance.now() + 3_000;
  let turn = 0;
  const one = async () => {
    while (turn < ASKED_OF_EACH && (times.length < atOnce || performance.now() < end)) {
      const { path, token } = askOf({ turn: turn++ });
      times.push(await caller.ask({ method: 'GET', path, headers: { authorization: `Bearer ${token}` } }));
    }
  };
  await Promise.all(Array.from({ length: atOnce }, one));
  return times;
}

async function main([name, ...args]: readonly string[]): Promise<void> {
  if (name === 'api') introduce(await serveApi());
  else await measureAll(name === undefined ? [] : [name, ...args]);
}

main(process.argv.slice(2)).catch((error: unknown) => {
  console.error(error);
  process.exitCode = 1;
});
