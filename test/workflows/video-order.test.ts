import { buffer } from 'node:stream/consumers';
import { jobPlatform, videoOrder, type JobPlatform } from '../support/job-platform';
import { recordHistory, wordsOf } from '../support/record-history';
import { until } from '../support/studio-user';
import { startVideoVendor, type VideoVendor } from '../support/video-vendor';
import { startWorker, type TestWorker } from '../support/worker';
import type { DashScopeFault } from '../../simulators/dashscope/server';

/** Videos that a vendor makes, as jobs: each ends once, with its money, whatever the vendor does. */

let platform: JobPlatform;
let worker: TestWorker;
let vendor: VideoVendor;
beforeAll(async () => {
  [platform, vendor] = await Promise.all([jobPlatform(), startVideoVendor()]);
  worker = await startWorker(platform, { videoModels: vendor.models(platform.clock) });
});
afterEach(() => vendor.dashScope.hold(null));
afterAll(async () => {
  await worker.stop();
  await vendor.close();
  await platform.close();
});

async function order() {
  const owner = await platform.newUser(50);
  const before = vendor.dashScope.tasks.length;
  const { job, handle } = await worker.order(videoOrder(owner, undefined, 5));
  const task = () => vendor.dashScope.tasks[before];
  return {
    ...{ owner, job, handle, task },
    orders: () => vendor.dashScope.tasks.length - before,
    untilAsked: () => until(() => Promise.resolve((task()?.questions ?? 0) > 0)),
    balance: () => platform.balance(owner),
  };
}

const REFUNDED = { available: 50, held: 0 };
const CHARGED = { available: 0, held: 0 };

test('a video of a vendor is asked for once, fetched, kept and charged', async () => {
  const { job, handle, balance, orders } = await order();
  expect(await worker.ended(job.id)).toMatchObject({ state: 'succeeded', charged: job.quote });
  const video = await worker.artifacts.find(job.id, 'video');
  expect(video).toMatchObject({ contentType: 'video/mp4', fileName: `video-${job.id.slice(0, 8)}.mp4` });
  expect((await buffer(await worker.artifacts.open(video!))).equals(vendor.mp4)).toBe(true);
  expect((await platform.jobs.events(job.id, 0, 10)).at(-1)).toMatchObject({
    data: { artifactId: video?.id, demo: false, seconds: 5 },
  });
  expect([await balance(), orders()]).toEqual([CHARGED, 1]);
  expect(await worker.scratches()).toEqual([]);
  await recordHistory('generateVideo.ordered', handle);
  expect(wordsOf(await handle.fetchHistory())).not.toMatch(/sk-|日出|127\.0\.0\.1/);
});

test.each<[reason: string, fault: DashScopeFault]>([
  ['GENERATION_FAILED', { at: 'task', kind: 'fail', code: 'DataInspectionFailed' }],
  ['GENERATION_FAILED', { at: 'order', kind: 'refuse', status: 400, code: 'InvalidParameter' }],
  ['AI_SERVICE_FAILED', { at: 'task', kind: 'fail', code: 'InternalError' }],
  ['AI_SERVICE_FAILED', { at: 'task', kind: 'garbage' }],
  ['AI_SERVICE_FAILED', { at: 'task', kind: 'gone' }],
  ['AI_SERVICE_FAILED', { at: 'task', kind: 'unknown' }],
  ['AI_SERVICE_FAILED', { at: 'order', kind: 'cut' }],
  ['AI_SERVICE_FAILED', { at: 'order', kind: 'refuse', status: 401, code: 'InvalidApiKey' }],
])('it fails with %s and a refund: %j', async (reason, fault) => {
  vendor.dashScope.failNext(fault);
  const { job, handle, balance, orders } = await order();
  expect(await worker.ended(job.id)).toMatchObject({ state: 'failed', reason, charged: 0n });
  expect(await balance()).toEqual(REFUNDED);
  expect(orders()).toBeLessThanOrEqual(1);
  expect(await worker.scratches()).toEqual([]);
  if (fault.kind === 'fail' && reason === 'GENERATION_FAILED')
    await recordHistory('generateVideo.refused', handle);
});

test('a vendor that is busy, cuts or mumbles costs only time: the order is placed once', async () => {
  const busy = { kind: 'refuse', status: 429, code: 'Throttling.RateQuota' } as const;
  vendor.dashScope.failNext(
    { at: 'order', ...busy },
    { at: 'question', ...busy },
    { at: 'question', kind: 'cut' },
    { at: 'question', kind: 'garbage' },
  );
  const { job, balance, orders } = await order();
  expect(await worker.ended(job.id)).toMatchObject({ state: 'succeeded' });
  expect([await balance(), orders()]).toEqual([CHARGED, 1]);
});

test('a task that never ends is given up after an hour, and taken back if that can be', async () => {
  vendor.dashScope.hold('PENDING');
  const { job, balance, untilAsked, task } = await order();
  await untilAsked();
  platform.advance(3_600_001);
  expect(await worker.ended(job.id)).toMatchObject({ state: 'failed', reason: 'AI_SERVICE_FAILED' });
  expect([await balance(), task()?.isCancelled]).toEqual([REFUNDED, true]);
});

describe('cancelled', () => {
  test('before the vendor has begun: the order is taken back, and the hold given back', async () => {
    vendor.dashScope.hold('PENDING');
    const { job, handle, balance, untilAsked, task } = await order();
    await untilAsked();
    await handle.cancel();
    expect(await worker.ended(job.id)).toMatchObject({ state: 'cancelled', reason: null, charged: 0n });
    expect([await balance(), task()?.isCancelled]).toEqual([REFUNDED, true]);
    expect(await worker.status(handle.workflowId)).toBe('CANCELLED');
    await recordHistory('generateVideo.withdrawn', handle);
  });

  test('when the vendor has begun: the video is waited for, kept and charged', async () => {
    vendor.dashScope.hold('RUNNING');
    const { job, handle, balance, untilAsked, orders } = await order();
    await untilAsked();
    const refused = vendor.dashScope.refusedCancellations();
    await handle.cancel();
    await until(() => Promise.resolve(vendor.dashScope.refusedCancellations() > refused));
    vendor.dashScope.hold(null);
    expect(await worker.ended(job.id)).toMatchObject({ state: 'succeeded', charged: job.quote });
    expect([await balance(), orders()]).toEqual([CHARGED, 1]);
    await recordHistory('generateVideo.too-late', handle);
  });

  test('when the vendor has begun and then fails: the hold is given back', async () => {
    vendor.dashScope.hold('RUNNING');
    vendor.dashScope.failNext({ at: 'task', kind: 'fail', code: 'InternalError' });
    const { job, handle, balance, untilAsked } = await order();
    await untilAsked();
    const refused = vendor.dashScope.refusedCancellations();
    await handle.cancel();
    await until(() => Promise.resolve(vendor.dashScope.refusedCancellations() > refused));
    vendor.dashScope.hold(null);
    expect(await worker.ended(job.id)).toMatchObject({ state: 'failed', reason: 'AI_SERVICE_FAILED' });
    expect(await balance()).toEqual(REFUNDED);
  });

  test.each<[what: string, fault: DashScopeFault]>([
    ['does not let us in', { at: 'cancel', kind: 'refuse', status: 401, code: 'InvalidApiKey' }],
    ['answers too late', { at: 'cancel', kind: 'cut' }],
  ])('while the vendor %s: the hold is given back', async (_what, fault) => {
    vendor.dashScope.hold('PENDING');
    vendor.dashScope.failNext(fault);
    const { job, handle, balance, untilAsked } = await order();
    await untilAsked();
    await handle.cancel();
    expect(await worker.ended(job.id)).toMatchObject({ state: 'cancelled' });
    expect(await balance()).toEqual(REFUNDED);
  });

  test('just as the vendor is done: either a charged video or a refund, never both', async () => {
    vendor.dashScope.hold('RUNNING');
    const { job, handle, balance, untilAsked } = await order();
    await untilAsked();
    await Promise.all([handle.cancel(), Promise.resolve(vendor.dashScope.hold(null))]);
    const { state } = await worker.ended(job.id);
    expect([state, await balance()]).toEqual(
      state === 'succeeded' ? ['succeeded', CHARGED] : ['cancelled', REFUNDED],
    );
    expect(await platform.jobs.events(job.id, 0, 20)).toHaveLength(3);
  });
});

test('a job that was given up while the vendor is asked costs nothing, whatever the vendor makes', async () => {
  vendor.dashScope.hold('RUNNING');
  const { job, balance, untilAsked } = await order();
  await untilAsked();
  await platform.jobs.giveUp(job.id, { state: 'cancelled' });
  vendor.dashScope.hold(null);
  expect(await worker.ended(job.id)).toMatchObject({ state: 'cancelled', charged: 0n });
  expect(await balance()).toEqual(REFUNDED);
  expect(await worker.artifacts.find(job.id, 'video')).toBeUndefined();
});

test('when a worker goes away while the vendor works, the next one waits for the same order', async () => {
  vendor.dashScope.hold('RUNNING');
  const videoModels = vendor.models(platform.clock);
  const before = vendor.dashScope.tasks.length;
  const first = await startWorker(platform, { videoModels });
  const { job } = await first.order(videoOrder(await platform.newUser(50), undefined, 5));
  await until(() => Promise.resolve((vendor.dashScope.tasks[before]?.questions ?? 0) > 0));
  await first.shutdown();
  vendor.dashScope.hold(null);
  const second = await startWorker(platform, { videoModels }, first.home);
  expect(await second.ended(job.id)).toMatchObject({ state: 'succeeded', charged: job.quote });
  expect(vendor.dashScope.tasks.length).toBe(before + 1);
  await second.stop();
});
