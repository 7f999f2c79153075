import { QueryTypes } from 'sequelize';
import { fromSomewhere, someone } from '../support/gateway';
import { platform, type TestPlatform } from '../support/platform';

/** The first administrator: made once, and never again. */

let gateway: TestPlatform;

beforeEach(async () => {
  gateway = await platform({ settings: { trustProxy: 1 } });
});
afterEach(() => gateway.close());

const setUp = (account: object = someone()) =>
  gateway.api.post('/api/setup', { site_name: 'Taskloom', ...account }, fromSomewhere());

const isRequired = async () => (await gateway.api.get('/api/setup/status')).body as unknown;

async function administrators(): Promise<number> {
  const [row] = await gateway.db.query<{ n: number }>(
    `SELECT COUNT(*) AS n FROM users WHERE role = 'admin'`,
    {
      type: QueryTypes.SELECT,
    },
  );
  return row?.n ?? 0;
}

test('until then nobody signs in or registers, and it is said that setup is required', async () => {
  const passkey = { id: 'AA', rawId: 'AA', type: 'public-key' };
  const response = { clientDataJSON: 'e30', authenticatorData: 'AA', signature: 'AA' };
  const entries: [method: string, path: string, body?: object][] = [
    ['POST', '/auth/password/login', { identifier: 'ada', password: 'correct horse' }],
    ['POST', '/auth/password/register', someone()],
    ['POST', '/auth/password/email-code', { email: 'ada@example.com' }],
    ['POST', '/auth/passkey/login/options'],
    ['POST', '/auth/passkey/login', { ...passkey, response }],
    ['GET', '/auth/login'],
    ['GET', '/auth/callback?code=1&state=2'],
  ];
  for (const [method, path, body] of entries) {
    const answer = await gateway.api.call(method, path, { ...(body && { body }), headers: fromSomewhere() });
    expect({ path, status: answer.status, body: answer.body }).toEqual({
      path,
      status: 409,
      body: { error: '系统尚未初始化', type: 'setup_required' },
    });
  }
  expect(await isRequired()).toEqual({ required: true });
  expect(await gateway.count('users')).toBe(0);
  expect(gateway.mails).toEqual([]);
});

test('makes an administrator, who is signed in', async () => {
  const account = someone();
  const { status, body } = await setUp(account);
  expect(status).toBe(200);
  expect(body.user).toMatchObject({
    username: account.username,
    email: account.email,
    email_verified: false,
    balance: '0',
    is_admin: true,
  });
  const me = await gateway.api.as(body.token as string).get('/api/user/me');
  expect(me.body).toEqual(body.user);
  expect(await isRequired()).toEqual({ required: false });
});

test('of many at once one wins', async () => {
  const answers = await Promise.all(Array.from({ length: 8 }, () => setUp()));
  expect(answers.map(({ status }) => status).sort()).toEqual([200, ...Array<number>(7).fill(409)]);
  expect(answers.find(({ status }) => status === 409)?.body).toEqual({
    error: '系统已完成初始化',
    type: 'setup_done',
  });
  expect(await administrators()).toBe(1);
  expect(await gateway.count('users')).toBe(1);
});

test('stays closed when the administrator is one no longer', async () => {
  await setUp();
  await gateway.db.query(`UPDATE users SET role = 'user'`);
  expect((await setUp()).status).toBe(409);
  await gateway.db.query('DELETE FROM users');
  expect((await setUp()).status).toBe(409);
  expect(await administrators()).toBe(0);
});

test('an administrator who was seeded closes it too', async () => {
  const { username } = await gateway.signUp();
  await gateway.db.query(`UPDATE users SET role = 'admin' WHERE username = '${username}'`);
  expect(await isRequired()).toEqual({ required: false });
  expect((await setUp()).status).toBe(409);
});

test('a name that is taken, or a request that is wrong, leaves it open', async () => {
  const { username } = await gateway.signUp();
  const taken = await setUp({ ...someone(), username });
  expect(taken.status).toBe(409);
  expect(taken.body).toEqual({ error: '已存在：username 用户名已被使用', type: 'already_exists' });
  const short = await setUp({ ...someone(), password: '1234567' });
  expect(short.status).toBe(400);
  expect(short.body).toEqual({ error: '请求参数错误：password 至少 8 个字符', type: 'validation' });
  expect(await isRequired()).toEqual({ required: true });
  expect((await setUp()).status).toBe(200);
});

test('five tries a minute and address', async () => {
  const headers = fromSomewhere();
  const attempt = () => gateway.api.post('/api/setup', {}, headers);
  for (let i = 0; i < 5; i++) expect((await attempt()).status).toBe(400);
  const over = await attempt();
  expect(over.status).toBe(429);
  expect(over.body).toEqual({
    error: '请求过于频繁',
    type: 'rate_limited',
    retry_after: Number(over.headers.get('retry-after')),
  });
  expect(over.body.retry_after).toBeGreaterThan(0);
  expect(over.body.retry_after).toBeLessThanOrEqual(60);
});
