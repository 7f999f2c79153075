import { eventually } from '../support/eventually';
import { put } from '../support/gateway-management';
import {
  ACCOUNTS,
  accountGateway,
  MODEL,
  type AccountGateway,
  type NewAccount,
} from '../support/relay-accounts';

/** How an account stands: what administrators say of it, what its upstream does, and which of them stays. */

let relay: AccountGateway;

beforeAll(async () => {
  const session = { requestsPerMinute: null, tokensPerMinute: null, maxConcurrency: null };
  const limits = { abortDrainMs: 200, longestCallMs: 60_000, session };
  relay = await accountGateway({ settings: { modelCalls: { ...limits, disableAfterFailures: 2 } } });
});
afterAll(() => relay.close());

const MINUTE = 60_000;

describe('what an administrator says of an account', () => {
  let id: number;
  let key: string;
  beforeAll(async () => {
    const group = await relay.newGroup();
    id = (await relay.newAccount({ group_ids: [group] })).id;
    key = await relay.keyFor(group);
  });
  const say = async (method: string, path: string, body?: object) => {
    const answer = await relay.admin.call(method, `${ACCOUNTS}/${id}/${path}`, body ? { body } : {});
    expect({ path, status: answer.status }).toEqual({ path, status: 200 });
    relay.settle();
    return answer.body.data as Record<string, unknown>;
  };
  const serves = async () => (await relay.call(key)).status === 200;

  test('is in force within a second: whether calls are given to it', async () => {
    expect(await say('PUT', 'schedulable', { schedulable: false })).toMatchObject({ schedulable: false });
    expect(await serves()).toBe(false);
    expect(await say('PUT', 'schedulable', {})).toMatchObject({ schedulable: true });
    expect(await serves()).toBe(true);
  });

  test.each(['invalid', 'token_expired', 'suspended', 'banned', 'disabled'])(
    '%s stays until it is reset',
    async (status) => {
      expect(await say('PUT', 'status', { status })).toMatchObject({ status });
      relay.advance(3_600_000);
      expect(await serves()).toBe(false);
      expect(await say('POST', 'reset-status')).toMatchObject({ status: 'valid', last_error: null });
      expect(await serves()).toBe(true);
    },
  );

  test.each([
    ['rate_limited', 300_000],
    ['overloaded', 600_000],
  ])('%s passes by itself', async (status, ms) => {
    expect(await say('PUT', 'status', { status })).toMatchObject({ status });
    expect(await serves()).toBe(false);
    relay.advance(ms);
    expect(await relay.account(id)).toMatchObject({ status: 'valid' });
    expect(await serves()).toBe(true);
  });

  test('that it is unavailable for a while', async () => {
    expect(await say('POST', 'cache/unavailable', { reason: 'moving', ttl: 60 })).toMatchObject({
      unavailable_reason: 'moving',
    });
    expect(await serves()).toBe(false);
    relay.advance(60_000);
    expect(await serves()).toBe(true);
    await say('POST', 'cache/unavailable', {});
    expect(await serves()).toBe(false);
    expect(await say('DELETE', 'cache/unavailable')).toMatchObject({ unavailable_until: null });
    expect(await serves()).toBe(true);
  });

  test('how many calls it serves at once', async () => {
    expect(await say('PUT', 'cache/concurrency', { limit: 1 })).toEqual({ current: 0, limit: 1 });
    relay.upstream.failNext({ kind: 'silent' });
    const waiting = new AbortController();
    const hanging = fetch(`${relay.baseUrl}/claude/v1/messages`, {
      method: 'POST',
      headers: { authorization: `Bearer ${key}` },
      body: JSON.stringify({ model: MODEL, max_tokens: 8, messages: [{ role: 'user', content: 'wait' }] }),
      signal: waiting.signal,
    }).catch(() => undefined);
    const before = relay.upstream.requests.length;
    await relay.upstream.untilRequests(before + 1);
    expect(await say('GET', 'cache/concurrency')).toEqual({ current: 1, limit: 1 });
    expect(await serves()).toBe(false);
    expect(await say('DELETE', 'cache/concurrency')).toEqual({ current: 0, limit: 1 });
    waiting.abort();
    await hanging;
    expect(await say('PUT', 'cache/concurrency', { limit: 0 })).toMatchObject({ limit: null });
    expect(await serves()).toBe(true);
  });

  test('that it ends at a time', async () => {
    const expires_at = new Date(relay.clock.now().getTime() + 60_000).toISOString();
    expect((await relay.change(id, { expires_at })).body.data).toMatchObject({ expires_at });
    expect(await serves()).toBe(true);
    relay.advance(60_000);
    expect(await serves()).toBe(false);
    await relay.change(id, { expires_at: null });
    expect(await serves()).toBe(true);
  });

  test.each<[string, string, object]>([
    ['PUT', 'status', { status: 'moody' }],
    ['PUT', 'status', {}],
    ['POST', 'cache/unavailable', { ttl: 0 }],
    ['PUT', 'cache/concurrency', {}],
    ['PUT', 'cache/concurrency', { limit: -1 }],
    ['POST', 'test', { model: 'no-such-model' }],
    ['POST', 'refresh', {}],
  ])('%s %s with %j is refused', async (method, path, body) => {
    expect((await relay.admin.call(method, `${ACCOUNTS}/${id}/${path}`, { body })).status).toBe(400);
    expect((await relay.admin.call(method, `${ACCOUNTS}/999999/${path}`, { body })).status).not.toBe(200);
  });
});

/** An account alone in its group, and a key that is bound to that. */
async function alone(): Promise<NewAccount & { caller: string }> {
  const group = await relay.newGroup();
  const account = await relay.newAccount({ group_ids: [group] });
  return { ...account, caller: await relay.keyFor(group) };
}

/** A call that the account's upstream answers with this status. */
async function fail({ key, caller }: { key: string; caller: string }, status: number): Promise<void> {
  relay.upstream.fail({ faults: [{ kind: 'status', status }], key });
  expect((await relay.call(caller)).asked).toEqual([key]);
}

const untilShown = (id: number, expected: object) =>
  eventually(async () => expect(await relay.account(id)).toMatchObject(expected));

describe('an account that is switched off', () => {
  test('serves nobody until it is switched on', async () => {
    const { id, caller } = await alone();
    expect((await relay.change(id, { enabled: false })).body.data).toMatchObject({ enabled: false });
    expect((await relay.call(caller)).status).toBe(503);
    expect((await relay.change(id, { enabled: true })).body.data).toMatchObject({ enabled: true });
    expect((await relay.call(caller)).status).toBe(200);
  });

  test('for its failures begins anew when it is switched on', async () => {
    const account = await alone();
    const { id, caller } = account;
    const failures = async () => {
      const [rows] = await relay.db.query(
        'SELECT consecutive_failures AS n FROM gateway_channels WHERE id = ?',
        {
          replacements: [id],
        },
      );
      return (rows as { n: number }[])[0]?.n;
    };
    await fail(account, 500);
    relay.advance(6 * MINUTE); // it has rested
    await fail(account, 500);
    await untilShown(id, { enabled: false });
    relay.advance(6 * MINUTE);
    expect((await relay.call(caller)).status).toBe(503);

    await relay.change(id, { enabled: true });
    await fail(account, 500);
    await eventually(async () => expect(await failures()).toBe(1));
    expect(await relay.account(id)).toMatchObject({ enabled: true });
    relay.advance(6 * MINUTE);
    expect((await relay.call(caller)).status).toBe(200);
  });
});

describe('an account that its upstream forbids', () => {
  test('is suspended for half an hour', async () => {
    const account = await alone();
    const { id, caller } = account;
    await fail(account, 403);
    await untilShown(id, { status: 'suspended', last_error: expect.stringContaining('403') });
    relay.advance(29 * MINUTE);
    expect(await relay.call(caller)).toMatchObject({ status: 503, asked: [] });
    expect(await relay.account(id)).toMatchObject({ status: 'suspended' });
    relay.advance(2 * MINUTE);
    expect(await relay.account(id)).toMatchObject({ status: 'valid' });
    expect((await relay.call(caller)).status).toBe(200);
  });

  test.each(['banned', 'suspended', 'disabled'])(
    'just as an administrator said that it is %s stays so',
    async (status) => {
      const account = await alone();
      const { id, caller } = account;
      // What the call learns comes after the administrator's word.
      const calling = fail(account, 403);
      await relay.upstream.untilRequests(relay.upstream.requests.length + 1);
      await put(relay.admin, `${ACCOUNTS}/${id}/status`, { status });
      await calling;
      await untilShown(id, { last_error: expect.stringContaining('403') });
      relay.advance(60 * MINUTE);
      expect(await relay.account(id)).toMatchObject({ status });
      expect((await relay.call(caller)).status).toBe(503);
    },
  );
});
