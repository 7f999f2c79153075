import { startProxySimulator } from '../../simulators/proxy/server';
import { CLIENT, grantedAccountGateway, type GrantedAccountGateway } from '../support/granted-accounts';
import { put } from '../support/gateway-management';
import { ACCOUNTS, PROXIES } from '../support/relay-accounts';

/** How somebody grants the tokens of an account, at a vendor's page. */

let relay: GrantedAccountGateway;

beforeAll(async () => {
  relay = await grantedAccountGateway();
});
afterAll(() => relay.close());

const OAUTH = '/relay/api/admin/oauth';

/** The account, authorised anew by somebody at the vendor's page. */
async function grantAgain(account_id: number, wish: object = {}) {
  const { page, session_id } = await relay.begin(wish);
  const code = relay.vendor.approve(page);
  return { code, session_id, answer: await relay.finish({ code, session_id, account_id }) };
}

describe('somebody grants an account', () => {
  test('on the vendor’s page, whose code is exchanged once; the account serves calls with its token', async () => {
    const { page, session_id } = await relay.begin();
    const query = new URL(page).searchParams;
    expect(query.get('code_challenge_method')).toBe('S256');
    expect(query.get('client_id')).toBe(CLIENT.clientId);
    const code = relay.vendor.approve(page);
    const made = await relay.finish({ code: `${code}#${session_id}`, session_id, name: 'Granted' });
    expect(made.status).toBe(200);
    expect(made.body.data).toMatchObject({
      name: 'Granted',
      platform: 'claude',
      type: 'claude-official',
      auth_type: 'oauth',
      status: 'valid',
      api_key: null,
      has_refresh_token: true,
      scopes: ['models'],
      token_expires_at: expect.any(String),
    });
    expect((await relay.finish({ code, session_id })).status).toBe(400);
    const id = made.body.data.id as number;
    const group = await relay.newGroup();
    await relay.change(id, { base_url: relay.upstream.origin, group_ids: [group] });
    const answer = await relay.call(await relay.keyFor(group));
    expect(answer.status).toBe(200);
    expect(relay.vendor.secrets).toContain(answer.asked[0]);
    expect(relay.upstream.requests.at(-1)?.headers).toMatchObject({
      authorization: `Bearer ${answer.asked[0]}`,
    });
    expect(relay.upstream.requests.at(-1)?.headers).not.toHaveProperty('x-api-key');
  });

  test.each<[string, (begun: { code: string; session_id: string }) => object, number]>([
    ['the state of another', ({ code, session_id }) => ({ code: `${code}#other`, session_id }), 400],
    ['a session that was never begun', ({ code }) => ({ code, session_id: 'never' }), 400],
    ['a code that is none', ({ session_id }) => ({ code: 'none', session_id }), 400],
    ['another platform', ({ code, session_id }) => ({ platform: 'gemini', code, session_id }), 400],
    [
      'an account that is not there',
      ({ code, session_id }) => ({ code, session_id, account_id: 999_999 }),
      404,
    ],
  ])('but not with %s', async (_, wrong, status) => {
    const { page, session_id } = await relay.begin();
    const before = await relay.count('upstream_accounts');
    expect((await relay.finish(wrong({ code: relay.vendor.approve(page), session_id }))).status).toBe(status);
    expect(await relay.count('upstream_accounts')).toBe(before);
  });

  test('but not after ten minutes, nor for a code of another’s challenge', async () => {
    const late = await relay.begin();
    const code = relay.vendor.approve(late.page);
    relay.advance(600_000);
    expect((await relay.finish({ code, session_id: late.session_id })).status).toBe(400);
    const [one, two] = [await relay.begin(), await relay.begin()];
    expect(
      (await relay.finish({ code: relay.vendor.approve(one.page), session_id: two.session_id })).status,
    ).toBe(400);
  });

  test('through the proxy that was chosen, when the vendor is there', async () => {
    const proxy = await startProxySimulator('http');
    const where = { name: 'of tokens', type: 'http', host: proxy.host, port: proxy.port };
    const proxy_id = (await relay.admin.post(PROXIES, where)).body.data.id as number;
    const { page, session_id } = await relay.begin({ proxy_id });
    const made = await relay.finish({ code: relay.vendor.approve(page), session_id });
    expect(made.body.data).toMatchObject({ proxy_id });
    expect(proxy.targets).toEqual([new URL(relay.vendor.url).host]);
    await proxy.close();
    const away = await relay.begin();
    relay.vendor.failNext('unavailable');
    expect(
      (await relay.finish({ code: relay.vendor.approve(away.page), session_id: away.session_id })).status,
    ).toBe(502);
    expect((await relay.admin.post(`${OAUTH}/generate-url`, { platform: 'gemini' })).status).toBe(400);
    expect(
      (await relay.admin.post(`${OAUTH}/generate-url`, { platform: 'claude', proxy_id: 999_999 })).status,
    ).toBe(404);
  });
});

/** A proxy of its own, through which nobody has a connection yet. */
async function newProxy() {
  const proxy = await startProxySimulator('http');
  const where = { name: `proxy ${proxy.port}`, type: 'http', host: proxy.host, port: proxy.port };
  const { id } = (await relay.admin.post(PROXIES, where)).body.data as { id: number };
  return { proxy, id };
}

/** What the vendor is asked for, with the proxy that the account has of its own. */
const ASKED: [string, (proxy_id: number | null) => Promise<{ status: number }>][] = [
  [
    'for a new account',
    async (proxy_id) => {
      const { page, session_id } = await relay.begin({ proxy_id });
      return relay.finish({ code: relay.vendor.approve(page), session_id });
    },
  ],
  [
    'for one that is there',
    async (proxy_id) => (await grantAgain((await relay.granted({ proxy_id })).id)).answer,
  ],
  [
    'for the next token',
    async (proxy_id) => relay.admin.post(`${ACCOUNTS}/${(await relay.granted({ proxy_id })).id}/refresh`),
  ],
];

describe('the vendor is asked through the proxy that the account is reached through', () => {
  test.each(ASKED)('%s: its own', async (_, ask) => {
    const { proxy, id } = await newProxy();
    expect((await ask(id)).status).toBe(200);
    expect(proxy.targets).toEqual([new URL(relay.vendor.url).host]);
    await proxy.close();
  });

  test.each(ASKED)('%s: the default one where it has none', async (_, ask) => {
    const { proxy, id } = await newProxy();
    await put(relay.admin, `${PROXIES}/${id}/default`, undefined);
    expect((await ask(null)).status).toBe(200);
    expect(proxy.targets).toEqual([new URL(relay.vendor.url).host]);
    await relay.admin.delete(`${PROXIES}/default`);
    await proxy.close();
  });

  test('which is not the one that it was begun with, where the account is there', async () => {
    const { proxy, id: proxy_id } = await newProxy();
    const { id } = await relay.granted();
    expect((await grantAgain(id, { proxy_id })).answer.status).toBe(200);
    expect(proxy.targets).toEqual([]);
    await proxy.close();
  });

  test('and not around one that is switched off, whatever it is asked for', async () => {
    const { proxy, id: proxy_id } = await newProxy();
    const toggle = () => put(relay.admin, `${PROXIES}/${proxy_id}/toggle`, undefined);
    const { id, key } = await relay.granted({ proxy_id });
    const begun = await relay.begin({ proxy_id });
    const code = relay.vendor.approve(begun.page);
    await toggle();
    const asked = relay.vendor.refreshes.asked;
    const field = (name: string) => ({ code: 400, message: expect.stringContaining(`：${name} `) });
    expect((await relay.finish({ code, session_id: begun.session_id })).body).toEqual(field('session_id'));
    const wish = { platform: 'claude', proxy_id };
    expect((await relay.admin.post('/relay/api/admin/oauth/generate-url', wish)).body).toEqual(
      field('proxy_id'),
    );
    const again = await grantAgain(id);
    expect(again.answer.body).toEqual(field('account_id'));
    expect((await relay.admin.post(`${ACCOUNTS}/${id}/refresh`)).status).toBe(502);
    relay.settle();
    expect(await relay.call(key)).toMatchObject({ status: 503, asked: [] });
    expect(relay.vendor.refreshes.asked).toBe(asked);

    await toggle();
    relay.settle();
    expect((await relay.call(key)).status).toBe(200);
    // The code was not used up.
    const { session_id } = again;
    expect((await relay.finish({ code: again.code, session_id, account_id: id })).status).toBe(200);
    await proxy.close();
  });
});

describe('an account that is there', () => {
  test('is authorised anew, and keeps what an administrator has said of it', async () => {
    const { id, access, key } = await relay.granted();
    await put(relay.admin, `${ACCOUNTS}/${id}/status`, { status: 'disabled', last_error: 'not now' });
    await relay.admin.post(`${ACCOUNTS}/${id}/cache/unavailable`, { reason: 'moving', ttl: 60 });
    const { answer } = await grantAgain(id);
    expect(answer.status).toBe(200);
    expect(answer.body.data).toMatchObject({
      id,
      status: 'disabled',
      last_error: 'not now',
      unavailable_reason: 'moving',
    });
    relay.settle();
    expect(await relay.call(key)).toMatchObject({ status: 503, asked: [] });
    await relay.admin.post(`${ACCOUNTS}/${id}/reset-status`);
    relay.settle();
    const { status, asked } = await relay.call(key);
    expect(status).toBe(200);
    expect(asked).not.toEqual([access]);
  });

  test('loses what an upstream held against its old tokens', async () => {
    const { id } = await relay.granted();
    for (const status of ['invalid', 'token_expired', 'rate_limited', 'overloaded']) {
      await put(relay.admin, `${ACCOUNTS}/${id}/status`, { status, last_error: 'with the old ones' });
      const { answer } = await grantAgain(id);
      expect(answer.body.data).toMatchObject({ status: 'valid', last_error: null });
    }
  });

  test.each<[string, object]>([
    ['of another platform', { type: 'gemini', access_token: 'of-google', api_key: undefined }],
    ['with a key', {}],
  ])('%s gets no tokens, and the code is good for another', async (_, wish) => {
    const { id } = await relay.newAccount({ group_ids: [], ...wish });
    const before = await relay.account(id);
    const { code, session_id, answer } = await grantAgain(id);
    expect([answer.status, answer.body]).toEqual([
      400,
      { code: 400, message: expect.stringContaining('：account_id ') },
    ]);
    expect(await relay.account(id)).toEqual(before);
    const { id: granted } = await relay.granted();
    const again = await relay.finish({ code, session_id, account_id: granted });
    expect([again.status, again.body.data]).toMatchObject([200, { id: granted }]);
  });
});
