import { writeFile } from 'node:fs/promises';
import path from 'node:path';
import { buffer } from 'node:stream/consumers';
import { WorkflowFailedError } from '@temporalio/client';
import { ApplicationFailure } from '@temporalio/common';
import { ConnectionRefusedError } from 'sequelize';
import { AppError } from '../../domain/errors';
import { userAccount } from '../../domain/ledger/accounts';
import type { VideoRenderer } from '../../providers/media/video/video-renderer';
import { DETAILS_QUERY } from '../../workflows/contract';
import { jobPlatform, videoOrder, type JobPlatform } from '../support/job-platform';
import { recordHistory, wordsOf } from '../support/record-history';
import { blockingVideo, countingVideo, instantVideo } from '../support/renderers';
import { until } from '../support/studio-user';
import { startWorker, type TestWorker, type WorkerParts } from '../support/worker';

let platform: JobPlatform;
let worker: TestWorker;
beforeAll(async () => {
  platform = await jobPlatform();
  worker = await startWorker(platform);
});
afterEach(() => worker.use());
afterAll(async () => {
  await worker.stop();
  await platform.close();
});

function workerWith(parts: WorkerParts = {}): TestWorker {
  worker.use(parts);
  return worker;
}

const failing = (error: Error): VideoRenderer => ({ render: () => Promise.reject(error) });

async function eventTypes(jobId: string): Promise<string[]> {
  return (await platform.jobs.events(jobId, 0, 100)).map(({ type }) => type);
}

test('a video is rendered scene by scene, kept, charged once, and shows in the history', async () => {
  const { order, ended, status, artifacts, scratches } = workerWith();
  const user = await platform.newUser(120);
  const { job, handle } = await order(videoOrder(user));
  expect(await ended(job.id)).toMatchObject({ state: 'succeeded', progress: 100, charged: job.quote });

  const video = await artifacts.find(job.id, 'video');
  expect(video).toMatchObject({ contentType: 'video/mp4', fileName: `video-${job.id.slice(0, 8)}.mp4` });
  expect(String(video && (await buffer(await artifacts.open(video))))).toContain('海边的日出 🌅');
  expect(await platform.jobs.events(job.id, 0, 10)).toMatchObject([
    { seq: 1, type: 'queued' },
    { seq: 2, type: 'started' },
    { seq: 3, type: 'progress', data: { step: 'scene', done: 1, total: 2, caption: 'one', percent: 45 } },
    { seq: 4, type: 'progress', data: { step: 'scene', done: 2, total: 2, caption: 'two', percent: 90 } },
    { seq: 5, type: 'succeeded', data: { artifactId: video?.id, seconds: 2, demo: false } },
  ]);
  expect(await platform.balance(user)).toEqual({ available: 70, held: 0 });
  const { items } = await platform.ledger.statement(userAccount(user), { page: 1, pageSize: 10 });
  expect(items[0]).toMatchObject({ type: 'consume', amount: -job.quote, description: '生成视频' });

  expect(await status(`video/${job.id}`)).toBe('COMPLETED');
  expect(await handle.query(DETAILS_QUERY)).toEqual({
    kind: 'video',
    id: job.id,
    state: 'succeeded',
    step: 'done',
    percent: 100,
  });
  expect((await handle.describe()).searchAttributes).toMatchObject({ TaskloomState: ['succeeded'] });
  await recordHistory('generateVideo.succeeded', handle);
  expect(await scratches()).toEqual([]);
});

test('nothing that the user wrote, and no file, is in the workflow’s history', async () => {
  const { order, ended } = workerWith();
  const { job, handle } = await order(videoOrder(await platform.newUser(50)));
  await ended(job.id);
  const history = wordsOf(await handle.fetchHistory());
  expect(history).toContain('video, 2 s'); // what was encoded can be read
  expect(history).toContain(job.id);
  for (const words of ['日出', '🌅', '城市']) expect(history).not.toContain(words);
  expect(Buffer.byteLength(history)).toBeLessThan(50_000);
});

test('a renderer that fails for good: the job fails with its reason, the hold is given back', async () => {
  const { order, ended, status, scratches } = workerWith({
    videos: failing(new AppError('GENERATION_FAILED', undefined, { note: 'no such scene' })),
  });
  const user = await platform.newUser(120);
  const { job, handle } = await order(videoOrder(user));
  expect(await ended(job.id)).toMatchObject({ state: 'failed', reason: 'GENERATION_FAILED', charged: 0n });
  expect(await platform.balance(user)).toEqual({ available: 120, held: 0 });
  expect(await eventTypes(job.id)).toEqual(['queued', 'started', 'failed']);
  expect(await status(`video/${job.id}`)).toBe('FAILED');
  await expect(handle.result()).rejects.toThrow(WorkflowFailedError);
  expect((await handle.describe()).searchAttributes).toMatchObject({ TaskloomState: ['failed'] });
  await recordHistory('generateVideo.failed', handle);
  expect(await scratches()).toEqual([]);
});

test('a disk that is full fails the job at once with that reason, and refunds it', async () => {
  const { order, ended } = workerWith({
    storage: (disk) => ({ ...disk, put: () => Promise.reject(new AppError('STORAGE_FULL')) }),
  });
  const user = await platform.newUser(50);
  const { job } = await order(videoOrder(user));
  expect(await ended(job.id)).toMatchObject({ state: 'failed', reason: 'STORAGE_FULL' });
  expect(await platform.balance(user)).toEqual({ available: 50, held: 0 });

  const full = Object.assign(new Error('no space left on device'), { code: 'ENOSPC' });
  const other = workerWith({ videos: failing(full) });
  const second = await other.order(videoOrder(user));
  expect(await other.ended(second.job.id)).toMatchObject({ state: 'failed', reason: 'STORAGE_FULL' });
});

test('a renderer that fails once goes on from what it had, and its job is charged once', async () => {
  let runs = 0;
  const { order, ended, scratches } = workerWith({
    videos: {
      async render(input, folder, options) {
        if (++runs === 1) {
          await writeFile(path.join(folder, 'scene-1'), 'done');
          throw new Error('the renderer was killed');
        }
        await writeFile(path.join(folder, 'scene-1'), 'again', { flag: 'r+' }); // fails unless it is still there
        return instantVideo.render(input, folder, options);
      },
    },
  });
  const user = await platform.newUser(50);
  const { job } = await order(videoOrder(user));
  expect(await ended(job.id)).toMatchObject({ state: 'succeeded' });
  expect(runs).toBe(2);
  expect(await platform.balance(user)).toEqual({ available: 0, held: 0 });
  expect(await scratches()).toEqual([]);
});

test('a database that is away for longer than all attempts take costs a job time, and the disk one file', async () => {
  const away = new ConnectionRefusedError(new Error('connect ECONNREFUSED'));
  let refused = 0;
  const videos = countingVideo();
  const real = platform.db.query.bind(platform.db) as (...args: unknown[]) => unknown;
  const query = vi
    .spyOn(platform.db, 'query')
    .mockImplementation(((...args: unknown[]) =>
      String(args[0]).includes('INSERT INTO artifacts') && ++refused <= 6
        ? Promise.reject(away)
        : real(...args)) as never);
  const { order, ended, files } = workerWith({ videos });
  const { job } = await order(videoOrder(await platform.newUser(50)));
  expect(await ended(job.id)).toMatchObject({ state: 'succeeded' });
  query.mockRestore();
  expect(refused).toBe(7);
  expect(videos.renders()).toBe(1);
  expect(await files(job.id)).toHaveLength(1);
});

describe('an activity whose answer is lost after its effect', () => {
  test('does not render or keep the video again', async () => {
    let lost = 0;
    const videos = countingVideo();
    const { order, ended, artifacts } = workerWith({
      videos,
      scratch: (own) => ({
        ...own,
        clear: (jobId) => (++lost === 1 ? Promise.reject(new Error('lost')) : own.clear(jobId)),
      }),
    });
    const { job } = await order(videoOrder(await platform.newUser(50)));
    expect(await ended(job.id)).toMatchObject({ state: 'succeeded' });
    expect([videos.renders(), lost]).toEqual([1, 2]);
    expect((await platform.jobs.events(job.id, 0, 10)).at(-1)).toMatchObject({
      data: { artifactId: (await artifacts.find(job.id, 'video'))?.id },
    });
  });

  test.each(['started', 'succeeded'])('does not do it twice (%s)', async (type) => {
    let lost = 0;
    const { order, ended } = workerWith({
      announce: (change) => {
        if (change.type === type && ++lost === 1) throw new Error('lost');
      },
    });
    const user = await platform.newUser(120);
    const { job } = await order(videoOrder(user));
    expect(await ended(job.id)).toMatchObject({ state: 'succeeded' });
    expect(lost).toBe(1);
    expect(await platform.balance(user)).toEqual({ available: 70, held: 0 });
    expect(await eventTypes(job.id)).toEqual(['queued', 'started', 'progress', 'progress', 'succeeded']);
  });

  test('does not give the hold back twice', async () => {
    let lost = 0;
    const { order, ended } = workerWith({
      videos: failing(new AppError('GENERATION_FAILED')),
      announce: (change) => {
        if (change.type === 'failed' && ++lost === 1) throw new Error('lost');
      },
    });
    const user = await platform.newUser(120);
    const { job } = await order(videoOrder(user));
    expect(await ended(job.id)).toMatchObject({ state: 'failed' });
    expect(await platform.balance(user)).toEqual({ available: 120, held: 0 });
    expect(await eventTypes(job.id)).toEqual(['queued', 'started', 'failed']);
  });
});

test('cancelled in the Temporal UI, the renderer stops, the job is cancelled and its hold given back', async () => {
  const videos = blockingVideo();
  const { order, ended, status, scratches } = workerWith({ videos });
  const user = await platform.newUser(120);
  const { job, handle } = await order(videoOrder(user));
  await videos.rendering;
  await handle.cancel();
  expect(await ended(job.id)).toMatchObject({ state: 'cancelled', reason: null });
  expect(videos.aborted()).toBe(true);
  expect(await platform.balance(user)).toEqual({ available: 120, held: 0 });
  expect(await eventTypes(job.id)).toEqual(['queued', 'started', 'cancelled']);
  expect(await status(`video/${job.id}`)).toBe('CANCELLED');
  expect((await handle.describe()).searchAttributes).toMatchObject({ TaskloomState: ['cancelled'] });
  await recordHistory('generateVideo.cancelled', handle);
  expect(await scratches()).toEqual([]);
});

test('a worker that is shut down lets go of its render, and the next one ends the job once', async () => {
  const videos = blockingVideo();
  const first = await startWorker(platform, { videos });
  const user = await platform.newUser(120);
  const { job, handle } = await first.order(videoOrder(user));
  await videos.rendering;
  await first.shutdown();
  expect(await platform.jobs.find(job.id)).toMatchObject({ state: 'running' });
  const second = await startWorker(platform, {}, first.home);
  expect(await second.ended(job.id)).toMatchObject({ state: 'succeeded' });
  expect(await platform.balance(user)).toEqual({ available: 70, held: 0 });
  await recordHistory('generateVideo.after-a-restart', handle);
  await second.stop();
});

test('shutdowns of workers are no attempts: a render that outlives a dozen of them is done all the same', async () => {
  // As the SDK reports one, without its wait before the next attempt.
  const shutdown = () =>
    ApplicationFailure.create({
      type: 'WorkerShutdown',
      message: 'Worker is shutting down',
      nextRetryDelay: '1 millisecond',
    });
  let runs = 0;
  const { order, ended } = workerWith({
    videos: {
      render: (...args) => (++runs <= 12 ? Promise.reject(shutdown()) : instantVideo.render(...args)),
    },
  });
  const { job } = await order(videoOrder(await platform.newUser(50)));
  expect(await ended(job.id)).toMatchObject({ state: 'succeeded' });
  expect(runs).toBe(13);
});

test('while a video is rendered, an operator sees how far it is, between two scenes too', async () => {
  const abort = new AbortController();
  const { order, ended, client } = workerWith({
    videos: {
      async render(input, folder, options) {
        options.onScene(1, 2, 'one');
        await new Promise((resolve) => abort.signal.addEventListener('abort', resolve));
        return instantVideo.render(input, folder, options);
      },
    },
  });
  const { job, handle } = await order(videoOrder(await platform.newUser(50)));
  const beats = new Set<string>();
  await until(async () => {
    const { raw } = await client.workflow.getHandle(handle.workflowId).describe();
    const [activity] = raw.pendingActivities ?? [];
    const [details] = activity?.heartbeatDetails?.payloads ?? [];
    if (details) {
      expect(JSON.parse(Buffer.from(details.data ?? []).toString())).toEqual({ done: 1, total: 2 });
      beats.add(JSON.stringify(activity?.lastHeartbeatTime));
    }
    return beats.size >= 3; // the timer's own beats among them
  });
  abort.abort();
  await ended(job.id);
});

test('a workflow that is reset after its job has ended changes nothing', async () => {
  const { order, ended, client } = workerWith();
  const user = await platform.newUser(120);
  const { job, handle } = await order(videoOrder(user));
  await ended(job.id);
  const { events } = await handle.fetchHistory();
  const firstTask = events?.find(
    ({ workflowTaskCompletedEventAttributes }) => workflowTaskCompletedEventAttributes,
  );
  const { runId } = await handle.describe();
  await client.workflowService.resetWorkflowExecution({
    namespace: client.options.namespace,
    workflowExecution: { workflowId: handle.workflowId, runId },
    reason: 'an operator wants to see',
    requestId: job.id,
    ...(firstTask?.eventId ? { workflowTaskFinishEventId: firstTask.eventId } : {}),
  });
  await handle.result().catch(() => undefined);
  await recordHistory('generateVideo.already-ended', handle);
  expect(await platform.jobs.find(job.id)).toMatchObject({ state: 'succeeded' });
  expect(await platform.balance(user)).toEqual({ available: 70, held: 0 });
  expect(await eventTypes(job.id)).toEqual(['queued', 'started', 'progress', 'progress', 'succeeded']);
});
