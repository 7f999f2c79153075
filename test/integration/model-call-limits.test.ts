import { createApiKeys, type ApiKeys } from '../../domain/gateway/api-keys';
import { credits } from '../../domain/credits';
import { FAILURE_STATUS } from '../../providers/llm/exchange/failure';
import { eventually } from '../support/eventually';
import { faultyGateway, type FaultyGateway } from '../support/faulty-upstreams';
import { CALLERS, expectFailure, type ModelCaller } from '../support/model-callers';
import type { KeyHolder } from '../support/model-gateway';

/** Who may call, how often, and for how much: whoever may not is told so in their protocol, and pays nothing. */

let gateway: FaultyGateway;
let keys: ApiKeys;
/** Each call of it costs the same whatever it says, so that what is set aside is what it costs. */
let flat: string;
const models = new Map<ModelCaller, string>();

/** What one call of `flat` costs. */
const EACH = 2;

beforeAll(async () => {
  gateway = await faultyGateway();
  keys = createApiKeys({ db: gateway.db, clock: gateway.clock });
  const prices = { quotaType: 1, sheet: { output_price: String(EACH) } };
  flat = (await gateway.offer([{ type: 'openai' }], { prices })).name;
  for (const caller of CALLERS) models.set(caller, (await gateway.offer([{ type: caller.channel }])).name);
});
afterAll(() => gateway.close());

const [chat] = CALLERS as [ModelCaller];

function callFlat(holder: KeyHolder): Promise<Response> {
  return holder.call(chat.path(flat, false), chat.body(flat, { stream: false }));
}

function statusesOf(answers: readonly Response[]): Readonly<Record<number, number>> {
  const counts: Record<number, number> = {};
  for (const { status } of answers) counts[status] = (counts[status] ?? 0) + 1;
  return counts;
}

describe.each(CALLERS)('$protocol', (caller) => {
  const call = (holder: KeyHolder, secret = holder.secret, maxTokens = 100) => {
    const model = models.get(caller) ?? '';
    const body = caller.body(model, { stream: true, maxTokens });
    return holder.call(caller.path(model, true), body, { authorization: `Bearer ${secret}` });
  };

  test('a key that is missing, wrong, too old, or switched off', async () => {
    const holder = await gateway.keyHolder();
    const model = models.get(caller) ?? '';
    const body = JSON.stringify(caller.body(model, { stream: true }));
    const nobody = await fetch(`${gateway.baseUrl}${caller.path(model, true)}`, { method: 'POST', body });
    expect(nobody.headers.get('www-authenticate')).toBe('Bearer');
    await expectFailure(nobody, caller, 'unauthenticated');
    await expectFailure(await call(holder, 'sk-wrong'), caller, 'unauthenticated');
    const strange = `${holder.secret.slice(0, -2)}zz`;
    await expectFailure(await call(holder, strange), caller, 'unauthenticated');
    const old = await gateway.keyHolder(100, { expiresAt: new Date(gateway.clock.now().getTime() + 60_000) });
    gateway.advance(61_000);
    await expectFailure(await call(old), caller, 'unauthenticated');
    await keys.update(holder.user.id, holder.keyId, { enabled: false });
    gateway.advance(1_000);
    await expectFailure(await call(holder), caller, 'unauthenticated');
  });

  test('a key from another address, and a model that the key does not allow', async () => {
    const elsewhere = await gateway.keyHolder(100, { allowedIps: ['203.0.113.0/24'] });
    await expectFailure(await call(elsewhere), caller, 'forbidden');
    const narrow = await gateway.keyHolder(100, { allowedModels: [flat] });
    await expectFailure(await call(narrow), caller, 'forbidden');
  });

  test('a balance that is too low, and a quota that is spent', async () => {
    const poor = await gateway.keyHolder(0.01);
    await expectFailure(await call(poor), caller, 'unpaid');
    expect(await poor.user.balance()).toEqual({ available: 0.01, held: 0 });
    const spent = await gateway.keyHolder(100, { quotaLimit: credits('0.01') });
    await expectFailure(await call(spent), caller, 'unpaid');
    expect(await spent.user.balance()).toEqual({ available: 100, held: 0 });
  });

  test('requests a minute, tokens a minute, and calls at once', async () => {
    const seldom = await gateway.keyHolder(100, { requestsPerMinute: 1 });
    expect((await call(seldom)).status).toBe(200);
    const refused = await call(seldom);
    expect(Number(refused.headers.get('retry-after'))).toBeGreaterThan(0);
    await expectFailure(refused, caller, 'limited');
    const little = await gateway.keyHolder(100, { tokensPerMinute: 500 });
    await expectFailure(await call(little, little.secret, 1_000), caller, 'invalid');
    // What was refused does not count.
    expect((await call(little)).status).toBe(200);
    const single = await gateway.keyHolder(100, { maxConcurrency: 1 });
    gateway.simulator.fail({ faults: [{ kind: 'stall', afterContent: 1 }] });
    const open = await call(single);
    await expectFailure(await call(single), caller, 'limited');
    await open.body?.cancel();
    await eventually(async () => expect((await call(single)).status).toBe(200));
  });
});

test('a call that is refused uses nothing of its minute', async () => {
  const model = models.get(chat) ?? '';
  const call = (holder: KeyHolder) =>
    holder.call(chat.path(model, true), chat.body(model, { stream: true, maxTokens: 100 }));
  const single = await gateway.keyHolder(100, { maxConcurrency: 1, tokensPerMinute: 500 });
  gateway.simulator.fail({ faults: [{ kind: 'stall', afterContent: 1 }] });
  const open = await call(single);
  for (let i = 0; i < 6; i++) await expectFailure(await call(single), chat, 'limited');
  await open.body?.cancel();
  await eventually(async () => expect((await call(single)).status).toBe(200));

  const poor = await gateway.keyHolder(0, { tokensPerMinute: 500 });
  for (let i = 0; i < 6; i++) await expectFailure(await call(poor), chat, 'unpaid');
});

test('a balance for 10 calls lets exactly 10 of 50 in that come at once', async () => {
  const holder = await gateway.keyHolder(10 * EACH);
  const answers = await Promise.all(Array.from({ length: 50 }, () => callFlat(holder)));
  expect(statusesOf(answers)).toEqual({ 200: 10, [FAILURE_STATUS.unpaid]: 40 });
  await eventually(async () => expect(await holder.user.balance()).toEqual({ available: 0, held: 0 }));
  expect(await gateway.callsOf(holder)).toHaveLength(10);
});

test('a quota for 10 calls does so too', async () => {
  const holder = await gateway.keyHolder(100, { quotaLimit: credits(10 * EACH) });
  const answers = await Promise.all(Array.from({ length: 50 }, () => callFlat(holder)));
  expect(statusesOf(answers)).toEqual({ 200: 10, [FAILURE_STATUS.unpaid]: 40 });
  await eventually(async () =>
    expect(await holder.user.balance()).toEqual({ available: 100 - 10 * EACH, held: 0 }),
  );
  const { quotaSpent, quotaRemaining } = await keys.get(holder.user.id, holder.keyId);
  expect([quotaSpent, quotaRemaining]).toEqual([credits(10 * EACH), 0n]);
});

test('a channel takes no more calls at once than it may, and the next one goes elsewhere', async () => {
  const { name, channels } = await gateway.offer([{ type: 'openai', maxConcurrency: 1 }, { type: 'claude' }]);
  const [narrow, wide] = channels;
  narrow.failNext({ kind: 'stall', afterContent: 1 });
  const holder = await gateway.keyHolder();
  const ask = () => holder.call(chat.path(name, true), chat.body(name, { stream: true }));
  const open = await ask();
  expect((await ask()).status).toBe(200);
  expect([narrow.requests.length, wide.requests.length]).toEqual([1, 1]);
  await open.body?.cancel();
  await eventually(async () => {
    await (await ask()).text();
    expect(narrow.requests.length).toBeGreaterThan(1);
  });
});

test('a channel that is full and alone', async () => {
  const { name, channels } = await gateway.offer([{ type: 'openai', maxConcurrency: 1 }]);
  channels[0].failNext({ kind: 'stall', afterContent: 1 });
  const holder = await gateway.keyHolder();
  const open = await holder.call(chat.path(name, true), chat.body(name, { stream: true }));
  const refused = await holder.call(chat.path(name, false), chat.body(name, { stream: false }));
  await expectFailure(refused, chat, 'unavailable');
  await open.body?.cancel();
});

test('the books hold', async () => {
  await gateway.simulator.untilIdle();
  await eventually(async () => expect(await gateway.complaints()).toEqual([]));
});
