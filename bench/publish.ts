import { setTimeout as delay } from 'node:timers/promises';
import { QueryTypes } from 'sequelize';
import { studioClient, type StudioClient } from '../scripts/demo/client';
import { startWechat, type WechatSimulator } from '../simulators/publishing/wechat';
import type { Database } from '../domain/db/database';
import { required } from './api-server';
import { freshSchema } from './fresh';
import { createCaller } from './latency';
import { startPlatform, type PlatformProcesses } from './platform-processes';

/**
 * Many publications that are due at the same moment: an API and one worker in processes of their own, as `npm start`
 * runs them, and a simulator of WeChat in this one. How long it takes to schedule them; from their moment, until each
 * has been begun, until the platform has heard of each for the first time, and until all have ended; how much memory
 * the worker had at most; that nothing is lost and nothing is published twice.
 *
 *   npm run bench -- publish [how many] [seconds ahead]
 */

const MANY = 10_000;
const AHEAD_S = 60;
const AT_ONCE = 16;
const LOOK_MS = 100;
const PATIENCE_MS = 20 * 60_000;
const GOAL = { seconds: 60, workerMb: 600 };
const ACCOUNT = { app_id: 'wx0123456789abcdef', app_secret: 'a secret of the account' };
/** The first call that each makes; then its draft, its submission, and the question what came of it. */
const FIRST_CALL = '/cgi-bin/material/add_material';

async function main(): Promise<void> {
  const many = Number(process.argv[2] ?? MANY);
  const aheadS = Number(process.argv[3] ?? AHEAD_S);
  const schema = await freshSchema(required('TASKLOOM_TEST_DATABASE_URL'));
  const wechat = await startWechat({ appId: ACCOUNT.app_id, secret: ACCOUNT.app_secret });
  let platform: PlatformProcesses | undefined;
  try {
    platform = await startPlatform(schema, {
      PUBLISH_WECHAT_URL: wechat.url,
      PUBLISH_MOST_WAITING: String(many),
    });
    const { author, id } = await newAuthor(platform.url);
    await author.post('/api/v1/publish/platforms/bind', { platform: 'wechat', credentials: ACCOUNT });
    const creations = await newCreations(schema.db, id, many);

    const due = Math.ceil(Date.now() / 1000 + aheadS) * 1000;
    await scheduleAll(author, creations, due);
    await delay(Math.max(0, due - Date.now()));
    await watch(schema.db, wechat, many, due);
    const peak = platform.workerPeakMb();
    console.log(`the worker had ${peak.toFixed(0)} MB resident at most (goal: under ${GOAL.workerMb})`);
    check(wechat, many);
  } finally {
    await platform?.close();
    await wechat.close();
    await schema.drop();
  }
}

async function newAuthor(url: string): Promise<{ author: StudioClient; id: number }> {
  const login = { username: 'bench', password: 'password123' };
  const author = studioClient(url);
  const { id } = await author.post<{ id: number }>('/api/v1/auth/register', {
    ...login,
    email: 'bench@example.com',
  });
  author.signIn((await author.post<{ access_token: string }>('/api/v1/auth/login', login)).access_token);
  return { author, id };
}

/** Finished articles with titles of their own; answers their ids. */
async function newCreations(db: Database, owner: number, many: number): Promise<number[]> {
  const numbers = Array.from({ length: many }, (_, n) => n);
  const jobId = (n: number) => `00000000-0000-4000-8000-${String(n).padStart(12, '0')}`;
  const at = '2026-01-01';
  for (let first = 0; first < many; first += 1000) {
    const some = numbers.slice(first, first + 1000);
    await db.query(
      `INSERT INTO jobs (id, owner_id, kind, surface, state, input, quote, price_version, progress, created_at, ended_at)
       VALUES ${some.map(() => "(?, ?, 'writing', 'studio', 'succeeded', '{}', 0, 1, 100, ?, ?)").join(',')}`,
      { replacements: some.flatMap((n) => [jobId(n), owner, at, at]), type: QueryTypes.INSERT },
    );
    await db.query(
      `INSERT INTO creations (owner_id, job_id, type, title, content, status, created_at, updated_at)
       VALUES ${some.map(() => "(?, ?, 'writing', ?, ?, 'completed', ?, ?)").join(',')}`,
      {
        replacements: some.flatMap((n) => [
          owner,
          jobId(n),
          `第 ${n} 篇`,
          `# 第 ${n} 篇\n\n先做重要的事。`,
          at,
          at,
        ]),
        type: QueryTypes.INSERT,
      },
    );
  }
  const rows = await db.query<{ id: number }>('SELECT id FROM creations ORDER BY id', {
    type: QueryTypes.SELECT,
  });
  return rows.map(({ id }) => id);
}

async function scheduleAll(
  { baseUrl, accessToken }: StudioClient,
  creations: readonly number[],
  due: number,
) {
  const headers = { 'content-type': 'application/json', authorization: `Bearer ${accessToken}` };
  const caller = createCaller(baseUrl);
  const began = performance.now();
  let next = 0;
  const one = async () => {
    for (let index = next++; index < creations.length; index = next++) {
      const wish = {
        creation_id: creations[index],
        platforms: ['wechat'],
        schedule_time: new Date(due).toISOString(),
      };
      await caller.ask({ method: 'POST', path: '/api/v1/publish', headers, body: JSON.stringify(wish) });
    }
  };
  await Promise.all(Array.from({ length: AT_ONCE }, one));
  caller.close();
  const seconds = (performance.now() - began) / 1000;
  const left = (due - Date.now()) / 1000;
  console.log(
    `${creations.length} scheduled in ${seconds.toFixed(1)} s (${(creations.length / seconds).toFixed(0)}/s), ` +
      `${left.toFixed(0)} s before their moment`,
  );
  if (left < 0) throw new Error('They were not scheduled in time: let them be due further ahead.');
}

/** Prints when shares of them had come how far, in seconds after their moment. */
async function watch(db: Database, wechat: WechatSimulator, many: number, due: number): Promise<void> {
  const marks = {
    begun: new Marks(many, due),
    'heard of by the platform': new Marks(many, due),
    ended: new Marks(many, due),
  };
  let heard = 0;
  let read = 0;
  const deadline = Date.now() + PATIENCE_MS;
  while (!marks.ended.areAll()) {
    if (Date.now() > deadline) throw new Error(`Not all ended: ${marks.ended.seen} of ${many} did.`);
    await delay(LOOK_MS);
    for (; read < wechat.calls.length; read++) if (wechat.calls[read] === FIRST_CALL) heard += 1;
    marks['heard of by the platform'].note(heard);
    const rows = await db.query<{ state: string; number: number }>(
      'SELECT state, COUNT(*) AS number FROM publications GROUP BY state',
      { type: QueryTypes.SELECT },
    );
    const of = new Map(rows.map(({ state, number }) => [state, number]));
    const ended = of.get('ended') ?? 0;
    marks.begun.note((of.get('publishing') ?? 0) + ended);
    marks.ended.note(ended);
  }
  for (const [name, mark] of Object.entries(marks)) console.log(`${name}: ${mark.toString()}`);
  const last = marks['heard of by the platform'].last();
  console.log(`the last one was started ${last.toFixed(1)} s after its moment (goal: ${GOAL.seconds})`);
}

/** When so many had been counted. */
class Marks {
  seen = 0;
  private readonly at: { readonly count: number; readonly seconds: number }[] = [];

  constructor(
    private readonly many: number,
    private readonly due: number,
  ) {}

  note(count: number): void {
    if (count <= this.seen) return;
    this.seen = count;
    this.at.push({ count, seconds: (Date.now() - this.due) / 1000 });
  }

  areAll(): boolean {
    return this.seen >= this.many;
  }

  last(): number {
    return this.of(1);
  }

  toString(): string {
    return `the first ${this.of(0).toFixed(1)} s, half ${this.of(0.5).toFixed(1)} s, the last ${this.of(1).toFixed(1)} s after`;
  }

  private of(share: number): number {
    return this.at.find(({ count }) => count >= Math.max(1, share * this.many))?.seconds ?? Number.NaN;
  }
}

function check({ posts }: WechatSimulator, many: number): void {
  const titles = new Set(posts.map(({ title }) => title));
  console.log(
    `${posts.length} posts of ${titles.size} articles: ${many - titles.size} lost, ${posts.length - titles.size} twice`,
  );
  if (titles.size !== many || posts.length !== many) process.exitCode = 1;
}

main().catch((error: unknown) => {
  console.error(error);
  process.exitCode = 1;
});
