import { fromSomewhere, type GatewayUser } from '../support/gateway';
import { managedGateway, put, refused, type ManagedGateway } from '../support/gateway-management';

/** One's own API keys over the API, and what they open. */

const KEYS = '/api/user/api-keys';
const SECRET = /^sk-[A-Za-z0-9_-]{43}$/;

let gateway: ManagedGateway;
let ada: GatewayUser;

beforeAll(async () => {
  gateway = await managedGateway();
});
beforeEach(async () => {
  ada = await gateway.newcomer(10);
});
afterAll(() => gateway.close());

async function newKey(wish: object = {}, { api }: GatewayUser = ada) {
  const { body, text } = await api.post(KEYS, { name: 'laptop', ...wish });
  if (typeof body.api_key !== 'string') throw new Error(text);
  const id = body.key.id as number;
  return {
    secret: body.api_key as string,
    id,
    path: `${KEYS}/${id}`,
    key: body.key as Record<string, unknown>,
  };
}

describe('a key', () => {
  test('made on a new installation calls the demo model at once', async () => {
    const { secret, key } = await newKey();
    expect(secret).toMatch(SECRET);
    expect(key).toEqual({
      id: expect.any(Number),
      name: 'laptop',
      key_prefix: secret.slice(0, 10),
      allowed_models: [],
      allowed_user_channels: [],
      allowed_ips: [],
      group_id: null,
      quota_limit: '0',
      quota_remaining: null,
      requests_per_minute: null,
      tokens_per_minute: null,
      max_concurrency: null,
      enabled: true,
      expires_at: null,
      previous_key_until: null,
      usage: {
        request_count: 0,
        input_tokens: 0,
        output_tokens: 0,
        cached_input_tokens: 0,
        total_tokens: 0,
        total_cost: '0',
      },
      last_used_at: null,
      usage_reset_at: null,
      created_at: expect.any(String),
      updated_at: expect.any(String),
    });
    const answer = await gateway.ask(secret);
    expect(answer.status).toBe(200);
    expect(answer.body.choices[0].message.content).toMatch(/\w/);
  });

  test('shows its secret once', async () => {
    const { secret, path } = await newKey();
    const answers = [
      await ada.api.get(KEYS),
      await ada.api.get(path),
      await put(ada.api, path, { name: 'desk' }),
      await ada.api.post(`${path}/reset-usage`),
    ];
    for (const { status, text } of answers) {
      expect(status).toBe(200);
      expect(text).not.toContain(secret);
      expect(text).toContain(secret.slice(0, 10));
    }
  });

  test('tells what it has used, until that is begun anew', async () => {
    const { secret, path } = await newKey({ quota_limit: '5' });
    const cost = (await gateway.ask(secret)).headers.get('x-taskloom-cost');
    const { body: used } = await ada.api.get(path);
    expect(used.usage).toMatchObject({ request_count: 1, total_cost: cost });
    expect(used.usage.total_tokens).toBe(used.usage.input_tokens + used.usage.output_tokens);
    expect(Number(used.quota_remaining)).toBeCloseTo(5 - Number(cost), 8);
    const { body: anew } = await ada.api.post(`${path}/reset-usage`);
    expect(anew).toMatchObject({
      usage: { request_count: 0, total_cost: '0' },
      quota_remaining: '5',
      usage_reset_at: expect.any(String),
    });
    await gateway.ask(secret);
    expect((await ada.api.get(path)).body.usage.request_count).toBe(1);
  });

  test('changes in what is sent, and in force within a second', async () => {
    const { secret, path } = await newKey({ allowed_ips: ['203.0.113.0/24'], quota_limit: 3 });
    expect((await gateway.ask(secret)).status).toBe(403);
    expect((await gateway.ask(secret, 'demo-text', { 'x-forwarded-for': '203.0.113.9' })).status).toBe(200);

    const { body } = await put(ada.api, path, { allowed_ips: [] });
    expect(body).toMatchObject({ name: 'laptop', allowed_ips: [], quota_limit: '3' });
    gateway.settle();
    expect((await gateway.ask(secret)).status).toBe(200);

    await put(ada.api, path, { allowed_models: ['demo-text'], requests_per_minute: 1000 });
    await put(ada.api, path, { quota_limit: '0.00000001', requests_per_minute: 0 });
    expect((await ada.api.get(path)).body).toMatchObject({
      quota_limit: '0.00000001',
      quota_remaining: '0',
      requests_per_minute: null,
    });
    gateway.settle();
    expect((await gateway.ask(secret)).status).toBe(402);

    await put(ada.api, path, { quota_limit: null, enabled: false });
    gateway.settle();
    expect((await gateway.ask(secret)).status).toBe(401);
    await put(ada.api, path, { enabled: true });
    gateway.settle();
    expect((await gateway.ask(secret)).status).toBe(200);
  });

  test('is of no use a second after it was deleted, or once its time is over', async () => {
    const { secret, path } = await newKey();
    expect((await gateway.ask(secret)).status).toBe(200);
    expect((await ada.api.delete(path)).body).toEqual({ message: 'API 密钥已删除' });
    gateway.settle();
    expect((await gateway.ask(secret)).status).toBe(401);
    expect((await ada.api.get(path)).status).toBe(404);
    expect((await ada.api.delete(path)).status).toBe(404);

    const expires_at = new Date(gateway.clock.now().getTime() + 60_000).toISOString();
    const brief = await newKey({ expires_at });
    expect((await gateway.ask(brief.secret)).status).toBe(200);
    gateway.advance(61_000);
    expect((await gateway.ask(brief.secret)).status).toBe(401);
  });

  test('calls only on the user channels that it names', async () => {
    const { id } = (await gateway.admin.post('/api/user-channels', { name: `empty ${ada.id}` })).body as {
      id: number;
    };
    const { secret, path } = await newKey({ allowed_user_channels: [id] });
    expect((await gateway.ask(secret)).status).toBe(503);
    const [{ user_channel_id: served }] = (await gateway.admin.get('/api/channels')).body as [
      { user_channel_id: number },
    ];
    await put(ada.api, path, { allowed_user_channels: [id, served] });
    gateway.settle();
    expect((await gateway.ask(secret)).status).toBe(200);
  });
});

describe('a rotation', () => {
  test('gives a new secret, beside which the one before works for as long as was said', async () => {
    const { secret, path } = await newKey();
    const { body } = await ada.api.post(`${path}/rotate`, { grace_seconds: 60 });
    expect(body.api_key).toMatch(SECRET);
    expect(body.api_key).not.toBe(secret);
    expect(body.key).toMatchObject({
      key_prefix: (body.api_key as string).slice(0, 10),
      previous_key_until: expect.any(String),
    });
    gateway.settle();
    expect((await gateway.ask(secret)).status).toBe(200);
    expect((await gateway.ask(body.api_key)).status).toBe(200);
    gateway.advance(60_000);
    expect((await gateway.ask(secret)).status).toBe(401);
    expect((await gateway.ask(body.api_key)).status).toBe(200);
  });

  test('leaves the one before a day unless told, and none at all when told so', async () => {
    const { secret, path } = await newKey();
    const { body: first } = await ada.api.post(`${path}/rotate`);
    expect(first.key.previous_key_until).not.toBeNull();
    const { body: second } = await ada.api.post(`${path}/rotate`, { grace_seconds: 0 });
    expect(second.key.previous_key_until).toBeNull();
    gateway.settle();
    const statuses = [secret, first.api_key, second.api_key].map(
      async (each) => (await gateway.ask(each)).status,
    );
    expect(await Promise.all(statuses)).toEqual([401, 401, 200]);
  });

  test.each([-1, 1.5, '60', 30 * 86_400 + 1])('does not take %o for its seconds', async (grace_seconds) => {
    const { secret, path } = await newKey();
    expect(refused(await ada.api.post(`${path}/rotate`, { grace_seconds }))).toEqual({
      status: 400,
      type: 'validation',
      field: 'grace_seconds',
    });
    expect((await gateway.ask(secret)).status).toBe(200);
  });

  test('of nothing in particular adds a key, and takes none away', async () => {
    const { secret } = await newKey();
    const { body } = await ada.api.post('/api/user/api-key/rotate');
    expect(body.key).toMatchObject({ name: 'Default key', allowed_user_channels: [] });
    expect((await gateway.ask(secret)).status).toBe(200);
    expect((await gateway.ask(body.api_key)).status).toBe(200);
    const names = ((await ada.api.get(KEYS)).body as { name: string }[]).map(({ name }) => name);
    expect(names).toEqual(['Default key', 'laptop']);
  });
});

test('somebody else’s key is not there', async () => {
  const { secret, id, path } = await newKey();
  const eve = await gateway.newcomer();
  const answers = [
    await eve.api.get(path),
    await put(eve.api, path, { enabled: false }),
    await eve.api.delete(path),
    await eve.api.post(`${path}/rotate`),
    await eve.api.post(`${path}/reset-usage`),
    await gateway.admin.get(path), // nor an administrator's
  ];
  for (const answer of answers) {
    expect({ status: answer.status, body: answer.body }).toEqual({
      status: 404,
      body: { error: '资源不存在', type: 'not_found' },
    });
  }
  expect((await eve.api.get(KEYS)).body).toEqual([]);
  expect((await ada.api.get(KEYS)).body).toMatchObject([{ id, enabled: true }]);
  gateway.settle();
  expect((await gateway.ask(secret)).status).toBe(200);
});

test('a key opens model calls, and nothing else here', async () => {
  const { secret, path } = await newKey();
  for (const [method, refusedPath] of [
    ['GET', KEYS],
    ['POST', KEYS],
    ['POST', `${path}/rotate`],
    ['GET', '/api/user/logs'],
    ['GET', '/api/user/stats'],
    ['GET', '/api/channels'],
    ['GET', '/api/models'],
  ] as const) {
    for (const headers of [{ authorization: `Bearer ${secret}` }, { 'x-api-key': secret }]) {
      const answer = await gateway.api.call(method, `/gateway${refusedPath}`, { headers });
      expect({ refusedPath, status: answer.status }).toEqual({ refusedPath, status: 401 });
    }
  }
});

test.each<[string, object, string]>([
  ['no name', { name: undefined }, 'name'],
  ['a blank name', { name: '\t' }, 'name'],
  ['a model that is not there', { allowed_models: ['gpt-nowhere'] }, 'allowed_models[0]'],
  ['one word for its models', { allowed_models: 'demo-text' }, 'allowed_models'],
  ['a user channel that is not there', { allowed_user_channels: [999_999] }, 'allowed_user_channels[0]'],
  ['a user channel by its name', { allowed_user_channels: ['default'] }, 'allowed_user_channels[0]'],
  ['eleven user channels', { allowed_user_channels: Array(11).fill(1) }, 'allowed_user_channels'],
  ['a host for an address', { allowed_ips: ['example.com'] }, 'allowed_ips[0]'],
  ['a range that is none', { allowed_ips: ['10.0.0.0/8', '10.0.0.0/33'] }, 'allowed_ips[1]'],
  ['a negative quota', { quota_limit: '-1' }, 'quota_limit'],
  ['a quota of nine decimals', { quota_limit: '0.000000001' }, 'quota_limit'],
  ['a word for a quota', { quota_limit: 'all' }, 'quota_limit'],
  ['a quota beyond all money', { quota_limit: '1e99' }, 'quota_limit'],
  ['a negative limit', { requests_per_minute: -1 }, 'requests_per_minute'],
  ['half a limit', { tokens_per_minute: 0.5 }, 'tokens_per_minute'],
  ['a limit that no column holds', { max_concurrency: 5_000_000_000 }, 'max_concurrency'],
  ['a word for its end', { expires_at: 'tomorrow' }, 'expires_at'],
  ['a leap second for its end', { expires_at: '2030-12-31T23:59:60Z' }, 'expires_at'],
  ['a group that is not one’s own', { group_id: 1 }, 'group_id'],
  ['a number for a switch', { enabled: 1 }, 'enabled'],
])('a key is neither made nor changed with %s', async (_, change, field) => {
  const { path, key } = await newKey();
  const made = await ada.api.post(KEYS, { name: 'refused', ...change });
  expect(refused(made)).toEqual({ status: 400, type: 'validation', field });
  if (!('name' in change && change.name === undefined)) {
    expect(refused(await put(ada.api, path, change))).toEqual({ status: 400, type: 'validation', field });
  }
  expect((await ada.api.get(KEYS)).body).toEqual([key]);
});

test('who makes keys without end is stopped', async () => {
  const statuses = new Set<number>();
  for (let n = 0; n < 121; n++) {
    statuses.add((await ada.api.post('/api/user/api-key/rotate', undefined, fromSomewhere())).status);
  }
  // A hundred keys are all that somebody may have.
  expect([...statuses]).toEqual([200, 400, 429]);
});
