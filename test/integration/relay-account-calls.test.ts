import { startProxySimulator, type ProxySimulator } from '../../simulators/proxy/server';
import type { Fault } from '../../simulators/llm/faults';
import { put } from '../support/gateway-management';
import { eventually } from '../support/faulty-upstreams';
import {
  ACCOUNTS,
  accountGateway,
  GROUPS,
  MODEL,
  PROXIES,
  type AccountGateway,
  type NewAccount,
} from '../support/relay-accounts';

/** How calls are served by accounts: which of them is asked, what their answers say of them, and which way they go. */

let relay: AccountGateway;

beforeAll(async () => {
  relay = await accountGateway();
});
afterAll(() => relay.close());

const MINUTE = 60_000;

/** The account with this key answers its next requests so. */
const fails = ({ key }: NewAccount, fault: Fault) => relay.upstream.fail({ faults: [fault], key });

/** What is known of an account once its last answer is written down. */
async function learnt(id: number, expected: object): Promise<void> {
  await eventually(async () => expect(await relay.account(id)).toMatchObject(expected));
  relay.settle();
}

/** Two accounts of one group, of which the first is asked first, and a key that is bound to the group. */
async function pair() {
  const group = await relay.newGroup();
  const first = await relay.newAccount({ group_ids: [group], priority: 1 });
  const second = await relay.newAccount({ group_ids: [group], priority: 2 });
  return { group, first, second, key: await relay.keyFor(group) };
}

const inMs = (ms: number) => relay.clock.now().getTime() + ms;

describe('of two accounts', () => {
  test('the one with the lower priority is asked first, and its use is told', async () => {
    const { first, second, key } = await pair();
    expect(await relay.call(key)).toMatchObject({ status: 200, asked: [first.key] });
    await learnt(first.id, { last_used_at: expect.any(String) });
    await relay.change(first.id, { priority: 3 });
    expect(await relay.call(key)).toMatchObject({ status: 200, asked: [second.key] });
  });

  test('the one that has too many requests is left alone for as long as its upstream says', async () => {
    const { first, second, key } = await pair();
    fails(first, { kind: 'status', status: 429, retryAfter: '120' });
    expect(await relay.call(key)).toMatchObject({ status: 200, asked: [first.key, second.key] });
    await learnt(first.id, { status: 'rate_limited', last_error: expect.stringContaining('429') });
    const until = Date.parse((await relay.account(first.id))['rate_limited_until'] as string);
    expect(until).toBeGreaterThan(inMs(60_000));
    expect(until).toBeLessThanOrEqual(inMs(120_000));
    expect(await relay.call(key)).toMatchObject({ status: 200, asked: [second.key] });

    // It is no candidate, not even as the last.
    await put(relay.admin, `${ACCOUNTS}/${second.id}/schedulable`, { schedulable: false });
    relay.settle();
    expect(await relay.call(key)).toMatchObject({ status: 503, asked: [] });
    relay.advance(2 * MINUTE);
    expect(await relay.call(key)).toMatchObject({ status: 200, asked: [first.key] });
    expect(await relay.account(first.id)).toMatchObject({ status: 'valid' });
  });

  test.each<[string, number, object]>([
    ['overloaded', 529, { status: 'overloaded', overloaded_until: expect.any(String) }],
    ['forbidden', 403, { status: 'suspended', last_error: expect.stringContaining('403') }],
  ])('the one that is %s rests, and serves again afterwards', async (_, status, expected) => {
    const { first, second, key } = await pair();
    fails(first, { kind: 'status', status });
    expect(await relay.call(key)).toMatchObject({ status: 200, asked: [first.key, second.key] });
    await learnt(first.id, expected);
    expect(await relay.call(key)).toMatchObject({ asked: [second.key] });
    relay.advance(31 * MINUTE);
    expect(await relay.account(first.id)).toMatchObject({ status: 'valid' });
    expect(await relay.call(key)).toMatchObject({ status: 200, asked: [first.key] });
  });

  test('the one whose key is refused serves nobody, until it has another', async () => {
    const { first, second, key } = await pair();
    fails(first, { kind: 'status', status: 401, message: `wrong key ${first.key}` });
    expect(await relay.call(key)).toMatchObject({ status: 200, asked: [first.key, second.key] });
    await learnt(first.id, { status: 'invalid' });
    expect((await relay.account(first.id))['last_error']).not.toContain(first.key);
    relay.advance(60 * MINUTE);
    expect(await relay.call(key)).toMatchObject({ asked: [second.key] });
    expect((await relay.change(first.id, { api_key: 'a-better-key' })).body.data).toMatchObject({
      status: 'valid',
      last_error: null,
    });
    expect(await relay.call(key)).toMatchObject({ status: 200, asked: ['a-better-key'] });
  });

  test('an answer to an old key says nothing of the new one', async () => {
    const { first, key } = await pair();
    fails(first, { kind: 'status', status: 401 });
    await relay.call(key);
    // Before what the call learnt is written down.
    await relay.change(first.id, { api_key: 'a-newer-key' });
    await relay.call(key);
    // What calls learn is written in its order.
    await learnt(first.id, { last_used_at: expect.any(String), status: 'valid', last_error: null });
  });

  test('what its own request is refused for is held against no account', async () => {
    const { first, key } = await pair();
    fails(first, { kind: 'status', status: 400 });
    expect(await relay.call(key)).toMatchObject({ status: 400, asked: [first.key] });
    expect(await relay.call(key)).toMatchObject({ status: 200, asked: [first.key] });
    expect(await relay.account(first.id)).toMatchObject({ status: 'valid', last_error: null });
  });
});

describe('a group', () => {
  test('is followed by the one that it falls back on, at the price of the first', async () => {
    const behind = await relay.newGroup({ multiplier: '5' });
    const group = await relay.newGroup({ multiplier: '1', fallback_group_id: behind });
    const own = await relay.newAccount({ group_ids: [group], priority: 900 });
    const other = await relay.newAccount({ group_ids: [behind], priority: 0 });
    const key = await relay.keyFor(group);
    const cost = async () => {
      const body = { model: MODEL, max_tokens: 64, messages: [{ role: 'user', content: 'The same' }] };
      const answer = await relay.api.as(key).post('/claude/v1/messages', body);
      return [relay.upstream.requests.at(-1)?.key, answer.headers.get('x-taskloom-cost')];
    };
    const [asked, price] = await cost();
    expect(asked).toBe(own.key);
    fails(own, { kind: 'status', status: 429, retryAfter: '60' });
    expect(await cost()).toEqual([other.key, price]);
    await learnt(own.id, { status: 'rate_limited' });
    // Nobody of the group itself is left, and it costs the same.
    expect(await cost()).toEqual([other.key, price]);
    await put(relay.admin, `${GROUPS}/${group}`, { enabled: false });
    relay.settle();
    expect((await relay.call(key)).status).toBe(503);
  });

  test('serves only those that are bound to it, or to none', async () => {
    const { first, group } = await pair();
    const elsewhere = await relay.newGroup();
    expect((await relay.call(await relay.keyFor(elsewhere))).status).toBe(503);
    expect((await relay.call(await relay.keyFor(elsewhere, group))).asked).toEqual([first.key]);
  });

  test('an account of two groups is tried once', async () => {
    const [one, two] = [await relay.newGroup(), await relay.newGroup()];
    const account = await relay.newAccount({ group_ids: [one, two] });
    fails(account, { kind: 'status', status: 500 });
    const answer = await relay.call(await relay.keyFor(one, two));
    expect(answer).toMatchObject({ status: 502, asked: [account.key] });
  });
});

describe('a test of an account', () => {
  test('asks for a word whether or not it is in service, and forgives what was held against it', async () => {
    const { first, key } = await pair();
    fails(first, { kind: 'status', status: 401 });
    await relay.call(key);
    await learnt(first.id, { status: 'invalid' });
    const path = `${ACCOUNTS}/${first.id}/test`;
    const { body } = await relay.admin.post(path, { model: MODEL });
    expect(body.data).toEqual({ success: true, model: MODEL, latency: expect.any(Number), message: 'OK' });
    expect(await relay.account(first.id)).toMatchObject({ status: 'valid', last_error: null });
    relay.settle();
    expect(await relay.call(key)).toMatchObject({ status: 200, asked: [first.key] });
  });

  test('that fails says why, without secrets, and counts', async () => {
    const { id, key } = await relay.newAccount();
    relay.upstream.fail({ faults: [{ kind: 'status', status: 401, message: `wrong key ${key}` }], key });
    const { status, body, text } = await relay.admin.post(`${ACCOUNTS}/${id}/test`);
    expect([status, body.data]).toMatchObject([
      200,
      { success: false, message: expect.stringContaining('401') },
    ]);
    expect(text).not.toContain(key);
    expect(await relay.account(id)).toMatchObject({ status: 'invalid' });
  });

  test('brings nobody back whom an administrator has taken out', async () => {
    const { id } = await relay.newAccount();
    await put(relay.admin, `${ACCOUNTS}/${id}/status`, { status: 'banned' });
    expect((await relay.admin.post(`${ACCOUNTS}/${id}/test`)).body.data).toMatchObject({ success: true });
    expect(await relay.account(id)).toMatchObject({ status: 'banned' });
  });
});

describe('a proxy', () => {
  const account = { username: 'ada', password: 'p@ss:word/of-nobody' };
  const proxies: ProxySimulator[] = [];
  let made = 0;
  afterAll(() => Promise.all(proxies.map((proxy) => proxy.close())));

  async function newProxy(type: 'http' | 'socks5', wish: object = {}) {
    const simulator = await startProxySimulator(type, account);
    proxies.push(simulator);
    const where = { type, host: simulator.host, port: simulator.port, ...account, ...wish };
    const { status, body, text } = await relay.admin.post(PROXIES, { name: `proxy ${++made}`, ...where });
    expect([status, text.includes(account.password)]).toEqual([201, false]);
    return { simulator, id: body.data.id as number };
  }

  test.each(['http', 'socks5'] as const)(
    'of %s carries the calls of its accounts, and their tests',
    async (type) => {
      const { simulator, id: proxy_id } = await newProxy(type);
      const group = await relay.newGroup();
      const { id } = await relay.newAccount({ group_ids: [group], proxy_id });
      const key = await relay.keyFor(group);
      expect((await relay.call(key)).status).toBe(200);
      const target = new URL(relay.upstream.origin).host;
      expect(simulator.targets).toEqual([target]);
      expect((await relay.admin.post(`${ACCOUNTS}/${id}/test`)).body.data).toMatchObject({ success: true });

      // With its password gone the proxy lets nobody through, and nothing goes around it.
      const before = relay.upstream.requests.length;
      await put(relay.admin, `${PROXIES}/${proxy_id}`, { password: 'wrong' });
      relay.settle();
      expect((await relay.call(key)).status).toBe(502);
      expect(simulator.refused).toBeGreaterThan(0);
      // Nor around one that is switched off.
      await put(relay.admin, `${PROXIES}/${proxy_id}/toggle`, undefined);
      relay.settle();
      expect((await relay.call(key)).status).toBe(503);
      expect(relay.upstream.requests).toHaveLength(before);
      expect((await relay.admin.delete(`${PROXIES}/${proxy_id}`)).body).toMatchObject({ code: 400 });
      await relay.change(id, { proxy_id: null });
      expect((await relay.admin.delete(`${PROXIES}/${proxy_id}`)).status).toBe(200);
      expect((await relay.admin.get(`${PROXIES}/${proxy_id}`)).status).toBe(404);
    },
  );

  test('that is the default carries the calls of accounts that have none', async () => {
    const { simulator, id } = await newProxy('http');
    const group = await relay.newGroup();
    await relay.newAccount({ group_ids: [group] });
    const key = await relay.keyFor(group);
    expect((await put(relay.admin, `${PROXIES}/${id}/default`, undefined)).body.data).toMatchObject({
      is_default: true,
    });
    expect((await relay.admin.get(`${PROXIES}/default`)).body.data).toMatchObject({ id });
    relay.settle();
    expect((await relay.call(key)).status).toBe(200);
    expect(simulator.targets).toHaveLength(1);
    expect((await relay.admin.delete(`${PROXIES}/default`)).status).toBe(200);
    expect((await relay.admin.get(`${PROXIES}/default`)).body.data).toBeNull();
    relay.settle();
    expect((await relay.call(key)).status).toBe(200);
    expect(simulator.targets).toHaveLength(1);
  });

  test('is tested as it is, which is kept, or as somebody would have it, which is not', async () => {
    const { simulator, id } = await newProxy('socks5');
    const tried = async (wish: object) =>
      (await relay.admin.post(`${PROXIES}/test`, wish)).body.data as object;
    expect(await tried({ id })).toEqual({ success: true, message: 'OK', latency: expect.any(Number) });
    expect(simulator.targets).toEqual([new URL(relay.upstream.origin).host]);
    const kept = {
      test_status: 'success',
      test_latency: expect.any(Number),
      last_test_at: expect.any(String),
    };
    const shown = async () => (await relay.admin.get(`${PROXIES}/${id}`)).body.data as object;
    expect(await shown()).toMatchObject(kept);
    expect(await tried({ id, password: 'wrong' })).toMatchObject({
      success: false,
      message: expect.any(String),
    });
    expect(await shown()).toMatchObject(kept);

    // Its password goes nowhere else.
    const { simulator: other } = await newProxy('socks5');
    expect(await tried({ id, port: other.port })).toMatchObject({ success: false });
    expect([other.targets, other.refused]).toEqual([[], 1]);
    const { type, host, port } = { type: 'socks5', host: other.host, port: other.port };
    expect(await tried({ type, host, port, ...account })).toMatchObject({ success: true });
    await other.close();
    proxies.splice(proxies.indexOf(other), 1);
    expect(await tried({ type, host, port, ...account })).toMatchObject({ success: false });
    expect((await relay.admin.post(`${PROXIES}/test`, {})).status).toBe(400);
    expect((await relay.admin.post(`${PROXIES}/test`, { id: 999_999 })).status).toBe(404);
  });

  test('that is switched off is no default', async () => {
    const { id } = await newProxy('http', { enabled: false });
    expect((await put(relay.admin, `${PROXIES}/${id}/default`, undefined)).status).toBe(400);
    const on = await put(relay.admin, `${PROXIES}/${id}/toggle`, undefined);
    expect(on.body.data).toMatchObject({ enabled: true });
    await put(relay.admin, `${PROXIES}/${id}/default`, undefined);
    const off = await put(relay.admin, `${PROXIES}/${id}`, { enabled: false });
    expect(off.body.data).toMatchObject({ enabled: false, is_default: false });
  });

  test.each<[string, object, string]>([
    ['no host', { host: undefined }, 'host'],
    ['a URL for a host', { host: 'http://proxy' }, 'host'],
    ['a host with a user', { host: 'ada@proxy' }, 'host'],
    ['a port beyond all', { port: 65_536 }, 'port'],
    ['an unknown type', { type: 'ftp' }, 'type'],
    ['a name that is taken', { name: 'first proxy' }, 'name'],
  ])('is not made with %s', async (_, change, field) => {
    const wish = { name: 'first proxy', type: 'http', host: '203.0.113.7', port: 8080 };
    await relay.admin.post(PROXIES, wish);
    const answer = await relay.admin.post(PROXIES, { ...wish, name: 'refused', ...change });
    expect([answer.status, answer.body.message]).toEqual([400, expect.stringContaining(`：${field} `)]);
  });

  test('is found by its name and its host, and listed while it is switched on', async () => {
    const wish = { type: 'https', host: 'needle.example.com', port: 443, enabled: false };
    const { body } = await relay.admin.post(PROXIES, { name: 'Hay', ...wish });
    const found = await relay.admin.get(`${PROXIES}?keyword=needle`);
    expect(found.body.data).toMatchObject({ items: [{ id: body.data.id }], total: 1, page: 1 });
    for (const odd of ['%25', '_', '代理', '🙂']) {
      expect((await relay.admin.get(`${PROXIES}?keyword=${odd}`)).body.data).toMatchObject({ total: 0 });
    }
    const enabled = (await relay.admin.get(`${PROXIES}/enabled`)).body.data as { id: number }[];
    expect(enabled.map(({ id }) => id)).not.toContain(body.data.id);
  });
});

test('no secret of an account is in an answer or in a log', () => {
  const log = JSON.stringify(relay.logged);
  for (const secret of ['account-key-', 'a-better-key', 'a-newer-key', 'p@ss:word'])
    expect(log).not.toContain(secret);
});
