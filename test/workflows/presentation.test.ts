import { buffer } from 'node:stream/consumers';
import { AppError } from '../../domain/errors';
import type { Deck, DeckRenderer } from '../../providers/media/deck/deck';
import type { ChatModel, ChatRequest } from '../../providers/llm/chat-model';
import { demoModel } from '../../providers/llm/demo-model';
import { UpstreamFailure } from '../../providers/llm/upstream-failure';
import { DETAILS_QUERY, type WorkflowDetails } from '../../workflows/contract';
import { deckOrder, jobPlatform, type JobPlatform } from '../support/job-platform';
import { recordHistory, wordsOf } from '../support/record-history';
import { instantDeck } from '../support/renderers';
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

/** The demo model, or what becomes of its `call`th answer. */
function modelThat(answer: (call: number) => Promise<void>): ChatModel & { calls(): number } {
  const model = demoModel();
  let calls = 0;
  return {
    ...model,
    calls: () => calls,
    async chat(request, signal) {
      await answer(++calls);
      return model.chat(request, signal);
    },
  };
}

/** The outline entry that a request is about. */
function entryOf({ messages }: ChatRequest): string {
  const brief = messages.map(({ content }) => /"entry":\s*"([^"]+)"/.exec(content)?.[1]).find(Boolean);
  return brief ?? 'none';
}

test('a deck is written, rendered, kept and charged, and what the model wrote stays ours', async () => {
  const { order, ended, artifacts, status, scratches, files } = workerWith();
  const user = await platform.newUser(100);
  const { job, handle } = await order(deckOrder(user));
  expect(await ended(job.id)).toMatchObject({ state: 'succeeded', charged: job.quote });

  const deck = await artifacts.find(job.id, 'deck');
  expect(deck).toMatchObject({ fileName: '产品发布会.pptx' });
  const { slides } = JSON.parse(String(deck && (await buffer(await artifacts.open(deck))))) as Deck;
  expect(slides.map(({ title }) => title)).toEqual(['产品介绍', '核心功能', '市场分析']);

  const events = await platform.jobs.events(job.id, 0, 20);
  expect(events.map(({ type }) => type)).toEqual([
    'queued',
    'started',
    'progress',
    'progress',
    'progress',
    'succeeded',
  ]);
  expect(events.slice(2, 5).map(({ data }) => data['percent'])).toEqual([25, 50, 75]);
  expect(events.at(-1)).toMatchObject({ data: { artifactId: deck?.id, slides: 3, demo: true } });
  expect(await platform.balance(user)).toEqual({ available: 70, held: 0 });
  expect(await status(`presentation/${job.id}`)).toBe('COMPLETED');
  expect(await scratches()).toEqual([]);
  expect(await files(job.id)).toHaveLength(1); // what it was made from is gone

  const bullet = slides[0]?.bullets[0] ?? 'there is none';
  const history = wordsOf(await handle.fetchHistory());
  expect(history).toContain('presentation, 3 slides');
  for (const words of [bullet.slice(0, 8), '产品', '功能']) expect(history).not.toContain(words);
  await recordHistory('generatePresentation.succeeded', handle);
});

test('while it is rendered, an operator sees the step', async () => {
  let seen: WorkflowDetails | undefined;
  const decks: DeckRenderer = {
    async render(...deck) {
      seen = await worker.client.workflow.getHandle(`presentation/${job.id}`).query(DETAILS_QUERY);
      return instantDeck.render(...deck);
    },
  };
  const { order, ended } = workerWith({ decks });
  const { job } = await order(deckOrder(await platform.newUser(30)));
  await ended(job.id);
  expect(seen).toEqual({
    kind: 'presentation',
    id: job.id,
    state: 'running',
    step: 'rendering',
    percent: 80,
  });
});

test('answers of the model that cannot be used fail the job at once, and it is refunded', async () => {
  const model = modelThat(() => Promise.reject(new AppError('GENERATION_FAILED')));
  const { order, ended } = workerWith({ model });
  const user = await platform.newUser(30);
  const { job, handle } = await order(deckOrder(user));
  expect(await ended(job.id)).toMatchObject({ state: 'failed', reason: 'GENERATION_FAILED' });
  await recordHistory('generatePresentation.not-written', handle);
  expect(model.calls()).toBeLessThanOrEqual(3); // the slides that are written at a time, once each
  expect(await platform.balance(user)).toEqual({ available: 30, held: 0 });
});

test('a model that fails for a moment is asked again; one that stays away fails the job as the AI service', async () => {
  const model = modelThat((call) =>
    call === 1 ? Promise.reject(new AppError('AI_SERVICE_FAILED')) : Promise.resolve(),
  );
  const { order, ended } = workerWith({ model });
  const user = await platform.newUser(60);
  const first = await order(deckOrder(user));
  expect(await ended(first.job.id)).toMatchObject({ state: 'succeeded' });

  const away = modelThat(() => Promise.reject(new AppError('AI_SERVICE_FAILED')));
  const other = workerWith({ model: away });
  const second = await other.order(deckOrder(user));
  expect(await other.ended(second.job.id)).toMatchObject({ state: 'failed', reason: 'AI_SERVICE_FAILED' });
  expect(await platform.balance(user)).toEqual({ available: 30, held: 0 });
});

test.each([
  ['a key that is refused', 401],
  ['a quota that is spent', 429],
])('%s fails the job at once: asking again would not help', async (_what, status) => {
  const refused = new UpstreamFailure('no', { status, retryable: false });
  const model = modelThat(() =>
    Promise.reject(new AppError('AI_SERVICE_FAILED', undefined, { cause: refused })),
  );
  const { order, ended } = workerWith({ model });
  const user = await platform.newUser(30);
  const { job } = await order(deckOrder(user));
  expect(await ended(job.id)).toMatchObject({ state: 'failed', reason: 'AI_SERVICE_FAILED' });
  expect(model.calls()).toBeLessThanOrEqual(3); // the slides that are written at a time, once each
  expect(await platform.balance(user)).toEqual({ available: 30, held: 0 });
});

test('slides that were written before a failure are not paid for again', async () => {
  const asked: string[] = [];
  const model = demoModel();
  const { order, ended, artifacts, files } = workerWith({
    model: {
      ...model,
      async chat(request, signal) {
        const entry = entryOf(request);
        const isFirst = !asked.includes(entry);
        asked.push(entry);
        if (entry === '市场分析' && isFirst) {
          for (const kept of ['slide-1', 'slide-2']) {
            await until(async () => Boolean(await artifacts.find(await jobId, kept)));
          }
          throw new Error('the worker was killed');
        }
        return model.chat(request, signal);
      },
    },
  });
  const ordered = platform.newUser(30).then((user) => order(deckOrder(user)));
  const jobId = ordered.then(({ job }) => job.id);
  expect(await ended(await jobId)).toMatchObject({ state: 'succeeded' });
  expect(asked.sort()).toEqual(['产品介绍', '市场分析', '市场分析', '核心功能'].sort());
  expect(await files(await jobId)).toHaveLength(1);
});

test('a model that is slow to answer can be cancelled', async () => {
  let asked: () => void;
  const asking = new Promise<void>((resolve) => {
    asked = resolve;
  });
  const model: ChatModel = {
    ...demoModel(),
    chat: (_request, signal) =>
      new Promise((_resolve, reject) => {
        signal.addEventListener('abort', () => reject(signal.reason as Error));
        asked();
      }),
  };
  const { order, ended } = workerWith({ model });
  const user = await platform.newUser(30);
  const { job, handle } = await order(deckOrder(user));
  await asking;
  await handle.cancel();
  expect(await ended(job.id)).toMatchObject({ state: 'cancelled' });
  await recordHistory('generatePresentation.cancelled', handle);
  expect(await platform.balance(user)).toEqual({ available: 30, held: 0 });
});

test('a render that fails is repeated without asking the model again', async () => {
  const model = modelThat(() => Promise.resolve());
  let renders = 0;
  const { order, ended } = workerWith({
    model,
    decks: {
      render: (...deck) =>
        ++renders === 1 ? Promise.reject(new Error('killed')) : instantDeck.render(...deck),
    },
  });
  const { job } = await order(deckOrder(await platform.newUser(30)));
  expect(await ended(job.id)).toMatchObject({ state: 'succeeded' });
  expect([model.calls(), renders]).toEqual([3, 2]);
});

test('a deck that cannot be rendered fails the job with its reason, and it is refunded', async () => {
  const full = new AppError('STORAGE_FULL');
  const { order, ended, files } = workerWith({ decks: { render: () => Promise.reject(full) } });
  const user = await platform.newUser(30);
  const { job, handle } = await order(deckOrder(user));
  expect(await ended(job.id)).toMatchObject({ state: 'failed', reason: 'STORAGE_FULL' });
  expect(await platform.balance(user)).toEqual({ available: 30, held: 0 });
  expect(await files(job.id)).toEqual([]); // nobody will read what was written
  await recordHistory('generatePresentation.not-rendered', handle);
});
