import { mkdtemp, readFile, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { systemClock } from '../../domain/clock';
import { videoLimits } from '../../domain/catalog/video-limits';
import { createVendorOrders, type VendorOrder } from '../../domain/jobs/vendor-orders';
import { mp4Seconds } from '../../providers/media/video/mp4';
import { failureOf } from '../support/ai-failure';
import { jobPlatform, videoOrder, type JobPlatform } from '../support/job-platform';
import { filmOf, startVideoVendor, type VideoVendor } from '../support/video-vendor';

/** A vendor of videos, asked over real HTTP: what is asked, what is taken for a video, and what can be taken back. */

const { signal } = new AbortController();

let platform: JobPlatform;
let vendor: VideoVendor;
let folder: string;
let film: string;
beforeAll(async () => {
  [platform, vendor, folder] = await Promise.all([
    jobPlatform(),
    startVideoVendor(),
    mkdtemp(path.join(tmpdir(), 'taskloom-vendor-')),
  ]);
  film = path.join(folder, 'film.mp4');
});
afterEach(() => vendor.dashScope.hold(null));
afterAll(async () => {
  await platform.close();
  await vendor.close();
  await rm(folder, { recursive: true });
});

async function newOrder(): Promise<VendorOrder> {
  const { job } = await platform.jobs.accept(videoOrder(await platform.newUser(50)));
  return createVendorOrders(platform).of(job.id);
}

async function model(modelName = 'wan2.5-t2v-preview') {
  const upstream = { vendor: 'dashscope', baseUrl: vendor.dashScope.url, apiKey: vendor.apiKey } as const;
  const models = vendor.models(systemClock, {
    of: () => Promise.resolve({ ...upstream, modelName, config: {} }),
    hasVendor: () => Promise.resolve(true),
  });
  return (await models.of(7))!;
}

const SCRIPT = '一只猫 <b>"</b>';
const make = async (order: VendorOrder, name?: string) =>
  (await model(name)).make({ script: SCRIPT, duration: 5 }, order, film, signal);

test('a video is ordered with its length, waited for, and fetched without the key', async () => {
  await make(await newOrder());
  expect((await readFile(film)).equals(vendor.mp4)).toBe(true);
  expect(await mp4Seconds(film)).toBeCloseTo(5, 1);
  expect(vendor.dashScope.tasks.at(-1)).toMatchObject({
    path: 'video-generation/video-synthesis',
    body: {
      model: 'wan2.5-t2v-preview',
      input: { prompt: SCRIPT },
      parameters: { size: '1280*720', duration: 5 },
    },
    questions: 3,
  });
  expect(vendor.dashScope.downloads.at(-1)).toBeUndefined();
});

test('a model that makes one length is not told it, and one that nobody knows is told all', async () => {
  await make(await newOrder(), 'wan2.2-t2v-plus');
  expect(vendor.dashScope.tasks.at(-1)?.body.parameters).toEqual({ size: '1920*1080' });
  await make(await newOrder(), 'wan9-t2v');
  expect(vendor.dashScope.tasks.at(-1)?.body.parameters).toEqual({ duration: 5 });
});

test('what a model takes is what its operator says, else what its vendor does', () => {
  expect(videoLimits('wan2.6-t2v', {}).seconds).toEqual([2, 3, 4, 5, 6, 7, 8, 9, 10, 11, 12, 13, 14, 15]);
  expect(videoLimits('wan2.6-t2v-us', {}).seconds).toEqual([5, 10]);
  expect(videoLimits('wan9-t2v', {})).toEqual({
    seconds: undefined,
    characters: undefined,
    frame: undefined,
  });
  expect(videoLimits('wan2.5-t2v-preview', { durations: [8, 4], size: '832x480' })).toEqual({
    seconds: [4, 8],
    characters: 1_500,
    frame: { size: '832*480' },
  });
});

test.each(['garbage', 'gone', 'cut'] as const)('a video that is %s ends the work', async (kind) => {
  vendor.dashScope.failNext({ at: 'task', kind });
  expect(await failureOf(make(await newOrder()))).toMatchObject({ code: 'AI_SERVICE_FAILED', again: false });
});

test('a video of another length is not what was ordered', async () => {
  vendor.dashScope.failNext({ at: 'task', kind: 'made', file: await filmOf(2) });
  expect(await failureOf(make(await newOrder()))).toMatchObject({
    code: 'AI_SERVICE_FAILED',
    again: false,
    words: expect.stringContaining('lasts 2.0 s instead of 5'),
  });
});

test.each([
  ['nothing', Buffer.alloc(0)],
  ['text', Buffer.from('<html>not found</html>')],
  ['a head without a film', Buffer.from('0000001066747970', 'hex')],
  ['boxes without an end', Buffer.concat([Buffer.from('00000008667479700000000077696465', 'hex')])],
  ['a box of no size', Buffer.from('000000086674797000000003', 'hex')],
])('%s is no video', async (_what, bytes) => {
  await writeFile(film, bytes);
  expect(await mp4Seconds(film)).toBeUndefined();
});

describe('taking an order back', () => {
  /** An order that was placed and is not waited for any more. */
  async function placed(at: 'PENDING' | 'RUNNING'): Promise<VendorOrder> {
    const order = await newOrder();
    vendor.dashScope.hold(at);
    const before = vendor.dashScope.tasks.length;
    const stop = new AbortController();
    const making = (await model()).make({ script: SCRIPT, duration: 5 }, order, film, stop.signal);
    while ((vendor.dashScope.tasks[before]?.questions ?? 0) === 0) await new Promise(setImmediate);
    stop.abort(new Error('cancelled'));
    await expect(making).rejects.toThrow('cancelled');
    return order;
  }
  const withdraw = async (order: VendorOrder) => (await model()).withdraw(order, signal);

  test('is done while it waits, once or again', async () => {
    const order = await placed('PENDING');
    expect(await withdraw(order)).toBe(true);
    expect(vendor.dashScope.tasks.at(-1)?.isCancelled).toBe(true);
    expect(await withdraw(order)).toBe(true);
  });

  test('is refused of what is being made, and of what is made', async () => {
    const order = await placed('RUNNING');
    expect(await withdraw(order)).toBe(false);
    vendor.dashScope.hold(null);
    await make(order);
    expect(await withdraw(order)).toBe(false);
  });

  test('is nothing where none was placed, or nobody knows', async () => {
    const order = await newOrder();
    expect(await withdraw(order)).toBe(true);
    await order.begin();
    expect(await withdraw(order)).toBe(true);
  });

  test('is asked again where no answer comes, and found to be done', async () => {
    const order = await placed('PENDING');
    vendor.dashScope.failNext({ at: 'cancel', kind: 'cut' });
    expect(await failureOf(withdraw(order))).toMatchObject({ code: 'AI_SERVICE_FAILED', again: true });
    expect(await withdraw(order)).toBe(true);
  });
});
