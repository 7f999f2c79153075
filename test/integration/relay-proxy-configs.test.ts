import { startProxySimulator, type ProxySimulator } from '../../simulators/proxy/server';
import { put } from '../support/gateway-management';
import { ACCOUNTS, accountGateway, PROXIES, type AccountGateway } from '../support/relay-accounts';

/** The proxies that accounts are reached through. */

let relay: AccountGateway;

beforeAll(async () => {
  relay = await accountGateway();
});
afterAll(() => relay.close());

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

test('no password of a proxy is in a log', () => {
  expect(JSON.stringify(relay.logged)).not.toContain('p@ss:word');
});
