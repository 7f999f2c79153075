import { openDatabase, type Database } from '../../domain/db/database';
import { checkAddress } from '../../domain/gateway/key-caller';
import { createKeyCallers, type KeyCallers } from '../../domain/gateway/key-callers';
import type { ApiKeyWish } from '../../domain/gateway/api-keys';
import { layCable } from '../support/cable';
import { gatewayDomain, type GatewayDomain } from '../support/gateway-domain';
import { until } from '../support/studio-user';

/** Keys as the processes that take calls know them: fresh enough, and at no cost for each call. */

let gateway: GatewayDomain;
let here: KeyCallers;
/** Another process: it shares the database and nothing else. */
let there: KeyCallers;
let otherPool: Database;
let user: number;
beforeAll(async () => {
  gateway = await gatewayDomain();
  otherPool = openDatabase({ url: gateway.url, poolSize: 4 });
  here = createKeyCallers(gateway);
  there = createKeyCallers({ db: otherPool, clock: gateway.clock });
});
beforeEach(async () => {
  user = await gateway.newUser();
});
afterEach(() => gateway.clear());
afterAll(async () => {
  await Promise.all([here.close(), there.close()]);
  await otherPool.close();
  await gateway.close();
});

const create = (wish: Partial<ApiKeyWish> = {}) => gateway.apiKeys.create(user, { name: 'mine', ...wish });

/** How a key is answered in the other process: `ok`, or the error's code. */
const answer = (callers: KeyCallers, secret: string) =>
  callers.authenticate(secret).then(
    () => 'ok',
    (error: { code: string }) => error.code,
  );

/** Within how many milliseconds of now the other process answers so. */
async function inForce(secret: string, expected: string): Promise<number> {
  const from = Date.now();
  await until(async () => (await answer(there, secret)) === expected);
  return Date.now() - from;
}

describe('a key', () => {
  test('says from where it may be used, by addresses of both kinds', async () => {
    const { secret } = await create({ allowedIps: ['203.0.113.0/24', '2001:db8::/32'] });
    const caller = await here.authenticate(secret);
    for (const ip of ['203.0.113.7', '::ffff:203.0.113.7', '2001:db8::7']) {
      expect(() => checkAddress(caller, ip)).not.toThrow();
    }
    for (const ip of ['203.0.114.7', '::ffff:203.0.114.7', '2001:db9::7', 'nowhere']) {
      expect(() => checkAddress(caller, ip)).toThrow(expect.objectContaining({ code: 'KEY_ADDRESS' }));
    }
    const free = await here.authenticate((await create()).secret);
    expect(() => checkAddress(free, 'anywhere')).not.toThrow();
  });

  test('has its group’s prices, while its owner is in that group', async () => {
    const { id: vip } = await gateway.groups.create({ name: 'vip' });
    const { id: beta } = await gateway.groups.create({ name: 'beta' });
    const soon = new Date(gateway.clock.now().getTime() + 60_000);
    await gateway.userGroups.set(user, [
      { groupId: vip, expiresAt: null },
      { groupId: beta, expiresAt: soon },
    ]);
    const { secret: one } = await create({ groupId: beta });
    const { secret: all } = await create();
    expect((await here.authenticate(one)).groupIds).toEqual([beta]);
    expect((await here.authenticate(all)).groupIds).toEqual([vip, beta]);
    gateway.advance(61_000);
    expect((await here.authenticate(one)).groupIds).toEqual([vip]);
  });
});

describe('within a second, in another process', () => {
  test.each<[string, (key: number) => Promise<unknown>, string]>([
    ['a removal', (id) => gateway.apiKeys.remove(user, id), 'KEY_INVALID'],
    ['switching off', (id) => gateway.apiKeys.update(user, id, { enabled: false }), 'KEY_INVALID'],
    [
      'a rotation without grace',
      (id) => gateway.apiKeys.rotate(user, id, { graceSeconds: 0 }),
      'KEY_INVALID',
    ],
    ['an earlier end', (id) => gateway.apiKeys.update(user, id, { expiresAt: new Date(0) }), 'KEY_EXPIRED'],
    [
      'a disabled owner',
      () => gateway.db.query(`UPDATE users SET status = 'disabled' WHERE id = ${user}`),
      'ACCOUNT_DISABLED',
    ],
  ])('%s is in force', async (_, change, expected) => {
    const { key, secret } = await create();
    expect(await answer(there, secret)).toBe('ok');
    await change(key.id);
    expect(await inForce(secret, expected)).toBeLessThan(1100);
    expect(await answer(here, secret)).toBe(expected);
  });

  test('a change of a limit is in force, also for a key that is used all the time', async () => {
    const { key, secret } = await create({ requestsPerMinute: 10 });
    expect(await there.authenticate(secret)).toMatchObject({ requestsPerMinute: 10 });
    await gateway.apiKeys.update(user, key.id, { requestsPerMinute: 20 });
    const from = Date.now();
    await until(async () => (await there.authenticate(secret)).requestsPerMinute === 20);
    expect(Date.now() - from).toBeLessThan(1100);
  });
});

describe('a rotation', () => {
  test('lets the secret before it work until its grace ends, and no older one', async () => {
    const { key, secret: first } = await create();
    const { secret: second } = await gateway.apiKeys.rotate(user, key.id, { graceSeconds: 60 });
    const { key: rotated, secret: third } = await gateway.apiKeys.rotate(user, key.id, { graceSeconds: 60 });
    expect(rotated.prefix).toBe(third.slice(0, 10));
    expect(await Promise.all([first, second, third].map((each) => answer(here, each)))).toEqual([
      'KEY_INVALID',
      'ok',
      'ok',
    ]);
    expect(await here.authenticate(second)).toMatchObject({ keyId: key.id });
    gateway.advance(61_000);
    expect(await Promise.all([second, third].map((each) => answer(here, each)))).toEqual([
      'KEY_INVALID',
      'ok',
    ]);
  });
});

describe('asking for a key', () => {
  test('costs no read while it is in use, and a few statements for many at once', async () => {
    const keys = await Promise.all(Array.from({ length: 20 }, () => create()));
    const queries = vi.spyOn(otherPool, 'query');
    const statements = () =>
      queries.mock.calls.filter(([text]) => (text as string).includes('gateway_api_keys k')).length;
    const all = () => Promise.all(keys.map(({ secret }) => there.authenticate(secret)));
    await all();
    expect(statements()).toBe(1);
    for (let n = 0; n < 50; n++) await all();
    expect(statements()).toBe(1);
    // They are kept young behind the back of who asks: no request of the next second and a half waits for a read.
    const ends = Date.now() + 1500;
    while (Date.now() < ends) {
      await all();
      await new Promise(setImmediate);
    }
    expect(statements()).toBeLessThanOrEqual(5);
    queries.mockRestore();
  });

  test('a secret that is none is refused, and remembered for a second', async () => {
    const queries = vi.spyOn(gateway.db, 'query');
    for (const wrong of ['', 'sk-', 'nonsense', `sk-${'x'.repeat(44)}`, 'Bearer x']) {
      expect(await answer(here, wrong)).toBe('KEY_INVALID');
    }
    expect(queries).not.toHaveBeenCalled();
    const unknown = `sk-${'u'.repeat(43)}`;
    for (let n = 0; n < 5; n++) expect(await answer(here, unknown)).toBe('KEY_INVALID');
    expect(queries).toHaveBeenCalledTimes(1);
    gateway.advance(1000);
    expect(await answer(here, unknown)).toBe('KEY_INVALID');
    expect(queries).toHaveBeenCalledTimes(2);
    queries.mockRestore();
  });

  test('its use is noted once a minute', async () => {
    const { key, secret } = await create();
    const lastUsed = async () => (await gateway.apiKeys.get(user, key.id)).lastUsedAt;
    expect(await lastUsed()).toBeNull();
    await here.authenticate(secret);
    await until(async () => (await lastUsed()) !== null);
    const first = await lastUsed();
    gateway.advance(30_000);
    await here.authenticate(secret);
    await here.close();
    expect(await lastUsed()).toEqual(first);
    gateway.advance(31_000);
    await here.authenticate(secret);
    await here.close();
    expect((await lastUsed())!.getTime()).toBeGreaterThan(first!.getTime() + 59_000);
  });

  test('while the database is away a young answer holds, and an old one is UNAVAILABLE', async () => {
    const { hostname, port } = new URL(gateway.url);
    const cable = await layCable({ host: hostname, port: Number(port) });
    const away = new URL(gateway.url);
    away.port = String(cable.port);
    const pool = openDatabase({ url: away.href, poolSize: 2 });
    const callers = createKeyCallers({ db: pool, clock: gateway.clock });
    const { secret } = await create();
    await callers.authenticate(secret);
    cable.cut();
    expect(await answer(callers, secret)).toBe('ok');
    gateway.advance(1000);
    expect(await answer(callers, secret)).toBe('UNAVAILABLE');
    cable.mend();
    await until(async () => (await answer(callers, secret)) === 'ok');
    await callers.close();
    await pool.close();
    await cable.remove();
  });
});
