import { put } from '../support/gateway-management';
import { ACCOUNTS, accountGateway, GROUPS, MODEL, type AccountGateway } from '../support/relay-accounts';

/** Accounts at upstreams and their groups, as an administrator manages them over the API. */

let relay: AccountGateway;

beforeAll(async () => {
  relay = await accountGateway();
});
afterAll(() => relay.close());

/** What is said of a bad request: its status, and the field that its sentence begins with. */
function refused({ status, body }: { status: number; body: { message: string } }) {
  return { status, field: /[：:] ?([\w.[\]]+) /.exec(body.message)?.[1] };
}

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

describe('what an administrator says of an account', () => {
  let id: number;
  let key: string;
  beforeAll(async () => {
    const group = await relay.newGroup();
    id = (await relay.newAccount({ group_ids: [group] })).id;
    key = await relay.keyFor(group);
  });
  const say = async (method: string, path: string, body?: object) => {
    const answer = await relay.admin.call(method, `${ACCOUNTS}/${id}/${path}`, body ? { body } : {});
    expect({ path, status: answer.status }).toEqual({ path, status: 200 });
    relay.settle();
    return answer.body.data as Record<string, unknown>;
  };
  const serves = async () => (await relay.call(key)).status === 200;

  test('is in force within a second: whether calls are given to it', async () => {
    expect(await say('PUT', 'schedulable', { schedulable: false })).toMatchObject({ schedulable: false });
    expect(await serves()).toBe(false);
    expect(await say('PUT', 'schedulable', {})).toMatchObject({ schedulable: true });
    expect(await serves()).toBe(true);
  });

  test.each(['invalid', 'token_expired', 'suspended', 'banned', 'disabled'])(
    '%s stays until it is reset',
    async (status) => {
      expect(await say('PUT', 'status', { status })).toMatchObject({ status });
      relay.advance(3_600_000);
      expect(await serves()).toBe(false);
      expect(await say('POST', 'reset-status')).toMatchObject({ status: 'valid', last_error: null });
      expect(await serves()).toBe(true);
    },
  );

  test.each([
    ['rate_limited', 300_000],
    ['overloaded', 600_000],
  ])('%s passes by itself', async (status, ms) => {
    expect(await say('PUT', 'status', { status })).toMatchObject({ status });
    expect(await serves()).toBe(false);
    relay.advance(ms);
    expect(await relay.account(id)).toMatchObject({ status: 'valid' });
    expect(await serves()).toBe(true);
  });

  test('that it is unavailable for a while', async () => {
    expect(await say('POST', 'cache/unavailable', { reason: 'moving', ttl: 60 })).toMatchObject({
      unavailable_reason: 'moving',
    });
    expect(await serves()).toBe(false);
    relay.advance(60_000);
    expect(await serves()).toBe(true);
    await say('POST', 'cache/unavailable', {});
    expect(await serves()).toBe(false);
    expect(await say('DELETE', 'cache/unavailable')).toMatchObject({ unavailable_until: null });
    expect(await serves()).toBe(true);
  });

  test('how many calls it serves at once', async () => {
    expect(await say('PUT', 'cache/concurrency', { limit: 1 })).toEqual({ current: 0, limit: 1 });
    relay.upstream.failNext({ kind: 'silent' });
    const waiting = new AbortController();
    const hanging = fetch(`${relay.baseUrl}/claude/v1/messages`, {
      method: 'POST',
      headers: { authorization: `Bearer ${key}` },
      body: JSON.stringify({ model: MODEL, max_tokens: 8, messages: [{ role: 'user', content: 'wait' }] }),
      signal: waiting.signal,
    }).catch(() => undefined);
    const before = relay.upstream.requests.length;
    await relay.upstream.untilRequests(before + 1);
    expect(await say('GET', 'cache/concurrency')).toEqual({ current: 1, limit: 1 });
    expect(await serves()).toBe(false);
    expect(await say('DELETE', 'cache/concurrency')).toEqual({ current: 0, limit: 1 });
    waiting.abort();
    await hanging;
    expect(await say('PUT', 'cache/concurrency', { limit: 0 })).toMatchObject({ limit: null });
    expect(await serves()).toBe(true);
  });

  test('that it ends at a time', async () => {
    const expires_at = new Date(relay.clock.now().getTime() + 60_000).toISOString();
    expect((await relay.change(id, { expires_at })).body.data).toMatchObject({ expires_at });
    expect(await serves()).toBe(true);
    relay.advance(60_000);
    expect(await serves()).toBe(false);
    await relay.change(id, { expires_at: null });
    expect(await serves()).toBe(true);
  });

  test.each<[string, string, object]>([
    ['PUT', 'status', { status: 'moody' }],
    ['PUT', 'status', {}],
    ['POST', 'cache/unavailable', { ttl: 0 }],
    ['PUT', 'cache/concurrency', {}],
    ['PUT', 'cache/concurrency', { limit: -1 }],
    ['POST', 'test', { model: 'no-such-model' }],
    ['POST', 'refresh', {}],
  ])('%s %s with %j is refused', async (method, path, body) => {
    expect((await relay.admin.call(method, `${ACCOUNTS}/${id}/${path}`, { body })).status).toBe(400);
    expect((await relay.admin.call(method, `${ACCOUNTS}/999999/${path}`, { body })).status).not.toBe(200);
  });
});

describe('a conversation', () => {
  test('comes back to the account that served it, until that lets it go', async () => {
    const group = await relay.newGroup();
    const first = await relay.newAccount({ group_ids: [group] });
    const second = await relay.newAccount({ group_ids: [group] });
    const key = await relay.keyFor(group);
    const say = async () => {
      const body = { model: MODEL, max_tokens: 8, metadata: { user_id: 'ada' } };
      await relay.api
        .as(key)
        .post('/claude/v1/messages', { ...body, messages: [{ role: 'user', content: 'Hi' }] });
      return relay.upstream.requests.at(-1)?.key;
    };
    const served = await say();
    const [keeper, other] = served === first.key ? [first, second] : [second, first];
    for (let time = 0; time < 5; time++) expect(await say()).toBe(keeper.key);
    await relay.change(keeper.id, { weight: 0 });
    expect(await say()).toBe(keeper.key);
    expect((await relay.admin.delete(`${ACCOUNTS}/${keeper.id}/cache/sessions`)).status).toBe(200);
    relay.settle();
    expect(await say()).toBe(other.key);
  });
});

describe('a group', () => {
  test('is made, changed, and deleted once it is empty and nobody falls back on it', async () => {
    const made = await relay.admin.post(GROUPS, { name: 'best', platform: 'claude', multiplier: 1.5 });
    expect(made.status).toBe(201);
    expect(made.body.data).toMatchObject({
      name: 'best',
      multiplier: '1.5',
      is_default: false,
      enabled: true,
      fallback_group_id: null,
      account_ids: [],
    });
    const group = made.body.data.id as number;
    const { id } = await relay.newAccount({ group_ids: [] });
    const added = await relay.admin.post(`${GROUPS}/${group}/accounts`, { account_id: id });
    expect(added.body.data).toMatchObject({ account_ids: [id] });
    await relay.admin.post(`${GROUPS}/${group}/accounts`, { account_id: id });
    expect(await relay.account(id)).toMatchObject({ group_ids: [group] });
    const behind = await relay.newGroup({ fallback_group_id: group });

    const path = `${GROUPS}/${group}`;
    expect((await relay.admin.delete(path)).body).toEqual({ code: 400, message: '正在使用中，不能删除' });
    const out = await relay.admin.delete(`${path}/accounts/${id}`);
    expect(out.body.data).toMatchObject({ account_ids: [] });
    expect((await relay.admin.delete(`${path}/accounts/${id}`)).status).toBe(404);
    expect((await relay.admin.delete(path)).status).toBe(400);
    await put(relay.admin, `${GROUPS}/${behind}`, { fallback_group_id: null });
    expect((await relay.administrator.api.delete(`/api/user-channels/${group}`)).status).toBe(409);
    expect((await relay.admin.delete(path)).status).toBe(200);
    expect((await relay.admin.get(path)).status).toBe(404);
    expect((await relay.admin.get(`${GROUPS}/all`)).body.data).toEqual(
      expect.arrayContaining([expect.objectContaining({ id: behind, fallback_group_id: null })]),
    );
  });

  test('is the default of its platform, one at a time, also when two become it at once', async () => {
    const [one, two] = [await relay.newGroup(), await relay.newGroup()];
    await Promise.all([one, two].map((id) => put(relay.admin, `${GROUPS}/${id}`, { is_default: true })));
    const { body } = await relay.admin.get(`${GROUPS}?platform=claude&page_size=100`);
    const defaults = (body.data.items as { id: number; is_default: boolean }[]).filter(
      (group) => group.is_default,
    );
    expect(defaults).toHaveLength(1);
    const { id } = await relay.newAccount();
    expect(await relay.account(id)).toMatchObject({ group_ids: [defaults[0]?.id] });
  });

  test.each<[string, object, string]>([
    ['an unknown platform', { platform: 'mars' }, 'platform'],
    ['a multiplier that is none', { multiplier: 'lots' }, 'multiplier'],
    ['a name that a user channel has', { name: 'default' }, 'name'],
    ['a fallback that is not there', { fallback_group_id: 999_999 }, 'fallback_group_id'],
  ])('is not made with %s', async (_, change, field) => {
    const answer = await relay.admin.post(GROUPS, { name: 'refused', platform: 'claude', ...change });
    expect(refused(answer)).toEqual({ status: 400, field });
  });

  test('keeps to its platform, and does not fall back on itself', async () => {
    const claude = await relay.newGroup();
    const gemini = await relay.newGroup({ platform: 'gemini' });
    const { id } = await relay.newAccount();
    const wrong = [
      await relay.admin.post(`${GROUPS}/${gemini}/accounts`, { account_id: id }),
      await relay.admin.post(`${GROUPS}/${gemini}/accounts`, { account_id: 999_999 }),
      await relay.change(id, { group_ids: [gemini] }),
      await put(relay.admin, `${GROUPS}/${claude}`, { fallback_group_id: gemini }),
      await put(relay.admin, `${GROUPS}/${claude}`, { fallback_group_id: claude }),
      await put(relay.admin, `${GROUPS}/${claude}`, { platform: 'gemini' }),
    ];
    expect(wrong.map(({ status }) => status)).toEqual(wrong.map(() => 400));
    const before = await relay.newGroup({ fallback_group_id: claude });
    const circle = await put(relay.admin, `${GROUPS}/${claude}`, { fallback_group_id: before });
    expect(refused(circle)).toEqual({ status: 400, field: 'fallback_group_id' });
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
