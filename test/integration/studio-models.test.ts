import type { ApiAnswer, ApiClient } from '../support/api-client';
import { put } from '../support/gateway-management';
import { platform as testPlatform, type TestPlatform } from '../support/platform';
import { newAdministrator } from '../support/studio-administrator';

/** Models as an administrator runs them over the studio's API, and as users see them. */

const QWEN = {
  name: '通义千问Plus',
  provider: 'qwen',
  model_name: 'qwen-plus',
  api_key: 'sk-a-secret-of-the-vendor',
  api_base: 'https://93.184.216.34/api/v1/',
  config: { temperature: 0.7, max_tokens: 2000 },
  credits_cost: 8,
};

let platform: TestPlatform;
let admin: ApiClient;
beforeAll(async () => {
  platform = await testPlatform({ privateUpstreams: false });
  ({ api: admin } = await newAdministrator(platform));
});
afterAll(() => platform.close());

const all = async (query = '') => (await admin.get(`/api/v1/models${query}`)).body.data as { id: number }[];

function refusal({ status, body }: ApiAnswer) {
  const { code, data } = body as { code: number; data: { errors?: { field: string }[] } | null };
  return [status, code, data?.errors?.[0]?.field];
}

test('a model is added, changed and deleted, and its key is never shown', async () => {
  const made = await admin.post('/api/v1/models', QWEN);
  expect(made.status).toBe(200);
  expect(made.body).toEqual({
    code: 200,
    message: 'success',
    data: {
      id: expect.any(Number),
      name: '通义千问Plus',
      provider: 'qwen',
      model_name: 'qwen-plus',
      kind: 'text',
      is_active: true,
      is_default: false,
      is_demo: false,
      credits_cost: 8,
      api_base: 'https://93.184.216.34/api/v1',
      has_api_key: true,
      config: { temperature: 0.7, max_tokens: 2000 },
    },
  });
  const path = `/api/v1/models/${made.body.data.id}`;
  const changed = await put(admin, path, { credits_cost: 9.5, is_active: false, config: {} });
  expect(changed.body.data).toMatchObject({
    credits_cost: 9.5,
    is_active: false,
    has_api_key: true,
    config: {},
  });
  expect((await put(admin, path, { api_key: null })).body.data).toMatchObject({
    has_api_key: false,
  });
  expect(await all('?provider=qwen&is_active=true')).toEqual([]);
  expect(await all('?provider=qwen&is_active=false')).toHaveLength(1);

  expect((await admin.delete(path)).body.data).toEqual({ message: '删除成功' });
  expect((await admin.delete(path)).status).toBe(404);
  expect((await put(admin, path, { name: 'x' })).status).toBe(404);
  expect(await all('?provider=qwen')).toEqual([]);
  // Its name is free again.
  const again = await admin.post('/api/v1/models', QWEN);
  expect(again.status).toBe(200);
  expect(made.text + changed.text + again.text).not.toContain(QWEN.api_key);
  const [rows] = await platform.db.query('SELECT * FROM models');
  expect(JSON.stringify(rows)).not.toContain(QWEN.api_key);
});

test('users see the models without where their vendors are, and change none', async () => {
  const user = await platform.signUp();
  const { body } = await user.api.get('/api/v1/models');
  expect(body.data[0]).toEqual({
    id: 1,
    name: '演示文本模型',
    provider: 'demo',
    model_name: 'demo-text',
    kind: 'text',
    is_active: true,
    is_default: true,
    is_demo: true,
    credits_cost: 10,
  });
  expect((await user.api.post('/api/v1/models', QWEN)).status).toBe(403);
  expect((await put(user.api, '/api/v1/models/1', { credits_cost: 0 })).status).toBe(403);
  expect((await user.api.delete('/api/v1/models/1')).status).toBe(403);
});

test('one model is the default of its kind', async () => {
  const made = await admin.post('/api/v1/models', {
    ...QWEN,
    name: 'The default',
    is_default: true,
  });
  const { id } = made.body.data as { id: number };
  const defaults = async () =>
    (await all()).filter(
      (model) => 'kind' in model && model.kind === 'text' && 'is_default' in model && model.is_default,
    );
  expect(await defaults()).toMatchObject([{ id }]);
  await put(admin, '/api/v1/models/1', { is_default: true });
  expect(await defaults()).toMatchObject([{ id: 1 }]);
  await put(admin, `/api/v1/models/${id}`, { is_default: true });
  await admin.delete(`/api/v1/models/${id}`);
  expect(await defaults()).toEqual([]);
  await put(admin, '/api/v1/models/1', { is_default: true });
});

describe('what makes no sense is refused, with its field', () => {
  test.each<[string, Record<string, unknown>]>([
    ['name', { name: '  ' }],
    ['name', { name: '演示文本模型' }],
    ['provider', { provider: 'demo' }],
    ['provider', { provider: 'local' }],
    ['kind', { kind: 'presentation' }],
    ['provider', { kind: 'image', provider: 'anthropic' }],
    ['provider', { kind: 'video', provider: 'openai' }],
    ['provider', { kind: 'video', api_base: 'https://93.184.216.34/compatible-mode/v1' }],
    ['api_base', { api_base: 'ftp://example.com' }],
    ['api_base', { api_base: 'https://user:pass@example.com' }],
    ['api_base', { api_base: 'https://93.184.216.34/v1?key=1' }],
    ['api_base', { api_base: 'http://169.254.169.254/latest' }],
    ['api_base', { api_base: 'http://[::ffff:127.0.0.1]/' }],
    ['api_key', { api_key: 'two words' }],
    ['api_key', { api_key: 'line\r\nbreak' }],
    ['config.temperature', { config: { temperature: 2.1 } }],
    ['config.max_tokens', { config: { max_tokens: 0 } }],
    ['credits_cost', { credits_cost: -1 }],
    ['credits_cost', { credits_cost: 1e300 }],
    ['credits_cost', { credits_cost: 0.000000001 }],
  ])('%s', async (field, part) => {
    const before = await all();
    const answer = await admin.post('/api/v1/models', { ...QWEN, name: 'Refused', ...part });
    expect(refusal(answer)).toEqual([
      400,
      400,
      expect.stringMatching(new RegExp(`^body\\.${field.replace('.', '\\.')}`)),
    ]);
    expect(await all()).toEqual(before);
  });

  test('a model that comes with the installation has no vendor, and keeps its provider', async () => {
    const path = '/api/v1/models/1';
    expect(refusal(await put(admin, path, { api_base: QWEN.api_base }))).toEqual([400, 400, 'body.api_base']);
    expect(refusal(await put(admin, path, { api_key: 'sk-1' }))).toEqual([400, 400, 'body.api_key']);
    const { body } = await put(admin, path, { provider: 'qwen', credits_cost: 12 });
    expect(body.data).toMatchObject({ provider: 'demo', credits_cost: 12 });
    await put(admin, path, { credits_cost: 10 });
  });
});

test('a model that comes with the installation is switched off rather than deleted', async () => {
  for (const id of [1, 2, 3, 4]) {
    const answer = await admin.delete(`/api/v1/models/${id}`);
    expect([answer.status, answer.body.code]).toEqual([409, 409]);
  }
  expect((await all()).map(({ id }) => id).slice(0, 4)).toEqual([1, 2, 3, 4]);
  const off = await put(admin, '/api/v1/models/2', { is_active: false });
  expect(off.body.data).toMatchObject({ is_active: false });
  await put(admin, '/api/v1/models/2', { is_active: true });
});

test('a change keeps to vendors that are asked for this kind', async () => {
  const made = await admin.post('/api/v1/models', { ...QWEN, name: 'Films', kind: 'video' });
  const path = `/api/v1/models/${made.body.data.id}`;
  expect(refusal(await put(admin, path, { provider: 'openai' }))).toEqual([400, 400, 'body.provider']);
  const compatible = 'https://93.184.216.34/compatible-mode/v1';
  expect(refusal(await put(admin, path, { api_base: compatible }))).toEqual([400, 400, 'body.provider']);
  expect((await put(admin, path, { provider: 'wanx' })).body.data).toMatchObject({ provider: 'wanx' });
});

test('a key goes nowhere but where it was entered', async () => {
  const made = await admin.post('/api/v1/models', { ...QWEN, name: 'Moved' });
  const path = `/api/v1/models/${made.body.data.id}`;
  const elsewhere = 'https://93.184.216.35/api/v1';
  expect(refusal(await put(admin, path, { api_base: elsewhere }))).toEqual([400, 400, 'body.api_key']);
  const other = 'https://93.184.216.34:8443/api/v1';
  expect(refusal(await put(admin, path, { api_base: other }))).toEqual([400, 400, 'body.api_key']);
  const beside = 'https://93.184.216.34/api/v2';
  expect((await put(admin, path, { api_base: beside })).body.data).toMatchObject({ has_api_key: true });
  const anew = await put(admin, path, { api_base: elsewhere, api_key: 'sk-for-the-other' });
  expect(anew.body.data).toMatchObject({ api_base: elsewhere, has_api_key: true });
  const without = await put(admin, path, { api_base: other, api_key: null });
  expect(without.body.data).toMatchObject({ api_base: other, has_api_key: false });
});

test('two that take one name at once: one is refused', async () => {
  const answers = await Promise.all(
    [1, 2, 3].map(() => admin.post('/api/v1/models', { ...QWEN, name: 'Wanted by three' })),
  );
  expect(answers.map(({ status }) => status).toSorted()).toEqual([200, 400, 400]);
});
