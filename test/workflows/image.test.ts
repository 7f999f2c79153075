import { buffer } from 'node:stream/consumers';
import { createVendorOrders } from '../../domain/jobs/vendor-orders';
import { pictureSize } from '../../providers/pictures/picture-size';
import { imageOrder } from '../support/image-order';
import { startImageVendors, type ImageVendors } from '../support/image-vendors';
import { jobPlatform, type JobPlatform } from '../support/job-platform';
import { recordHistory, wordsOf } from '../support/record-history';
import { until } from '../support/studio-user';
import { startWorker, type TestWorker } from '../support/worker';

let platform: JobPlatform;
let worker: TestWorker;
let vendors: ImageVendors;
beforeAll(async () => {
  platform = await jobPlatform();
  worker = await startWorker(platform);
  vendors = await startImageVendors();
});
afterEach(() => worker.use());
afterAll(async () => {
  await worker.stop();
  await vendors.close();
  await platform.close();
});

test('a picture is rendered in the size that was asked for, kept and charged, and its words are in no history', async () => {
  const owner = await platform.newUser(50);
  const { job, handle } = await worker.order(imageOrder(owner, 720, 1280));
  expect(await worker.ended(job.id)).toMatchObject({ state: 'succeeded', charged: job.quote });
  const image = await worker.artifacts.find(job.id, 'image');
  expect(image).toMatchObject({ contentType: 'image/png', fileName: `image-${job.id.slice(0, 8)}.png` });
  expect(pictureSize(await buffer(await worker.artifacts.open(image!)))).toEqual({
    width: 720,
    height: 1280,
  });
  expect((await platform.jobs.events(job.id, 0, 10)).at(-1)).toMatchObject({
    type: 'succeeded',
    data: { artifactId: image?.id, demo: true },
  });
  expect(await platform.balance(owner)).toEqual({ available: 30, held: 0 });
  await recordHistory('generateImage.rendered', handle);
  const words = wordsOf(await handle.fetchHistory());
  expect(words).toContain('image, 720x1280');
  expect(words).not.toContain('猫');
});

test('a picture of a vendor is asked for once, fetched and kept', async () => {
  worker.use({ imageModels: vendors.models('dashscope') });
  const owner = await platform.newUser(20);
  const { job, handle } = await worker.order(imageOrder(owner));
  expect(await worker.ended(job.id)).toMatchObject({ state: 'succeeded', charged: job.quote });
  const image = await worker.artifacts.find(job.id, 'image');
  expect((await buffer(await worker.artifacts.open(image!))).equals(vendors.png)).toBe(true);
  expect((await platform.jobs.events(job.id, 0, 10)).at(-1)).toMatchObject({ data: { demo: false } });
  await recordHistory('generateImage.asked', handle);
  expect(wordsOf(await handle.fetchHistory())).not.toContain('sk-');
});

test('a picture that the vendor refuses is refunded', async () => {
  worker.use({ imageModels: vendors.models('dashscope') });
  vendors.dashScope.failNext({ at: 'task', kind: 'fail', code: 'DataInspectionFailed' });
  const owner = await platform.newUser(20);
  const { job, handle } = await worker.order(imageOrder(owner));
  expect(await worker.ended(job.id)).toMatchObject({
    state: 'failed',
    reason: 'GENERATION_FAILED',
    charged: 0n,
  });
  expect(await platform.balance(owner)).toEqual({ available: 20, held: 0 });
  await recordHistory('generateImage.refused', handle);
});

test('an order that nobody knows the fate of ends the job with a refund, and is not placed again', async () => {
  worker.use({ imageModels: vendors.models('dashscope') });
  const [owner, before] = [await platform.newUser(20), vendors.dashScope.tasks.length];
  const { job } = await platform.jobs.accept(imageOrder(owner));
  await createVendorOrders(platform).of(job.id).begin(); // by a worker that was killed then
  await worker.client.workflow.start('generateImage', {
    args: [{ jobId: job.id }],
    taskQueue: 'taskloom',
    workflowId: `image/${job.id}`,
  });
  expect(await worker.ended(job.id)).toMatchObject({ state: 'failed', reason: 'AI_SERVICE_FAILED' });
  expect(await platform.balance(owner)).toEqual({ available: 20, held: 0 });
  expect(vendors.dashScope.tasks.length).toBe(before);
});

test('cancelled while the vendor has not begun, the order is taken back and the hold given back', async () => {
  worker.use({ imageModels: vendors.models('dashscope') });
  vendors.dashScope.hold('PENDING');
  const [owner, before] = [await platform.newUser(20), vendors.dashScope.tasks.length];
  const { job, handle } = await worker.order(imageOrder(owner));
  await until(() => Promise.resolve(vendors.dashScope.tasks.length > before));
  await handle.cancel();
  expect(await worker.ended(job.id)).toMatchObject({ state: 'cancelled', charged: 0n });
  expect(await platform.balance(owner)).toEqual({ available: 20, held: 0 });
  expect(vendors.dashScope.tasks[before]?.isCancelled).toBe(true);
  await recordHistory('generateImage.withdrawn', handle);
  vendors.dashScope.hold(null);
});

test('cancelled once the vendor has begun, the picture is waited for, and charged', async () => {
  worker.use({ imageModels: vendors.models('dashscope') });
  vendors.dashScope.hold('RUNNING');
  const [owner, before] = [await platform.newUser(20), vendors.dashScope.tasks.length];
  const { job, handle } = await worker.order(imageOrder(owner));
  await until(() => Promise.resolve(vendors.dashScope.tasks.length > before));
  const refused = vendors.dashScope.refusedCancellations();
  await handle.cancel();
  await until(() => Promise.resolve(vendors.dashScope.refusedCancellations() > refused));
  vendors.dashScope.hold(null);
  expect(await worker.ended(job.id)).toMatchObject({ state: 'succeeded', charged: job.quote });
  expect(await platform.balance(owner)).toEqual({ available: 0, held: 0 });
  await recordHistory('generateImage.too-late', handle);
});

test('when a worker goes away while the vendor works, the next one waits for the same order', async () => {
  vendors.dashScope.hold('RUNNING');
  const [owner, before] = [await platform.newUser(20), vendors.dashScope.tasks.length];
  const first = await startWorker(platform, { imageModels: vendors.models('dashscope') });
  const { job } = await first.order(imageOrder(owner));
  await until(() => Promise.resolve((vendors.dashScope.tasks[before]?.questions ?? 0) > 0));
  await first.shutdown();
  vendors.dashScope.hold(null);
  const second = await startWorker(platform, { imageModels: vendors.models('dashscope') }, first.home);
  expect(await second.ended(job.id)).toMatchObject({ state: 'succeeded', charged: job.quote });
  expect(vendors.dashScope.tasks.length).toBe(before + 1);
  await second.stop();
});
