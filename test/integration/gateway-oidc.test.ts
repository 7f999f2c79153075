import { startGoogle, type Person, type TestGoogle } from '../support/agent-google';
import type { ApiAnswer } from '../support/api-client';
import { Browser } from '../support/browser';
import {
  fromSomewhere,
  gatewayPlatform,
  newGatewayUser,
  someone,
  type GatewayPlatform,
  type GatewayUser,
} from '../support/gateway';

/** Signing in at the installation's OpenID Connect provider, and binding an account there. */

let provider: TestGoogle;
let gateway: GatewayPlatform;

beforeAll(async () => {
  provider = await startGoogle();
  gateway = await gatewayPlatform({ oauth: { oidc: provider.adapter } });
});
afterAll(async () => {
  await gateway.close();
  await provider.stop();
});

const ME = '/api/user/me';
const STATE_INVALID = { error: '登录状态无效或已过期', type: 'state_invalid' };

const newBrowser = () => new Browser(gateway.baseUrl, fromSomewhere());

/** The provider's page that the browser is sent to. */
async function begin(browser: Browser, path = '/auth/login'): Promise<URLSearchParams> {
  const { status, headers } = await browser.get(path);
  expect(status).toBe(302);
  return new URL(headers.get('location')!).searchParams;
}

/** What the browser brings back after `person` agreed. */
function agree(page: URLSearchParams, person: Partial<Person> = {}): string {
  const whoever = { subject: someone().username, nonce: page.get('nonce')!, ...person };
  const code = provider.personSignsIn(whoever);
  return `/auth/callback?${new URLSearchParams({ code, state: page.get('state')! }).toString()}`;
}

async function signIn(person: Partial<Person> = {}, path?: string): Promise<ApiAnswer> {
  const browser = newBrowser();
  return browser.get(agree(await begin(browser, path), person));
}

function tokenIn({ status, headers, text }: ApiAnswer): string {
  expect({ status, text }).toMatchObject({ status: 302 });
  const location = headers.get('location')!;
  expect(location).toMatch(/^\/dashboard\?token=[\w.-]+$/);
  return new URL(location, gateway.baseUrl).searchParams.get('token')!;
}

interface Account {
  readonly id: number;
  readonly email: string | null;
}

async function accountOf(answer: ApiAnswer): Promise<Account> {
  return (await gateway.api.as(tokenIn(answer)).get(ME)).body as Account;
}

test('sends the browser to the provider with PKCE, a nonce and a state, and keeps a cookie', async () => {
  const browser = newBrowser();
  const page = await begin(browser);
  expect(Object.fromEntries(page)).toMatchObject({
    response_type: 'code',
    client_id: 'taskloom',
    redirect_uri: `${gateway.baseUrl}/auth/callback`,
    code_challenge_method: 'S256',
    code_challenge: expect.stringMatching(/^[\w-]{43}$/),
    nonce: expect.stringMatching(/^[\w-]{43}$/),
    state: expect.stringMatching(/^[\w-]{43}$/),
  });
  const cookie = browser.cookie('taskloom.oidc');
  expect(cookie?.attributes).toMatchObject({ path: '/auth', 'max-age': '600', samesite: 'Lax' });
  expect(cookie?.attributes).toHaveProperty('httponly');
  expect(page.toString()).not.toContain(cookie?.value);
});

test('makes an account at the first time, and knows it at the next', async () => {
  const { username: subject, email } = someone();
  const first = await accountOf(await signIn({ subject, email, emailVerified: true }));
  expect(first).toMatchObject({ email, email_verified: true, oidc_sub: subject, is_admin: false });
  const next = await accountOf(await signIn({ subject }));
  expect(next.id).toBe(first.id);
});

test('an address that the provider vouches for leads to its account, any other to none', async () => {
  const user = await newGatewayUser(gateway);
  const subject = someone().username;
  const unproven = await accountOf(await signIn({ subject, email: user.email, emailVerified: false }));
  expect(unproven.id).not.toBe(user.id);
  expect(unproven.email).toBeNull();
  const proven = await accountOf(await signIn({ email: user.email, emailVerified: true }));
  expect(proven.id).toBe(user.id);
});

test('takes a referral code for a new account', async () => {
  const user = await newGatewayUser(gateway);
  const code = (await user.api.get(ME)).body.referral_code as string;
  const referred = await accountOf(await signIn({}, `/auth/login?ref=${code}`));
  const stranger = await accountOf(await signIn({}, '/auth/login?ref=nobody'));
  const [rows] = await gateway.db.query(
    `SELECT referred_by FROM users WHERE id IN (${referred.id}, ${stranger.id}) ORDER BY id`,
  );
  expect(rows).toEqual([{ referred_by: user.id }, { referred_by: null }]);
});

test('a disabled account stays outside', async () => {
  const subject = someone().username;
  const { id } = await accountOf(await signIn({ subject }));
  await gateway.db.query(`UPDATE users SET status = 'disabled' WHERE id = ${id}`);
  const answer = await signIn({ subject });
  expect(answer.status).toBe(403);
  expect(answer.headers.get('location')).toBeNull();
});

describe('does not let in', () => {
  test('a state that is missing, made up, used, or too old', async () => {
    const browser = newBrowser();
    const page = await begin(browser);
    const code = provider.personSignsIn({ subject: 'mallory', nonce: page.get('nonce')! });
    for (const query of [`code=${code}`, `code=${code}&state=${'A'.repeat(43)}`]) {
      const other = newBrowser();
      await begin(other);
      const answer = await other.get(`/auth/callback?${query}`);
      expect([answer.status, answer.body]).toEqual([400, STATE_INVALID]);
    }
    const back = agree(page);
    tokenIn(await browser.get(back));
    expect((await browser.get(back)).body).toEqual(STATE_INVALID);

    const slow = newBrowser();
    const late = agree(await begin(slow));
    gateway.advance(600_000);
    expect((await slow.get(late)).body).toEqual(STATE_INVALID);
  });

  test('what another browser began: nobody can be signed in to an attacker’s account by a link', async () => {
    const attacker = newBrowser();
    const link = agree(await begin(attacker), { subject: 'attacker' });
    const victim = newBrowser();
    expect((await victim.get(link)).body).toEqual(STATE_INVALID);
    const started = newBrowser();
    await begin(started);
    expect((await started.get(link)).body).toEqual(STATE_INVALID);
  });

  test('a code that is not the provider’s, another sign-in’s nonce, or a refusal', async () => {
    for (const back of [
      (page: URLSearchParams) => `/auth/callback?code=nonsense&state=${page.get('state')}`,
      (page: URLSearchParams) => agree(page, { nonce: 'another' }),
      (page: URLSearchParams) => `/auth/callback?error=access_denied&state=${page.get('state')}`,
    ]) {
      const browser = newBrowser();
      const answer = await browser.get(back(await begin(browser)));
      expect([answer.status, answer.body]).toEqual([
        400,
        { error: '用户名或密码错误', type: 'bad_credentials' },
      ]);
    }
  });
});

test('leads to the dashboard only, whatever a request asks for', async () => {
  const elsewhere = '&redirect=//evil.example&redirect_uri=https://evil.example&next=/%5Cevil.example';
  const browser = newBrowser();
  const page = await begin(browser, `/auth/login?ref=x${elsewhere}`);
  expect(page.get('redirect_uri')).toBe(`${gateway.baseUrl}/auth/callback`);
  tokenIn(await browser.get(`${agree(page)}${elsewhere}`));
});

describe('binding', () => {
  let user: GatewayUser;
  let subject: string;

  beforeEach(async () => {
    user = await newGatewayUser(gateway);
    subject = someone().username;
  });

  async function bind(who: GatewayUser, browser = newBrowser()): Promise<ApiAnswer> {
    const headers = { authorization: `Bearer ${who.token}` };
    const { body } = await browser.call('POST', '/api/user/oidc/bind-url', undefined, headers);
    return browser.get(agree(new URL(body.auth_url as string).searchParams, { subject }));
  }

  test('lets the provider’s account in to the user’s own', async () => {
    const answer = await bind(user);
    expect(answer.status).toBe(302);
    expect(answer.headers.get('location')).toBe('/dashboard?bound=oidc');
    expect((await user.api.get(ME)).body.oidc_sub).toBe(subject);
    expect((await accountOf(await signIn({ subject }))).id).toBe(user.id);
  });

  test('is refused for an account that is another user’s', async () => {
    await bind(await newGatewayUser(gateway));
    const answer = await bind(user);
    expect(answer.status).toBe(409);
    expect(answer.body).toMatchObject({ type: 'already_exists' });
    expect((await user.api.get(ME)).body.oidc_sub).toBeNull();
  });

  test('cannot be finished in another browser, nor after signing out', async () => {
    const headers = { authorization: `Bearer ${user.token}` };
    const browser = newBrowser();
    const page = async () => {
      const { body } = await browser.call('POST', '/api/user/oidc/bind-url', undefined, headers);
      return new URL(body.auth_url as string).searchParams;
    };
    expect((await newBrowser().get(agree(await page(), { subject }))).body).toEqual(STATE_INVALID);
    const back = agree(await page(), { subject });
    await gateway.db.query(`UPDATE sessions SET ended_at = created_at WHERE user_id = ${user.id}`);
    expect((await browser.get(back)).status).toBe(401);
    expect((await accountOf(await signIn({ subject }))).id).not.toBe(user.id);
  });
});

test('20 sign-ins a minute from one address', async () => {
  const headers = fromSomewhere();
  for (let i = 0; i < 20; i++) expect((await gateway.api.get('/auth/login', headers)).status).toBe(302);
  expect((await gateway.api.get('/auth/login', headers)).status).toBe(429);
});

test('without a provider it is said so', async () => {
  const none = await gatewayPlatform();
  try {
    for (const path of ['/auth/login', '/auth/callback?code=1&state=2']) {
      const answer = await none.api.get(path);
      expect([answer.status, answer.body]).toEqual([
        503,
        { error: '该登录方式未启用', type: 'sign_in_unavailable' },
      ]);
    }
    expect((await none.administrator.api.post('/api/user/oidc/bind-url')).status).toBe(503);
  } finally {
    await none.close();
  }
});
