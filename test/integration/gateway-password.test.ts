import { decodeJwt } from 'jose';
import {
  codeInMail,
  fromSomewhere,
  gatewayPlatform,
  newGatewayUser,
  someone,
  type GatewayPlatform,
  type GatewayUser,
} from '../support/gateway';

/** Registering at the gateway surface, and signing in with a password. */

let gateway: GatewayPlatform;
let user: GatewayUser;

beforeAll(async () => {
  gateway = await gatewayPlatform();
  user = await newGatewayUser(gateway);
});
afterAll(() => gateway.close());

const register = (body: object, headers = fromSomewhere()) =>
  gateway.api.post('/auth/password/register', body, headers);
const login = (identifier: string, password: string, headers = fromSomewhere()) =>
  gateway.api.post('/auth/password/login', { identifier, password }, headers);
const sendCode = (email: string, headers = fromSomewhere()) =>
  gateway.api.post('/auth/password/email-code', { email }, headers);

const DAY = 24 * 3600;

describe('registering', () => {
  test('signs in: a token of seven days, and the bare user', async () => {
    const account = someone();
    const { status, body } = await register(account);
    expect(status).toBe(200);
    expect(body.user).toEqual({
      id: expect.any(Number),
      username: account.username,
      email: account.email,
      email_verified: false,
      oidc_sub: null,
      avatar_url: null,
      balance: '0',
      referral_code: expect.any(String),
      is_admin: false,
      created_at: expect.stringMatching(/^\d{4}-\d\d-\d\dT\d\d:\d\d:\d\d\.\d{3}Z$/),
      updated_at: body.user.created_at,
    });
    const claims = decodeJwt(body.token as string);
    expect(claims).toMatchObject({ id: body.user.id, is_admin: false });
    expect(claims.exp! - claims.iat!).toBe(7 * DAY);
    expect((await gateway.api.as(body.token as string).get('/api/user/me')).body).toEqual(body.user);
    // One identity: the account is there on every other surface.
    const { username, password } = account;
    expect((await gateway.api.post('/api/v1/auth/login', { username, password })).status).toBe(200);
  });

  test('takes no role, no balance and no proof of an address from the caller', async () => {
    const wishes = {
      is_admin: true,
      role: 'admin',
      balance: '1000',
      id: 1,
      email_verified: true,
      oidc_sub: 'x',
    };
    const { status, body } = await register({ ...someone(), ...wishes, group_id: 1, status: 'active' });
    expect(status).toBe(200);
    expect(body.user).toMatchObject({ is_admin: false, balance: '0', email_verified: false, oidc_sub: null });
    expect(body.user.id).not.toBe(1);
    expect(decodeJwt(body.token as string)).toMatchObject({ is_admin: false });
  });

  test('of two with one address at once, one makes a user', async () => {
    const before = await gateway.count('users');
    const { email, password } = someone();
    const answers = await Promise.all(
      [email, email.toUpperCase()].map((address) => register({ ...someone(), email: address, password })),
    );
    expect(answers.map(({ status }) => status).sort()).toEqual([200, 409]);
    expect(answers.find(({ status }) => status === 409)?.body).toEqual({
      error: '已存在：email 邮箱已被注册',
      type: 'already_exists',
    });
    expect(await gateway.count('users')).toBe(before + 1);
  });

  test('in English for who prefers it', async () => {
    const headers = { ...fromSomewhere(), 'accept-language': 'en' };
    const { body } = await register({ ...someone(), username: user.username }, headers);
    expect(body).toEqual({
      error: 'This already exists: username This user name is taken',
      type: 'already_exists',
    });
  });

  test('names of any script, but none that could be taken for an address', async () => {
    const username = `数字😀${someone().username}`;
    const { status, body } = await register({ ...someone(), username });
    expect(status).toBe(200);
    expect(body.user.username).toBe(username);
    expect((await login(username, someone().password)).status).toBe(200);
    expect((await register({ ...someone(), username: 'ada@example.com' })).status).toBe(400);
    expect((await register({ ...someone(), username: 'ab' })).status).toBe(400);
  });

  test('a referral code counts, and one that nobody has is no obstacle', async () => {
    const code = (await user.api.get('/api/user/me')).body.referral_code as string;
    const referred = await register({ ...someone(), referral_code: code });
    const { body: unreferred } = await register({ ...someone(), referral_code: '推荐码😀' });
    const [rows] = await gateway.db.query(
      `SELECT referred_by FROM users WHERE id IN (${referred.body.user.id}, ${unreferred.user.id}) ORDER BY id`,
    );
    expect(rows).toEqual([{ referred_by: user.id }, { referred_by: null }]);
  });
});

describe('a code for the address', () => {
  test('proves it', async () => {
    const account = someone();
    const sent = await sendCode(account.email);
    expect(sent.status).toBe(200);
    expect(sent.body).toEqual({ message: '验证码已发送' });
    const { body } = await register({ ...account, email_code: codeInMail(gateway, account.email) });
    expect(body.user.email_verified).toBe(true);
  });

  test.each([
    ['that was not sent', async () => '000000'],
    ['for another address', codeForAnother],
    ['that is ten minutes old', codeOfTenMinutes],
  ])('%s makes no user', async (_name, codeFor) => {
    const account = someone();
    await sendCode(account.email);
    const code = await codeFor(account.email);
    const before = await gateway.count('users');
    const { status, body } = await register({ ...account, email_code: code });
    expect(status).toBe(400);
    expect(body).toEqual({ error: '验证码错误或已过期', type: 'code_invalid' });
    expect(await gateway.count('users')).toBe(before);
  });

  async function codeForAnother(): Promise<string> {
    const { email } = someone();
    await sendCode(email);
    return codeInMail(gateway, email);
  }

  async function codeOfTenMinutes(email: string): Promise<string> {
    gateway.advance(600_000);
    return codeInMail(gateway, email);
  }

  test('is not spent on a name that is taken, and then not twice', async () => {
    const account = someone();
    await sendCode(account.email);
    const email_code = codeInMail(gateway, account.email);
    expect((await register({ ...account, username: user.username, email_code })).status).toBe(409);
    expect((await register({ ...account, email_code })).status).toBe(200);
    const again = await register({ ...account, username: someone().username, email_code });
    expect(again.body).toMatchObject({ type: 'code_invalid' });
  });

  test('asking for one tells nothing of who has an account; only the mail does', async () => {
    const { email } = someone();
    const unknown = await sendCode(email);
    const known = await sendCode(user.email);
    expect(known.status).toBe(unknown.status);
    expect(known.text).toBe(unknown.text);
    expect(codeInMail(gateway, email)).toMatch(/^\d{6}$/);
    expect(gateway.mails.findLast(({ to }) => to === user.email)?.text).toMatch(/已有账号/);
    expect(() => codeInMail(gateway, user.email)).toThrow();
  });
});

describe('signing in', () => {
  test('by name or by address', async () => {
    for (const identifier of [user.username, user.email, user.email.toUpperCase()]) {
      const { status, body } = await login(identifier, user.password);
      expect(status).toBe(200);
      expect(body.user.id).toBe(user.id);
    }
  });

  test('a wrong password and an unknown user are the same answer', async () => {
    const wrong = await login(user.username, 'wrong horse');
    const unknown = await login('nobody at all', 'wrong horse');
    expect(wrong.status).toBe(400);
    expect(wrong.body).toEqual({ error: '用户名或密码错误', type: 'bad_credentials' });
    expect(unknown.status).toBe(wrong.status);
    expect(unknown.text).toBe(wrong.text);
  });

  test('who was shut out is told so only with the right password', async () => {
    const other = await newGatewayUser(gateway);
    await gateway.db.query(`UPDATE users SET status = 'disabled' WHERE id = ${other.id}`);
    expect((await login(other.username, 'wrong horse')).status).toBe(400);
    const right = await login(other.username, other.password);
    expect(right.status).toBe(403);
    expect(right.body).toEqual({ error: '账号已停用', type: 'account_disabled' });
  });
});

describe('limits', () => {
  const limited = (answer: Awaited<ReturnType<typeof login>>) => {
    expect(answer.status).toBe(429);
    expect(answer.body).toEqual({
      error: '请求过于频繁',
      type: 'rate_limited',
      retry_after: Number(answer.headers.get('retry-after')),
    });
  };

  test('signing in: 5 tries for one name, from wherever', async () => {
    const { username, password } = await newGatewayUser(gateway);
    for (let i = 0; i < 5; i++) expect((await login(username, 'wrong horse')).status).toBe(400);
    limited(await login(username.toUpperCase(), password));
  });

  test('signing in: 15 tries from one address, for whomever', async () => {
    const headers = fromSomewhere();
    for (let i = 0; i < 15; i++) expect((await login(`nobody ${i}`, 'x', headers)).status).toBe(400);
    limited(await login(user.username, user.password, headers));
  });

  test.each([
    [
      'registering',
      (email: string, headers?: ReturnType<typeof fromSomewhere>) => register({ email }, headers),
    ],
    ['codes', sendCode],
  ])('%s: 5 from one address', async (_name, call) => {
    const headers = fromSomewhere();
    for (let i = 0; i < 5; i++) expect((await call(someone().email, headers)).status).not.toBe(429);
    limited(await call(someone().email, headers));
  });

  test('codes: 3 for one address, from wherever', async () => {
    const { email } = someone();
    for (let i = 0; i < 3; i++) expect((await sendCode(email)).status).toBe(200);
    limited(await sendCode(email.toUpperCase()));
  });
});
