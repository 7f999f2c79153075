import { setTimeout as delay } from 'node:timers/promises';
import { seedModels } from '../domain/catalog/built-in-models';
import { systemClock as clock } from '../domain/clock';
import { credits } from '../domain/credits';
import { PLATFORM, userAccount } from '../domain/ledger/accounts';
import { createLedger } from '../domain/ledger/ledger';
import { WRITING_TOOLS } from '../domain/writing/tools';
import { writingOrder } from '../domain/writing/writing-order';
import { demoModel } from '../providers/llm/demo-model';
import { writeText } from '../providers/writing/write-text';
import { studioClient, type StudioClient } from '../scripts/demo/client';
import { required } from './api-server';
import { median } from './contest';
import { freshSchema, type FreshSchema } from './fresh';
import { quantile } from './latency';
import { startPlatform, type PlatformProcesses } from './platform-processes';

/**
 * What a piece of writing takes beside its model, as users have it: an API and a worker in processes of their own, as
 * `npm start` runs them, and the demo model, whose own time is taken away. First 20 users write and read in turn; then
 * all of them press the button at the same moment, again and again.
 *
 *   npm run bench -- writing [seconds]
 */

const SECONDS = 60;
const USERS = 20;
/** What a user reads before the next text, at most; half of it on average. */
const READING_MS = 10_000;
const MOMENTS = 10;
const ASKED = {
  title: '如何提高工作效率',
  keywords: ['时间管理', '效率工具'],
  requirements: '字数2000字,包含实用技巧',
};

async function main(): Promise<void> {
  const seconds = Number(process.argv[2] ?? SECONDS);
  const schema = await freshSchema(required('TASKLOOM_TEST_DATABASE_URL'));
  let platform: PlatformProcesses | undefined;
  try {
    await seedModels({ db: schema.db, clock });
    platform = await startPlatform(schema);
    const users = await newUsers(platform.url, schema);
    await atOnce(users, 3); // warms up
    const model = await modelsOwnTime();
    console.log(`the demo model itself: ${model.toFixed(1)} ms a text`);
    print(`${USERS} users who read up to ${READING_MS / 1000} s`, await inTurn(users, seconds), model);
    print(`${USERS} users at the same moment`, await atOnce(users, MOMENTS), model);
  } finally {
    await platform?.close();
    await schema.drop();
  }
}

/** People who are signed in, with plenty of credits. */
async function newUsers(url: string, { db }: FreshSchema): Promise<StudioClient[]> {
  const ledger = createLedger({ db, clock });
  const users: StudioClient[] = [];
  for (let number = 0; number < USERS; number++) {
    const login = { username: `bench_${number}`, password: 'password123' };
    const user = studioClient(url);
    const { id } = await user.post<{ id: number }>('/api/v1/auth/register', {
      ...login,
      email: `bench_${number}@example.com`,
    });
    user.signIn((await user.post<{ access_token: string }>('/api/v1/auth/login', login)).access_token);
    await ledger.transfer({
      key: `bench/${id}`,
      from: PLATFORM.sales,
      to: userAccount(id),
      amount: credits(1_000_000),
      kind: 'recharge',
      description: 'bench',
      reference: `bench/${id}`,
    });
    users.push(user);
  }
  await ledger.close();
  return users;
}

/** Milliseconds until the text was there. */
async function write(user: StudioClient): Promise<number> {
  const began = performance.now();
  const { content } = await user.post<{ content: string | null }>(
    '/api/v1/writing/wechat_article/generate',
    ASKED,
  );
  if (content === null) throw new Error('A text was not there in time.');
  return performance.now() - began;
}

/** Each user writes, reads for a while, and writes again. */
async function inTurn(users: readonly StudioClient[], seconds: number): Promise<number[]> {
  const end = performance.now() + seconds * 1000;
  const random = seeded(7);
  const times: number[] = [];
  const live = async (user: StudioClient) => {
    for (;;) {
      await delay(READING_MS * random());
      if (performance.now() > end) return;
      times.push(await write(user));
    }
  };
  await Promise.all(users.map(live));
  return times;
}

async function atOnce(users: readonly StudioClient[], moments: number): Promise<number[]> {
  const times: number[] = [];
  for (let moment = 0; moment < moments; moment++) times.push(...(await Promise.all(users.map(write))));
  return times;
}

/** How long the demo model takes for such a text, with nothing around it. */
async function modelsOwnTime(): Promise<number> {
  const order = { ...writingOrder('wechat_article', ASKED), form: WRITING_TOOLS.wechat_article.form };
  const deaf = { begin: () => undefined, more: () => undefined };
  const times: number[] = [];
  for (let number = 0; number < 50; number++) {
    const began = performance.now();
    await writeText(demoModel(), order, new AbortController().signal, deaf);
    times.push(performance.now() - began);
  }
  return median(times);
}

/** Numbers from 0 to 1, the same in each run (a linear congruential generator of Numerical Recipes). */
function seeded(seed: number): () => number {
  let state = seed;
  return () => {
    state = (Math.imul(state, 1_664_525) + 1_013_904_223) >>> 0;
    return state / 2 ** 32;
  };
}

function print(title: string, times: readonly number[], model: number): void {
  const over = times.map((time) => time - model);
  const [p50, p99] = [quantile(over, 0.5), quantile(over, 0.99)];
  console.log(
    `${title}: ${times.length} texts, beside the model p50 ${p50.toFixed(0)} ms, p99 ${p99.toFixed(0)} ms ` +
      '(goal: under 150 and 400 ms)',
  );
}

main().catch((error: unknown) => {
  console.error(error);
  process.exitCode = 1;
});
