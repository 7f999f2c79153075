import { decodeJwt } from 'jose';
import { apiClient, type ApiClient } from '../support/api-client';
import { codeInMail, fromSomewhere, someone } from '../support/gateway';
import { platform, type TestPlatform } from '../support/platform';

/** Accounts and signing in at the relay surface. */

let relay: TestPlatform;

beforeAll(async () => {
  relay = await platform({ settings: { trustProxy: 1 } });
});
afterAll(() => relay.close());

const register = (body: object, headers = fromSomewhere()) =>
  relay.api.post('/api/auth/register', body, headers);
const login = (body: object, headers = fromSomewhere()) => relay.api.post('/api/auth/login', body, headers);

interface RelayUser extends ReturnType<typeof someone> {
  readonly api: ApiClient;
}

async function newUser(): Promise<RelayUser> {
  const account = someone();
  await register(account);
  const { body } = await login(account);
  return { ...account, api: apiClient(relay.baseUrl, body.data.token as string) };
}

describe('registering', () => {
  test('answers 201 and the user, without a token', async () => {
    const account = someone();
    const { status, body } = await register(account);
    expect(status).toBe(201);
    expect(body).toEqual({
      code: 0,
      message: 'created',
      data: {
        id: expect.any(Number),
        username: account.username,
        email: account.email,
        role: 'user',
        status: 'active',
        balance: 0,
        price_rate: 1,
        max_concurrency: 10,
        created_at: expect.any(String),
        updated_at: expect.any(String),
      },
    });
  });

  test('without an address', async () => {
    const { username, password } = someone();
    expect((await register({ username, password })).body.data.email).toBeNull();
    expect((await login({ username, password })).status).toBe(200);
  });

  test('takes no role and no balance from the caller', async () => {
    const wishes = { role: 'admin', balance: 1000, price_rate: 0, max_concurrency: 99, status: 'x', id: 1 };
    const { body } = await register({ ...someone(), ...wishes });
    expect(body.data).toMatchObject({ role: 'user', balance: 0, price_rate: 1, max_concurrency: 10 });
  });

  test('what is taken is named, with 400', async () => {
    const { username, email } = await newUser();
    expect((await register({ ...someone(), username: username.toUpperCase() })).body).toEqual({
      code: 400,
      message: '已存在：username 用户名已被使用',
    });
    expect((await register({ ...someone(), email })).body).toEqual({
      code: 400,
      message: '已存在：email 邮箱已被注册',
    });
  });

  test('of two with one name at once, one makes a user', async () => {
    const before = await relay.count('users');
    const { username } = someone();
    const answers = await Promise.all([1, 2].map(() => register({ ...someone(), username })));
    expect(answers.map(({ status }) => status).sort()).toEqual([201, 400]);
    expect(await relay.count('users')).toBe(before + 1);
  });

  test('fields that are wrong are named, and nothing is made', async () => {
    const before = await relay.count('users');
    const { status, body } = await register({ username: 'ab', password: '12345' });
    expect(status).toBe(400);
    expect(body).toEqual({
      code: 400,
      message: '请求参数错误：username 至少 3 个字符；password 至少 6 个字符',
    });
    expect(await relay.count('users')).toBe(before);
  });
});

describe('signing in', () => {
  test('answers a token of 24 hours, which tells who it is', async () => {
    const account = someone();
    const { body: made } = await register(account);
    const { status, body } = await login(account);
    expect(status).toBe(200);
    expect(body).toEqual({
      code: 0,
      message: 'success',
      data: { token: expect.any(String), user: made.data },
    });
    const claims = decodeJwt(body.data.token as string);
    expect(claims).toMatchObject({ user_id: made.data.id, username: account.username, role: 'user' });
    expect(claims.exp! - claims.iat!).toBe(24 * 3600);
    const profile = await relay.api.as(body.data.token as string).get('/api/profile');
    expect(profile.body).toEqual({ code: 0, message: 'success', data: made.data });
  });

  test('a wrong password and an unknown user are the same answer', async () => {
    const { username } = await newUser();
    const wrong = await login({ username, password: 'wrong-password' });
    const unknown = await login({ username: 'nobody at all', password: 'wrong-password' });
    expect(wrong.status).toBe(401);
    expect(wrong.body).toEqual({ code: 401, message: '用户名或密码错误' });
    expect([unknown.status, unknown.text]).toEqual([wrong.status, wrong.text]);
  });

  test('three tries in five minutes from one address; one that succeeds forgets them', async () => {
    const user = await newUser();
    const headers = fromSomewhere();
    const wrong = () => login({ username: user.username, password: 'wrong-password' }, headers);
    for (let i = 0; i < 2; i++) expect((await wrong()).status).toBe(401);
    expect((await login(user, headers)).status).toBe(200);
    for (let i = 0; i < 3; i++) expect((await wrong()).status).toBe(401);
    const over = await login(user, headers);
    expect([over.status, over.body]).toEqual([429, { code: 429, message: '请求过于频繁' }]);
    expect(Number(over.headers.get('retry-after'))).toBeGreaterThan(240);
    expect((await login(user)).status).toBe(200);
  });
});

describe('at the root', () => {
  test('a body without a user name is the agent’s; under the prefix the surface is whole', async () => {
    const user = await newUser();
    const agent = await relay.api.post('/api/auth/login', { email: user.email, password: user.password });
    expect(agent.body).toMatchObject({ code: 200, message: 'success.login' });
    const { body } = await relay.api.post('/relay/api/auth/login', user, fromSomewhere());
    expect(body).toMatchObject({ code: 0, data: { user: { username: user.username } } });
    const nameless = await relay.api.post('/relay/api/auth/login', { email: user.email, password: 'x' });
    expect(nameless.body).toEqual({ code: 400, message: '请求参数错误：username 必填' });
    expect((await relay.api.as(body.data.token as string).get('/relay/api/profile')).status).toBe(200);
  });
});

describe('the profile', () => {
  test('takes another address, which is then unproven, but none that is taken', async () => {
    const user = await newUser();
    const { email } = someone();
    const changed = await user.api.call('PUT', '/api/profile', {
      body: { email, role: 'admin', balance: 9 },
    });
    expect(changed.body).toMatchObject({ code: 0, data: { email, role: 'user', balance: 0 } });
    expect((await login({ username: email, password: user.password })).status).toBe(200);
    const taken = await user.api.call('PUT', '/api/profile', { body: { email: (await newUser()).email } });
    expect(taken.body).toEqual({ code: 400, message: '已存在：email 邮箱已被注册' });
  });

  test('a new password signs everybody else out; a wrong old one is no 401', async () => {
    const user = await newUser();
    const elsewhere = relay.api.as((await login(user)).body.data.token as string);
    const change = (old_password: string) =>
      user.api.call('PUT', '/api/profile/password', {
        body: { old_password, new_password: 'another horse' },
      });
    expect((await change('wrong-password')).body).toEqual({
      code: 400,
      message: '请求参数错误：old_password 不正确',
    });
    expect((await elsewhere.get('/api/profile')).status).toBe(200);
    expect((await change(user.password)).body).toEqual({ code: 0, message: 'success', data: null });
    expect((await elsewhere.get('/api/profile')).body).toEqual({ code: 401, message: '未认证' });
    expect((await user.api.get('/api/profile')).status).toBe(200);
    expect((await login(user)).status).toBe(401);
    expect((await login({ ...user, password: 'another horse' })).status).toBe(200);
  });

  test('is not for the tokens of other surfaces', async () => {
    const studio = await relay.signUp();
    expect((await studio.api.get('/api/profile')).status).toBe(401);
    expect((await relay.api.as(`sk-${'A'.repeat(43)}`).get('/api/profile')).status).toBe(401);
    expect((await (await newUser()).api.get('/api/user/me')).status).toBe(401);
  });
});

test('one account for all surfaces: who registers here signs in there, and the other way round', async () => {
  const user = await newUser();
  const { username, password } = user;
  expect((await relay.api.post('/api/v1/auth/login', { username, password })).status).toBe(200);
  const studio = await relay.signUp();
  const { body } = await login({ username: studio.username, password: studio.password });
  expect(body.data.user.id).toBe(studio.id);
  expect(() => codeInMail(relay, user.email)).toThrow();
});
