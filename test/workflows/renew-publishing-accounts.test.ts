import { randomUUID } from 'node:crypto';
import type { PlatformAccounts } from '../../domain/publishing/accounts';
import type { PublishingAdapters } from '../../domain/publishing/adapter';
import { startDouyin, type DouyinSimulator } from '../../simulators/publishing/douyin';
import { startKuaishou, type KuaishouSimulator } from '../../simulators/publishing/kuaishou';
import { startWechat, type WechatSimulator } from '../../simulators/publishing/wechat';
import { TASK_QUEUE } from '../../workflows/contract';
import { jobPlatform, type JobPlatform } from '../support/job-platform';
import { accountsOn, testAdapters } from '../support/publishing';
import { recordHistory } from '../support/record-history';
import { startWorker, type TestWorker } from '../support/worker';

/** Accounts that nobody publishes through: their credentials are used before they lapse. */

const DAY = 86_400_000;
const CLIENT = { key: 'client-of-the-tests', secret: 'a secret of the client' };
const OAUTH = { client_key: CLIENT.key, client_secret: CLIENT.secret };

let platform: JobPlatform;
let worker: TestWorker;
let douyin: DouyinSimulator;
let kuaishou: KuaishouSimulator;
let wechat: WechatSimulator;
let accounts: PlatformAccounts;
let owner: number;

beforeAll(async () => {
  [platform, douyin, kuaishou, wechat] = await Promise.all([
    jobPlatform(),
    startDouyin(CLIENT),
    startKuaishou(CLIENT),
    startWechat({ appId: CLIENT.key, secret: CLIENT.secret }),
  ]);
  const urls = { douyin: douyin.url, kuaishou: kuaishou.url, wechat: wechat.url };
  const adapters: PublishingAdapters = testAdapters(platform.clock, urls);
  worker = await startWorker(platform, { publishing: adapters });
  accounts = accountsOn(platform, adapters);
  owner = await platform.newUser(0);
  await accounts.bind(owner, 'douyin', { ...OAUTH, code: douyin.newCode() });
  await accounts.bind(owner, 'kuaishou', {
    ...{ app_id: CLIENT.key, app_secret: CLIENT.secret, code: kuaishou.newCode() },
  });
  await accounts.bind(owner, 'wechat', { app_id: CLIENT.key, app_secret: CLIENT.secret });
});
afterAll(async () => {
  await worker.stop();
  await Promise.all([platform.close(), douyin.close(), kuaishou.close(), wechat.close()]);
});

async function run(branch?: string): Promise<unknown> {
  const options = { workflowId: randomUUID(), taskQueue: TASK_QUEUE, args: [] };
  const handle = await worker.client.workflow.start('renewPublishingAccounts', options);
  const result: unknown = await handle.result();
  if (branch) await recordHistory(`renewPublishingAccounts.${branch}`, handle);
  return result;
}

const standing = async () =>
  Object.fromEntries((await accounts.list(owner)).map((each) => [each.platform, each.refusedBecause]));

test('none is asked for that has time left', async () => {
  expect(await run('done')).toEqual({ renewed: 0, failed: 0 });
});

test('a refresh token of Douyin is made to last longer in its last week, five times at most', async () => {
  for (let renewal = 1; renewal <= 5; renewal += 1) {
    platform.advance(24 * DAY);
    expect(await run()).toEqual({ renewed: 1, failed: 0 });
    expect(douyin.renewals()).toBe(renewal);
    expect(await run()).toEqual({ renewed: 0, failed: 0 });
  }
  expect(await standing()).toEqual({ douyin: null, kuaishou: null, wechat: null });
});

test('those that can be renewed no more become inactive, and say why; a platform that is away changes nothing', async () => {
  // 120 days are over: then 174, and Kuaishou's 180 are soon over too.
  platform.advance(54 * DAY);
  douyin.failNext('/oauth/refresh_token/', { kind: 'status', status: 502 });
  kuaishou.failNext('/oauth2/refresh_token', { kind: 'reset' });
  expect(await run()).toEqual({ renewed: 0, failed: 2 });
  expect(await standing()).toEqual({ douyin: null, kuaishou: null, wechat: null });
  douyin.endTokens(true);
  expect(await run()).toEqual({ renewed: 1, failed: 1 });
  expect(await standing()).toEqual({
    douyin: expect.stringContaining('10010'),
    kuaishou: null,
    wechat: null,
  });
  expect(await run()).toEqual({ renewed: 0, failed: 0 });
  await accounts.bind(owner, 'douyin', { ...OAUTH, code: douyin.newCode() });
  const bound = (await accounts.list(owner)).find(({ platform: name }) => name === 'douyin');
  expect(bound?.refusedBecause).toBeNull();
});

test('an account that was unbound is let be', async () => {
  for (const { id } of await accounts.list(owner)) await accounts.unbind(id, owner);
  platform.advance(400 * DAY);
  expect(await run()).toEqual({ renewed: 0, failed: 0 });
});
