import type { VideoModels } from '../../activities/media-models';
import { createModelUpstreams } from '../../domain/catalog/model-upstreams';
import type { VideoRenderer } from '../../providers/media/video/video-renderer';
import { deliver } from '../../temporal/deliver';
import type { ApiAnswer } from '../support/api-client';
import { eventually } from '../support/eventually';
import { put } from '../support/gateway-management';
import { videoOrder } from '../support/job-platform';
import { platform as testPlatform, type TestPlatform, type TestUser } from '../support/platform';
import { blockingVideo, instantVideo } from '../support/renderers';
import { platformSealer } from '../support/secret';
import { newAdministrator } from '../support/studio-administrator';
import { startVideoVendor, type VideoVendor } from '../support/video-vendor';
import type { DashScopeFault } from '../../simulators/dashscope/server';

/** Videos of a vendor's model that an administrator added, as users order and cancel them. */

const PATH = '/api/v1/video/generate';
const PRICE = 40;

let platform: TestPlatform;
let vendor: VideoVendor;
let models: VideoModels;
/** Renders what no vendor makes. */
let renderer = instantVideo;
let admin: TestUser;
let user: TestUser;
let wan: number;
beforeAll(async () => {
  const videoModels: VideoModels = {
    of: (id) => models.of(id),
    hasVendor: (id) => models.hasVendor(id),
  };
  const videos: VideoRenderer = { render: (...what) => renderer.render(...what) };
  [platform, vendor] = await Promise.all([
    testPlatform({ worker: { videos, videoModels } }),
    startVideoVendor(),
  ]);
  const { db, clock } = platform;
  models = vendor.models(clock, createModelUpstreams({ db, sealer: platformSealer() }));
  admin = await newAdministrator(platform);
  user = await platform.signUp(10_000);
  wan = await newModel('wan2.5-t2v-preview');
});
afterEach(() => vendor.dashScope.hold(null));
afterAll(async () => {
  await platform.close();
  await vendor.close();
});

async function newModel(name: string, more: object = {}): Promise<number> {
  const model = { name, kind: 'video', provider: 'wan', model_name: name, credits_cost: PRICE };
  const where = { api_base: vendor.dashScope.url, api_key: vendor.apiKey };
  const { body } = await admin.api.post('/api/v1/models', { ...model, ...where, ...more });
  return body.data.id as number;
}

const order = (by: TestUser, more: object = {}) =>
  by.api.post(PATH, { script: '海边的日出', duration: 5, model_id: wan, ...more });

interface VideoStatus {
  readonly status: string;
  readonly video_url: string | null;
  readonly credits_used: number;
  readonly error?: { readonly code: number };
}

async function settled(by: TestUser, taskId: string): Promise<VideoStatus> {
  let found: VideoStatus | undefined;
  await eventually(async () => {
    found = (await by.api.get(`/api/v1/video/${taskId}/status`)).body.data as VideoStatus;
    expect(found.status).not.toBe('processing');
  }, 15_000);
  return found!;
}

/** A job of the user's that is at the vendor. */
async function underWay(
  by: TestUser,
  at: 'PENDING' | 'RUNNING',
): Promise<{ taskId: string; cancel: string }> {
  vendor.dashScope.hold(at);
  const before = vendor.dashScope.tasks.length;
  const { body } = await order(by);
  const taskId = body.data.task_id as string;
  await eventually(() => {
    expect(vendor.dashScope.tasks[before]?.questions).toBeGreaterThan(0);
  }, 10_000);
  return { taskId, cancel: cancelPath(taskId.slice('video_task_'.length)) };
}

const cancelPath = (jobId: string) => `/api/v1/jobs/${jobId}/cancel`;
const refusal = ({ status, body }: ApiAnswer): unknown[] => [
  status,
  body.code,
  body.data?.errors?.[0]?.field,
];

test('the model that is chosen makes the video, and it is charged at its price', async () => {
  const buyer = await platform.signUp(100);
  const { body } = await order(buyer);
  expect(body).toMatchObject({ code: 200, message: '任务已创建', data: { status: 'processing' } });
  const { video_url: url, ...rest } = await settled(buyer, body.data.task_id as string);
  expect(rest).toMatchObject({ status: 'completed', credits_used: PRICE });
  const file = await fetch(url ?? '');
  expect(file.headers.get('content-type')).toBe('video/mp4');
  expect(Buffer.from(await file.arrayBuffer()).equals(vendor.mp4)).toBe(true);
  expect(await buyer.balance()).toEqual({ available: 60, held: 0 });
  const local = await order(buyer, { model_id: 3, duration: 30 });
  expect(await settled(buyer, local.body.data.task_id as string)).toMatchObject({ credits_used: 50 });
  expect(vendor.dashScope.tasks).toHaveLength(1);
});

test.each([
  [{ duration: 30 }, 'body.duration', 'must be 5 or 10 seconds for this model'],
  [{ duration: 7 }, 'body.duration', 'must be 5 or 10 seconds for this model'],
  [{ script: '字'.repeat(1_501) }, 'body.script', 'must have at most 1500 characters for this model'],
])('%j is refused before anything is held or asked', async (more, field, message) => {
  const [before, asked] = [await user.balance(), vendor.dashScope.tasks.length];
  const { status, body } = await user.api.post(
    PATH,
    { script: '海边的日出', duration: 5, model_id: wan, ...more },
    { 'accept-language': 'en' },
  );
  expect([status, body.data.errors]).toEqual([400, [{ field, message }]]);
  expect([await user.balance(), vendor.dashScope.tasks.length]).toEqual([before, asked]);
});

test('an operator says which lengths and which size a model makes', async () => {
  const config = { durations: [3, 4, 5, 6], size: '832x480' };
  const id = await newModel('wan9-t2v', { config });
  expect(refusal(await order(user, { model_id: id, duration: 7 }))).toEqual([400, 400, 'body.duration']);
  const { body } = await order(user, { model_id: id });
  expect(await settled(user, body.data.task_id as string)).toMatchObject({ status: 'completed' });
  expect(vendor.dashScope.tasks.at(-1)?.body.parameters).toEqual({ size: '832*480', duration: 5 });
  expect((await put(admin.api, `/api/v1/models/${id}`, { is_active: false })).body.data.config).toEqual(
    config,
  );
  expect(refusal(await order(user, { model_id: id }))).toEqual([503, 40006, undefined]);
});

test.each([
  { durations: [] },
  { durations: [0] },
  { durations: [2.5] },
  { size: '832*480' },
  { size: '0x0' },
])('a model is not added with %j', async (config) => {
  const wish = { name: 'wan0', provider: 'wan', model_name: 'wan0', api_base: vendor.dashScope.url };
  expect((await admin.api.post('/api/v1/models', { ...wish, credits_cost: 1, config })).status).toBe(400);
});

test.each<[code: number, fault: DashScopeFault]>([
  [40007, { at: 'task', kind: 'fail', code: 'DataInspectionFailed' }],
  [40006, { at: 'task', kind: 'fail', code: 'InternalError' }],
  [40006, { at: 'task', kind: 'garbage' }],
  [40006, { at: 'task', kind: 'gone' }],
])('a failure is told with %i, and refunded: %j', async (code, fault) => {
  const before = await user.balance();
  vendor.dashScope.failNext(fault);
  const { body } = await order(user);
  expect(await settled(user, body.data.task_id as string)).toMatchObject({
    ...{ status: 'failed', credits_used: 0, video_url: null },
    error: { code },
  });
  expect(await user.balance()).toEqual(before);
});

describe('cancelling', () => {
  test('what the vendor has not begun: it is told, and the credits come back once', async () => {
    const before = await user.balance();
    const { cancel } = await underWay(user, 'PENDING');
    const first = await user.api.post(cancel, {});
    expect(first.body).toMatchObject({ code: 200, data: { state: 'cancelled', credits_used: 0 } });
    expect(vendor.dashScope.tasks.at(-1)?.isCancelled).toBe(true);
    expect((await user.api.post(cancel, {})).body).toEqual(first.body);
    expect(await user.balance()).toEqual(before);
    const { body } = await user.api.get(cancel.replace('/cancel', '/explain'));
    expect(body.data.lines).toMatchObject([{ step: 'quote' }, { step: 'hold' }, { step: 'release' }]);
  });

  test('what the vendor has begun is too late: it is finished, and charged', async () => {
    const before = await user.balance();
    const { taskId, cancel } = await underWay(user, 'RUNNING');
    const { body } = await user.api.post(cancel, {});
    expect(body).toMatchObject({ code: 200, data: { state: 'running' } });
    vendor.dashScope.hold(null);
    expect(await settled(user, taskId)).toMatchObject({ status: 'completed', credits_used: PRICE });
    expect(refusal(await user.api.post(cancel, {}))).toEqual([409, 409, undefined]);
    expect(await user.balance()).toEqual({ ...before, available: before.available - PRICE });
  });

  test('what is rendered here stops at once', async () => {
    const [videos, before] = [blockingVideo(), await user.balance()];
    renderer = videos;
    const { body } = await order(user, { model_id: 3 });
    await videos.rendering;
    const { body: cancelled } = await user.api.post(cancelPath(String(body.data.task_id).slice(11)), {});
    expect(cancelled.data).toMatchObject({ state: 'cancelled' });
    expect(videos.aborted()).toBe(true);
    expect(await user.balance()).toEqual(before);
  });

  test('what nobody works on yet ends here and now, and its work is never begun', async () => {
    const before = await user.balance();
    const { job, outbox } = await platform.jobs.accept(videoOrder(user.id));
    const { body } = await user.api.post(cancelPath(job.id), {});
    expect(body.data).toMatchObject({ state: 'cancelled', started_at: null });
    expect(await user.balance()).toEqual(before);
    await deliver(platform.worker!.client, outbox!); // what the relay had not come to
    expect(await platform.worker!.ended(job.id)).toMatchObject({ state: 'cancelled', startedAt: null });
    expect(await user.balance()).toEqual(before);
  });

  test('what is somebody else’s, or nobody’s, is not found', async () => {
    const { cancel } = await underWay(user, 'PENDING');
    const other = await platform.signUp();
    expect((await other.api.post(cancel, {})).status).toBe(404);
    expect((await user.api.post(cancelPath('3f0d6a52-8a35-4f0e-9f86-6a1f3c1f2f10'), {})).status).toBe(404);
    expect((await user.api.post(cancelPath('not-an-id'), {})).status).toBe(400);
    await user.api.post(cancel, {});
  });
});
