import { seedModels } from '../../domain/catalog/built-in-models';
import { AppError } from '../../domain/errors';
import { createCreations } from '../../domain/creations/creations';
import { writingOrder } from '../../domain/writing/writing-order';
import type { ChatModel } from '../../providers/llm/chat-model';
import { demoModel } from '../../providers/llm/demo-model';
import { jobPlatform, type JobPlatform } from '../support/job-platform';
import { recordHistory, wordsOf } from '../support/record-history';
import { startWorker, type TestWorker } from '../support/worker';

let platform: JobPlatform;
let worker: TestWorker;
let say: () => void = () => undefined;
beforeAll(async () => {
  platform = await jobPlatform();
  await seedModels(platform);
  worker = await startWorker(platform, { say: () => say() });
});
afterEach(() => worker.use());
afterAll(async () => {
  await worker.stop();
  await platform.close();
});

const articleFor = (owner: number) =>
  ({
    owner,
    kind: 'writing',
    surface: 'studio',
    input: writingOrder('wechat_article', { title: '如何提高工作效率', keywords: ['时间管理'] }),
    model: { id: 1, creditsCost: 1_000_000_000n, priceVersion: 1 },
    creation: { type: 'writing', toolType: 'wechat_article', title: '如何提高工作效率', content: null },
  }) as const;

/** What the owner's history has, whole. */
async function shown(owner: number) {
  const creations = createCreations(platform);
  const { items } = await creations.list({ owner, page: 1, pageSize: 20 });
  return Promise.all(items.map(async ({ id }) => (await creations.get(id, owner))!));
}

/** The demo model, whose streams become what `of` makes of them. */
function modelThat(of: (stream: ReturnType<ChatModel['stream']>, signal: AbortSignal) => ChatStream) {
  const model = demoModel();
  let calls = 0;
  return {
    ...model,
    calls: () => calls,
    stream(request, signal) {
      calls += 1;
      return of(model.stream(request, signal), signal);
    },
  } satisfies ChatModel & { calls(): number };
}
type ChatStream = ReturnType<ChatModel['stream']>;

async function* failing(error: Error): ChatStream {
  await Promise.reject(error);
  yield { type: 'text', text: 'never said' };
}

test('a text is written, kept, charged and shown, and none of its words are in the workflow’s history', async () => {
  const owner = await platform.newUser(100);
  const { job, handle } = await worker.order(articleFor(owner));
  expect(await worker.ended(job.id)).toMatchObject({ state: 'succeeded', charged: job.quote });
  const [creation] = await shown(owner);
  expect(creation).toMatchObject({
    type: 'writing',
    toolType: 'wechat_article',
    title: '如何提高工作效率',
    content: expect.stringMatching(/^# 如何提高工作效率\n\n> /) as string,
    extraData: { demo: true, prompt: 'v1' },
  });
  expect(await worker.artifacts.find(job.id, 'text')).toMatchObject({ fileName: 'wechat_article.md' });
  expect(await platform.balance(owner)).toEqual({ available: 90, held: 0 });
  await recordHistory('generateWriting.succeeded', handle);
  const words = wordsOf(await handle.fetchHistory());
  for (const secret of ['时间管理', '工作效率', creation?.content?.slice(-8) ?? 'none'])
    expect(words).not.toContain(secret);
});

test('a text that the model cannot write fails at once, is refunded, and is not shown', async () => {
  const owner = await platform.newUser(100);
  const model = modelThat(() => failing(new AppError('GENERATION_FAILED')));
  worker.use({ model });
  const { job, handle } = await worker.order(articleFor(owner));
  expect(await worker.ended(job.id)).toMatchObject({
    state: 'failed',
    reason: 'GENERATION_FAILED',
    charged: 0n,
  });
  await recordHistory('generateWriting.not-written', handle);
  expect(model.calls()).toBe(1);
  expect(await shown(owner)).toEqual([]);
  expect(await worker.files(job.id)).toEqual([]);
  expect(await platform.balance(owner)).toEqual({ available: 100, held: 0 });
});

test('a text that is being written can be cancelled', async () => {
  const owner = await platform.newUser(100);
  let begun: () => void = () => undefined;
  const writing = new Promise<void>((resolve) => (begun = resolve));
  const model = modelThat(async function* (_stream, signal) {
    yield { type: 'text', text: '# 如何' };
    begun();
    await new Promise((_, reject) => {
      signal.addEventListener('abort', () => reject(signal.reason as Error));
    });
  });
  worker.use({ model });
  const { job, handle } = await worker.order(articleFor(owner));
  await writing;
  await handle.cancel();
  expect(await worker.ended(job.id)).toMatchObject({ state: 'cancelled', charged: 0n });
  await recordHistory('generateWriting.cancelled', handle);
  expect(await shown(owner)).toEqual([]);
  expect(await platform.balance(owner)).toEqual({ available: 100, held: 0 });
});

test('a text that its owner has read of is charged when it is cancelled, and kept as far as it was written', async () => {
  const owner = await platform.newUser(100);
  let goOn: () => void = () => undefined;
  const read = new Promise<void>((resolve) => (goOn = resolve));
  const model = modelThat(async function* (_stream, signal) {
    yield { type: 'text', text: '# 如何' };
    await read;
    yield { type: 'text', text: '提高' };
    await new Promise((_, reject) => {
      signal.addEventListener('abort', () => reject(signal.reason as Error));
    });
  });
  let heard: () => void = () => undefined;
  const said = new Promise<void>((resolve) => (heard = resolve));
  say = () => heard();
  worker.use({ model });
  const { job, handle } = await worker.order(articleFor(owner));
  await said;
  expect(await platform.jobs.show(job.id)).toBe(true);
  goOn();
  await handle.cancel();
  expect(await worker.ended(job.id)).toMatchObject({ state: 'cancelled', charged: job.quote });
  await recordHistory('generateWriting.cancelled-when-read', handle);
  expect(await shown(owner)).toMatchObject([
    { content: '# 如何提高', extraData: { unfinished: true, demo: true, prompt: 'v1' } },
  ]);
  expect(await platform.balance(owner)).toEqual({ available: 90, held: 0 });
});

test('a text that was kept before its worker was killed is not written, nor paid for, again', async () => {
  const owner = await platform.newUser(100);
  const kept = '# 如何提高工作效率\n\n> 摘要';
  const model = modelThat(async function* (stream) {
    for await (const delta of stream) {
      if (delta.type === 'text') yield delta;
    }
    const as = { fileName: 'wechat_article.md', contentType: 'text/markdown; charset=utf-8' };
    await worker.artifacts.save(await jobId, 'text', Buffer.from(kept), as);
    throw new Error('the worker was killed');
  });
  worker.use({ model });
  const ordered = worker.order(articleFor(owner));
  const jobId = ordered.then(({ job }) => job.id);
  expect(await worker.ended(await jobId)).toMatchObject({ state: 'succeeded' });
  expect(model.calls()).toBe(1);
  expect(await shown(owner)).toMatchObject([{ content: kept }]);
  expect(await platform.balance(owner)).toEqual({ available: 90, held: 0 });
});
