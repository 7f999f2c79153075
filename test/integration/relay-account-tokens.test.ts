import { createAccountTokens, type AccountTokens } from '../../domain/gateway/accounts/account-tokens';
import { openDatabase } from '../../domain/db/database';
import { createTokenVendors } from '../../providers/llm/token-vendor';
import { createAddressGuard } from '../../providers/llm/upstream/address-guard';
import { createUpstreamHttp, type UpstreamHttp } from '../../providers/llm/upstream/http-client';
import { layCable } from '../support/cable';
import { eventually } from '../support/eventually';
import { CLIENT, grantedAccountGateway, HOUR, type GrantedAccountGateway } from '../support/granted-accounts';
import { ACCOUNTS } from '../support/relay-accounts';
import { platformSealer } from '../support/secret';

/** The tokens of accounts that somebody granted: which of them calls go with, and who brings the next. */

let relay: GrantedAccountGateway;
let http: UpstreamHttp;
/** Another process. */
let elsewhere: AccountTokens;

beforeAll(async () => {
  relay = await grantedAccountGateway();
  http = createUpstreamHttp({ guard: createAddressGuard({ allowPrivate: true }) });
  const { db, clock, tokenClients } = relay;
  const vendors = createTokenVendors(tokenClients, { http, clock, timeoutMs: 1_000 });
  elsewhere = createAccountTokens({ db, clock, sealer: platformSealer(), vendors });
});
afterAll(async () => {
  await http.close();
  await relay.close();
});

/** How many refreshes the vendor was asked for by `work`, and how many it did. */
async function refreshesOf(work: () => Promise<unknown>) {
  const { asked, done } = relay.vendor.refreshes;
  await work();
  return { asked: relay.vendor.refreshes.asked - asked, done: relay.vendor.refreshes.done - done };
}

describe('a token that has ended', () => {
  test('is replaced by the call that needs it; however many ask, in two processes, the vendor is asked once', async () => {
    const { id, access, key } = await relay.granted();
    expect(await relay.call(key)).toMatchObject({ status: 200, asked: [access] });
    relay.advance(HOUR);
    relay.vendor.failNext('slow');
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
    const warning = vi.spyOn(console, 'warn').mockImplementation(() => {});
    const { id, access } = await relay.granted();
    relay.advance(HOUR);
    const server = new URL(relay.url);
    const cable = await layCable({ host: server.hostname, port: Number(server.port) });
    server.host = `${cable.host}:${cable.port}`;
    const db = openDatabase({ url: server.href, poolSize: 1 });
    const { clock } = relay;
    const { claude } = createTokenVendors(relay.tokenClients, { http, clock, timeoutMs: 1_000 });
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
    const { id, access, key } = await relay.granted();
    relay.advance(HOUR - 30_000); // soon
    relay.vendor.failNext('slow');
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
    const { id, access } = await relay.granted();
    relay.advance(HOUR);
    relay.vendor.failNext('slow');
    const { done } = relay.vendor.refreshes;
    const slow = elsewhere.usable(id);
    await eventually(() => expect(relay.vendor.refreshes.done).toBe(done + 1));
    // Meanwhile somebody authorises the account anew.
    const { page, session_id } = await relay.begin();
    expect(
      (await relay.finish({ code: relay.vendor.approve(page), session_id, account_id: id })).status,
    ).toBe(200);
    const kept = await elsewhere.usable(id);
    const first = await slow;
    expect(first.secret.reveal()).toBe(kept.secret.reveal());
    expect(kept.secret.reveal()).not.toBe(access);
    expect(await relay.account(id)).toMatchObject({ status: 'valid', last_error: null });
  });
});

test('a process that died while it refreshed is waited for only so long', async () => {
  const { id, key } = await relay.granted();
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
    const { id, access, key } = await relay.granted();
    const { status, body } = await refresh(id);
    expect([status, body.data.refreshed_at]).toEqual([200, expect.any(String)]);
    relay.settle();
    expect((await relay.call(key)).asked).not.toContain(access);
    const { id: withKey } = await relay.newAccount();
    expect((await refresh(withKey)).status).toBe(400);
  });

  test('whose answer is lost leaves the account in use until its token ends; then it is to be authorised again', async () => {
    const { id, access, key } = await relay.granted();
    relay.vendor.failNext('lost');
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
    const { page, session_id } = await relay.begin();
    const again = await relay.finish({ code: relay.vendor.approve(page), session_id, account_id: id });
    expect(again.body.data).toMatchObject({ id, status: 'valid', last_error: null });
    relay.settle();
    expect((await relay.call(key)).status).toBe(200);
  });

  test('that fails in passing is tried again', async () => {
    const { id, key } = await relay.granted();
    relay.advance(HOUR);
    relay.vendor.failNext('unavailable');
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
    const { id, refresh: token, key } = await relay.granted();
    const [group] = (await relay.account(id))['group_ids'] as number[];
    const other = await relay.newAccount({ group_ids: [group], priority: 90 });
    relay.vendor.revoke(token);
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
    const { id, access, key } = await relay.granted();
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
  expect(relay.vendor.secrets.length).toBeGreaterThan(20);
  for (const secret of [...relay.vendor.secrets, CLIENT.clientSecret])
    expect(everything).not.toContain(secret);
});
