import { apiClient } from '../support/api-client';
import { openPasskeyPage, type PasskeyPage } from '../support/chromium';
import {
  fromSomewhere,
  gatewayPlatform,
  newGatewayUser,
  type GatewayPlatform,
  type GatewayUser,
} from '../support/gateway';

/** Passkeys at the gateway surface, made and used by a real Chromium. */

let gateway: GatewayPlatform;
let browser: PasskeyPage;
let user: GatewayUser;

beforeAll(async () => {
  gateway = await gatewayPlatform();
});
beforeEach(async () => {
  user = await newGatewayUser(gateway);
  // Browsers have passkeys for names, not for addresses.
  browser = await openPasskeyPage(gateway.baseUrl.replace('127.0.0.1', 'localhost'));
});
afterEach(() => browser.close());
afterAll(() => gateway.close());

const PASSKEYS = '/api/user/passkeys';

async function makePasskey(name?: string) {
  const { body } = await user.api.post(`${PASSKEYS}/register/options`);
  const credential = await browser.credential('create', body.publicKey);
  return { credential, answer: await user.api.post(`${PASSKEYS}/register`, { name, credential }) };
}

async function sign(): Promise<Record<string, unknown>> {
  const { body } = await gateway.api.post('/auth/passkey/login/options', undefined, fromSomewhere());
  return browser.credential('get', body.publicKey);
}

const login = (assertion: object) => gateway.api.post('/auth/passkey/login', assertion, fromSomewhere());

const INVALID = { error: '用户名或密码错误', type: 'bad_credentials' };

test('is made, listed, signed in with, and removed', async () => {
  const { answer: made } = await makePasskey('我的笔记本😀');
  expect(made.status).toBe(200);
  expect(made.body).toEqual({
    id: expect.any(Number),
    name: '我的笔记本😀',
    sign_count: expect.any(Number),
    last_used_at: null,
    created_at: expect.any(String),
  });
  expect((await user.api.get(PASSKEYS)).body).toEqual([made.body]);

  const { status, body } = await login(await sign());
  expect(status).toBe(200);
  expect(body.user).toMatchObject({ id: user.id, username: user.username });
  expect((await apiClient(gateway.baseUrl, body.token as string).get('/api/user/me')).body).toEqual(
    body.user,
  );
  const [used] = (await user.api.get(PASSKEYS)).body as Record<string, unknown>[];
  expect(used!['last_used_at']).toEqual(expect.any(String));
  expect(used!['sign_count']).toBeGreaterThan(made.body.sign_count as number);

  const path = `${PASSKEYS}/${made.body.id}`;
  expect((await gateway.administrator.api.delete(path)).status).toBe(404);
  expect((await user.api.delete(path)).body).toEqual({ message: '通行密钥已删除' });
  expect((await user.api.delete(path)).body).toEqual({ error: '资源不存在', type: 'not_found' });
  expect((await user.api.get(PASSKEYS)).body).toEqual([]);
  expect((await login(await sign())).body).toEqual(INVALID);
});

test('a signature is good once, for five minutes, and as it was made', async () => {
  await makePasskey();
  const assertion = await sign();
  expect((await login(assertion)).status).toBe(200);
  expect((await login(assertion)).body).toMatchObject({ type: 'state_invalid' });

  const altered = await sign();
  const response = altered['response'] as Record<string, string>;
  const { authenticatorData } = (await sign())['response'] as Record<string, string>;
  const signature = response['signature']!.replace(/.{8}$/, 'AAAAAAAA');
  expect((await login({ ...altered, response: { ...response, signature } })).body).toEqual(INVALID);
  expect((await login({ ...altered, response: { ...response, authenticatorData } })).status).toBe(400);

  const late = await sign();
  gateway.advance(300_000);
  expect((await login(late)).body).toMatchObject({ type: 'state_invalid' });
});

test('a copy of the authenticator, whose count is behind, is refused', async () => {
  await makePasskey();
  for (let i = 0; i < 2; i++) expect((await login(await sign())).status).toBe(200);
  await browser.rewindCounter(1);
  const answer = await login(await sign());
  expect([answer.status, answer.body]).toEqual([400, INVALID]);
});

test('what was made for one user cannot be added to another, nor twice', async () => {
  const { body } = await user.api.post(`${PASSKEYS}/register/options`);
  const credential = await browser.credential('create', body.publicKey);
  const other = await newGatewayUser(gateway);
  expect((await other.api.post(`${PASSKEYS}/register`, { credential })).body).toMatchObject({
    type: 'state_invalid',
  });
  expect((await other.api.get(PASSKEYS)).body).toEqual([]);
  const again = await makePasskey();
  expect(again.answer.status).toBe(200);
  expect((await user.api.post(`${PASSKEYS}/register`, { credential: again.credential })).status).toBe(400);
  expect((await user.api.get(PASSKEYS)).body).toHaveLength(1);
});

test('who was shut out is, with a passkey too', async () => {
  await makePasskey();
  await gateway.db.query(`UPDATE users SET status = 'disabled' WHERE id = ${user.id}`);
  const answer = await login(await sign());
  expect([answer.status, answer.body]).toEqual([403, { error: '账号已停用', type: 'account_disabled' }]);
});

test('the options tell nothing of who has an account', async () => {
  await makePasskey();
  for (const identifier of [user.username, 'nobody at all']) {
    const { body } = await gateway.api.post('/auth/passkey/login/options', { identifier }, fromSomewhere());
    expect(Object.keys(body.publicKey as object).sort()).toEqual([
      'challenge',
      'rpId',
      'timeout',
      'userVerification',
    ]);
  }
});

test('15 tries a minute from one address', async () => {
  const headers = fromSomewhere();
  const options = () => gateway.api.post('/auth/passkey/login/options', undefined, headers);
  for (let i = 0; i < 15; i++) expect((await options()).status).toBe(200);
  expect((await options()).status).toBe(429);
});
