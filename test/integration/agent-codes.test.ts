import { randomBytes } from 'node:crypto';
import { AppError } from '../../domain/errors';
import { codeFor, newAddress, newAgentUser, register, signIn } from '../support/agent-user';
import { platform, type TestPlatform } from '../support/platform';

/** Codes by mail and by phone: what they are good for, and what nobody learns from them. */

const MINUTE = 60_000;
const PASSWORD = 'Strong@Pass1';

let agent: TestPlatform;
const texts: { phone: string; code: string }[] = [];

beforeAll(async () => {
  agent = await platform({ sms: { sendCode: async (phone, code) => void texts.push({ phone, code }) } });
});
afterAll(() => agent.close());

const byCode = (email: string, code: string) => agent.api.post('/api/auth/login/email', { email, code });
const other = (code: string) => (code === '000000' ? '000001' : '000000');

/** The kinds of statements that `work` makes the database do, in their order. */
async function statements(work: () => Promise<unknown>): Promise<string[]> {
  const seen: string[] = [];
  const { options } = agent.db as unknown as { options: { logging: false | ((sql: string) => void) } };
  options.logging = (sql) => seen.push(sql.replace(/^Executing \([^)]*\): /, '').slice(0, 40));
  await work();
  options.logging = false;
  return seen;
}

describe('a code', () => {
  test('is good once', async () => {
    const email = newAddress();
    const code = await codeFor(agent, email);
    expect((await byCode(email, code)).status).toBe(200);
    const again = await byCode(email, code);
    expect(again.status).toBe(400);
    expect(again.body).toEqual({
      code: 400,
      message: 'auth.error.codeInvalid',
      data: null,
      timestamp: expect.any(Number),
    });
  });

  test('is good for the address that it was sent to, and no other', async () => {
    const code = await codeFor(agent, newAddress());
    const answer = await byCode(newAddress(), code);
    expect(answer.body.message).toBe('auth.error.codeInvalid');
  });

  test('is good for five minutes', async () => {
    const [inTime, late] = [newAddress(), newAddress()];
    const codes = [await codeFor(agent, inTime), await codeFor(agent, late)] as const;
    agent.advance(5 * MINUTE - 10_000);
    expect((await byCode(inTime, codes[0])).status).toBe(200);
    agent.advance(20_000);
    expect((await byCode(late, codes[1])).body.message).toBe('auth.error.codeInvalid');
  });

  test('is good for five tries', async () => {
    const [four, five] = [newAddress(), newAddress()];
    for (const [email, tries] of [
      [four, 4],
      [five, 5],
    ] as const) {
      const code = await codeFor(agent, email);
      for (let i = 0; i < tries; i++) await byCode(email, other(code));
      expect((await byCode(email, code)).status).toBe(tries < 5 ? 200 : 400);
    }
  });

  test('dies when another one is sent', async () => {
    const email = newAddress();
    const first = await codeFor(agent, email);
    const second = await codeFor(agent, email);
    if (first !== second) expect((await byCode(email, first)).status).toBe(400);
    expect((await byCode(email, second)).status).toBe(200);
  });

  test('is good for one of many who bring it at once', async () => {
    const email = newAddress();
    const code = await codeFor(agent, email);
    const answers = await Promise.all(Array.from({ length: 5 }, () => byCode(email, code)));
    expect(answers.filter(({ status }) => status === 200)).toHaveLength(1);
  });

  test('has six digits, else it is not looked at', async () => {
    for (const code of ['12345', '1234567', '12345a', '１２３４５６', '']) {
      const answer = await byCode(newAddress(), code);
      expect(answer.status).toBe(400);
      expect(answer.body.data.errors[0].field).toBe('body.code');
    }
  });

  test('is nowhere in the log', async () => {
    const code = await codeFor(agent, newAddress());
    expect(JSON.stringify(agent.logged)).not.toContain(code);
  });

  test('comes in the language of who asks', async () => {
    const email = newAddress();
    await agent.api.post('/api/auth/email/send', { email }, { 'accept-language': 'en' });
    expect(agent.mails.at(-1)).toMatchObject({
      to: email,
      subject: expect.stringMatching(/^Your code is \d{6}$/),
    });
    await agent.api.post('/api/auth/email/send', { email });
    expect(agent.mails.at(-1)).toMatchObject({ subject: expect.stringMatching(/^您的验证码/) });
  });
});

describe('whether there is an account', () => {
  test('does not show when a code is sent: the same answer, the same work', async () => {
    const { email: known } = await newAgentUser(agent);
    const unknown = newAddress();
    const send = (email: string) => agent.api.post('/api/auth/email/send', { email });
    const answers: Awaited<ReturnType<typeof send>>[] = [];
    const before = agent.mails.length;
    const work = [
      await statements(async () => answers.push(await send(known))),
      await statements(async () => answers.push(await send(unknown))),
    ];
    const [one, two] = answers.map(({ status, body }) => ({ status, body: { ...body, timestamp: 0 } }));
    expect(one).toEqual(two);
    expect(work[0]).toEqual(work[1]);
    expect(work[0]).not.toEqual([]);
    expect(agent.mails.slice(before).map(({ to }) => to)).toEqual([known, unknown]);
  });

  test('does not show when a password is wrong: the same answer, the same work', async () => {
    const { email } = await newAgentUser(agent);
    const answers: Awaited<ReturnType<typeof signIn>>[] = [];
    await signIn(agent, newAddress(), 'Wrong@Pass1'); // what is made once is made
    const work = [
      await statements(async () => answers.push(await signIn(agent, email, 'Wrong@Pass1'))),
      await statements(async () => answers.push(await signIn(agent, newAddress(), 'Wrong@Pass1'))),
    ];
    const [one, two] = answers.map(({ status, body }) => ({ status, body: { ...body, timestamp: 0 } }));
    expect(one).toEqual(two);
    expect(one).toMatchObject({ status: 401, body: { message: 'auth.error.badCredentials', data: null } });
    expect(work[0]).toEqual(work[1]);
    expect(work[0]).not.toEqual([]);
  });

  test('does not show when somebody registers without the code', async () => {
    const { email: known } = await newAgentUser(agent);
    const attempt = (email: string) =>
      agent.api.post('/agent/api/auth/register', { email, password: PASSWORD, code: '123456' });
    for (const answer of [await attempt(known), await attempt(newAddress())]) {
      expect(answer.status).toBe(400);
      expect(answer.body.message).toBe('auth.error.codeInvalid');
    }
  });
});

describe('registering', () => {
  test('takes over the account of who had claimed the address before', async () => {
    const squatter = await agent.signUp();
    const registered = await register(agent, squatter.email, PASSWORD);
    expect(registered.status).toBe(200);
    expect((await squatter.api.get('/api/v1/auth/me')).status).toBe(401);
    expect((await signIn(agent, squatter.email, squatter.password)).status).toBe(401);
    const owner = await signIn(agent, squatter.email, PASSWORD);
    expect(owner.body.data.user.userId).toBe(registered.body.data.userId);
  });

  test('an address that is registered is told so to who has its mail', async () => {
    const { email } = await newAgentUser(agent);
    const answer = await register(agent, email.toUpperCase(), PASSWORD);
    expect(answer.status).toBe(409);
    expect(answer.body).toMatchObject({ code: 409, message: 'auth.error.emailExists' });
  });

  test.each(['short1', 'lettersonly', '1234567890', 'with space1', 'Grüße-12345'])(
    'with the password %j is refused, and uses no code up',
    async (password) => {
      const email = newAddress();
      const code = await codeFor(agent, email);
      const path = '/api/auth/register';
      const weak = await agent.api.post(path, { email, password, code });
      expect([weak.status, weak.body.message]).toEqual([400, 'auth.error.passwordWeak']);
      expect((await agent.api.post(path, { email, password: PASSWORD, code })).status).toBe(200);
    },
  );

  test('takes no role, no credits and no id', async () => {
    const email = newAddress();
    await register(agent, email, PASSWORD, {
      role: 'admin',
      credits: 1e6,
      status: 0,
      id: 1,
      userId: 'x',
      emailVerifiedAt: null,
      membership_type: 'yearly',
    });
    const { body } = await signIn(agent, email, PASSWORD);
    expect(body.data.user).toMatchObject({ credits: 0, status: 1, subscription: { planId: 'free' } });
    const [rows] = await agent.db.query('SELECT role FROM users WHERE email = ?', { replacements: [email] });
    expect(rows).toEqual([{ role: 'user' }]);
  });

  test('takes a name of characters of four bytes', async () => {
    const email = newAddress();
    await register(agent, email, PASSWORD, { nickname: '𝕿ony 🦾 鋼鐵人' });
    const { body } = await signIn(agent, email, PASSWORD);
    expect(body.data.user.nickname).toBe('𝕿ony 🦾 鋼鐵人');
  });

  test('refuses an address of a picture that is a script', async () => {
    const code = await codeFor(agent, newAddress());
    for (const avatarUrl of [
      'javascript:alert(1)',
      'data:text/html,x',
      'https://x"onerror="y',
      'ftp://x/y',
    ]) {
      const answer = await agent.api.post('/api/auth/register', {
        email: newAddress(),
        password: PASSWORD,
        code,
        avatarUrl,
      });
      expect(answer.body.data.errors).toMatchObject([{ field: 'body.avatarUrl' }]);
    }
  });

  test('twice at once makes one account', async () => {
    const email = newAddress();
    const code = await codeFor(agent, email);
    const username = `user_${randomBytes(6).toString('hex')}`;
    // The other surface asks for no code, so that both get as far as the row.
    const answers = await Promise.all([
      agent.api.post('/api/auth/register', { email, password: PASSWORD, code }),
      agent.api.post('/api/v1/auth/register', { username, email, password: 'password123' }),
      agent.api.post('/api/auth/register', { email, password: PASSWORD, code }),
    ]);
    // The code is good for one; a claim on the studio that comes before it is taken over.
    expect([answers[0], answers[2]].filter(({ status }) => status === 200)).toHaveLength(1);
    const [rows] = await agent.db.query('SELECT id FROM users WHERE email = ?', { replacements: [email] });
    expect(rows).toHaveLength(1);
  });
});

describe('signing in by a code', () => {
  test('leads to the account of whoever registered the address elsewhere', async () => {
    const studio = await agent.signUp();
    const login = await byCode(studio.email, await codeFor(agent, studio.email));
    expect(login.status).toBe(200);
    const [rows] = await agent.db.query('SELECT uuid FROM users WHERE id = ?', { replacements: [studio.id] });
    expect(rows).toEqual([{ uuid: login.body.data.user.userId }]);
  });

  test('shuts out who had claimed the address before its owner came', async () => {
    const squatter = await agent.signUp();
    await byCode(squatter.email, await codeFor(agent, squatter.email));
    expect((await squatter.api.get('/api/v1/auth/me')).status).toBe(401);
    const back = await agent.api.post('/api/v1/auth/login', {
      username: squatter.username,
      password: squatter.password,
    });
    expect(back.status).toBe(401);
  });

  test('does not shut the owner out who comes a second time', async () => {
    const user = await newAgentUser(agent);
    await byCode(user.email, await codeFor(agent, user.email));
    expect((await user.api.get('/api/auth/me')).status).toBe(200);
    expect((await signIn(agent, user.email, user.password)).status).toBe(200);
  });

  test('is refused to who was shut out, with nothing to sign in with', async () => {
    const user = await newAgentUser(agent);
    await agent.db.query(`UPDATE users SET status = 'disabled' WHERE email = ?`, {
      replacements: [user.email],
    });
    for (const answer of [
      await byCode(user.email, await codeFor(agent, user.email)),
      await signIn(agent, user.email, user.password),
      await agent.api.post('/api/auth/refresh', { refreshToken: user.refreshToken }),
    ]) {
      expect([answer.status, answer.body.message]).toEqual([403, 'auth.error.userDisabled']);
      expect(answer.text).not.toContain('eyJ');
    }
  });

  test('by phone takes a number of the mainland, and leads to the same account each time', async () => {
    for (const phone of ['12800138000', '1380013800', '+8613800138000', '13800138000 ', '１3800138000']) {
      const answer = await agent.api.post('/api/auth/sms/send', { phone });
      expect([phone, answer.status]).toEqual([phone, 400]);
    }
    const phone = '13912345678';
    const ids: string[] = [];
    for (let i = 0; i < 2; i++) {
      await agent.api.post('/api/auth/sms/send', { phone });
      const { code } = texts.at(-1)!;
      const login = await agent.api.post('/api/auth/login/phone', { phone, code });
      ids.push(login.body.data.user.userId as string);
    }
    expect(ids[0]).toBe(ids[1]);
  });
});

test('without a vendor for SMS, and while the mail server is away, the caller is told so', async () => {
  const note = 'the mail server said: 550 no such user';
  const away = () => Promise.reject(new AppError('UNAVAILABLE', undefined, { note }));
  const poor = await platform({ mailer: { send: away } });
  try {
    const sms = await poor.api.post('/api/auth/sms/send', { phone: '13800138000' });
    expect([sms.status, sms.body.message]).toEqual([503, 'auth.error.signInUnavailable']);
    const mail = await poor.api.post('/api/auth/email/send', { email: newAddress() });
    expect([mail.status, mail.body.message, mail.body.data]).toEqual([503, 'common.error.unavailable', null]);
  } finally {
    await poor.close();
  }
});
