import { fromSomewhere } from '../support/gateway';
import { put, refused, relayPlatform, type Relay, type RelayUser } from '../support/relay';

/** Packages over the API: what administrators offer and give, and what users have of it. */

const PACKAGES = '/api/admin/packages';
const USER_PACKAGES = '/api/admin/user-packages';
const DAY_MS = 86_400_000;

let relay: Relay;
let ada: RelayUser;

beforeAll(async () => {
  relay = await relayPlatform();
});
beforeEach(async () => {
  ada = await relay.newcomer();
});
afterAll(() => relay.close());

async function newPackage(wish: object = {}) {
  const { status, body, text } = await relay.admin.post(PACKAGES, { name: 'Month', ...wish });
  if (status !== 201) throw new Error(text);
  return body.data as { readonly id: number };
}

async function give(wish: object = {}, { id }: { readonly id: number } = ada) {
  const { id: package_id } = await newPackage(wish);
  const { status, body, text } = await relay.admin.post(`${USER_PACKAGES}/user/${id}`, { package_id });
  if (status !== 201) throw new Error(text);
  const given = body.data as { readonly id: number };
  return { ...given, path: `${USER_PACKAGES}/${given.id}` };
}

async function keyOf(userPackageId: number, { api }: RelayUser = ada) {
  const { status, body, text } = await api.post('/api/api-keys', {
    name: 'laptop',
    user_package_id: userPackageId,
  });
  if (status !== 201) throw new Error(text);
  return { secret: body.data.key as string, id: body.data.id as number };
}

/** What of a user package may differ from its package. */
const UNUSED = Object.fromEntries(
  ['', '_requests', '_tokens'].flatMap((unit) =>
    ['daily', 'weekly', 'monthly', unit === '' ? 'quota' : 'total'].map((window) => [
      `${window}${unit}_used`,
      null,
    ]),
  ),
);

describe('a package', () => {
  test('is made of what was given; what was not is no limit', async () => {
    const { status, body } = await relay.admin.post(PACKAGES, {
      name: ' Month ',
      price: 99.5,
      daily_quota: 10,
      monthly_requests: 5000,
      total_tokens: 1_000_000,
      allowed_models: 'demo-text, demo-text',
    });
    expect([status, body]).toEqual([
      201,
      {
        code: 0,
        message: 'created',
        data: {
          id: expect.any(Number),
          name: 'Month',
          type: 'subscription',
          price: 99.5,
          duration: 30,
          daily_quota: 10,
          weekly_quota: 0,
          monthly_quota: 0,
          quota_amount: 0,
          daily_requests: 0,
          weekly_requests: 0,
          monthly_requests: 5000,
          total_requests: 0,
          daily_tokens: 0,
          weekly_tokens: 0,
          monthly_tokens: 0,
          total_tokens: 1_000_000,
          allowed_models: 'demo-text',
          description: '',
          status: 'active',
          created_at: expect.any(String),
          updated_at: expect.any(String),
        },
      },
    ]);
  });

  test('changes in what is sent, is on offer while it is active, and goes', async () => {
    const made = await newPackage({ daily_quota: 10, weekly_quota: 20, allowed_models: ['demo-text'] });
    const path = `${PACKAGES}/${made.id}`;
    const { body } = await put(relay.admin, path, {
      daily_quota: 0,
      weekly_quota: 30,
      price: 5,
      duration: 7,
    });
    expect(body.data).toMatchObject({
      name: 'Month',
      price: 5,
      duration: 7,
      daily_quota: 0,
      weekly_quota: 30,
      allowed_models: 'demo-text',
    });
    const isOffered = async () =>
      ((await ada.api.get('/api/packages')).body.data as { id: number }[]).some(({ id }) => id === made.id);
    expect(await isOffered()).toBe(true);
    await put(relay.admin, path, { status: 'disabled', allowed_models: 'all' });
    expect(await isOffered()).toBe(false);
    const { body: all } = await relay.admin.get(`${PACKAGES}?page=1&page_size=1`);
    expect(all.data).toMatchObject({
      items: [{ id: made.id, status: 'disabled', allowed_models: '' }],
      page: 1,
    });
    expect(all.data.total).toBeGreaterThanOrEqual(1);
    expect((await relay.admin.delete(path)).body).toEqual({ code: 0, message: 'success', data: null });
    const gone = [await relay.admin.delete(path), await put(relay.admin, path, { price: 1 })];
    expect(gone.map(({ body: answer }) => answer as unknown)).toEqual(
      [1, 2].map(() => ({ code: 404, message: '资源不存在' })),
    );
  });

  test.each<[string, object, string]>([
    ['no name', { name: undefined }, 'name'],
    ['a blank name', { name: ' ' }, 'name'],
    ['a type of its own', { type: 'forever' }, 'type'],
    ['a quota of nothing', { type: 'quota', daily_quota: 5 }, 'type'],
    ['a negative quota', { daily_quota: -1 }, 'daily_quota'],
    ['a quota beyond all money', { quota_amount: 1e12 }, 'quota_amount'],
    ['a quota of nine decimals', { weekly_quota: 0.000000001 }, 'weekly_quota'],
    ['a word for a quota', { monthly_quota: 'all' }, 'monthly_quota'],
    ['half a request', { daily_requests: 0.5 }, 'daily_requests'],
    ['negative tokens', { total_tokens: -5 }, 'total_tokens'],
    ['more tokens than numbers count', { total_tokens: 1e17 }, 'total_tokens'],
    ['a negative price', { price: -0.01 }, 'price'],
    ['no days', { duration: 0 }, 'duration'],
    ['days without end', { duration: 1e6 }, 'duration'],
    ['a model that is not there', { allowed_models: 'demo-text,gpt-nowhere' }, 'allowed_models[1]'],
    ['a status of its own', { status: 'expired' }, 'status'],
  ])('is neither made nor changed with %s', async (_, wish, field) => {
    const { id } = await newPackage({ type: 'subscription' });
    const before = (await relay.admin.get(PACKAGES)).text;
    expect(refused(await relay.admin.post(PACKAGES, { name: 'Month', ...wish }))).toEqual({
      status: 400,
      code: 400,
      field,
    });
    if (!('name' in wish && wish.name === undefined)) {
      expect(refused(await put(relay.admin, `${PACKAGES}/${id}`, wish)).field).toBe(field);
    }
    expect((await relay.admin.get(PACKAGES)).text).toBe(before);
  });
});

describe('a user’s package', () => {
  test('is a copy, which begins now and lasts as long as its package says', async () => {
    const given = await give({ duration: 7, daily_quota: 10, total_requests: 100, price: 9 });
    const { body } = await ada.api.get('/api/my-packages');
    const [own] = body.data as [Record<string, unknown>];
    const made = own['package'] as Record<string, unknown>;
    const { quota_amount: inAll, duration: _days, description: _words, ...copied } = made;
    expect(own).toEqual({
      ...copied,
      ...UNUSED,
      id: given.id,
      user_id: ada.id,
      package_id: made['id'],
      package: made,
      quota_total: inAll,
      daily_used: 0,
      total_requests_used: 0,
      status: 'active',
      start_time: expect.any(String),
      expire_time: expect.any(String),
      created_at: expect.any(String),
      updated_at: expect.any(String),
    });
    const lasts = Date.parse(own['expire_time'] as string) - Date.parse(own['start_time'] as string);
    expect(lasts).toBe(7 * DAY_MS);

    await put(relay.admin, `${PACKAGES}/${String(made['id'])}`, { daily_quota: 1, name: 'Less' });
    const [changed] = (await ada.api.get('/api/my-packages')).body.data as [Record<string, unknown>];
    expect(changed).toMatchObject({ name: 'Month', daily_quota: 10, package: { name: 'Less' } });
    await relay.admin.delete(`${PACKAGES}/${String(made['id'])}`);
    const [orphan] = (await ada.api.get('/api/my-packages')).body.data as [Record<string, unknown>];
    expect(orphan).toMatchObject({ daily_quota: 10, package_id: null, package: null, status: 'active' });
  });

  test('pays for the calls of keys that are bound to it, in every proxy, and tells what they used', async () => {
    const given = await give({ daily_quota: 10, daily_requests: 2 });
    const { secret } = await keyOf(given.id);
    expect((await relay.ask(secret)).status).toBe(200);
    expect((await relay.ask(secret, '/claude/v1/messages')).status).toBe(200);
    const over = await relay.ask(secret, '/claude/v1/messages');
    expect([over.status, over.body]).toMatchObject([
      402,
      { type: 'error', error: { type: 'billing_error' } },
    ]);
    const [own] = (await ada.api.get('/api/my-packages/active')).body.data as [Record<string, unknown>];
    expect(own).toMatchObject({ status: 'active', daily_requests_used: 2, weekly_used: null });
    expect(own['daily_used']).toBeGreaterThan(0);
    expect((await ada.api.get('/api/profile')).body.data.balance).toBe(0);
  });

  test('is named by the explanation of each call that it paid for', async () => {
    const given = await give({ daily_quota: 10, total_requests: 5 });
    const { secret } = await keyOf(given.id);
    const { headers } = await relay.ask(secret);
    const call = headers.get('x-taskloom-call') ?? '';
    const { username, password } = ada;
    const login = await relay.api.post(
      '/auth/password/login',
      { identifier: username, password },
      fromSomewhere(),
    );
    const { body } = await relay.api.as(login.body.token as string).get(`/api/user/logs/${call}/explain`);
    const cost = headers.get('x-taskloom-cost');
    const today = new Date(Date.parse(body.call.created_at as string)).toISOString().slice(0, 10);
    expect(body).toMatchObject({ cost, shortfall: '0', hold: null, capture: null, rest: null });
    expect(body.call.user_package_id).toBe(given.id);
    expect(body.package).toEqual({
      user_package_id: given.id,
      name: 'Month',
      drawn: expect.arrayContaining([
        { unit: 'credits', window: 'day', window_start: `${today}T00:00:00.000Z`, amount: cost },
        { unit: 'requests', window: 'life', window_start: '1970-01-01T00:00:00.000Z', amount: '1' },
      ]),
    });
    await relay.admin.delete(given.path);
    const later = await relay.api.as(login.body.token as string).get(`/api/user/logs/${call}/explain`);
    expect(later.body.package).toEqual(body.package);
  });

  test('in the hands of an administrator: its room, its use, its models, its end', async () => {
    const { id, path } = await give({ daily_requests: 1 });
    const { secret } = await keyOf(id);
    const status = async () => {
      relay.settle();
      return (await relay.ask(secret)).status;
    };
    expect([await status(), await status()]).toEqual([200, 402]);
    await put(relay.admin, path, { daily_requests: 2 });
    expect([await status(), await status()]).toEqual([200, 402]);
    const { body } = await put(relay.admin, path, { daily_requests_used: 0 });
    expect(body.data).toMatchObject({ daily_requests: 2, daily_requests_used: 0 });
    expect(await status()).toBe(200);
    await put(relay.admin, path, { quota_total: 5, quota_used: 5, daily_requests: 0 });
    expect(await status()).toBe(402);
    expect((await ada.api.get('/api/my-packages')).body.data).toMatchObject([
      { status: 'exhausted', quota_used: 5, daily_requests_used: null },
    ]);
    expect((await ada.api.get('/api/my-packages/active')).body.data).toEqual([]);
    await put(relay.admin, path, { quota_used: 0, status: 'disabled' });
    expect([await status(), (await ada.api.get('/api/my-packages')).body.data[0].status]).toEqual([
      403,
      'disabled',
    ]);
    const soon = new Date(relay.clock.now().getTime() + 30_000).toISOString();
    await put(relay.admin, path, { status: 'active', expire_time: soon });
    expect(await status()).toBe(200);
    relay.advance(30_000);
    expect([await status(), (await ada.api.get('/api/my-packages')).body.data[0].status]).toEqual([
      403,
      'expired',
    ]);
  });

  test('is taken away together with its keys’ right to call; the balance does not step in', async () => {
    const { id, path } = await give();
    const keys = [await keyOf(id), await keyOf(id), await keyOf(id)];
    await ada.api.delete(`/api/api-keys/${keys[2]!.id}`);
    const { body } = await relay.admin.delete(path);
    expect(body).toEqual({
      code: 0,
      message: 'success',
      data: { message: '用户套餐已删除；绑定它的密钥在改绑前不可用', unbound_keys: 2 },
    });
    relay.settle();
    expect((await relay.ask(keys[0]!.secret)).status).toBe(403);
    const { body: key } = await ada.api.get(`/api/api-keys/${keys[0]!.id}`);
    expect(key.data).toMatchObject({ billing_type: 'package', user_package_id: null, status: 'active' });
    expect((await ada.api.get('/api/my-packages')).body.data).toEqual([]);
    expect((await relay.admin.delete(path)).status).toBe(404);
    expect((await put(relay.admin, path, { status: 'active' })).status).toBe(404);
    const bound = await put(ada.api, `/api/api-keys/${keys[1]!.id}`, { user_package_id: (await give()).id });
    expect(bound.status).toBe(200);
    relay.settle();
    expect((await relay.ask(keys[1]!.secret)).status).toBe(200);
  });

  test('bound while it is taken away: no key is left with it', async () => {
    const { id, path } = await give();
    const [removed, ...made] = await Promise.all([
      relay.admin.delete(path),
      ...[1, 2, 3, 4].map((n) => ada.api.post('/api/api-keys', { name: `key ${n}`, user_package_id: id })),
    ]);
    const before = made.filter(({ status }) => status === 201).length;
    expect(removed.body.data.unbound_keys).toBe(before);
    expect(made.every(({ status }) => status === 201 || status === 400)).toBe(true);
    const { body } = await ada.api.get('/api/api-keys');
    const keys = body.data.items as { user_package_id: number | null }[];
    expect(keys.filter((key) => key.user_package_id !== null)).toEqual([]);
  });

  test('is listed for administrators, of everybody or of one user', async () => {
    const first = await give();
    const second = await give();
    const bob = await relay.newcomer();
    const his = await give({}, bob);
    const ids = (data: { id: number }[]) => data.map(({ id }) => id);
    expect(ids((await relay.admin.get(`${USER_PACKAGES}/user/${ada.id}`)).body.data)).toEqual([
      second.id,
      first.id,
    ]);
    const { body } = await relay.admin.get(`${USER_PACKAGES}?page_size=2`);
    expect(ids(body.data.items)).toEqual([his.id, second.id]);
    const { body: page } = await relay.admin.get(`${USER_PACKAGES}?user_id=${ada.id}&page=2&page_size=1`);
    expect(page.data).toMatchObject({ items: [{ id: first.id }], total: 2, page: 2 });
  });

  test.each<[string, object, string]>([
    ['a negative quota', { daily_quota: -1 }, 'daily_quota'],
    ['a quota beyond all money', { quota_total: 1e12 }, 'quota_total'],
    ['a use of what has no limit', { weekly_used: 1 }, 'weekly_used'],
    ['a negative use', { daily_used: -1 }, 'daily_used'],
    ['a status that follows of its use', { status: 'exhausted' }, 'status'],
    ['a word for its end', { expire_time: 'tomorrow' }, 'expire_time'],
    ['a leap second for its end', { expire_time: '2030-12-31T23:59:60Z' }, 'expire_time'],
    ['a model that is not there', { allowed_models: ['gpt-nowhere'] }, 'allowed_models[0]'],
  ])('does not change to %s', async (_, change, field) => {
    const { path } = await give({ daily_quota: 10 });
    const before = (await ada.api.get('/api/my-packages')).body.data as unknown;
    expect(refused(await put(relay.admin, path, change))).toEqual({ status: 400, code: 400, field });
    expect((await ada.api.get('/api/my-packages')).body.data).toEqual(before);
  });

  test('is not given of nothing, of what is off, or to nobody', async () => {
    const { id } = await newPackage({ status: 'disabled' });
    const to = (user: number | string, body: object) =>
      relay.admin.post(`${USER_PACKAGES}/user/${user}`, body);
    expect(refused(await to(ada.id, { package_id: id })).field).toBe('package_id');
    expect(refused(await to(ada.id, { package_id: 999_999 })).field).toBe('package_id');
    expect(refused(await to(ada.id, {})).field).toBe('package_id');
    expect((await to(999_999, { package_id: id })).status).toBe(404);
    expect((await to('me', { package_id: id })).status).toBe(400);
    expect((await ada.api.get('/api/my-packages')).body.data).toEqual([]);
  });
});
