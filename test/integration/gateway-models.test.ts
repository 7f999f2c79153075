import { managedGateway, put, refused, type ManagedGateway } from '../support/gateway-management';

/** Models and their prices, as an administrator sets them up over the API. */

let gateway: ManagedGateway;

beforeAll(async () => {
  gateway = await managedGateway();
});
afterAll(() => gateway.close());

const create = (body: object) => gateway.admin.post('/api/models', body);

test('prices come as strings or numbers, and go as exact strings', async () => {
  const { status, body } = await create({
    model_name: 'gpt-priced',
    input_price: '2.50',
    output_price: 1e-7,
    cached_input_price: 0,
    audio_input_price: '',
    input_price_tiers: [
      { min_tokens: 200_000, price: '5', condition: 'full_input_tokens' },
      { min_tokens: 1000, price: 3 },
    ],
  });
  expect(status).toBe(200);
  expect(body).toMatchObject({
    model_name: 'gpt-priced',
    provider: 'openai',
    quota_type: 0,
    input_price: '2.5',
    output_price: '0.0000001',
    cached_input_price: '0',
    cache_write_input_price: null,
    audio_input_price: null,
    input_price_tiers: [
      { min_tokens: 1000, price: '3' },
      { min_tokens: 200_000, price: '5', condition: 'full_input_tokens' },
    ],
    output_price_tiers: [],
    video_billing_config: null,
    price_version: 1,
    enabled: true,
  });
  const names = ((await gateway.admin.get('/api/models')).body as { model_name: string }[]).map(
    ({ model_name: name }) => name,
  );
  expect(names).toEqual(['demo-text', 'gpt-priced']);
});

test('a video has prices by its resolution and its length', async () => {
  const video_billing_config = {
    resolutions: [
      { resolution: '720p', duration_unit_price: '0.5', durations: [{ seconds: 5, price: '2' }] },
      { resolution: '1080p', duration_unit_price: '1', durations: [] },
    ],
  };
  const { body } = await create({ model_name: 'veo-x', quota_type: 100, video_billing_config });
  expect(body).toMatchObject({ quota_type: 100, provider: 'google', video_billing_config });
});

test('a change replaces every price, and of the rest what is sent; what is sent back changes nothing', async () => {
  const { body: made } = await create({
    model_name: 'model-a',
    description: 'Words',
    provider: 'acme',
    input_price: '1',
    output_price: '2',
  });
  const path = `/api/models/${made.id}`;
  const { body: same } = await put(gateway.admin, path, made);
  expect(same).toEqual({ ...made, updated_at: same.updated_at });

  const changed = await put(gateway.admin, path, {
    model_name: 'model-a',
    output_price: '3',
    enabled: false,
  });
  expect(changed.body).toMatchObject({
    description: 'Words',
    provider: 'acme',
    input_price: null,
    output_price: '3',
    price_version: 2,
    enabled: false,
  });
  expect(refused(await put(gateway.admin, path, { enabled: true }))).toEqual({
    status: 400,
    type: 'validation',
    field: 'model_name',
  });
});

test('a price is in force within a second', async () => {
  const [demo] = (await gateway.admin.get('/api/models')).body as { id: number; model_name: string }[];
  expect(demo?.model_name).toBe('demo-text');
  const user = await gateway.newcomer(100);
  const cost = async () => Number((await gateway.ask(user.token)).headers.get('x-taskloom-cost'));
  const before = await cost();
  await put(gateway.admin, `/api/models/${demo?.id}`, {
    model_name: 'demo-text',
    input_price: '10',
    output_price: '20',
  });
  gateway.settle();
  expect(await cost()).toBeCloseTo(before * 10, 8);
});

test('a name is taken once, and a model that goes takes its places on channels with it', async () => {
  expect(refused(await create({ model_name: 'demo-text' }))).toEqual({
    status: 409,
    type: 'already_exists',
    field: 'model_name',
  });
  const { body: model } = await create({ model_name: 'short-lived' });
  const taken = await put(gateway.admin, `/api/models/${model.id}`, { model_name: 'demo-text' });
  expect(taken.status).toBe(409);
  const [channel] = (await gateway.admin.get('/api/channels')).body as { id: number }[];
  const models = `/api/channels/${channel?.id}/models`;
  await gateway.admin.post(models, { model_id: model.id });
  expect((await gateway.admin.get(models)).body).toHaveLength(2);
  for (let time = 0; time < 2; time++) {
    expect((await gateway.admin.delete(`/api/models/${model.id}`)).body).toEqual({ message: '模型已删除' });
  }
  expect((await gateway.admin.get(models)).body).toHaveLength(1);
  expect((await put(gateway.admin, `/api/models/${model.id}`, { model_name: 'x' })).status).toBe(404);
});

test.each<[string, object, string]>([
  ['no name', { model_name: undefined }, 'model_name'],
  ['a blank name', { model_name: ' ' }, 'model_name'],
  ['a list for a name', { model_name: ['m'] }, 'model_name'],
  ['a name of 101 characters', { model_name: 'm'.repeat(101) }, 'model_name'],
  ['an unknown quota type', { quota_type: 7 }, 'quota_type'],
  ['a negative price', { input_price: '-1' }, 'input_price'],
  ['a word for a price', { output_price: 'free' }, 'output_price'],
  ['a price of eleven decimals', { input_price: '0.00000000001' }, 'input_price'],
  ['a price beyond a billion', { input_price: 1e12 }, 'input_price'],
  ['an object for a price', { input_price: {} }, 'input_price'],
  ['tiers of nothing', { input_price_tiers: [{ min_tokens: 1, price: 1 }] }, 'input_price'],
  [
    'a tier of negative tokens',
    { input_price: 1, input_price_tiers: [{ min_tokens: -1, price: 1 }] },
    'input_price_tiers[0].min_tokens',
  ],
  [
    'a tier of an unknown condition',
    { input_price: 1, input_price_tiers: [{ min_tokens: 1, price: 1, condition: 'on sundays' }] },
    'input_price_tiers[0].condition',
  ],
  [
    'a video of no length',
    {
      video_billing_config: { resolutions: [{ resolution: '720p', durations: [{ seconds: 0, price: 1 }] }] },
    },
    'video_billing_config.resolutions[0].durations[0].seconds',
  ],
  ['a negative limit', { max_output_tokens: -1 }, 'max_output_tokens'],
  ['a word for a switch', { enabled: 'on' }, 'enabled'],
])('a model is not made with %s', async (_, change, field) => {
  const before = await gateway.count('gateway_models');
  const answer = await create({ model_name: 'refused', ...change });
  expect(refused(answer)).toEqual({ status: 400, type: 'validation', field });
  expect(await gateway.count('gateway_models')).toBe(before);
});
