import type { Fault } from '../../simulators/llm/faults';
import { put } from '../support/gateway-management';
import { eventually } from '../support/eventually';
import {
  ACCOUNTS,
  accountGateway,
  GROUPS,
  MODEL,
  type AccountGateway,
  type NewAccount,
} from '../support/relay-accounts';

/** How calls are served by accounts: which of them is asked, and what their answers say of them. */

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

describe('a conversation', () => {
  test('comes back to the account that served it, until that lets it go', async () => {
    const group = await relay.newGroup();
    const first = await relay.newAccount({ group_ids: [group] });
    const second = await relay.newAccount({ group_ids: [group] });
    const key = await relay.keyFor(group);
    const say = async () => {
      const body = { model: MODEL, max_tokens: 8, metadata: { user_id: 'ada' } };
      await relay.api
        .as(key)
        .post('/claude/v1/messages', { ...body, messages: [{ role: 'user', content: 'Hi' }] });
      return relay.upstream.requests.at(-1)?.key;
    };
    const served = await say();
    const [keeper, other] = served === first.key ? [first, second] : [second, first];
    for (let time = 0; time < 5; time++) expect(await say()).toBe(keeper.key);
    await relay.change(keeper.id, { weight: 0 });
    expect(await say()).toBe(keeper.key);
    expect((await relay.admin.delete(`${ACCOUNTS}/${keeper.id}/cache/sessions`)).status).toBe(200);
    relay.settle();
    expect(await say()).toBe(other.key);
  });
});

test('no secret of an account is in an answer or in a log', () => {
  const log = JSON.stringify(relay.logged);
  for (const secret of ['account-key-', 'a-better-key', 'a-newer-key']) expect(log).not.toContain(secret);
});
