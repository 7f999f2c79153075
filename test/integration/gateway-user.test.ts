import {
  codeInMail,
  fromSomewhere,
  gatewayPlatform,
  newGatewayUser,
  type GatewayPlatform,
  type GatewayUser,
} from '../support/gateway';

/** One's own account at the gateway surface, and what lets one in. */

let gateway: GatewayPlatform;
let user: GatewayUser;

beforeAll(async () => {
  gateway = await gatewayPlatform();
});
beforeEach(async () => {
  user = await newGatewayUser(gateway);
});
afterAll(() => gateway.close());

const ME = '/api/user/me';
const CHANGE = '/api/user/password/change';
const UNAUTHENTICATED = { error: '未认证', type: 'unauthenticated' };

async function signIn({ username }: GatewayUser, password: string) {
  const answer = await gateway.api.post(
    '/auth/password/login',
    { identifier: username, password },
    fromSomewhere(),
  );
  return { status: answer.status, api: gateway.api.as(String(answer.body.token)) };
}

describe('the token', () => {
  test('of an API key, of another surface, and one that is forged are refused', async () => {
    const studio = await gateway.signUp();
    const [, payload = ''] = user.token.split('.');
    const none = Buffer.from(JSON.stringify({ alg: 'none', typ: 'JWT' })).toString('base64url');
    const key = `sk-${'A'.repeat(43)}`;
    const refused = [key, studio.accessToken, studio.refreshToken, `${none}.${payload}.`, `${user.token}x`];
    for (const token of refused) {
      const answer = await gateway.api.as(token).get(ME);
      expect({ token, status: answer.status, body: answer.body }).toEqual({
        token,
        status: 401,
        body: UNAUTHENTICATED,
      });
    }
    // Nor where keys may stand for the protocol routes.
    expect((await gateway.api.get(ME, { 'x-api-key': user.token })).status).toBe(401);
    expect((await gateway.api.get(`${ME}?key=${user.token}`)).status).toBe(401);
    expect((await studio.api.get('/api/v1/auth/me')).status).toBe(200);
    expect((await gateway.api.as(user.token).get('/api/v1/auth/me')).status).toBe(401);
  });

  test('ends after seven days', async () => {
    gateway.advance(7 * 24 * 3_600_000 - 60_000);
    expect((await user.api.get(ME)).status).toBe(200);
    gateway.advance(120_000);
    expect((await user.api.get(ME)).body).toEqual(UNAUTHENTICATED);
  });

  test('is of no use to who was shut out', async () => {
    await gateway.db.query(`UPDATE users SET status = 'disabled' WHERE id = ${user.id}`);
    gateway.advance(2_000); // what the API knows of a user is at most a second old
    expect((await user.api.get(ME)).status).toBe(403);
  });

  test('is told apart by the database: who becomes an administrator is one with the same token', async () => {
    await gateway.db.query(`UPDATE users SET role = 'admin' WHERE id = ${user.id}`);
    expect((await user.api.get(ME)).body.is_admin).toBe(true);
  });

  test('works under the prefix of the surface as well', async () => {
    expect((await user.api.get(`/gateway${ME}`)).body).toEqual((await user.api.get(ME)).body);
  });
});

describe('the password', () => {
  test('changes by a mailed code, and everybody else is signed out', async () => {
    const method = await user.api.get('/api/user/password/method');
    expect(method.body).toEqual({ method: 'email_code', email: user.email, password_set: true });
    const { api: elsewhere } = await signIn(user, user.password);
    expect((await elsewhere.get(ME)).status).toBe(200);

    expect((await user.api.post('/api/user/password/email-code')).body).toEqual({ message: '验证码已发送' });
    const email_code = codeInMail(gateway, user.email);
    const change = { new_password: 'another horse', email_code };
    expect((await user.api.post(CHANGE, change)).body).toEqual({ message: '密码已修改' });

    expect((await elsewhere.get(ME)).body).toEqual(UNAUTHENTICATED);
    expect((await user.api.get(ME)).status).toBe(200);
    expect((await signIn(user, user.password)).status).toBe(400);
    expect((await signIn(user, 'another horse')).status).toBe(200);
    expect((await user.api.post(CHANGE, change)).body).toMatchObject({ type: 'code_invalid' });
  });

  test('changes by the current one', async () => {
    const wrong = await user.api.post(CHANGE, {
      new_password: 'another horse',
      current_password: 'no horse',
    });
    expect(wrong.status).toBe(400);
    expect(wrong.body).toMatchObject({ type: 'bad_credentials' });
    const right = await user.api.post(CHANGE, {
      new_password: 'another horse',
      current_password: user.password,
    });
    expect(right.status).toBe(200);
    expect((await signIn(user, 'another horse')).status).toBe(200);
  });

  test('does not change by the token alone, nor by a code for another account', async () => {
    const other = await newGatewayUser(gateway);
    await other.api.post('/api/user/password/email-code');
    const code = codeInMail(gateway, other.email);
    for (const proof of [{}, { email_code: code }, { email_code: '000000' }]) {
      expect((await user.api.post(CHANGE, { new_password: 'another horse', ...proof })).status).toBe(400);
    }
    expect((await signIn(user, user.password)).status).toBe(200);
  });

  test('cannot be found out with a token: five tries a minute', async () => {
    const attempt = (current_password: string) =>
      user.api.post(CHANGE, { new_password: 'another horse', current_password }, fromSomewhere());
    for (let i = 0; i < 5; i++) expect((await attempt(`guess ${i}`)).status).toBe(400);
    expect((await attempt(user.password)).status).toBe(429);
  });

  test('of an account without an address: only by the current one', async () => {
    await gateway.db.query(`UPDATE users SET email = NULL WHERE id = ${user.id}`);
    expect((await user.api.get('/api/user/password/method')).body).toEqual({
      method: 'current_password',
      email: null,
      password_set: true,
    });
    const sent = await user.api.post('/api/user/password/email-code');
    expect(sent.status).toBe(400);
    expect(sent.body).toMatchObject({ type: 'validation' });
  });
});

test('what happened to the account is kept', async () => {
  await signIn(user, 'no horse');
  await signIn(user, user.password);
  const [rows] = await gateway.db.query(
    `SELECT action, surface, detail FROM identity_events WHERE user_id = ${user.id} ORDER BY id`,
  );
  expect(rows).toEqual([
    { action: 'registered', surface: 'gateway', detail: null },
    { action: 'sign_in', surface: 'gateway', detail: 'registration' },
    { action: 'sign_in_failed', surface: 'gateway', detail: 'password' },
    { action: 'sign_in', surface: 'gateway', detail: 'password' },
  ]);
});
