import { platform, type TestPlatform, type TestUser } from '../support/platform';

/** The surface's limits: each class by itself, each caller by himself. */

let studio: TestPlatform;
let user: TestUser;

const rateLimits = {
  auth: { points: 6, seconds: 60 },
  generate: { points: 20, seconds: 3600 },
  query: { points: 3, seconds: 60 },
  other: { points: 2, seconds: 60 },
};

beforeAll(async () => {
  studio = await platform({ settings: { rateLimits, trustProxy: 1 }, cashier: true });
  user = await studio.signUp(1000);
});
afterAll(() => studio.close());

const limited = { code: 429, message: '请求过于频繁', data: { retry_after: expect.any(Number) } };
const video = { script: '日出', duration: 2 };

test('queries: each answer tells where the caller stands, and one too many is told when to come back', async () => {
  const remaining: (string | null)[] = [];
  for (let i = 0; i < 3; i++) {
    const { status, headers } = await user.api.get('/api/v1/models');
    expect(status).toBe(200);
    expect(headers.get('ratelimit-limit')).toBe('3');
    expect(Number(headers.get('ratelimit-reset'))).toBeGreaterThan(0);
    remaining.push(headers.get('ratelimit-remaining'));
  }
  expect(remaining).toEqual(['2', '1', '0']);
  const over = await user.api.get('/api/v1/credit/balance');
  expect(over.status).toBe(429);
  expect(over.body).toEqual(limited);
  expect(over.headers.get('retry-after')).toBe(String(over.body.data.retry_after));
  expect(over.body.data.retry_after).toBeLessThanOrEqual(60);
});

test('another user, and another class, have their own', async () => {
  expect(
    (await user.api.post('/api/v1/credit/recharge', { amount: 1, payment_method: 'alipay' })).status,
  ).toBe(200);
  const other = await studio.signUp();
  expect((await other.api.get('/api/v1/models')).status).toBe(200);
});

test('generation: what is refused takes nothing of the limit, and the headers say so', async () => {
  const poor = await studio.signUp(50);
  const order = async (body: object, path = '/api/v1/video/generate') => {
    const { status, headers } = await poor.api.post(path, body);
    return [status, headers.get('ratelimit-limit'), headers.get('ratelimit-remaining')];
  };
  expect(await order(video)).toEqual([200, '20', '19']);
  for (let n = 0; n < 25; n++) expect(await order({ script: '' })).toEqual([400, '20', '19']);
  expect(await order(video)).toEqual([402, '20', '19']);
  expect(await order({ title: '诗' }, '/api/v1/writing/poem/generate')).toEqual([400, '20', '19']);
});

test('generation: of fifty at once twenty are let through, and members have as many as they like', async () => {
  const order = () => user.api.post('/api/v1/video/generate', video);
  const answers = await Promise.all(Array.from({ length: 50 }, order));
  const accepted = answers.filter(({ status }) => status === 200);
  expect(accepted).toHaveLength(20);
  const left = accepted.map(({ headers }) => Number(headers.get('ratelimit-remaining')));
  expect(left.toSorted((a, b) => a - b)).toEqual(Array.from({ length: 20 }, (_, i) => i));
  for (const { status, body, headers } of answers.filter((answer) => !accepted.includes(answer))) {
    expect([status, headers.get('ratelimit-limit'), headers.get('ratelimit-remaining')]).toEqual([
      429,
      '20',
      '0',
    ]);
    expect(body).toEqual(limited);
    expect(headers.get('retry-after')).toBe(String(body.data.retry_after));
  }
  expect(await user.balance()).toEqual({ available: 0, held: 1000 });

  await studio.db.query(
    `UPDATE users SET membership_type = 'yearly', membership_end_at = '2099-01-01' WHERE id = ${user.id}`,
  );
  studio.advance(6_000); // what the API knows of a user is at most five seconds old
  const member = await user.api.post('/api/v1/video/generate', video);
  expect(member.status).toBe(200);
  for (const name of ['ratelimit-limit', 'ratelimit-remaining', 'ratelimit-reset', 'retry-after']) {
    expect(member.headers.get(name)).toBeNull();
  }
});

test('signing in: by the address that the proxy in front of us reports, not by one that a client makes up', async () => {
  const login = (address: string) =>
    studio.api.post(
      '/api/v1/auth/login',
      { username: 'nobody', password: 'wrong-password' },
      { 'x-forwarded-for': address },
    );
  for (let i = 0; i < 6; i++) expect((await login(`198.51.100.${i}, 203.0.113.7`)).status).toBe(401);
  expect((await login('198.51.100.9, 203.0.113.7')).body).toEqual(limited);
  expect((await login('203.0.113.8')).status).toBe(401);
  // One household has a whole /64 of IPv6 for itself.
  for (let i = 0; i < 6; i++) expect((await login(`2001:db8:1:2::${i}`)).status).toBe(401);
  expect((await login('2001:db8:1:2:ffff::1')).status).toBe(429);
  expect((await login('2001:db8:1:3::1')).status).toBe(401);
});

test('a caller whose token is refused is counted by address all the same', async () => {
  const strangers = studio.api.as('not.a.token');
  const headers = { 'x-forwarded-for': '192.0.2.77' };
  for (let i = 0; i < 3; i++) expect((await strangers.get('/api/v1/models', headers)).status).toBe(401);
  expect((await strangers.get('/api/v1/models', headers)).status).toBe(429);
});
