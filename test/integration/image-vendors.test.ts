import { createVendorOrders, type VendorOrder } from '../../domain/jobs/vendor-orders';
import type { DashScopeFault } from '../../simulators/dashscope/server';
import { failureOf } from '../support/ai-failure';
import { imageOrder } from '../support/image-order';
import { startImageVendors, type ImageVendors } from '../support/image-vendors';
import { jobPlatform, type JobPlatform } from '../support/job-platform';

/** Vendors of pictures, as they answer and as they fail: what is ordered once is never ordered again. */

let platform: JobPlatform;
let vendors: ImageVendors;
beforeAll(async () => {
  platform = await jobPlatform();
  vendors = await startImageVendors();
});
afterAll(async () => {
  await vendors.close();
  await platform.close();
});

const ORDER = { prompt: '一只猫 <b>"</b>', width: 1024, height: 768 };
const { signal } = new AbortController();

/** The record of a new job's order. */
async function newOrder(): Promise<VendorOrder> {
  const { job } = await platform.jobs.accept(imageOrder(await platform.newUser(20)));
  return createVendorOrders(platform).of(job.id);
}

async function make(order: VendorOrder, ...model: Parameters<ImageVendors['models']>) {
  const found = await vendors.models(...model).of(7);
  return found!.make(ORDER, order, signal);
}

describe('DashScope', () => {
  const ordered = () => vendors.dashScope.tasks.length;

  test('an order is placed, asked for until it is done, and its picture fetched without the key', async () => {
    const picture = await make(await newOrder(), 'dashscope', 'wanx2.1-t2i-turbo');
    expect(picture).toMatchObject({ contentType: 'image/png', width: 512, height: 512 });
    expect(picture.bytes.equals(vendors.png)).toBe(true);
    expect(vendors.dashScope.tasks.at(-1)).toMatchObject({
      path: 'text2image/image-synthesis',
      body: {
        model: 'wanx2.1-t2i-turbo',
        input: { prompt: ORDER.prompt },
        parameters: { size: '1024*768', n: 1 },
      },
      questions: 2,
    });
    expect(vendors.dashScope.downloads.at(-1)).toBeUndefined();
  });

  test('whoever goes on after a crash asks for the order that was placed', async () => {
    const order = await newOrder();
    await make(order, 'dashscope');
    const before = ordered();
    expect((await make(order, 'dashscope')).width).toBe(512);
    expect(ordered()).toBe(before);
  });

  test('an order that was begun by somebody who is gone is not placed again', async () => {
    const order = await newOrder();
    await order.begin();
    const before = ordered();
    expect(await failureOf(make(order, 'dashscope'))).toMatchObject({
      code: 'AI_SERVICE_FAILED',
      again: false,
    });
    expect(ordered()).toBe(before);
  });

  test('an order that was taken while its answer was cut is not placed again', async () => {
    const [order, before] = [await newOrder(), ordered()];
    vendors.dashScope.failNext({ at: 'order', kind: 'cut' });
    for (let attempt = 0; attempt < 2; attempt++) {
      expect(await failureOf(make(order, 'dashscope'))).toMatchObject({
        code: 'AI_SERVICE_FAILED',
        again: false,
      });
    }
    expect(ordered()).toBe(before + 1);
  });

  test.each<[string, DashScopeFault]>([
    ['an error of a proxy in front', { at: 'order', kind: 'page', status: 502 }],
    ['a task that nobody knows any more', { at: 'task', kind: 'unknown' }],
    ['a task that fails inside', { at: 'task', kind: 'fail', code: 'InternalError' }],
    ['a picture that is none', { at: 'task', kind: 'garbage' }],
    ['a picture that is gone', { at: 'task', kind: 'gone' }],
    [
      'a key that is refused when it is asked',
      { at: 'question', kind: 'refuse', status: 401, code: 'InvalidApiKey' },
    ],
  ])('%s ends the work', async (_what, fault) => {
    vendors.dashScope.failNext(fault);
    expect(await failureOf(make(await newOrder(), 'dashscope'))).toMatchObject({
      code: 'AI_SERVICE_FAILED',
      again: false,
    });
  });

  test.each<[string, DashScopeFault]>([
    ['before', { at: 'order', kind: 'refuse', status: 400, code: 'DataInspectionFailed' }],
    ['after', { at: 'task', kind: 'fail', code: 'DataInspectionFailed' }],
    ['for its size', { at: 'order', kind: 'refuse', status: 400, code: 'InvalidParameter' }],
  ])('content that is refused %s it was taken is the content’s fault', async (_when, fault) => {
    vendors.dashScope.failNext(fault);
    expect(await failureOf(make(await newOrder(), 'dashscope'))).toMatchObject({ code: 'GENERATION_FAILED' });
  });

  test('an order that is refused for now is placed later, and once', async () => {
    const [order, before] = [await newOrder(), ordered()];
    for (const [status, code] of [
      [429, 'Throttling.RateQuota'],
      [500, 'InternalError'],
    ] as const) {
      vendors.dashScope.failNext({ at: 'order', kind: 'refuse', status, code });
      expect(await failureOf(make(order, 'dashscope'))).toMatchObject({
        code: 'AI_SERVICE_FAILED',
        again: true,
      });
    }
    expect((await make(order, 'dashscope')).width).toBe(512);
    expect(ordered()).toBe(before + 1);
  });

  test('questions that nobody answers are asked again, and an outage leaves the order as it is', async () => {
    const cut = { at: 'question', kind: 'cut' } as const;
    const busy = { at: 'question', kind: 'refuse', status: 503, code: 'ServiceUnavailable' } as const;
    vendors.dashScope.failNext(cut, busy, cut);
    expect((await make(await newOrder(), 'dashscope')).width).toBe(512);
    const [order, before] = [await newOrder(), ordered()];
    vendors.dashScope.failNext(cut, cut, cut, cut, cut);
    expect(await failureOf(make(order, 'dashscope'))).toMatchObject({
      code: 'AI_SERVICE_FAILED',
      again: true,
    });
    expect((await make(order, 'dashscope')).width).toBe(512);
    expect(ordered()).toBe(before + 1);
  });

  test('a wrong key is said to operators, and not shown', async () => {
    const failure = await failureOf(make(await newOrder(), 'dashscope', 'm', 'sk-wrong-and-secret'));
    expect(failure).toMatchObject({ code: 'AI_SERVICE_FAILED', again: false });
    expect(failure.words).toContain('Invalid API-key');
    expect(failure.words).not.toContain('sk-wrong-and-secret');
  });

  test('whoever aborts is not kept waiting, and the order stays on record', async () => {
    vendors.dashScope.hold('RUNNING');
    const order = await newOrder();
    const stop = new AbortController();
    const model = await vendors.models('dashscope').of(7);
    const making = model!.make(ORDER, order, stop.signal);
    const reason = new Error('the worker shuts down');
    setImmediate(() => stop.abort(reason));
    await expect(making).rejects.toBe(reason);
    vendors.dashScope.hold(null);
  });
});

describe('OpenAI', () => {
  const SQUARE = { ...ORDER, height: 1024 };
  const ask = async (order = SQUARE, modelName = 'gpt-image-1', apiKey?: string) =>
    (await vendors.models('openai', modelName, apiKey).of(7))!.make(order, await newOrder(), signal);

  test('the picture of an answer is the picture', async () => {
    expect(await ask()).toMatchObject({ contentType: 'image/png', width: 1, height: 1 });
    expect(vendors.openAi.requests.at(-1)?.body).toEqual({
      model: 'gpt-image-1',
      prompt: ORDER.prompt,
      n: 1,
      size: '1024x1024',
    });
    await ask(SQUARE, 'dall-e-3');
    expect(vendors.openAi.requests.at(-1)?.body).toMatchObject({ response_format: 'b64_json' });
  });

  test('a size that the model does not make, and a prompt against its rules, are the request’s fault', async () => {
    expect(await failureOf(ask(ORDER))).toMatchObject({ code: 'GENERATION_FAILED' });
    vendors.openAi.script({ refusal: 'no' }, 'openai-images');
    expect(await failureOf(ask())).toMatchObject({ code: 'GENERATION_FAILED' });
  });

  test.each([
    [{ kind: 'status', status: 429 }, true],
    [{ kind: 'status', status: 503 }, true],
    [{ kind: 'reset' }, true],
    [{ kind: 'status', status: 403 }, false],
    [{ kind: 'error-body' }, false],
  ] as const)('%j is the service’s fault; asking again may help: %s', async (fault, again) => {
    vendors.openAi.failNext(fault);
    expect(await failureOf(ask())).toMatchObject({ code: 'AI_SERVICE_FAILED', again });
  });

  test('a wrong key is not shown', async () => {
    const { code, again, words } = await failureOf(ask(SQUARE, 'gpt-image-1', 'sk-wrong-and-secret'));
    expect({ code, again }).toEqual({ code: 'AI_SERVICE_FAILED', again: false });
    expect(words).not.toContain('sk-wrong-and-secret');
  });
});

test('a vendor who makes no pictures is not asked', async () => {
  const claude = vendors.models('claude');
  await expect(claude.of(7)).rejects.toMatchObject({ code: 'AI_SERVICE_FAILED' });
});
