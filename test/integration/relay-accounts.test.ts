import { put } from '../support/gateway-management';
import {
  ACCOUNTS,
  accountGateway,
  GROUPS,
  MODEL,
  refused,
  type AccountGateway,
} from '../support/relay-accounts';

/** Accounts at upstreams, as an administrator manages them over the API. */

let relay: AccountGateway;

beforeAll(async () => {
  relay = await accountGateway();
});
afterAll(() => relay.close());

describe('an account', () => {
  test('serves calls within a second, with a key that nobody is shown', async () => {
    const { id, key } = await relay.newAccount({ name: 'Claude one', max_concurrency: 10 });
    const answer = await relay.call(await relay.keyFor());
    expect(answer).toMatchObject({ status: 200, asked: [key] });
    expect(relay.upstream.requests.at(-1)).toMatchObject({ model: MODEL });

    const shown = await relay.account(id);
    expect(shown).toMatchObject({
      name: 'Claude one',
      platform: 'claude',
      type: 'claude-console',
      auth_type: 'apikey',
      status: 'valid',
      priority: 50,
      weight: 1,
      rate_multiplier: '1',
      schedulable: true,
      enabled: true,
      proxy_id: null,
      api_key: `…${key.slice(-4)}`,
      last_error: null,
    });
    const [groupId] = shown['group_ids'] as number[];
    // The first account of a platform makes its default group.
    const group = await relay.admin.get(`${GROUPS}/${groupId}`);
    expect(group.body.data).toMatchObject({ name: 'claude', platform: 'claude', is_default: true });
    const list = await relay.admin.get(ACCOUNTS);
    expect(list.text).not.toContain(key);
    // Channels are managed elsewhere.
    const channels = await relay.administrator.api.get('/api/channels');
    expect((channels.body as { id: number }[]).map((channel) => channel.id)).not.toContain(id);
    expect((await put(relay.administrator.api, `/api/channels/${id}`, { weight: 2 })).status).toBe(404);
    await relay.administrator.api.delete(`/api/channels/${id}`);
    expect(await relay.account(id)).toMatchObject({ id });
    await relay.admin.delete(`${ACCOUNTS}/${id}`);
  });

  test('changes in what is sent; what was shown and is sent back changes nothing', async () => {
    const { id, key } = await relay.newAccount({ priority: 3, notes: 'first' });
    const before = await relay.account(id);
    for (const api_key of ['', before['api_key'] as string]) {
      const { body } = await relay.change(id, { api_key, weight: 5, base_url: '' });
      expect(body.data).toMatchObject({ ...before, weight: 5, updated_at: expect.any(String) });
    }
    const key2 = 'another-key-of-nobody';
    expect((await relay.change(id, { api_key: key2, max_concurrency: 0 })).body.data).toMatchObject({
      api_key: '…body',
      max_concurrency: null,
    });
    const answer = await relay.call(await relay.keyFor(...(before['group_ids'] as number[])));
    expect([answer.status, answer.asked]).toEqual([200, [key2]]);
    expect(key).not.toBe(key2);
    await relay.admin.delete(`${ACCOUNTS}/${id}`);
    expect((await relay.admin.get(`${ACCOUNTS}/${id}`)).status).toBe(404);
    expect((await relay.admin.delete(`${ACCOUNTS}/${id}`)).status).toBe(404);
  });

  test('serves the models that it is allowed, under the names of its upstream', async () => {
    const group = await relay.newGroup();
    const { id } = await relay.newAccount({
      group_ids: [group],
      model_mapping: { [MODEL]: 'claude-upstream' },
    });
    const key = await relay.keyFor(group);
    expect((await relay.call(key)).status).toBe(200);
    expect(relay.upstream.requests.at(-1)?.model).toBe('claude-upstream');
    await relay.change(id, { allowed_models: ['claude-other'] });
    expect((await relay.call(key)).status).toBe(503);
    await relay.change(id, { allowed_models: [], model_mapping: { 'demo-text': 'claude-demo' } });
    expect((await relay.call(key, 'demo-text')).status).toBe(200);
    expect(relay.upstream.requests.at(-1)?.model).toBe('claude-demo');
    await relay.admin.delete(`${ACCOUNTS}/${id}`);
  });

  test('tells what calls it answered, and what their callers paid', async () => {
    const group = await relay.newGroup();
    const { id } = await relay.newAccount({ group_ids: [group] });
    expect(await relay.account(id)).toMatchObject({ request_count: 0, tokens_used: 0, cost_used: 0 });
    const { id: failing, key } = await relay.newAccount({ group_ids: [group], priority: 1 });
    relay.upstream.fail({ faults: [{ kind: 'status', status: 401 }], key });
    const caller = await relay.keyFor(group);
    const paid: number[] = [];
    const tokens: number[] = [];
    for (let time = 0; time < 2; time++) {
      const body = { model: MODEL, max_tokens: 64, messages: [{ role: 'user', content: 'Hello' }] };
      const answer = await relay.api.as(caller).post('/claude/v1/messages', body);
      paid.push(Number(answer.headers.get('x-taskloom-cost')));
      const { input_tokens, output_tokens } = answer.body.usage as Record<string, number>;
      tokens.push((input_tokens ?? 0) + (output_tokens ?? 0));
    }
    const sum = (numbers: number[]) => numbers.reduce((a, b) => a + b, 0);
    expect(sum(paid)).toBeGreaterThan(0);
    const used = { request_count: 2, tokens_used: sum(tokens), cost_used: expect.closeTo(sum(paid), 8) };
    expect(await relay.account(id)).toMatchObject(used);
    const { body } = await relay.admin.get(`${ACCOUNTS}?page_size=100`);
    expect(body.data.items).toContainEqual(expect.objectContaining({ id, ...used }));
    expect(await relay.account(failing)).toMatchObject({ request_count: 0, cost_used: 0 });
    for (const each of [id, failing]) await relay.admin.delete(`${ACCOUNTS}/${each}`);
  });

  test('is listed by platform and by how it stands', async () => {
    const { id } = await relay.newAccount();
    await relay.newAccount({ type: 'openai', base_url: relay.upstream.url });
    const at = async (query: string) => {
      const { body } = await relay.admin.get(`${ACCOUNTS}?${query}`);
      return body.data as { items: { id: number; platform: string }[]; total: number; page: number };
    };
    const claude = await at('platform=claude&page=1&page_size=100');
    expect(claude.page).toBe(1);
    expect(claude.items.map(({ platform }) => platform)).not.toContain('openai');
    expect(claude.items).toHaveLength(claude.total);
    await put(relay.admin, `${ACCOUNTS}/${id}/status`, { status: 'banned', last_error: 'for a reason' });
    expect((await at('status=banned')).items).toMatchObject([{ id, last_error: 'for a reason' }]);
    await relay.admin.delete(`${ACCOUNTS}/${id}`);
    expect((await at('status=banned')).total).toBe(0);
    expect((await relay.admin.get(`${ACCOUNTS}?page=0`)).status).toBe(400);
    for (const odd of ['status=好', 'platform=mars']) {
      expect((await relay.admin.get(`${ACCOUNTS}?${odd}`)).status).toBe(400);
    }
    expect((await relay.admin.get(`${GROUPS}?platform=🙂`)).status).toBe(400);
  });

  test('has types to choose from', async () => {
    const { body } = await relay.admin.get(`${ACCOUNTS}/types`);
    expect(body.data).toContainEqual({
      value: 'claude-console',
      label: 'Claude Console',
      platform: 'claude',
      auth_types: ['apikey'],
    });
  });

  test.each<[string, object, string]>([
    ['no name', { name: undefined }, 'name'],
    ['a blank name', { name: ' ' }, 'name'],
    ['an unknown type', { type: 'telepathy' }, 'type'],
    ['a type that the gateway cannot speak to', { type: 'bedrock' }, 'type'],
    ['another way to sign in', { auth_type: 'oauth' }, 'auth_type'],
    ['no key', { api_key: undefined }, 'api_key'],
    ['two keys', { api_key: 'one two' }, 'api_key'],
    ['tokens for a key', { access_token: 'token' }, 'access_token'],
    ['no address where the type has none', { type: 'azure-openai', base_url: '' }, 'base_url'],
    ['an address that is none', { base_url: 'nowhere' }, 'base_url'],
    ['a negative priority', { priority: -1 }, 'priority'],
    ['a word for a multiplier', { rate_multiplier: 'much' }, 'rate_multiplier'],
    ['a proxy that is not there', { proxy_id: 999_999 }, 'proxy_id'],
    ['a group that is not there', { group_ids: [999_999] }, 'group_ids[0]'],
    ['a time that is none', { expires_at: 'soon' }, 'expires_at'],
    ['a list for a mapping', { model_mapping: ['a'] }, 'model_mapping'],
    ['an empty upstream name', { model_mapping: { a: ' ' } }, 'model_mapping.a'],
  ])('is not made with %s', async (_, change, field) => {
    const before = await relay.count('gateway_channels');
    const wish = {
      name: 'refused',
      type: 'claude-console',
      api_key: 'a-key',
      base_url: relay.upstream.origin,
    };
    const answer = await relay.admin.post(ACCOUNTS, { ...wish, ...change });
    expect(refused(answer)).toEqual({ status: 400, field });
    expect(await relay.count('gateway_channels')).toBe(before);
  });

  test('has a name of its own, and keeps its type', async () => {
    const { id } = await relay.newAccount({ name: 'taken' });
    const twice = {
      name: 'taken',
      type: 'claude-console',
      api_key: 'a-key',
      base_url: relay.upstream.origin,
    };
    expect(refused(await relay.admin.post(ACCOUNTS, twice))).toEqual({ status: 400, field: 'name' });
    expect(refused(await relay.change(id, { type: 'openai' }))).toEqual({ status: 400, field: 'type' });
    expect((await relay.change(999_999, { weight: 2 })).status).toBe(404);
    await relay.admin.delete(`${ACCOUNTS}/${id}`);
  });

  test('with OAuth is refused where that is switched off', async () => {
    const wish = { name: 'granted', type: 'claude-official', access_token: 'a-token' };
    expect((await relay.admin.post(ACCOUNTS, wish)).status).toBe(403);
    const oauth = '/relay/api/admin/oauth';
    expect((await relay.admin.post(`${oauth}/generate-url`, { platform: 'claude' })).status).toBe(403);
    const exchange = { platform: 'claude', code: 'a', session_id: 'b' };
    expect((await relay.admin.post(`${oauth}/exchange`, exchange)).status).toBe(403);
  });

  test('is nobody’s but an administrator’s', async () => {
    const user = await relay.newcomer();
    const login = await relay.api.post('/relay/api/auth/login', user);
    const session = relay.api.as(login.body.data.token as string);
    for (const path of [ACCOUNTS, GROUPS, '/relay/api/admin/proxy-configs']) {
      expect((await session.get(path)).status).toBe(403);
      expect((await session.post(path, {})).status).toBe(403);
    }
  });
});

test('nothing is reached on a private network, unless the installation allows it', async () => {
  const guarded = await accountGateway({ privateUpstreams: false });
  try {
    const { admin } = guarded;
    const proxy = { name: 'proxy', type: 'http', port: 8080 };
    const account = { name: 'account', type: 'claude-console', api_key: 'a-key' };
    const answers = [
      await admin.post(ACCOUNTS, { ...account, base_url: 'http://169.254.169.254/latest' }),
      await admin.post(ACCOUNTS, { ...account, base_url: 'http://localhost:8080' }),
      await admin.post('/relay/api/admin/proxy-configs', { ...proxy, host: '10.1.2.3' }),
      await admin.post('/relay/api/admin/proxy-configs', { ...proxy, host: '::1' }),
      await admin.post('/relay/api/admin/proxy-configs/test', { ...proxy, host: '127.0.0.1' }),
    ];
    expect(answers.map(refused)).toEqual([
      ...Array.from({ length: 2 }, () => ({ status: 400, field: 'base_url' })),
      ...Array.from({ length: 3 }, () => ({ status: 400, field: 'host' })),
    ]);
    // What was written down while it was allowed is not called.
    const { id } = (await admin.post(ACCOUNTS, account)).body.data as { id: number };
    const inside = 'UPDATE gateway_channels SET base_url = ? WHERE id = ?';
    await guarded.db.query(inside, { replacements: [guarded.upstream.origin, id] });
    const tested = await admin.post(`${ACCOUNTS}/${id}/test`);
    expect(tested.body.data).toMatchObject({
      success: false,
      message: expect.stringContaining('may not go'),
    });
    expect(guarded.upstream.requests).toEqual([]);
  } finally {
    await guarded.close();
  }
});
