import type { ImageModels } from '../../activities/media-models';
import type { ApiAnswer } from '../support/api-client';
import { put } from '../support/gateway-management';
import { startImageVendors, type ImageVendors } from '../support/image-vendors';
import { platform as testPlatform, type TestPlatform, type TestUser } from '../support/platform';
import { newAdministrator } from '../support/studio-administrator';
import { pictureSize } from '../../providers/pictures/picture-size';

/** Pictures as users order them. */

const PATH = '/api/v1/image/generate';
const ORDER = { prompt: '一只可爱的猫咪在花园里玩耍', size: '1024x1024', model_id: 2 };

let platform: TestPlatform;
let vendors: ImageVendors;
let user: TestUser;
let admin: TestUser;
/** Who makes pictures; this installation itself, unless a test has a vendor. */
let models: ImageModels | undefined;
beforeAll(async () => {
  const imageModels: ImageModels = {
    of: (id) => models?.of(id) ?? Promise.resolve(undefined),
    hasVendor: (id) => models?.hasVendor(id) ?? Promise.resolve(false),
  };
  platform = await testPlatform({ worker: { imageModels } });
  vendors = await startImageVendors();
  user = await platform.signUp(1_000);
  admin = await newAdministrator(platform);
});
afterEach(() => (models = undefined));
afterAll(async () => {
  await platform.close();
  await vendors.close();
});

const refusal = ({ status, body }: ApiAnswer): unknown[] => [
  status,
  body.code,
  body.data?.errors?.[0]?.field,
];

test('a picture comes in the answer, in its size, labelled, charged and among the creations', async () => {
  const buyer = await platform.signUp(50);
  const { status, body } = await buyer.api.post(PATH, { ...ORDER, size: '768x1024' });
  expect(status).toBe(200);
  expect(body).toMatchObject({
    code: 200,
    message: '生成成功',
    data: { is_demo: true, status: 'completed', credits_used: 20, image_url: expect.any(String) },
  });
  const file = await fetch(body.data.image_url as string);
  expect(file.headers.get('content-type')).toBe('image/png');
  expect(pictureSize(Buffer.from(await file.arrayBuffer()))).toEqual({ width: 768, height: 1024 });
  expect(await buyer.balance()).toEqual({ available: 30, held: 0 });
  const { body: list } = await buyer.api.get('/api/v1/creations?type=image');
  expect(list.data.items).toMatchObject([
    { id: body.data.creation_id, type: 'image', title: ORDER.prompt, content: ORDER.prompt },
  ]);
  const { body: explained } = await buyer.api.get(`/api/v1/jobs/${body.data.job_id}/explain`);
  expect(explained.data).toMatchObject({ kind: 'image', totals: { reserved: 0, charged: 20, returned: 0 } });
});

test('one size is the usual one, and a repeat under one key is one picture', async () => {
  const key = { 'idempotency-key': 'a-picture' };
  const first = await user.api.post(PATH, { prompt: '海边的日出' }, key);
  const second = await user.api.post(PATH, { prompt: '海边的日出' }, key);
  expect(second.body).toEqual(first.body);
  const file = Buffer.from(await (await fetch(first.body.data.image_url as string)).arrayBuffer());
  expect(pictureSize(file)).toEqual({ width: 1024, height: 1024 });
});

test.each([
  [{ prompt: '' }, 'body.prompt'],
  [{ prompt: ' \n\t ' }, 'body.prompt'],
  [{ prompt: '猫'.repeat(2_001) }, 'body.prompt'],
  [{ prompt: 7 }, 'body.prompt'],
  [{ prompt: undefined }, 'body.prompt'],
  [{ size: '1023x7' }, 'body.size'],
  [{ size: '0x0' }, 'body.size'],
  [{ size: '1024X1024' }, 'body.size'],
  [{ size: '99999x99999' }, 'body.size'],
  [{ size: 1024 }, 'body.size'],
  [{ model_id: 1 }, 'body.model_id'],
  [{ model_id: 3 }, 'body.model_id'],
  [{ model_id: 999_999 }, 'body.model_id'],
  [{ model_id: -2 }, 'body.model_id'],
])('%j is refused, and costs nothing', async (part, field) => {
  const before = await user.balance();
  expect(refusal(await user.api.post(PATH, { ...ORDER, ...part }))).toEqual([400, 400, field]);
  expect(await user.balance()).toEqual(before);
});

test.each(['<svg onload="alert(1)">', "'; DROP TABLE jobs; --", '\u202e反转 😀👨‍👩‍👧', '𠮷'.repeat(500)])(
  'markup and odd characters are words for a picture: %j',
  async (prompt) => {
    const { status, body } = await user.api.post(PATH, { prompt, size: '512x512' });
    expect([status, body.data.credits_used]).toEqual([200, 20]);
  },
);

test('too few credits are 40001, and a model that is off 40006', async () => {
  const poor = await platform.signUp(19);
  const { status, body } = await poor.api.post(PATH, ORDER);
  expect([status, body]).toEqual([
    402,
    { code: 40001, message: '积分不足', data: { required: 20, available: 19 } },
  ]);
  await put(admin.api, '/api/v1/models/2', { is_active: false });
  expect(refusal(await user.api.post(PATH, ORDER))).toEqual([503, 40006, undefined]);
  await put(admin.api, '/api/v1/models/2', { is_active: true });
});

describe('of a vendor', () => {
  const order = () => user.api.post(PATH, { ...ORDER, size: '512x512' });

  test('it is the vendor’s picture', async () => {
    models = vendors.models('dashscope');
    const { body } = await order();
    const file = await fetch(body.data.image_url as string);
    expect(Buffer.from(await file.arrayBuffer()).equals(vendors.png)).toBe(true);
  });

  test.each([
    [{ at: 'task', kind: 'fail', code: 'DataInspectionFailed' }, 500, 40007],
    [{ at: 'task', kind: 'fail', code: 'InternalError' }, 503, 40006],
    [{ at: 'task', kind: 'garbage' }, 503, 40006],
    [{ at: 'order', kind: 'cut' }, 503, 40006],
    [{ at: 'order', kind: 'refuse', status: 401, code: 'InvalidApiKey' }, 503, 40006],
  ] as const)('%j is told, and refunded', async (fault, status, code) => {
    models = vendors.models('dashscope');
    const before = await user.balance();
    vendors.dashScope.failNext(fault);
    expect(refusal(await order())).toEqual([status, code, undefined]);
    expect(await user.balance()).toEqual(before);
  });
});
