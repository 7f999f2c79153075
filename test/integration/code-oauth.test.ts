import { randomUUID } from 'node:crypto';
import { startBaizhi, type BaizhiPerson, type TestBaizhi } from '../support/baizhi';
import { Browser } from '../support/browser';
import { signIn } from '../support/code-user';
import { platform, type TestPlatform } from '../support/platform';

/** Signing in at Baizhi, against its endpoints on this machine. */

let baizhi: TestBaizhi;
let code: TestPlatform;

beforeAll(async () => {
  baizhi = await startBaizhi();
  code = await platform({ oauth: { baizhi: baizhi.provider } });
});
afterAll(async () => {
  await code.close();
  await baizhi.stop();
});

const LOGIN = '/api/v1/users/login';
const CALLBACK = '/api/v1/users/oauth/callback';
const STATUS = '/api/v1/users/status';
const STATE_INVALID = { code: 40000, msg: '登录状态无效或已过期', data: null };

const somebody = (more: Partial<BaizhiPerson> = {}): BaizhiPerson => ({
  id: randomUUID(),
  username: '小明 🎈',
  ...more,
});

const locationOf = (answer: { headers: Headers }) => answer.headers.get('location') ?? '';

/** Begins a sign-in and agrees at the provider: answers where the browser is sent back to. */
async function agreed(browser: Browser, person: BaizhiPerson, query = ''): Promise<string> {
  return baizhi.agree(locationOf(await browser.get(`${LOGIN}${query}`)), person);
}

describe('signing in', () => {
  test('goes to the provider and comes back with a session, as the documentation writes it', async () => {
    const browser = new Browser(code.baseUrl);
    const begun = await browser.get(LOGIN);
    expect(begun.status).toBe(302);
    const page = new URL(locationOf(begun));
    expect(page.pathname).toBe('/oauth/authorize');
    expect(Object.fromEntries(page.searchParams)).toEqual({
      client_id: 'monkeycode-ai',
      redirect_uri: `${code.baseUrl}${CALLBACK}`,
      response_type: 'code',
      scope: 'user phone',
      state: expect.stringMatching(/^[\w-]{43}$/),
    });
    const bound = browser.cookie('monkeycode_ai_oauth')!;
    expect(bound.attributes).toMatchObject({
      path: CALLBACK,
      'max-age': '600',
      httponly: '',
      samesite: 'Lax',
    });

    const back = await browser.get(baizhi.agree(page.href, somebody({ phone: '13800138000' })));
    expect(back.status).toBe(302);
    expect(locationOf(back)).toBe(`${code.baseUrl}/`);
    expect(browser.cookie('monkeycode_ai_session')?.attributes).toMatchObject({
      path: '/',
      'max-age': '2592000',
      httponly: '',
      samesite: 'Lax',
    });
    expect(browser.cookie('monkeycode_ai_oauth')).toBeUndefined();
    expect((await browser.get(STATUS)).body).toEqual({
      code: 0,
      msg: 'success',
      data: { id: expect.any(String), name: '小明 🎈', email: null, role: 'individual' },
    });
  });

  test('again is the same user; with a verified address, the user who has it', async () => {
    const user = await code.signUp();
    const mine = new Browser(code.baseUrl);
    await signIn(code, mine, user);
    const { id } = (await mine.get(STATUS)).body.data;

    const unproven = new Browser(code.baseUrl);
    await unproven.get(await agreed(unproven, somebody({ email: user.email })));
    expect((await unproven.get(STATUS)).body.data.id).not.toBe(id);

    const person = somebody({ email: user.email, email_verified: true });
    for (let i = 0; i < 2; i++) {
      const browser = new Browser(code.baseUrl);
      await browser.get(await agreed(browser, person));
      expect((await browser.get(STATUS)).body.data.id).toBe(id);
    }
  });

  test('works under the surface’s prefix', async () => {
    const browser = new Browser(code.baseUrl);
    const begun = await browser.get(`/code${LOGIN}`);
    expect((await browser.get(baizhi.agree(locationOf(begun), somebody()))).status).toBe(302);
    expect((await browser.get(STATUS)).body.code).toBe(0);
  });
});

describe('a state', () => {
  test('that is missing, made up, or another browser’s is refused, and nobody is signed in', async () => {
    const victim = new Browser(code.baseUrl);
    await victim.get(LOGIN);
    const attacker = new Browser(code.baseUrl);
    const stolen = await agreed(attacker, somebody());
    const without = new URL(stolen);
    without.searchParams.delete('state');
    const forged = new URL(stolen);
    forged.searchParams.set('state', 'A'.repeat(43));
    for (const address of [without.href, forged.href, stolen]) {
      const answer = await victim.get(address);
      expect(answer.status).toBe(400);
      expect(answer.body).toEqual(STATE_INVALID);
      await victim.get(LOGIN); // binds the browser anew: what it refuses ends the attempt
    }
    expect(victim.cookie('monkeycode_ai_session')).toBeUndefined();
    const nobody = new Browser(code.baseUrl);
    expect((await nobody.get(await agreed(attacker, somebody()))).body).toEqual(STATE_INVALID);
  });

  test('is good once', async () => {
    const browser = new Browser(code.baseUrl);
    const begun = await browser.get(LOGIN);
    const bound = browser.cookie('monkeycode_ai_oauth')!;
    const back = baizhi.agree(locationOf(begun), somebody());
    expect((await browser.get(back)).status).toBe(302);
    await browser.post('/api/v1/users/logout');
    browser.plant(bound);
    expect((await browser.get(back)).body).toEqual(STATE_INVALID);
    expect((await browser.get(STATUS)).body.code).toBe(40100);
  });

  test('is good for ten minutes', async () => {
    const browser = new Browser(code.baseUrl);
    const back = await agreed(browser, somebody());
    code.advance(600_001);
    expect((await browser.get(back)).body).toEqual(STATE_INVALID);
  });
});

describe('the way back', () => {
  test.each([
    ['/teams?tab=members#top', '/teams?tab=members#top'],
    ['https://evil.example/', '/'],
    ['//evil.example/', '/'],
    ['/\\evil.example/', '/'],
    ['/%09/evil.example', '/%09/evil.example'],
    ['\t//evil.example', '/'],
    ['javascript:alert(1)', '/'],
    ['@evil.example', '/'],
    ['', '/'],
  ])('after ?redirect=%s leads to %s of ours', async (redirect, path) => {
    const browser = new Browser(code.baseUrl);
    const back = await agreed(browser, somebody(), `?redirect=${encodeURIComponent(redirect)}`);
    const answer = await browser.get(back);
    expect(locationOf(answer)).toBe(`${code.baseUrl}${path}`);
  });

  test('of who was refused there leads to our pages, signed out', async () => {
    const browser = new Browser(code.baseUrl);
    const back = new URL(await agreed(browser, somebody()));
    back.searchParams.delete('code');
    back.searchParams.set('error', 'access_denied');
    const answer = await browser.get(back.href);
    expect(locationOf(answer)).toBe(`${code.baseUrl}/?sign_in=refused`);
    expect(browser.cookie('monkeycode_ai_session')).toBeUndefined();
  });

  test('with a code that the provider does not know: 40100', async () => {
    const browser = new Browser(code.baseUrl);
    const back = new URL(await agreed(browser, somebody()));
    back.searchParams.set('code', 'made-up');
    const answer = await browser.get(back.href);
    expect(answer.status).toBe(401);
    expect(answer.body.code).toBe(40100);
  });

  test('of a user who was shut out: 40300, and no cookie', async () => {
    const person = somebody();
    const browser = new Browser(code.baseUrl);
    await browser.get(await agreed(browser, person));
    const { id } = (await browser.get(STATUS)).body.data;
    await code.db.query('UPDATE users SET status = ? WHERE uuid = ?', { replacements: ['disabled', id] });
    const again = new Browser(code.baseUrl);
    expect((await again.get(await agreed(again, person))).body).toEqual({
      code: 40300,
      msg: '账号已停用',
      data: null,
    });
    expect(again.cookie('monkeycode_ai_session')).toBeUndefined();
  });
});

test('without a provider, or while it is away: 50300', async () => {
  const alone = await platform();
  try {
    const answer = await alone.api.get(LOGIN);
    expect(answer.status).toBe(503);
    expect(answer.body).toEqual({ code: 50300, msg: '该登录方式未启用', data: null });
  } finally {
    await alone.close();
  }
  const gone = await startBaizhi();
  const cut = await platform({ oauth: { baizhi: gone.provider } });
  try {
    const browser = new Browser(cut.baseUrl);
    const back = gone.agree(locationOf(await browser.get(LOGIN)), somebody());
    await gone.stop();
    expect((await browser.get(back)).body).toEqual({ code: 50300, msg: '服务暂不可用', data: null });
  } finally {
    await cut.close();
  }
});
