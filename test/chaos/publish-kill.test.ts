import { once } from 'node:events';
import path from 'node:path';
import { systemClock } from '../../domain/clock';
import { createArtifacts } from '../../domain/jobs/artifacts';
import { diskStorage } from '../../providers/storage/disk';
import type { PlatformFault } from '../../simulators/publishing/server';
import { startWechat, type WechatSimulator } from '../../simulators/publishing/wechat';
import { deliver } from '../../temporal/deliver';
import { eventually } from '../support/eventually';
import { gate } from '../support/gate';
import { jobPlatform, type JobPlatform } from '../support/job-platform';
import { accountsOn, newCreation, publicationsOn, testAdapters } from '../support/publishing';
import { freshNamespace, type TestNamespace } from '../support/temporal';
import { startWorkerProcess, workerHome, type WorkerProcessHome } from '../support/worker-process';

/** The worker is killed while publications are at every step of theirs: each is posted, and none twice. */

const CREDENTIALS = { app_id: 'wx0123456789abcdef', app_secret: 'a secret of the account' };

let platform: JobPlatform;
let temporal: TestNamespace;
let wechat: WechatSimulator;
let home: WorkerProcessHome;

beforeAll(async () => {
  [platform, temporal, wechat] = await Promise.all([
    jobPlatform(),
    freshNamespace(),
    startWechat({ appId: CREDENTIALS.app_id, secret: CREDENTIALS.app_secret }),
  ]);
  home = await workerHome(platform, temporal, { PUBLISH_WECHAT_URL: wechat.url });
});
afterAll(async () => {
  await Promise.all([platform.close(), temporal.close(), wechat.close(), home.remove()]);
});

test('killed at each step, every publication is posted once', async () => {
  const { db, outbox } = platform;
  const adapters = testAdapters(platform.clock, { wechat: wechat.url });
  const accounts = accountsOn(platform, adapters);
  const storage = diskStorage(path.join(home.folder, 'artifacts'));
  const artifacts = createArtifacts({
    db,
    clock: systemClock,
    storage,
    signingKey: Buffer.alloc(32),
    publicUrl: 'http://127.0.0.1',
  });
  const publications = publicationsOn(platform, accounts, artifacts);
  const owner = await platform.newUser(0);
  await accounts.bind(owner, 'wechat', CREDENTIALS);

  const held = gate();
  const hold: PlatformFault = { kind: 'hold', released: held.passed };
  const steps: [path: string, fault: PlatformFault][] = [
    ['/cgi-bin/material/add_material', hold],
    ['/cgi-bin/draft/add', hold],
    ['/cgi-bin/freepublish/submit', hold], // the platform does it when the worker is gone
    ['/cgi-bin/freepublish/submit', { kind: 'silent' }], // and here it has done it by then
    ['/cgi-bin/freepublish/get', hold],
  ];
  const worker = await startWorkerProcess(home);
  const titles: string[] = [];
  for (const [index, [step, fault]] of steps.entries()) {
    const before = wechat.calls.filter((called) => called === step).length;
    wechat.failNext(step, fault);
    const title = `第${index + 1}步`;
    const { id: creationId } = await newCreation(platform, owner, { title });
    const { outbox: start } = await publications.create({
      ownerId: owner,
      creationId,
      platforms: ['wechat'],
    });
    await deliver(temporal.client, start!);
    await outbox.delivered(start!.id);
    await wechat.untilCalled(step, before + 1);
    titles.push(title);
  }
  worker.kill('SIGKILL');
  await once(worker, 'exit');
  held.open();

  const next = await startWorkerProcess(home);
  try {
    const history = () => publications.history({ owner, page: 1, pageSize: 10 });
    await eventually(async () => {
      expect((await history()).items.map(({ state }) => state)).toEqual(steps.map(() => 'published'));
    }, 50_000);
    expect(wechat.posts.map(({ title }) => title).sort()).toEqual([...titles].sort());
    const submissions = wechat.calls.filter((called) => called === '/cgi-bin/freepublish/submit');
    expect(submissions).toHaveLength(steps.length);
    for (const { postId } of (await history()).items) {
      expect(wechat.posts.map(({ articleId }) => articleId)).toContain(postId);
    }
  } finally {
    next.kill('SIGTERM');
    await once(next, 'exit');
  }
}, 120_000);
