import { Browser } from '../support/browser';
import { captchaPass } from '../support/captcha';
import { newCodeUser, newTeam, signIn, tokenInMail } from '../support/code-user';
import { platform, type TestPlatform } from '../support/platform';
import { until } from '../support/studio-user';

let code: TestPlatform;
/** While set, mail waits for it. */
let mailServer: Promise<void> | undefined;
/** Mails with a link for a new password: who registers is sent a code, too. */
const sent: { to: string; subject: string; text: string }[] = [];

beforeAll(async () => {
  code = await platform({
    settings: { trustProxy: 1 },
    mailer: {
      async send(mail) {
        await mailServer;
        if (mail.text.includes('/reset-password')) sent.push(mail);
      },
    },
  });
});
afterAll(() => code.close());

const PASSWORDS = '/api/v1/users/passwords';
const STATUS = '/api/v1/users/status';
const LINK_INVALID = { code: 40000, msg: '链接无效或已过期', data: null };

const ask = (body: object, headers: Record<string, string> = {}) =>
  code.api.call('PUT', `${PASSWORDS}/reset-request`, { body, headers });
const reset = (token: string, new_password = 'another-password') =>
  code.api.call('PUT', `${PASSWORDS}/reset`, { body: { token, new_password } });

/** The token that is mailed to an address that asks for a new password. */
async function mailedToken(email: string): Promise<string> {
  const before = sent.length;
  expect((await ask({ email })).status).toBe(200);
  await until(async () => sent.slice(before).some(({ to }) => to === email));
  return tokenInMail({ mails: sent }, email);
}

describe('changing it', () => {
  test('ends every other session, on all surfaces, and the old password', async () => {
    const user = await newCodeUser(code);
    const elsewhere = new Browser(code.baseUrl);
    await signIn(code, elsewhere, user);
    const change = { old_password: user.password, new_password: 'another-password' };
    expect((await user.browser.put(PASSWORDS, change)).body).toEqual({ code: 0, msg: 'success' });

    expect((await user.browser.get(STATUS)).body.code).toBe(0);
    expect((await elsewhere.get(STATUS)).body.code).toBe(40100);
    expect((await user.api.get('/api/v1/auth/me')).status).toBe(401);
    expect((await signIn(code, elsewhere, user)).status).toBe(401);
    expect((await signIn(code, elsewhere, { ...user, password: 'another-password' })).status).toBe(200);
  });

  test.each([
    ['a wrong old one', { old_password: 'password124', new_password: 'another-password' }, 'old_password'],
    ['no old one', { new_password: 'another-password' }, 'old_password'],
    ['a short new one', { old_password: 'password123', new_password: '1234567' }, 'new_password'],
    ['no new one', { old_password: 'password123' }, 'new_password'],
  ])('with %s: 40000, and the field is named', async (_name, body, field) => {
    const user = await newCodeUser(code);
    const answer = await user.browser.put(PASSWORDS, body);
    expect(answer.status).toBe(400);
    expect(answer.body.code).toBe(40000);
    expect(answer.body.data.errors).toEqual([{ field: `body.${field}`, message: expect.any(String) }]);
    expect((await signIn(code, new Browser(code.baseUrl), user)).status).toBe(200);
  });

  test('cannot be tried more than five times by whoever has the session', async () => {
    const user = await newCodeUser(code);
    const guess = (old_password: string) =>
      user.browser.put(PASSWORDS, { old_password, new_password: 'another-password' });
    for (let i = 0; i < 5; i++) expect((await guess(`guess-number-${i}`)).status).toBe(400);
    expect((await guess(user.password)).status).toBe(429);
  });

  test('needs no old one from who has none', async () => {
    const user = await newCodeUser(code);
    await code.db.query(`UPDATE users SET password_hash = NULL WHERE id = ${user.id}`);
    expect((await user.browser.put(PASSWORDS, { new_password: 'first-password' })).status).toBe(200);
    const browser = new Browser(code.baseUrl);
    expect((await signIn(code, browser, { ...user, password: 'first-password' })).status).toBe(200);
  });
});

describe('resetting it', () => {
  test('by the link in the mail: once, and everybody is signed out', async () => {
    const user = await newCodeUser(code);
    await newTeam(code, user);
    const token = await mailedToken(user.email);
    expect((await reset(token)).body).toEqual({ code: 0, msg: 'success' });

    expect((await user.browser.get(STATUS)).body.code).toBe(40100);
    expect((await user.browser.get('/api/v1/teams/users/status')).status).toBe(401);
    expect((await user.api.get('/api/v1/auth/me')).status).toBe(401);
    expect((await signIn(code, new Browser(code.baseUrl), user)).status).toBe(401);
    const changed = { ...user, password: 'another-password' };
    expect((await signIn(code, new Browser(code.baseUrl), changed)).status).toBe(200);

    const again = await reset(token, 'a-third-password');
    expect(again.status).toBe(400);
    expect(again.body).toEqual(LINK_INVALID);
  });

  test('of two at once with one link, one does it', async () => {
    const user = await code.signUp();
    const token = await mailedToken(user.email);
    const answers = await Promise.all([reset(token, 'first-of-two'), reset(token, 'second-of-two')]);
    expect(answers.map(({ status }) => status).sort()).toEqual([200, 400]);
  });

  test('within half an hour', async () => {
    const user = await code.signUp();
    const token = await mailedToken(user.email);
    code.advance(30 * 60_000 + 1);
    expect((await reset(token)).body).toEqual(LINK_INVALID);
  });

  test('not for who has another address by now', async () => {
    const user = await code.signUp();
    const token = await mailedToken(user.email);
    await code.db.query(`UPDATE users SET email = 'moved-${user.id}@example.com' WHERE id = ${user.id}`);
    expect((await reset(token)).body).toEqual(LINK_INVALID);
  });

  test('a short password uses no link up', async () => {
    const user = await code.signUp();
    const token = await mailedToken(user.email);
    expect((await reset(token, '1234567')).body.data.errors[0].field).toBe('body.new_password');
    expect((await reset(token)).status).toBe(200);
  });

  test('a token of another kind opens nothing', async () => {
    expect((await reset(await captchaPass(code))).body).toEqual(LINK_INVALID);
  });
});

describe('asking for a mail', () => {
  test('is answered alike and before anything is looked up, whether or not there is such an account', async () => {
    const user = await code.signUp();
    const nobody = 'nobody-at-all@example.com';
    let open!: () => void;
    mailServer = new Promise((resolve) => (open = resolve));
    try {
      const unknown = await ask({ email: nobody });
      const known = await ask({ email: user.email });
      expect([known.status, known.text]).toEqual([unknown.status, unknown.text]);
      expect(sent.filter(({ to }) => to === user.email)).toEqual([]);
    } finally {
      open();
      mailServer = undefined;
    }
    await until(async () => sent.some(({ to }) => to === user.email));
    expect(sent.some(({ to }) => to === nobody)).toBe(false);
  });

  test('goes to the address as it was registered, in the language of who asks', async () => {
    const user = await code.signUp();
    const asked = await ask({ email: user.email.toUpperCase() }, { 'accept-language': 'en' });
    expect(asked.body).toEqual({ code: 0, msg: 'The mail is on its way' });
    await until(async () => sent.some(({ to }) => to === user.email));
    const mail = sent.find(({ to }) => to === user.email)!;
    expect(mail.subject).toBe('A new password for Taskloom');
    expect(mail.text).toMatch(new RegExp(`\n${code.baseUrl}/reset-password#token=[\\w-]{43}\n`));
  });

  test('a mail server that is away is not the business of who asks', async () => {
    const user = await code.signUp();
    mailServer = Promise.reject(new Error('the mail server is away'));
    mailServer.catch(() => undefined);
    expect((await ask({ email: user.email })).status).toBe(200);
    await until(async () => code.logged.some(({ work }) => work === 'mail for a new password'));
    mailServer = undefined;
    expect(sent.some(({ to }) => to === user.email)).toBe(false);
  });

  test('for several takes a captcha, once', async () => {
    const [first, second] = [await code.signUp(), await code.signUp()];
    const emails = [first.email, second.email];
    expect((await ask({ emails })).body.msg).toBe('人机验证缺失或已失效');
    const captcha_token = await captchaPass(code);
    expect((await ask({ emails, captcha_token })).body).toEqual({ code: 0, msg: '重置邮件已发送' });
    await until(async () => emails.every((email) => sent.some(({ to }) => to === email)));
    expect((await ask({ emails, captcha_token })).status).toBe(400);
  });

  test('three times in a quarter of an hour for one address, also among others', async () => {
    const email = 'flooded@example.com';
    const from = (i: number) => ({ 'x-forwarded-for': `203.0.113.${i}` });
    for (let i = 0; i < 3; i++) expect((await ask({ email }, from(i))).status).toBe(200);
    expect((await ask({ email: 'Flooded@Example.com' }, from(4))).status).toBe(429);

    for (let i = 0; i < 3; i++) {
      const captcha_token = await captchaPass(code);
      const emails = [email, `other-${i}@example.com`];
      expect((await ask({ emails, captcha_token }, from(i))).status).toBe(200);
    }
    expect((await ask({ emails: ['new@example.com', email], captcha_token: 'x' }, from(5))).status).toBe(429);
  });

  test.each([
    ['no address', {}],
    ['no address at all', { emails: [] }],
    ['what is none', { email: 'nobody' }],
    ['six', { emails: Array.from({ length: 6 }, (_, i) => `a${i}@example.com`), captcha_token: 'x' }],
  ])('for %s: 40000', async (_name, body) => {
    expect((await ask(body)).body).toMatchObject({ code: 40000, data: { errors: [expect.anything()] } });
  });
});
