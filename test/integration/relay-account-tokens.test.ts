import { createAccountTokens, type AccountTokens } from '../../domain/gateway/accounts/account-tokens';
import { openDatabase } from '../../domain/db/database';
import { createTokenVendors, type TokenClients } from '../../providers/llm/token-vendor';
import { createAddressGuard } from '../../providers/llm/upstream/address-guard';
import { createUpstreamHttp, type UpstreamHttp } from '../../providers/llm/upstream/http-client';
import { startTokenVendorSimulator, type TokenVendorSimulator } from '../../simulators/oauth/token-vendor';
import { startProxySimulator } from '../../simulators/proxy/server';
import { layCable } from '../support/cable';
import { eventually } from '../support/faulty-upstreams';
import { ACCOUNTS, accountGateway, PROXIES, type AccountGateway } from '../support/relay-accounts';
import { platformSealer } from '../support/secret';

/** Accounts whose tokens somebody grants, at a vendor whose refresh tokens work once. */

const CLIENT = {
  clientId: 'taskloom-of-the-operator',
  clientSecret: 'client-secret-of-the-operator',
  redirectUris: ['https://taskloom.example.com/granted'],
};
const HOUR = 3_600_000;

let relay: AccountGateway;
let vendor: TokenVendorSimulator;
let http: UpstreamHttp;
/** Another process. */
let elsewhere: AccountTokens;
let tokenClients: TokenClients;

beforeAll(async () => {
  vendor = await startTokenVendorSimulator(CLIENT);
  tokenClients = {
    claude: {
      authorizeUrl: vendor.authorizeUrl,
      tokenUrl: vendor.tokenUrl,
      clientId: CLIENT.clientId,
      clientSecret: CLIENT.clientSecret,
      redirectUrl: CLIENT.redirectUris[0] ?? '',
      scopes: ['models'],
    },
  };
  relay = await accountGateway({ tokenClients });
  http = createUpstreamHttp({ guard: createAddressGuard({ allowPrivate: true }) });
  const { db, clock } = relay;
  const vendors = createTokenVendors(tokenClients, { http, clock, timeoutMs: 1_000 });
  elsewhere = createAccountTokens({ db, clock, sealer: platformSealer(), vendors });
});
afterAll(async () => {
  await http.close();
  await relay.close();
  await vendor.close();
});

const OAUTH = '/relay/api/admin/oauth';

async function begin(wish: object = {}): Promise<{ page: string; session_id: string }> {
  const { status, body } = await relay.admin.post(`${OAUTH}/generate-url`, { platform: 'claude', ...wish });
  expect(status).toBe(200);
  return { page: body.data.auth_url as string, session_id: body.data.session_id as string };
}

const finish = (body: object) => relay.admin.post(`${OAUTH}/exchange`, { platform: 'claude', ...body });

/** An account of a group of its own whose tokens were granted before; they end in an hour. */
async function granted(wish: object = {}) {
  const { access, refresh } = vendor.grant();
  const group = await relay.newGroup();
  const { id } = await relay.newAccount({
    type: 'claude-official',
    api_key: undefined,
    access_token: access,
    refresh_token: refresh,
    token_expires_at: new Date(relay.clock.now().getTime() + HOUR).toISOString(),
    group_ids: [group],
    ...wish,
  });
  return { id, access, refresh, key: await relay.keyFor(group) };
}

/** How many refreshes the vendor was asked for by `work`, and how many it did. */
async function refreshesOf(work: () => Promise<unknown>) {
  const { asked, done } = vendor.refreshes;
  await work();
  return { asked: vendor.refreshes.asked - asked, done: vendor.refreshes.done - done };
}

describe('somebody grants an account', () => {
  test('on the vendor’s page, whose code is exchanged once; the account serves calls with its token', async () => {
    const { page, session_id } = await begin();
    const query = new URL(page).searchParams;
    expect(query.get('code_challenge_method')).toBe('S256');
    expect(query.get('client_id')).toBe(CLIENT.clientId);
    const code = vendor.approve(page);
    const made = await finish({ code: `${code}#${session_id}`, session_id, name: 'Granted' });
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
    expect((await finish({ code, session_id })).status).toBe(400);
    const id = made.body.data.id as number;
    const group = await relay.newGroup();
    await relay.change(id, { base_url: relay.upstream.origin, group_ids: [group] });
    const answer = await relay.call(await relay.keyFor(group));
    expect(answer.status).toBe(200);
    expect(vendor.secrets).toContain(answer.asked[0]);
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
    const { page, session_id } = await begin();
    const before = await relay.count('upstream_accounts');
    expect((await finish(wrong({ code: vendor.approve(page), session_id }))).status).toBe(status);
    expect(await relay.count('upstream_accounts')).toBe(before);
  });

  test('but not after ten minutes, nor for a code of another’s challenge', async () => {
    const late = await begin();
    const code = vendor.approve(late.page);
    relay.advance(600_000);
    expect((await finish({ code, session_id: late.session_id })).status).toBe(400);
    const [one, two] = [await begin(), await begin()];
    expect((await finish({ code: vendor.approve(one.page), session_id: two.session_id })).status).toBe(400);
  });

  test('through the proxy that was chosen, when the vendor is there', async () => {
    const proxy = await startProxySimulator('http');
    const where = { name: 'of tokens', type: 'http', host: proxy.host, port: proxy.port };
    const proxy_id = (await relay.admin.post(PROXIES, where)).body.data.id as number;
    const { page, session_id } = await begin({ proxy_id });
    const made = await finish({ code: vendor.approve(page), session_id });
    expect(made.body.data).toMatchObject({ proxy_id });
    expect(proxy.targets).toEqual([new URL(vendor.url).host]);
    await proxy.close();
    const away = await begin();
    vendor.failNext('unavailable');
    expect((await finish({ code: vendor.approve(away.page), session_id: away.session_id })).status).toBe(502);
    expect((await relay.admin.post(`${OAUTH}/generate-url`, { platform: 'gemini' })).status).toBe(400);
    expect(
      (await relay.admin.post(`${OAUTH}/generate-url`, { platform: 'claude', proxy_id: 999_999 })).status,
    ).toBe(404);
  });
});

describe('a token that has ended', () => {
  test('is replaced by the call that needs it; however many ask, in two processes, the vendor is asked once', async () => {
    const { id, access, key } = await granted();
    expect(await relay.call(key)).toMatchObject({ status: 200, asked: [access] });
    relay.advance(HOUR);
    vendor.failNext('slow');
    const tokens: string[] = [];
    const count = await refreshesOf(async () => {
      const before = relay.upstream.requests.length;
      const calls = Array.from({ length: 8 }, () => relay.call(key));
      const others = Array.from({ length: 8 }, () => elsewhere.usable(id));
      const [answers, found] = await Promise.all([Promise.all(calls), Promise.all(others)]);
      expect(answers.map(({ status }) => status)).toEqual(answers.map(() => 200));
      tokens.push(...found.map(({ secret }) => secret.reveal()));
      tokens.push(...relay.upstream.requests.slice(before).map((request) => request.key ?? ''));
    });
    expect(count).toEqual({ asked: 1, done: 1 });
    expect(new Set(tokens).size).toBe(1);
    expect(tokens).toHaveLength(16);
    expect(tokens).not.toContain(access);
    expect(await relay.account(id)).toMatchObject({ status: 'valid', refreshed_at: expect.any(String) });
  });

  test('is kept when the database goes away just as the vendor has answered', async () => {
    // Sequelize says there that it cannot roll back over a connection that is gone.
    const warning = jest.spyOn(console, 'warn').mockImplementation(() => {});
    const { id, access } = await granted();
    relay.advance(HOUR);
    const server = new URL(relay.url);
    const cable = await layCable({ host: server.hostname, port: Number(server.port) });
    server.host = `${cable.host}:${cable.port}`;
    const db = openDatabase({ url: server.href, poolSize: 1 });
    const { clock } = relay;
    const { claude } = createTokenVendors(tokenClients, { http, clock, timeoutMs: 1_000 });
    if (!claude) throw new Error('the vendor is set up');
    const tokens = createAccountTokens({
      db,
      clock,
      sealer: platformSealer(),
      vendors: {
        claude: {
          ...claude,
          async refresh(wish) {
            const given = await claude.refresh(wish);
            cable.cut();
            setTimeout(() => cable.mend(), 500); // for so long it is away
            return given;
          },
        },
      },
    });
    const { secret } = await tokens.usable(id);
    expect(secret.reveal()).not.toBe(access);
    expect((await elsewhere.usable(id)).secret.reveal()).toBe(secret.reveal());
    expect(await relay.account(id)).toMatchObject({ status: 'valid' });
    await db.close();
    await cable.remove();
    warning.mockRestore();
  });

  test('does for calls while another process brings the next', async () => {
    const { id, access, key } = await granted();
    relay.advance(HOUR - 30_000); // soon
    vendor.failNext('slow');
    const bringing = elsewhere.usable(id);
    await eventually(async () => {
      const [row] = await relay.db.query(
        'SELECT 1 FROM upstream_accounts WHERE id = ? AND refresh_claim IS NOT NULL',
        {
          replacements: [id],
        },
      );
      expect(row).toHaveLength(1);
    });
    expect(await relay.call(key)).toMatchObject({ status: 200, asked: [access] });
    expect((await bringing).secret.reveal()).not.toBe(access);
  });

  test('is brought by who comes second when the first takes too long, and the newer is never written over', async () => {
    const { id, access } = await granted();
    relay.advance(HOUR);
    vendor.failNext('slow');
    const { done } = vendor.refreshes;
    const slow = elsewhere.usable(id);
    await eventually(() => expect(vendor.refreshes.done).toBe(done + 1));
    // Meanwhile somebody authorises the account anew.
    const { page, session_id } = await begin();
    expect((await finish({ code: vendor.approve(page), session_id, account_id: id })).status).toBe(200);
    const kept = await elsewhere.usable(id);
    const first = await slow;
    expect(first.secret.reveal()).toBe(kept.secret.reveal());
    expect(kept.secret.reveal()).not.toBe(access);
    expect(await relay.account(id)).toMatchObject({ status: 'valid', last_error: null });
  });
});

test('a process that died while it refreshed is waited for only so long', async () => {
  const { id, key } = await granted();
  relay.advance(HOUR);
  const until = new Date(relay.clock.now().getTime() + 45_000);
  await relay.db.query(
    'UPDATE upstream_accounts SET refresh_claim = UUID(), refresh_claim_until = ? WHERE id = ?',
    {
      replacements: [until, id],
    },
  );
  const calling = relay.call(key);
  relay.advance(45_000);
  expect((await calling).status).toBe(200);
});

describe('a refresh', () => {
  const refresh = (id: number) => relay.admin.post(`${ACCOUNTS}/${id}/refresh`);

  test('is done when an administrator asks, and takes the token of now out of use', async () => {
    const { id, access, key } = await granted();
    const { status, body } = await refresh(id);
    expect([status, body.data.refreshed_at]).toEqual([200, expect.any(String)]);
    relay.settle();
    expect((await relay.call(key)).asked).not.toContain(access);
    const { id: withKey } = await relay.newAccount();
    expect((await refresh(withKey)).status).toBe(400);
  });

  test('whose answer is lost leaves the account in use until its token ends; then it is to be authorised again', async () => {
    const { id, access, key } = await granted();
    vendor.failNext('lost');
    expect(await refreshesOf(() => refresh(id))).toEqual({ asked: 1, done: 1 });
    expect(await relay.account(id)).toMatchObject({
      status: 'valid',
      last_error: expect.stringContaining('refresh'),
    });
    // The vendor is left alone for a while.
    expect(await refreshesOf(async () => expect((await refresh(id)).status).toBe(502))).toEqual({
      asked: 0,
      done: 0,
    });
    expect(await relay.call(key)).toMatchObject({ status: 200, asked: [access] });
    relay.advance(31_000);
    expect(await refreshesOf(() => refresh(id))).toEqual({ asked: 1, done: 0 });
    relay.settle();
    expect(await relay.call(key)).toMatchObject({ status: 200, asked: [access] });

    relay.advance(HOUR);
    const count = await refreshesOf(async () => expect((await relay.call(key)).status).toBe(502));
    expect(count).toEqual({ asked: 0, done: 0 });
    expect(await relay.account(id)).toMatchObject({
      status: 'token_expired',
      last_error: expect.stringContaining('authorise again'),
    });
    const { page, session_id } = await begin();
    const again = await finish({ code: vendor.approve(page), session_id, account_id: id });
    expect(again.body.data).toMatchObject({ id, status: 'valid', last_error: null });
    relay.settle();
    expect((await relay.call(key)).status).toBe(200);
  });

  test('that fails in passing is tried again', async () => {
    const { id, key } = await granted();
    relay.advance(HOUR);
    vendor.failNext('unavailable');
    expect((await relay.call(key)).status).toBe(502);
    expect(await relay.account(id)).toMatchObject({
      status: 'valid',
      last_error: expect.stringContaining('refresh'),
    });
    relay.advance(61_000);
    expect((await relay.call(key)).status).toBe(200);
    expect(await relay.account(id)).toMatchObject({ status: 'valid', last_error: null });
  });

  test('with a token that was revoked marks the account, and others serve instead', async () => {
    const { id, refresh: token, key } = await granted();
    const [group] = (await relay.account(id))['group_ids'] as number[];
    const other = await relay.newAccount({ group_ids: [group], priority: 90 });
    vendor.revoke(token);
    relay.advance(HOUR);
    expect(await relay.call(key)).toMatchObject({ status: 200, asked: [other.key] });
    expect(await relay.account(id)).toMatchObject({
      status: 'token_expired',
      last_error: expect.stringContaining('invalid_grant'),
    });
    relay.settle();
    expect(await refreshesOf(() => relay.call(key))).toEqual({ asked: 0, done: 0 });
  });

  test('follows when the upstream refuses the token; one that is fresh and refused means the account', async () => {
    const { id, access, key } = await granted();
    relay.upstream.fail({ faults: [{ kind: 'status', status: 401 }], key: access });
    expect(await relay.call(key)).toMatchObject({ status: 502, asked: [access] });
    await eventually(async () => {
      const end = (await relay.account(id))['token_expires_at'] as string;
      expect(Date.parse(end)).toBeLessThanOrEqual(relay.clock.now().getTime());
    });
    expect(await relay.account(id)).toMatchObject({ status: 'valid' });
    relay.advance(61_000);
    const answer = await relay.call(key);
    expect(answer.status).toBe(200);
    const [fresh = ''] = answer.asked;
    expect(fresh).not.toBe(access);
    relay.upstream.fail({ faults: [{ kind: 'status', status: 401 }], key: fresh });
    expect((await relay.call(key)).status).toBe(502);
    await eventually(async () => expect(await relay.account(id)).toMatchObject({ status: 'invalid' }));
  });
});

test('no token is in an answer, in a log, or in clear in the database', async () => {
  const list = await relay.admin.get(`${ACCOUNTS}?page_size=100`);
  const [rows] = await relay.db.query('SELECT * FROM upstream_accounts');
  const kept = rows.map((row) => Buffer.from(JSON.stringify(row)).toString('latin1')).join();
  const sealed = (rows as { credentials_sealed: Buffer }[]).map((row) =>
    row.credentials_sealed.toString('latin1'),
  );
  const everything = [list.text, JSON.stringify(relay.logged), kept, ...sealed].join('\n');
  expect(vendor.secrets.length).toBeGreaterThan(20);
  for (const secret of [...vendor.secrets, CLIENT.clientSecret]) expect(everything).not.toContain(secret);
});
