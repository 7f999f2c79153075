import { randomUUID } from 'node:crypto';
import { startGoogle, type TestGoogle } from '../support/agent-google';
import { codeFor } from '../support/agent-user';
import type { ApiClient } from '../support/api-client';
import { Browser } from '../support/browser';
import { openPasskeyPage } from '../support/chromium';
import { signIn as signInAtCode } from '../support/code-user';
import { fromSomewhere, gatewayPlatform, type GatewayPlatform } from '../support/gateway';
import type { TestUser } from '../support/platform';

/** One person with one account on five surfaces, in every way that there is. */

let google: TestGoogle;
let oidc: TestGoogle;
let taskloom: GatewayPlatform;
let ada: TestUser;

beforeAll(async () => {
  google = await startGoogle();
  oidc = await startGoogle();
  taskloom = await gatewayPlatform({ oauth: { google: google.adapter, oidc: oidc.adapter } });
  ada = await taskloom.signUp(); // on the studio
});
afterAll(async () => {
  await taskloom.close();
  await google.stop();
  await oidc.stop();
});

const post = (path: string, body?: object) => taskloom.api.post(path, body, fromSomewhere());

/** The uuid that the account has, whoever's token it is. */
async function whose(agent: ApiClient): Promise<string> {
  return (await agent.get('/api/auth/me')).body.data.userId as string;
}

test('registers once, signs in everywhere, links what signs in, and is signed out everywhere', async () => {
  const { username, email, password } = ada;
  const mailed = await post('/api/auth/login/email', { email, code: await codeFor(taskloom, email) });
  expect(mailed.status).toBe(200);
  // The address is proven now, and what was there before is gone: the owner sets a password again.
  const first = taskloom.api.as(mailed.body.data.accessToken as string);
  expect((await first.post('/api/auth/password/change', { newPassword: password })).status).toBe(200);

  const agent = await post('/api/auth/login', { email, password });
  const gateway = await post('/auth/password/login', { identifier: username, password });
  const relay = await post('/api/auth/login', { username, password });
  const studio = await post('/api/v1/auth/login', { username, password });
  const browser = new Browser(taskloom.baseUrl, fromSomewhere());
  const code = await signInAtCode(taskloom, browser, ada);
  expect([agent, gateway, relay, studio, code].map(({ status }) => status)).toEqual([
    200, 200, 200, 200, 200,
  ]);

  const atAgent = taskloom.api.as(agent.body.data.accessToken as string);
  const atGateway = taskloom.api.as(gateway.body.token as string);
  const atRelay = taskloom.api.as(relay.body.data.token as string);
  const atStudio = taskloom.api.as(studio.body.data.access_token as string);
  const uuid = await whose(atAgent);
  expect(code.body.data.user.id).toBe(uuid);
  expect((await atStudio.get('/api/v1/auth/me')).body.data.id).toBe(ada.id);
  expect((await atGateway.get('/api/user/me')).body.id).toBe(ada.id);
  expect((await atRelay.get('/api/profile')).body.data.id).toBe(ada.id);

  // Google, on the agent surface.
  const subject = randomUUID();
  const { body: issued } = await atAgent.get('/api/users/me/identities/google/state');
  const back = { code: google.personSignsIn({ subject }), state: issued.data.state as string };
  const linked = await atAgent.post('/api/users/me/identities/google', back);
  expect(linked.body.data).toMatchObject([{ provider: 'google' }]);
  const { body: state } = await taskloom.api.get('/api/auth/oauth2/google/state');
  const again = { code: google.personSignsIn({ subject }), state: state.data.state as string };
  const byGoogle = await post('/api/auth/oauth2/google', again);
  expect(byGoogle.body.data.user.userId).toBe(uuid);

  // OpenID Connect, on the gateway surface.
  const { body: bind, headers } = await atGateway.post('/api/user/oidc/bind-url');
  const page = new URL(bind.auth_url as string).searchParams;
  const person = { subject: randomUUID(), nonce: page.get('nonce')! };
  const comeBack = { code: oidc.personSignsIn(person), state: page.get('state')! };
  const bound = await taskloom.api.get(`/auth/callback?${new URLSearchParams(comeBack).toString()}`, {
    ...fromSomewhere(),
    cookie: headers.getSetCookie()[0]!.split(';')[0]!,
  });
  expect(bound.headers.get('location')).toBe('/dashboard?bound=oidc');

  // A passkey, in a real browser.
  const chromium = await openPasskeyPage(taskloom.baseUrl.replace('127.0.0.1', 'localhost'));
  try {
    const { body: options } = await atGateway.post('/api/user/passkeys/register/options');
    const credential = await chromium.credential('create', options.publicKey);
    expect((await atGateway.post('/api/user/passkeys/register', { credential })).status).toBe(200);
    const { body: asked } = await post('/auth/passkey/login/options');
    const signed = await post('/auth/passkey/login', await chromium.credential('get', asked.publicKey));
    expect(signed.body.user.id).toBe(ada.id);
  } finally {
    await chromium.close();
  }

  const { body: sessions } = await atAgent.get('/api/users/me/sessions');
  const surfaces = (sessions.data as { surface: string }[]).map(({ surface }) => surface);
  expect(new Set(surfaces)).toEqual(new Set(['studio', 'code', 'agent', 'gateway', 'relay']));
  const { body: events } = await atAgent.get('/api/users/me/events?pageSize=50');
  const actions = (events.data.items as { action: string }[]).map(({ action }) => action);
  expect(new Set(actions)).toEqual(
    new Set([
      'sign_in',
      'registered',
      'password_changed',
      'ways_in_removed',
      'identity_bound',
      'passkey_added',
    ]),
  );

  // Out, everywhere.
  expect((await browser.post('/api/v1/users/logout/everywhere')).body.data.ended).toBe(surfaces.length);
  const refused = await Promise.all([
    atAgent.get('/api/users/me'),
    atGateway.get('/api/user/me'),
    atRelay.get('/api/profile'),
    atStudio.get('/api/v1/auth/me'),
    browser.get('/api/v1/users/sessions'),
    post('/api/auth/refresh', { refreshToken: agent.body.data.refreshToken as string }),
  ]);
  expect(refused.map(({ status }) => status)).toEqual([401, 401, 401, 401, 401, 401]);
});

test('hears by mail of what changes the account', async () => {
  const to = taskloom.mails.filter((mail) => mail.to === ada.email).map(({ subject }) => subject);
  expect(to).toEqual(
    expect.arrayContaining([
      expect.stringContaining('Set your password again'),
      expect.stringContaining('Your password was changed'),
      expect.stringContaining('Another account was linked'),
      expect.stringContaining('A passkey was added'),
    ]),
  );
});
