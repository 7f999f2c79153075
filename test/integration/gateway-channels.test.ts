import { createChannelFailures } from '../../domain/gateway/channel-failures';
import { startLlmSimulator, type LlmSimulator } from '../../simulators/llm/server';
import { managedGateway, put, refused, type ManagedGateway } from '../support/gateway-management';

/** Upstreams, as an administrator sets them up over the API. */

const KEY = 'vendor-key-that-nobody-sees-3f9a';

let gateway: ManagedGateway;
let upstream: LlmSimulator;
let userChannel: number;
let made = 0;

beforeAll(async () => {
  upstream = await startLlmSimulator({ keys: [KEY] });
  gateway = await managedGateway();
  userChannel = (await gateway.admin.post('/api/user-channels', { name: 'fast' })).body.id as number;
});
afterAll(async () => {
  await gateway.close();
  await upstream.close();
});

/** A channel to the upstream, which no other test has. */
async function newChannel(wish: object = {}): Promise<number> {
  const { body, text } = await gateway.admin.post('/api/channels', {
    name: `channel ${++made}`,
    base_url: upstream.url,
    api_key: KEY,
    user_channel_id: userChannel,
    ...wish,
  });
  if (typeof body.id !== 'number') throw new Error(text);
  return body.id as number;
}

async function shown(id: number) {
  const { body } = await gateway.admin.get('/api/channels');
  return (body as { id: number }[]).find((channel) => channel.id === id) as
    Record<string, unknown> | undefined;
}

describe('a channel', () => {
  test('serves calls within a second, with the key that nobody is shown', async () => {
    const channel = await newChannel({ name: 'Vendor A', priority: 10 });
    const link = await gateway.admin.post(`/api/channels/${channel}/models`, {
      model_name: 'gpt-first',
      upstream_model_name: 'gpt-upstream',
    });
    expect(link.status).toBe(200);
    gateway.settle();
    upstream.script('Hello from the vendor');
    const user = await gateway.newcomer(1);
    const answer = await gateway.ask(user.token, 'gpt-first');
    expect(answer.body.choices[0].message.content).toBe('Hello from the vendor');
    expect(upstream.requests.at(-1)).toMatchObject({ key: KEY, model: 'gpt-upstream' });

    const all = await gateway.admin.get('/api/channels');
    expect(all.text).not.toContain(KEY);
    expect(await shown(channel)).toMatchObject({
      name: 'Vendor A',
      type: 'openai',
      api_key: '…3f9a',
      priority: 10,
      weight: 1,
      multiplier: '1',
      enabled: true,
      user_channel: { id: userChannel, name: 'fast' },
      models: [
        { model_name: 'gpt-first', upstream_model_name: 'gpt-upstream', model: { provider: 'openai' } },
      ],
      group_multipliers: [],
    });
  });

  test('changes in what is sent, and keeps its key when what was shown is sent back', async () => {
    const channel = await newChannel({ priority: 3, max_concurrency: 7 });
    await gateway.admin.post(`/api/channels/${channel}/models`, { model_name: `kept-${channel}` });
    for (const api_key of ['', '…3f9a']) {
      const changed = await put(gateway.admin, `/api/channels/${channel}`, { api_key, weight: 5 });
      expect(changed.body).toMatchObject({ priority: 3, weight: 5, max_concurrency: 7, api_key: '…3f9a' });
    }
    gateway.settle();
    const user = await gateway.newcomer(1);
    expect((await gateway.ask(user.token, `kept-${channel}`)).status).toBe(200);

    const without = await put(gateway.admin, `/api/channels/${channel}`, {
      api_key: null,
      max_concurrency: 0,
    });
    expect(without.body).toMatchObject({ api_key: null, max_concurrency: null });
  });

  test('that is switched off serves nothing within a second; switched on again it has forgotten its failures', async () => {
    const channel = await newChannel();
    const model = `switched-${channel}`;
    await gateway.admin.post(`/api/channels/${channel}/models`, { model_name: model });
    const user = await gateway.newcomer(1);
    const last = { at: gateway.clock.now(), reason: '503' };
    const outcome = { id: channel, worked: false, failures: 1, last };
    await createChannelFailures(gateway).record([outcome], { disableAfter: 1 });
    gateway.settle();
    expect((await gateway.ask(user.token, model)).status).toBe(503);
    expect(await shown(channel)).toMatchObject({
      enabled: false,
      consecutive_failures: 1,
      last_failure_reason: '503',
      auto_disabled_at: expect.any(String),
    });

    const on = await put(gateway.admin, `/api/channels/${channel}`, { enabled: true });
    expect(on.body).toMatchObject({
      enabled: true,
      consecutive_failures: 0,
      last_failure_at: null,
      auto_disabled_at: null,
      auto_disabled_reason: null,
    });
    gateway.settle();
    expect((await gateway.ask(user.token, model)).status).toBe(200);
  });

  test('goes with its models; the one that is not there is gone already', async () => {
    const channel = await newChannel();
    await gateway.admin.post(`/api/channels/${channel}/models`, { model_name: 'gpt-first' });
    for (let time = 0; time < 2; time++) {
      const answer = await gateway.admin.delete(`/api/channels/${channel}`);
      expect({ status: answer.status, body: answer.body }).toEqual({
        status: 200,
        body: { message: '渠道已删除' },
      });
    }
    expect(await shown(channel)).toBeUndefined();
    expect((await gateway.admin.get(`/api/channels/${channel}/models`)).status).toBe(404);
  });

  test('of the demo needs no address; every other does', async () => {
    const demo = { name: 'demo two', type: 'demo', user_channel_id: userChannel };
    const { status, body } = await gateway.admin.post('/api/channels', demo);
    expect({ status, base_url: body.base_url, api_key: body.api_key }).toEqual({
      status: 200,
      base_url: '',
      api_key: null,
    });
    const turned = await put(gateway.admin, `/api/channels/${body.id}`, { type: 'claude' });
    expect(refused(turned)).toEqual({ status: 400, type: 'validation', field: 'base_url' });
  });

  test.each<[string, object, string]>([
    ['no name', { name: undefined }, 'name'],
    ['a blank name', { name: '  ' }, 'name'],
    ['a number for a name', { name: 5 }, 'name'],
    ['a long name', { name: 'x'.repeat(101) }, 'name'],
    ['no user channel', { user_channel_id: undefined }, 'user_channel_id'],
    ['a user channel that is not there', { user_channel_id: 999_999 }, 'user_channel_id'],
    ['a user channel beyond all ids', { user_channel_id: 1e300 }, 'user_channel_id'],
    ['an unknown type', { type: 'telepathy' }, 'type'],
    ['no address', { base_url: '' }, 'base_url'],
    ['an address that is none', { base_url: 'not a url' }, 'base_url'],
    ['a file', { base_url: 'file:///etc/passwd' }, 'base_url'],
    ['an address with a password', { base_url: 'https://ada:secret@example.com' }, 'base_url'],
    ['a negative weight', { weight: -1 }, 'weight'],
    ['half a priority', { priority: 1.5 }, 'priority'],
    ['a priority that no column holds', { priority: 3_000_000_000 }, 'priority'],
    ['a word for a multiplier', { multiplier: 'lots' }, 'multiplier'],
    ['a negative multiplier', { multiplier: -1 }, 'multiplier'],
    ['a multiplier with eleven decimals', { multiplier: '0.12345678901' }, 'multiplier'],
    ['a negative limit', { max_concurrency: -1 }, 'max_concurrency'],
    ['a negative time', { idle_timeout_ms: -5 }, 'idle_timeout_ms'],
    ['a word for a switch', { enabled: 'yes' }, 'enabled'],
    ['a list for a key', { api_key: ['a'] }, 'api_key'],
    ['a key that no header can hold', { api_key: 'sk-secret-ключ' }, 'api_key'],
    ['a key with a control character', { api_key: 'sk-secret\u0007' }, 'api_key'],
  ])('is not made with %s', async (_, change, field) => {
    const before = await gateway.count('gateway_channels');
    const wish = { name: 'refused', base_url: upstream.url, user_channel_id: userChannel, ...change };
    const answer = await gateway.admin.post('/api/channels', wish);
    expect(refused(answer)).toEqual({ status: 400, type: 'validation', field });
    expect(answer.text).not.toContain('secret');
    expect(await gateway.count('gateway_channels')).toBe(before);
  });

  test('has a name of its own, and is there before it is changed', async () => {
    const channel = await newChannel({ name: 'taken' });
    const twice = { name: 'taken', base_url: upstream.url, user_channel_id: userChannel };
    expect(refused(await gateway.admin.post('/api/channels', twice))).toEqual({
      status: 409,
      type: 'already_exists',
      field: 'name',
    });
    const other = await newChannel();
    expect((await put(gateway.admin, `/api/channels/${other}`, { name: 'taken' })).status).toBe(409);
    expect((await put(gateway.admin, `/api/channels/${channel}`, { name: 'taken' })).status).toBe(200);
    expect((await put(gateway.admin, '/api/channels/999999', { weight: 2 })).status).toBe(404);
    expect((await put(gateway.admin, '/api/channels/one', { weight: 2 })).status).toBe(400);
  });
});

test('an upstream on a private network is refused where it is written down, unless the installation allows it', async () => {
  const guarded = await managedGateway({ privateUpstreams: false });
  try {
    const { admin } = guarded;
    const { id } = (await admin.post('/api/user-channels', { name: 'fast' })).body as { id: number };
    const wish = { name: 'outside', user_channel_id: id };
    const outside = await admin.post('/api/channels', { ...wish, base_url: 'https://93.184.216.34/v1' });
    expect(outside.status).toBe(200);
    const inside = [
      'http://127.0.0.1:8080',
      'http://10.1.2.3/v1',
      'http://169.254.169.254/latest',
      'http://[::ffff:7f00:1]/',
      'http://localhost',
    ];
    const odd = [
      'https://93.184.216.34/v1?to=',
      'https://93.184.216.34/v1#',
      'https://93.184.216.34/v1\r\nx: y',
    ];
    for (const base_url of [...inside, ...odd]) {
      const answers = [
        await admin.post('/api/channels', { ...wish, name: 'inside', base_url }),
        await put(admin, `/api/channels/${outside.body.id}`, { base_url }),
      ];
      for (const answer of answers) {
        const refusal = { status: 400, type: 'validation', field: 'base_url' };
        expect({ base_url, ...refused(answer) }).toEqual({ base_url, ...refusal });
        expect(answer.text.includes('GATEWAY_UPSTREAM_HOSTS')).toBe(inside.includes(base_url));
      }
    }
    const kept = (await admin.get('/api/channels')).body as { name: string; base_url: string }[];
    expect(kept.map(({ name, base_url: url }) => [name, url])).toEqual([
      ['Demo', ''],
      ['outside', 'https://93.184.216.34/v1'],
    ]);
  } finally {
    await guarded.close();
  }
  expect(await newChannel({ base_url: 'http://10.1.2.3/v1' })).toEqual(expect.any(Number));
});

describe('a model on a channel', () => {
  let channel: number;
  beforeEach(async () => {
    channel = await newChannel();
  });
  const add = (body: object) => gateway.admin.post(`/api/channels/${channel}/models`, body);

  test('is made by its name where there is none, is free until it is priced, and is there once', async () => {
    const name = `claude-${channel}`;
    const added = await add({ model_name: name });
    expect(added.body).toMatchObject({
      channel_id: channel,
      model_name: name,
      upstream_model_name: name,
      provider: 'anthropic',
      enabled: true,
      model: { input_price: null, provider_name: 'Anthropic' },
    });
    expect((await add({ model_name: name })).status).toBe(409);
    expect((await add({ model_id: added.body.model_id })).status).toBe(409);
    const other = await newChannel();
    const again = await gateway.admin.post(`/api/channels/${other}/models`, {
      model_id: added.body.model_id,
    });
    expect(again.body).toMatchObject({ model_id: added.body.model_id, model_name: name });
  });

  test('changes in what is sent, and goes', async () => {
    const { body: link } = await add({ model_name: 'gpt-first' });
    const path = `/api/channel-models/${link.id}`;
    const changed = await put(gateway.admin, path, { upstream_model_name: 'gpt-2', enabled: false });
    expect(changed.body).toMatchObject({
      model_name: 'gpt-first',
      upstream_model_name: 'gpt-2',
      enabled: false,
    });
    const moved = await put(gateway.admin, path, { model_name: 'demo-text' });
    expect(moved.body).toMatchObject({ model_name: 'demo-text', upstream_model_name: 'gpt-2' });
    expect((await gateway.admin.delete(path)).body).toEqual({ message: '渠道模型已删除' });
    expect((await gateway.admin.get(`/api/channels/${channel}/models`)).body).toEqual([]);
    expect((await put(gateway.admin, path, { enabled: true })).status).toBe(404);
  });

  test.each<[string, object, string]>([
    ['nothing', {}, 'model_name'],
    ['a model that is not there', { model_id: 999_999 }, 'model_id'],
    ['a number for a name', { model_name: 1 }, 'model_name'],
    [
      'an upstream’s name that is too long',
      { model_name: 'm', upstream_model_name: 'x'.repeat(201) },
      'upstream_model_name',
    ],
  ])('is not made of %s', async (_, body, field) => {
    expect(refused(await add(body))).toEqual({ status: 400, type: 'validation', field });
    expect((await gateway.admin.get(`/api/channels/${channel}/models`)).body).toEqual([]);
  });

  test('needs a channel that is there', async () => {
    const before = await gateway.count('gateway_models');
    const answer = await gateway.admin.post('/api/channels/999999/models', { model_name: 'nowhere' });
    expect(answer.status).toBe(404);
    expect(await gateway.count('gateway_models')).toBe(before);
  });
});

describe('what groups pay', () => {
  test('is set as a whole, for a channel and for a model on it; zeros are skipped', async () => {
    const channel = await newChannel();
    const { body: link } = await gateway.admin.post(`/api/channels/${channel}/models`, {
      model_name: 'gpt-first',
    });
    const vip = (await gateway.admin.post('/api/groups', { name: 'vip', multiplier: '0.8' })).body
      .id as number;
    const dear = (await gateway.admin.post('/api/groups', { name: 'dear', multiplier: 2 })).body.id as number;
    const ofChannel = `/api/channels/${channel}/group-multipliers`;
    const set = await put(gateway.admin, ofChannel, [
      { group_id: vip, multiplier: 0.5 },
      { group_id: dear, multiplier: '0' },
    ]);
    expect(set.body).toEqual([
      {
        group_id: vip,
        multiplier: '0.5',
        group: expect.objectContaining({ name: 'vip', multiplier: '0.8' }),
      },
    ]);
    const ofModel = `/api/channel-models/${link.id}/group-multipliers`;
    expect((await put(gateway.admin, ofModel, [{ group_id: dear, multiplier: '1.25' }])).status).toBe(200);
    expect(await shown(channel)).toMatchObject({
      group_multipliers: [{ group_id: vip, multiplier: '0.5' }],
      models: [{ group_multipliers: [{ group_id: dear, multiplier: '1.25' }] }],
    });
    expect((await put(gateway.admin, ofChannel, [])).body).toEqual([]);

    const bad: [unknown, number][] = [
      [[{ group_id: 999_999, multiplier: 1 }], 400],
      [[{ group_id: vip, multiplier: -1 }], 400],
      [[{ group_id: vip, multiplier: 'half' }], 400],
      [[{ group_id: vip }], 400],
      [{ group_id: vip, multiplier: 1 }, 400],
      [
        [
          { group_id: vip, multiplier: 1 },
          { group_id: vip, multiplier: 2 },
        ],
        409,
      ],
    ];
    for (const [body, status] of bad) {
      for (const path of [ofChannel, ofModel]) {
        expect({ body, status: (await put(gateway.admin, path, body)).status }).toEqual({ body, status });
      }
    }
    expect((await put(gateway.admin, '/api/channels/999999/group-multipliers', [])).status).toBe(404);
    expect((await put(gateway.admin, '/api/channel-models/999999/group-multipliers', [])).status).toBe(404);
    expect(await shown(channel)).toMatchObject({ group_multipliers: [] });
  });
});

describe('a user channel', () => {
  test('is made, changed and deleted, but not while channels belong to it', async () => {
    const { status, body } = await gateway.admin.post('/api/user-channels', {
      name: 'premium',
      description: 'The best',
      multiplier: '1.20',
      routing_algorithm: 'round_robin',
    });
    expect(status).toBe(200);
    expect(body).toMatchObject({
      name: 'premium',
      multiplier: '1.2',
      routing_algorithm: 'round_robin',
      enabled: true,
      channels: [],
    });
    const channel = await newChannel({ user_channel_id: body.id });
    const path = `/api/user-channels/${body.id}`;
    const changed = await put(gateway.admin, path, { multiplier: 2, enabled: false });
    expect(changed.body).toMatchObject({ name: 'premium', multiplier: '2', channels: [{ id: channel }] });
    expect(changed.text).not.toContain(KEY);
    expect(refused(await gateway.admin.delete(path))).toEqual({ status: 409, type: 'in_use' });
    await gateway.admin.delete(`/api/channels/${channel}`);
    expect((await gateway.admin.delete(path)).body).toEqual({ message: '用户渠道已删除' });
    expect((await gateway.admin.delete(path)).status).toBe(200);
    expect((await put(gateway.admin, path, { enabled: true })).status).toBe(404);
  });

  test.each<[string, object, number]>([
    ['a name that is taken', { name: 'fast' }, 409],
    ['no name', {}, 400],
    ['an unknown routing', { name: 'x', routing_algorithm: 'by dice' }, 400],
    ['a bad multiplier', { name: 'x', multiplier: '1,5' }, 400],
    ['a long description', { name: 'x', description: 'x'.repeat(501) }, 400],
    ['a name with an invisible character', { name: 'a\u200bb' }, 400],
  ])('is not made with %s', async (_, body, status) => {
    const before = await gateway.count('gateway_user_channels');
    expect((await gateway.admin.post('/api/user-channels', body)).status).toBe(status);
    expect(await gateway.count('gateway_user_channels')).toBe(before);
  });
});

test('a key goes nowhere but where it was entered', async () => {
  const id = await newChannel({ base_url: 'https://93.184.216.34/v1', api_key: 'sk-entered-here' });
  const move = (change: object) =>
    put(gateway.admin, `/api/channels/${id}`, { base_url: 'https://93.184.216.35/v1', ...change });
  for (const change of [{}, { api_key: '' }]) {
    expect(refused(await move(change))).toEqual({ status: 400, type: 'validation', field: 'api_key' });
  }
  expect(
    (await put(gateway.admin, `/api/channels/${id}`, { base_url: 'https://93.184.216.34/v2' })).status,
  ).toBe(200);
  // Not by way of no address, either.
  const { status } = await put(gateway.admin, `/api/channels/${id}`, { type: 'demo', base_url: '' });
  expect(status).toBe(200);
  expect(refused(await move({ type: 'openai' }))).toMatchObject({ status: 400, field: 'api_key' });
  expect((await move({ type: 'openai', api_key: 'sk-for-the-other' })).status).toBe(200);
});
