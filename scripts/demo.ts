import { randomBytes, randomUUID } from 'node:crypto';
import { writeFileSync } from 'node:fs';
import path from 'node:path';
import { setTimeout as delay } from 'node:timers/promises';
import { projectRoot } from '../config/paths';
import { loadLaunchSettings } from '../config/settings';
import { runningAt } from './platform/records';
import { emailOf, readDemoAccount, type Login } from './demo/accounts';
import { payAtCashier } from './demo/cashier';
import { signInForCode } from './demo/code-client';
import { runCodingTask } from './demo/coding-task';
import { studioClient, type StudioClient } from './demo/client';
import { jobEvents } from './demo/events';
import { progressBar } from './demo/progress-bar';
import { printStatement, type Transaction } from './demo/statement';

/**
 * `npm run demo`: what a frontend does with the platform, over its public API alone. Registers (with
 * `--first-start`: signs in as the demo account), buys credits at the cashier, orders a deck and a video,
 * follows them, has agents write a script in sandboxes, and prints the account's statement and the links.
 */

const DECK = {
  topic: '智能手表新品发布会',
  outline: ['产品介绍', '核心功能', '市场分析', '定价与渠道', '未来规划'],
};
const VIDEO = {
  script:
    '清晨的城市慢慢醒来。\n一杯咖啡，一页计划，新的一天从这里开始。\n' +
    '把想法交给任务，把等待交给机器。\n每一个任务都会完成，每一个积分都有去处。\nTaskloom — every job ends once.',
  duration: 15,
};
const RECHARGE_YUAN = 10;
const PAYMENT_TIMEOUT_MS = 60_000;

interface Order {
  readonly order_id: string;
  readonly credits: number;
  readonly payment_url: string;
}

/** What the demo made, for whoever started it: links as paths, for the platform may move to another port. */
export interface DemoResult {
  readonly deck: string;
  readonly video: string;
}

const USAGE = 'npm run demo   shows what the platform does, as a new account of it that is made for that';

async function main(): Promise<void> {
  const unknown = process.argv.slice(2).find((argument) => argument !== '--first-start');
  if (unknown !== undefined) {
    console.log(USAGE);
    process.exitCode = unknown === '--help' ? 0 : 1;
    return;
  }
  const settings = loadLaunchSettings(process.env);
  const firstStart = process.argv.includes('--first-start');
  const url = runningAt(settings.home) ?? settings.publicUrl;
  const api = studioClient(url);

  console.log(`\n  Taskloom demo on ${url}\n`);
  const login = await (firstStart ? signInAsDemo(api, settings.home) : registerSomebody(api));
  await buyCredits(api);
  const [deckUrl, videoUrl] = [await makeDeck(api), await makeVideo(api)];
  // At the first start the agents are not there yet.
  if (!firstStart) await haveAScriptWritten(url, login);

  const { items } = await api.get<{ items: Transaction[] }>('/api/v1/credit/transactions?page_size=20');
  const { credit_balance: balance } = await api.get<{ credit_balance: number }>('/api/v1/credit/balance');
  printStatement(items, balance);
  console.log(`\n  Slide deck  ${deckUrl}\n  Video       ${videoUrl}\n`);
  if (firstStart) {
    const result: DemoResult = { deck: pathOf(deckUrl), video: pathOf(videoUrl) };
    writeFileSync(path.join(settings.home, 'demo-result.json'), JSON.stringify(result), { mode: 0o600 });
  }
}

function pathOf(url: string): string {
  const { pathname, search } = new URL(url);
  return `${pathname}${search}`;
}

async function signInAsDemo(api: StudioClient, home: string): Promise<Login> {
  const login = readDemoAccount(home);
  await signIn(api, login);
  console.log(`  Signed in   ${login.username}`);
  return login;
}

async function registerSomebody(api: StudioClient): Promise<Login> {
  const username = `demo_${randomBytes(4).toString('hex')}`;
  const password = randomBytes(9).toString('base64url');
  await api.post('/api/v1/auth/register', { username, email: emailOf(username), password });
  await signIn(api, { username, password });
  console.log(`  Registered  ${username}, password ${password}`);
  return { username, password };
}

async function signIn(api: StudioClient, { username, password }: Login): Promise<void> {
  const { access_token: token } = await api.post<{ access_token: string }>('/api/v1/auth/login', {
    username,
    password,
  });
  api.signIn(token);
}

async function buyCredits(api: StudioClient): Promise<void> {
  const order = await api.post<Order>(
    '/api/v1/credit/recharge',
    { amount: RECHARGE_YUAN, payment_method: 'alipay' },
    randomUUID(),
  );
  await payAtCashier(order.payment_url);
  await untilPaid(api, order.order_id);
  console.log(`  Paid        ¥${RECHARGE_YUAN} for ${order.credits} credits, order ${order.order_id}`);
}

/** The cashier tells the platform in its own time, so the order is looked at until it is paid. */
async function untilPaid(api: StudioClient, orderId: string): Promise<void> {
  const deadline = Date.now() + PAYMENT_TIMEOUT_MS;
  for (;;) {
    const { items } = await api.get<{ items: { order_id: string; payment_status: string }[] }>(
      '/api/v1/credit/recharge/orders',
    );
    if (items.some((order) => order.order_id === orderId && order.payment_status === 'paid')) return;
    if (Date.now() > deadline) throw new Error(`Order ${orderId} was not confirmed within a minute.`);
    await delay(1_000);
  }
}

async function makeDeck(api: StudioClient): Promise<string> {
  const bar = progressBar('Deck');
  bar.update(0, DECK.topic);
  const deck = await api.post<{ job_id?: string; status?: string; download_url: string | null }>(
    '/api/v1/ppt/generate',
    DECK,
    randomUUID(),
  );
  if (deck.status === 'processing' && deck.job_id) await follow(api, deck.job_id, bar);
  const url = deck.download_url ?? (deck.job_id && (await resultOf(api, deck.job_id)));
  if (!url) throw new Error('The deck has no link.');
  bar.done(DECK.topic);
  return url;
}

async function makeVideo(api: StudioClient): Promise<string> {
  const bar = progressBar('Video');
  bar.update(0, 'ordered');
  const { task_id: taskId } = await api.post<{ task_id: string }>(
    '/api/v1/video/generate',
    VIDEO,
    randomUUID(),
  );
  await follow(api, taskId.replace(/^video_task_/, ''), bar);
  const { video_url: url } = await api.get<{ video_url: string | null }>(`/api/v1/video/${taskId}/status`);
  if (!url) throw new Error('The video has no link.');
  bar.done(`${VIDEO.duration} s, 1280×720`);
  return url;
}

/** The same task by two agents, each in a sandbox of its own. */
async function haveAScriptWritten(url: string, { username, password }: Login): Promise<void> {
  const api = await signInForCode(url, { email: emailOf(username), password });
  for (const cli of ['opencode', 'codex']) {
    if (!(await runCodingTask(api, cli, 'demo-text'))) return;
  }
}

/** Draws a job's progress until it ends; throws when it ends without a result. */
async function follow(api: StudioClient, jobId: string, bar: ReturnType<typeof progressBar>): Promise<void> {
  for await (const event of jobEvents(api, jobId)) {
    if (event.type === 'progress') bar.update(Number(event.data['percent'] ?? 0), noteOf(event.data));
    if (event.type === 'failed' || event.type === 'cancelled') {
      throw new Error(`The job ${event.type}: ${reasonOf(event.data)}`);
    }
  }
}

function reasonOf({ reason }: Readonly<Record<string, unknown>>): string {
  return typeof reason === 'string' ? reason : 'no reason given';
}

function noteOf(data: Readonly<Record<string, unknown>>): string {
  const { done, total } = data;
  return typeof done === 'number' && typeof total === 'number' ? `scene ${done} of ${total}` : '';
}

async function resultOf(api: StudioClient, jobId: string): Promise<string | null> {
  return (await api.get<{ file_url: string | null }>(`/api/v1/jobs/${jobId}`)).file_url;
}

main().catch((error: unknown) => {
  console.error(`\n  The demo stopped: ${error instanceof Error ? error.message : String(error)}`);
  console.error(`  Is the platform running? \`npm start\` in ${projectRoot} brings it up.`);
  process.exit(1);
});
