import { once } from 'node:events';
import { createModels } from '../../domain/catalog/models';
import { credits } from '../../domain/credits';
import { eventually } from '../support/eventually';
import { gate } from '../support/gate';
import { jobPlatform, videoOrder, type JobPlatform } from '../support/job-platform';
import { platformSealer } from '../support/secret';
import { freshNamespace, type TestNamespace } from '../support/temporal';
import { startVideoVendor, type VideoVendor } from '../support/video-vendor';
import { startWorkerProcess, workerHome, type WorkerProcessHome } from '../support/worker-process';
import { deliver } from '../../temporal/deliver';

/** The worker is killed while videos are at a vendor: each was ordered once, and none is ordered again. */

let platform: JobPlatform;
let temporal: TestNamespace;
let vendor: VideoVendor;
let home: WorkerProcessHome;
beforeAll(async () => {
  [platform, temporal, vendor] = await Promise.all([jobPlatform(), freshNamespace(), startVideoVendor()]);
  home = await workerHome(platform, temporal, { GATEWAY_PRIVATE_UPSTREAMS: 'true' });
});
afterAll(async () => {
  await Promise.all([platform.close(), temporal.close(), vendor.close(), home.remove()]);
});

async function newModel(): Promise<number> {
  const { db, clock } = platform;
  const guard = () => Promise.resolve();
  const { id } = await createModels({ db, clock, sealer: platformSealer(), guard }).create({
    ...{ name: 'Wan', kind: 'video', provider: 'wan', modelName: 'wan2.5-t2v-preview' },
    ...{ apiBase: vendor.dashScope.url, apiKey: vendor.apiKey, creditsCost: credits(50) },
  });
  return id;
}

async function order(modelId: number) {
  const owner = await platform.newUser(50);
  const wish = videoOrder(owner, undefined, 5);
  const model = { id: modelId, creditsCost: credits(50), priceVersion: 1 };
  const { job, outbox } = await platform.jobs.accept({ ...wish, model });
  await deliver(temporal.client, outbox!);
  return { id: job.id, owner };
}

test('killed between the order and its answer, and while it is waited for: two orders, one video, one refund', async () => {
  const model = await newModel();
  const { dashScope } = vendor;
  const worker = await startWorkerProcess(home);
  dashScope.hold('RUNNING');
  const waited = await order(model);
  await eventually(() => expect(dashScope.tasks[0]?.questions).toBeGreaterThan(0), 30_000);
  const answer = gate();
  dashScope.failNext({ at: 'order', kind: 'hold', released: answer.passed });
  const unanswered = await order(model);
  await eventually(() => expect(dashScope.tasks).toHaveLength(2), 30_000);
  worker.kill('SIGKILL');
  await once(worker, 'exit');
  answer.open();
  dashScope.hold(null);

  const next = await startWorkerProcess(home);
  try {
    await eventually(async () => {
      const states = [waited.id, unanswered.id].map(async (id) => (await platform.jobs.find(id))?.state);
      expect(await Promise.all(states)).toEqual(['succeeded', 'failed']);
    }, 50_000);
    expect(dashScope.tasks).toHaveLength(2);
    expect(await platform.jobs.find(unanswered.id)).toMatchObject({ reason: 'AI_SERVICE_FAILED' });
    expect(await platform.balance(waited.owner)).toEqual({ available: 0, held: 0 });
    expect(await platform.balance(unanswered.owner)).toEqual({ available: 50, held: 0 });
  } finally {
    next.kill('SIGTERM');
    await once(next, 'exit');
  }
}, 240_000);
