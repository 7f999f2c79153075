import { createApiKeys } from '../../domain/gateway/api-keys';
import { credits } from '../../domain/credits';
import { createPackages } from '../../domain/gateway/packages';
import { createUserPackages, type UserPackages } from '../../domain/gateway/user-packages';
import { PLATFORM, userAccount } from '../../domain/ledger/accounts';
import { put, refused, relayPlatform, type Relay, type RelayUser } from '../support/relay';

/** One's own API keys over the relay surface. */

const KEYS = '/api/api-keys';
const SECRET = /^sk-[A-Za-z0-9_-]{43}$/;

let relay: Relay;
let userPackages: UserPackages;
let ada: RelayUser;
let packageId: number;

beforeAll(async () => {
  relay = await relayPlatform();
  userPackages = createUserPackages(relay);
  packageId = (await createPackages(relay).create({ name: 'Month' })).id;
});
beforeEach(async () => {
  ada = await relay.newcomer();
});
afterAll(() => relay.close());

async function newKey(wish: object = {}, { api }: RelayUser = ada) {
  const { status, body, text } = await api.post(KEYS, { name: 'laptop', ...wish });
  if (status !== 201) throw new Error(text);
  const { key: secret, ...shown } = body.data as { key: string; id: number };
  return { secret, shown, path: `${KEYS}/${shown.id}` };
}

async function give(amount: number): Promise<void> {
  await relay.ledger.transfer({
    key: `test/${ada.id}`,
    from: PLATFORM.sales,
    to: userAccount(ada.id),
    amount: credits(amount),
    kind: 'recharge',
    description: '充值',
    reference: `test/${ada.id}`,
  });
}

test('a key is shown with its secret once, and has a limit by the minute unless told', async () => {
  const { secret, shown, path } = await newKey();
  expect(secret).toMatch(SECRET);
  expect(shown).toEqual({
    id: expect.any(Number),
    name: 'laptop',
    key_prefix: secret.slice(0, 10),
    status: 'active',
    billing_type: 'balance',
    user_package_id: null,
    allowed_platforms: 'all',
    allowed_models: '',
    blocked_models: '',
    rate_limit: 60,
    daily_limit: 0,
    monthly_quota: 0,
    request_count: 0,
    tokens_used: 0,
    cost_used: 0,
    last_used_at: null,
    expires_at: null,
    created_at: expect.any(String),
    updated_at: expect.any(String),
  });
  const answers = [
    await ada.api.get(KEYS),
    await ada.api.get(path),
    await put(ada.api, path, { name: 'desk' }),
    await put(ada.api, `${path}/toggle`),
    await ada.api.get(`${path}/usage`),
  ];
  for (const { status, text } of answers) {
    expect(status).toBe(200);
    expect(text).not.toContain(secret);
  }
  expect((await ada.api.get(KEYS)).body.data).toMatchObject({
    items: [{ name: 'desk', status: 'disabled' }],
    total: 1,
    page: 1,
  });
});

test('without a package the balance pays', async () => {
  const { secret, path } = await newKey();
  expect((await relay.ask(secret)).status).toBe(402);
  await give(10);
  const cost = Number((await relay.ask(secret)).headers.get('x-taskloom-cost'));
  expect(cost).toBeGreaterThan(0);
  expect((await ada.api.get('/api/profile')).body.data.balance).toBeCloseTo(10 - cost, 8);
  const { body } = await ada.api.get(path);
  expect(body.data).toMatchObject({ request_count: 1, cost_used: cost });
});

test('usage is told in all, by the day and by the month, and what of its limits is left', async () => {
  await give(10);
  const { secret, path } = await newKey({ daily_limit: 3, monthly_quota: 5 });
  const cost = Number((await relay.ask(secret)).headers.get('x-taskloom-cost'));
  const { body } = await ada.api.get(`${path}/usage`);
  const figures = { requests: 1, tokens: body.data.total_tokens as number, cost };
  expect(figures.tokens).toBeGreaterThan(0);
  expect(body.data).toEqual({
    total_requests: 1,
    total_tokens: figures.tokens,
    total_cost: cost,
    today: figures,
    month: figures,
    daily_limit: 3,
    daily_remaining: 2,
    monthly_quota: 5,
    monthly_remaining: 5 - cost,
  });
  expect([(await relay.ask(secret)).status, (await relay.ask(secret)).status]).toEqual([200, 200]);
  expect((await relay.ask(secret)).status).toBe(402);
  await put(ada.api, path, { daily_limit: 0, monthly_quota: 0 });
  relay.settle();
  expect((await relay.ask(secret)).status).toBe(200);
  expect((await ada.api.get(`${path}/usage`)).body.data).toMatchObject({
    total_requests: 4,
    daily_remaining: null,
    monthly_remaining: null,
  });
});

test('a key goes by the platforms and the models that it names', async () => {
  await give(10);
  const { secret, path, shown } = await newKey({
    allowed_platforms: 'claude, gemini',
    blocked_models: 'all',
  });
  expect(shown).toMatchObject({ allowed_platforms: 'claude,gemini', blocked_models: '' });
  const statuses = async () => [
    (await relay.ask(secret)).status,
    (await relay.ask(secret, '/claude/v1/messages')).status,
  ];
  expect(await statuses()).toEqual([403, 200]);
  await put(ada.api, path, { allowed_platforms: ['openai'] });
  relay.settle();
  expect(await statuses()).toEqual([200, 403]);
  const { body } = await put(ada.api, path, { allowed_platforms: 'all', blocked_models: ['demo-text'] });
  expect(body.data).toMatchObject({ allowed_platforms: 'all', blocked_models: 'demo-text' });
  relay.settle();
  expect(await statuses()).toEqual([403, 403]);
  await put(ada.api, path, { allowed_models: 'demo-text', blocked_models: '' });
  relay.settle();
  expect(await statuses()).toEqual([200, 200]);
});

test('a switch, an end and a deletion are in force within a second', async () => {
  await give(10);
  const { secret, path } = await newKey();
  const after = async (change: Promise<{ readonly status: number }>) => {
    expect((await change).status).toBe(200);
    relay.settle();
    return (await relay.ask(secret)).status;
  };
  expect(await after(put(ada.api, `${path}/toggle`))).toBe(401);
  expect(await after(put(ada.api, `${path}/toggle`))).toBe(200);
  const soon = new Date(relay.clock.now().getTime() + 5_000).toISOString();
  expect(await after(put(ada.api, path, { expires_at: soon }))).toBe(200);
  relay.advance(5_000);
  expect((await relay.ask(secret)).status).toBe(401);
  expect((await ada.api.get(path)).body.data.status).toBe('expired');
  expect(await after(put(ada.api, path, { expires_at: null }))).toBe(200);
  expect(await after(ada.api.delete(path))).toBe(401);
  expect((await ada.api.get(path)).status).toBe(404);
});

describe('a package', () => {
  test('is one’s own and active, else no key is made and none is changed', async () => {
    const eve = await relay.newcomer();
    const hers = await userPackages.assign(eve.id, packageId);
    const off = await userPackages.assign(ada.id, packageId);
    await userPackages.update(off.id, { enabled: false });
    const over = await userPackages.assign(ada.id, packageId);
    await userPackages.update(over.id, { expiresAt: relay.clock.now() });
    const { path, shown } = await newKey();
    for (const id of [hers.id, off.id, over.id, 999_999, 0, 'mine']) {
      const refusal = { status: 400, code: 400, field: 'user_package_id' };
      expect(refused(await ada.api.post(KEYS, { name: 'x', user_package_id: id }))).toEqual(refusal);
      expect(refused(await put(ada.api, path, { user_package_id: id }))).toEqual(refusal);
    }
    expect((await ada.api.get(KEYS)).body.data.items).toEqual([shown]);
  });

  test('pays instead of the balance, until its key is bound to that again', async () => {
    await give(10);
    const own = await userPackages.assign(ada.id, packageId);
    const { secret, path, shown } = await newKey({ user_package_id: own.id });
    expect(shown).toMatchObject({ billing_type: 'package', user_package_id: own.id });
    const balance = async () => (await ada.api.get('/api/profile')).body.data.balance as number;
    expect((await relay.ask(secret)).status).toBe(200);
    expect(await balance()).toBe(10);
    await put(ada.api, path, { user_package_id: null });
    relay.settle();
    expect((await relay.ask(secret)).status).toBe(200);
    expect(await balance()).toBeLessThan(10);
  });
});

test('of many that are made at once, as many are as a user may have', async () => {
  const apiKeys = createApiKeys(relay);
  for (let n = 0; n < 90; n++) await apiKeys.create(ada.id, { name: `before ${n}` });
  const answers = await Promise.all(
    Array.from({ length: 16 }, (_, n) => ada.api.post(KEYS, { name: `key ${n}` })),
  );
  const made = answers.filter(({ status }) => status === 201);
  const over = answers.filter(({ status }) => status !== 201);
  expect(made).toHaveLength(10);
  expect(over.map(({ body }) => body as unknown)).toEqual(
    over.map(() => ({ code: 400, message: 'API 密钥数量已达上限：最多 100 个' })),
  );
  await ada.api.delete(`${KEYS}/${made[0]!.body.data.id as number}`);
  expect((await ada.api.post(KEYS, { name: 'again' })).status).toBe(201);
  const { body } = await ada.api.get(`${KEYS}?page=2&page_size=96`);
  expect(body.data).toMatchObject({ total: 100, page: 2 });
  expect(body.data.items).toHaveLength(4);
});

test('somebody else’s key is not there', async () => {
  const { path, shown } = await newKey();
  const eve = await relay.newcomer();
  const answers = [
    await eve.api.get(path),
    await put(eve.api, path, { name: 'mine' }),
    await put(eve.api, `${path}/toggle`),
    await eve.api.get(`${path}/usage`),
    await eve.api.delete(path),
  ];
  for (const { status, body } of answers) {
    expect([status, body]).toEqual([404, { code: 404, message: '资源不存在' }]);
  }
  expect((await ada.api.get(path)).body.data).toEqual(shown);
});

test.each<[string, object, string]>([
  ['no name', { name: undefined }, 'name'],
  ['a blank name', { name: '\t' }, 'name'],
  ['a platform of nobody', { allowed_platforms: 'openai,acme' }, 'allowed_platforms'],
  ['a model that is not there', { allowed_models: 'gpt-nowhere' }, 'allowed_models[0]'],
  ['a blocked model that is not there', { blocked_models: ['gpt-nowhere'] }, 'blocked_models[0]'],
  ['a negative rate', { rate_limit: -1 }, 'rate_limit'],
  ['half a request', { daily_limit: 0.5 }, 'daily_limit'],
  ['more requests than a column holds', { daily_limit: 5e9 }, 'daily_limit'],
  ['a negative quota', { monthly_quota: -1 }, 'monthly_quota'],
  ['a quota beyond all money', { monthly_quota: 1e12 }, 'monthly_quota'],
  ['a quota of nine decimals', { monthly_quota: 0.000000001 }, 'monthly_quota'],
  ['a word for its end', { expires_at: 'tomorrow' }, 'expires_at'],
  ['a leap second for its end', { expires_at: '2030-12-31T23:59:60Z' }, 'expires_at'],
])('a key is neither made nor changed with %s', async (_, change, field) => {
  const { path, shown } = await newKey();
  const refusal = { status: 400, code: 400, field };
  expect(refused(await ada.api.post(KEYS, { name: 'refused', ...change }))).toEqual(refusal);
  if (!('name' in change && change.name === undefined)) {
    expect(refused(await put(ada.api, path, change))).toEqual(refusal);
  }
  expect((await ada.api.get(KEYS)).body.data.items).toEqual([shown]);
});
