import { credits } from '../../domain/credits';
import { windowStart, type Window } from '../../domain/gateway/windows';
import { FAILURE_STATUS } from '../../providers/llm/exchange/failure';
import { eventually } from '../support/eventually';
import { EACH, flatCalls, type FlatCalls } from '../support/flat-calls';
import { CALLERS, expectFailure, type ModelCaller } from '../support/model-callers';
import type { KeyHolder } from '../support/model-gateway';
import { limit } from '../support/package-holder';

/** Calls that a package pays for: exactly as many as it has room for. */

let calls: FlatCalls;
let gateway: FlatCalls['gateway'];
let world: FlatCalls['world'];
let flat: string;
const models = new Map<ModelCaller, string>();
const [chat] = CALLERS as [ModelCaller];

beforeAll(async () => {
  calls = await flatCalls();
  ({ gateway, world, flat } = calls);
  for (const caller of CALLERS) models.set(caller, (await gateway.offer([{ type: caller.channel }])).name);
});
afterAll(() => gateway.close());

test('a call draws on every limit of its package and moves no money; its explanation says what it drew', async () => {
  const limits = [
    limit('requests', 'day', 5),
    limit('credits', 'week', 50),
    limit('tokens', 'month', 100_000),
    limit('credits', 'life', 100),
  ];
  const holder = await world.holder(limits, { balance: 7, name: 'Everything' });
  const now = gateway.clock.now();
  const answer = await calls.call(holder);
  expect([answer.status, answer.headers.get('x-taskloom-cost')]).toEqual([200, String(EACH)]);
  const { call, trail } = await calls.log.explain(answer.headers.get('x-taskloom-call') ?? '');
  const tokens = BigInt(call.usage.input + call.usage.output);
  const drawn = (unit: string, window: Window, amount: bigint) => ({
    unit,
    window,
    windowStart: windowStart(window, now),
    amount,
  });
  expect(call).toMatchObject({ cost: credits(EACH), held: 0n, shortfall: 0n, keyId: holder.keyId });
  expect(call.package).toMatchObject({ id: holder.packageId, name: 'Everything' });
  expect(call.package?.draws).toHaveLength(4);
  expect(call.package?.draws).toEqual(
    expect.arrayContaining([
      drawn('requests', 'day', 1n),
      drawn('credits', 'week', credits(EACH)),
      drawn('tokens', 'month', tokens),
      drawn('credits', 'life', credits(EACH)),
    ]),
  );
  expect([trail.holds, trail.captures, trail.transfers]).toEqual([[], [], []]);
  expect(await holder.user.balance()).toEqual({ available: 7, held: 0 });
  expect(await holder.use('requests', 'day')).toEqual({ used: 1, reserved: 0 });
  expect(await holder.use('credits', 'week')).toEqual({ used: EACH, reserved: 0 });
  expect(await holder.use('tokens', 'month')).toEqual({ used: Number(tokens), reserved: 0 });
  expect((await holder.standing()).status).toBe('active');
});

describe('of 50 calls at once exactly those are let in that there is room for', () => {
  test.each([
    ['requests', limit('requests', 'day', 10)],
    ['credits', limit('credits', 'month', 10 * EACH)],
    ['the least of several', limit('requests', 'week', 10)],
  ])('by %s', async (_, least) => {
    const others = [limit('credits', 'day', 1_000), limit('requests', 'life', 25)];
    const holder = await world.holder([least, ...others.filter(({ window }) => window !== least.window)]);
    expect(await calls.statuses(holder, 50)).toEqual({ 200: 10, [FAILURE_STATUS.unpaid]: 40 });
    await eventually(async () =>
      expect(await holder.use(least.unit, least.window)).toEqual({
        used: least.unit === 'credits' ? 10 * EACH : 10,
        reserved: 0,
      }),
    );
    expect(await holder.use('requests', 'life')).toEqual({ used: 10, reserved: 0 });
    expect(await gateway.callsOf(holder)).toHaveLength(10);
    calls.settle();
    expect(await calls.statuses(holder, 3)).toEqual({ [FAILURE_STATUS.unpaid]: 3 });
  });

  test('by two keys of one package together', async () => {
    const holder = await world.holder([limit('requests', 'day', 10)]);
    const second = await world.keys.create(holder.user.id, { name: 'two', userPackageId: holder.packageId });
    const bearing = { authorization: `Bearer ${second.secret}` };
    const answers = await Promise.all(
      Array.from({ length: 50 }, (_, n) =>
        holder.call(chat.path(flat, false), chat.body(flat, { stream: false }), n % 2 === 0 ? {} : bearing),
      ),
    );
    expect(answers.filter(({ status }) => status === 200)).toHaveLength(10);
  });
});

describe.each(CALLERS)('$protocol', (caller) => {
  const call = (holder: KeyHolder) => {
    const model = models.get(caller) ?? '';
    return holder.call(caller.path(model, true), caller.body(model, { stream: true }));
  };

  test('a package that is switched off, is over, or was taken away refuses calls; the balance does not step in', async () => {
    const [off, over, gone] = await Promise.all([1, 2, 3].map(() => world.holder([], { balance: 100 })));
    if (!off || !over || !gone) throw new Error('three');
    expect((await call(off)).status).toBe(200);
    await world.userPackages.update(off.packageId, { enabled: false });
    await world.userPackages.update(over.packageId, { expiresAt: gateway.clock.now() });
    await world.userPackages.remove(gone.packageId);
    calls.settle();
    for (const holder of [off, over, gone]) {
      await expectFailure(await call(holder), caller, 'forbidden');
      expect(await holder.user.balance()).toEqual({ available: 100, held: 0 });
    }
    await world.userPackages.update(off.packageId, { enabled: true });
    calls.settle();
    expect((await call(off)).status).toBe(200);
  });

  test('a package without room, and a model that is not in it', async () => {
    const spent = await world.holder([limit('credits', 'day', '0.01')], { balance: 100 });
    await expectFailure(await call(spent), caller, 'unpaid');
    const narrow = await world.holder([], { balance: 100, allowedModels: [flat] });
    await expectFailure(await call(narrow), caller, 'forbidden');
    expect(await narrow.user.balance()).toEqual({ available: 100, held: 0 });
  });

  test('a key that may not be used in this protocol, or with this model', async () => {
    const elsewhere = caller.protocol === 'gemini' ? 'claude' : 'gemini';
    const strange = await gateway.keyHolder(100, { allowedPlatforms: [elsewhere] });
    await expectFailure(await call(strange), caller, 'forbidden');
    const fitting = await gateway.keyHolder(100, { allowedPlatforms: ['claude', 'openai', 'gemini'] });
    expect((await call(fitting)).status).toBe(200);
    const blocked = await gateway.keyHolder(100, { blockedModels: [models.get(caller) ?? ''] });
    await expectFailure(await call(blocked), caller, 'forbidden');
  });
});

test('an answer that uses more than was thought is drawn whole, and the next call finds no room', async () => {
  const { name } = await gateway.offer([{ type: 'openai' }]);
  gateway.simulator.script({ text: 'short', usage: { input: 10, output: 60_000 } });
  const holder = await world.holder([limit('credits', 'day', 10)], { balance: 100 });
  const unlimited = { ...chat.body(name, { stream: false }), max_tokens: null };
  await (await holder.call(chat.path(name, false), unlimited)).text();
  expect(await holder.use('credits', 'day')).toEqual({ used: 120.01, reserved: 0 });
  expect((await calls.call(holder)).status).toBe(FAILURE_STATUS.unpaid);
  expect(await holder.user.balance()).toEqual({ available: 100, held: 0 });
});

test('a call that no upstream answers takes nothing but the request', async () => {
  const { name, channels } = await gateway.offer([{ type: 'openai' }]);
  channels[0].failNext({ kind: 'status', status: 500 });
  const holder = await world.holder([limit('requests', 'day', 5), limit('credits', 'day', 50)]);
  const answer = await holder.call(chat.path(name, false), chat.body(name, { stream: false }));
  expect(answer.status).toBe(502);
  await eventually(async () => expect(await holder.use('requests', 'day')).toEqual({ used: 1, reserved: 0 }));
  expect(await holder.use('credits', 'day')).toEqual({ used: 0, reserved: 0 });
});

test('what an operator says was used counts from the next second on', async () => {
  const holder = await world.holder([limit('requests', 'week', 3)]);
  const uses = (used: bigint) => [{ unit: 'requests', window: 'week', field: 'used', used }] as const;
  await world.userPackages.update(holder.packageId, { uses: uses(3n) });
  expect(await calls.statuses(holder, 2)).toEqual({ [FAILURE_STATUS.unpaid]: 2 });
  await world.userPackages.update(holder.packageId, { uses: uses(1n) });
  calls.settle();
  expect(await calls.statuses(holder, 5)).toEqual({ 200: 2, [FAILURE_STATUS.unpaid]: 3 });
});

test('the books hold', async () => {
  await gateway.simulator.untilIdle();
  await eventually(async () => expect(await gateway.complaints()).toEqual([]));
});
