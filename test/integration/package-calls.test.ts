import { QueryTypes } from 'sequelize';
import { credits } from '../../domain/credits';
import { giveBackAbandoned } from '../../domain/gateway/abandoned';
import { endAbandonedPackageCalls } from '../../domain/gateway/abandoned-package-calls';
import { CALL_HOLD_MS, newCallId } from '../../domain/gateway/call';
import { createCallLog } from '../../domain/gateway/calls';
import { forgetEndedWindows } from '../../domain/gateway/ended-windows';
import { windowEnd, windowStart, type Window } from '../../domain/gateway/windows';
import { overduePackageCalls } from '../../domain/gateway/package-calls';
import { createCalls } from '../../domain/gateway/settling';
import { FAILURE_STATUS } from '../../providers/llm/exchange/failure';
import { eventually, faultyGateway, type FaultyGateway } from '../support/faulty-upstreams';
import { CALLERS, expectFailure, type ModelCaller } from '../support/model-callers';
import { untilNoon } from '../support/noon';
import type { KeyHolder } from '../support/model-gateway';
import { ANSWERED, openPackageCall, packageMetering } from '../support/package-call';
import { limit, packageWorld, type PackageHolder, type PackageWorld } from '../support/package-holder';

/** Calls that a package pays for: exactly as many as it has room for, in the windows that they began in. */

let gateway: FaultyGateway;
let world: PackageWorld;
/** Each call of it costs the same whatever it says, so that what is set aside is what it costs. */
let flat: string;
const models = new Map<ModelCaller, string>();

/** What one call of `flat` costs. */
const EACH = 2;
const [chat] = CALLERS as [ModelCaller];

beforeAll(async () => {
  gateway = await faultyGateway();
  gateway.advance(untilNoon(gateway.clock));
  world = packageWorld(gateway);
  const prices = { quotaType: 1, sheet: { output_price: String(EACH) } };
  flat = (await gateway.offer([{ type: 'openai' }], { prices })).name;
  for (const caller of CALLERS) models.set(caller, (await gateway.offer([{ type: caller.channel }])).name);
});
afterAll(() => gateway.close());

function callFlat(holder: KeyHolder, stream = false): Promise<Response> {
  return holder.call(chat.path(flat, stream), chat.body(flat, { stream }));
}

async function statuses(holder: KeyHolder, count: number): Promise<Readonly<Record<number, number>>> {
  const answers = await Promise.all(Array.from({ length: count }, () => callFlat(holder)));
  const counts: Record<number, number> = {};
  for (const { status } of answers) counts[status] = (counts[status] ?? 0) + 1;
  return counts;
}

/** Lets the second pass after which every change is in force. */
const settle = () => gateway.advance(1_000);

const log = () => createCallLog({ db: gateway.db, ledger: gateway.ledger });

test('a call draws on every limit of its package and moves no money; its explanation says what it drew', async () => {
  const limits = [
    limit('requests', 'day', 5),
    limit('credits', 'week', 50),
    limit('tokens', 'month', 100_000),
    limit('credits', 'life', 100),
  ];
  const holder = await world.holder(limits, { balance: 7, name: 'Everything' });
  const now = gateway.clock.now();
  const answer = await callFlat(holder);
  expect([answer.status, answer.headers.get('x-taskloom-cost')]).toEqual([200, String(EACH)]);
  const { call, trail } = await log().explain(answer.headers.get('x-taskloom-call') ?? '');
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
    expect(await statuses(holder, 50)).toEqual({ 200: 10, [FAILURE_STATUS.unpaid]: 40 });
    await eventually(async () =>
      expect(await holder.use(least.unit, least.window)).toEqual({
        used: least.unit === 'credits' ? 10 * EACH : 10,
        reserved: 0,
      }),
    );
    expect(await holder.use('requests', 'life')).toEqual({ used: 10, reserved: 0 });
    expect(await gateway.callsOf(holder)).toHaveLength(10);
    settle();
    expect(await statuses(holder, 3)).toEqual({ [FAILURE_STATUS.unpaid]: 3 });
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
    settle();
    for (const holder of [off, over, gone]) {
      await expectFailure(await call(holder), caller, 'forbidden');
      expect(await holder.user.balance()).toEqual({ available: 100, held: 0 });
    }
    await world.userPackages.update(off.packageId, { enabled: true });
    settle();
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

describe('time', () => {
  /** Goes to a moment before the window of now ends. */
  const toTheEndOf = (window: Window, msBefore: number) => {
    const end = windowEnd(window, gateway.clock.now());
    if (!end) throw new Error('it ends');
    gateway.advance(end.getTime() - msBefore - gateway.clock.now().getTime());
  };

  test.each<Window>(['day', 'week', 'month'])('a %s that is used up begins anew', async (window) => {
    toTheEndOf(window, 3_600_000);
    const holder = await world.holder([limit('requests', window, 1)], { durationDays: 100 });
    expect(await statuses(holder, 2)).toEqual({ 200: 1, [FAILURE_STATUS.unpaid]: 1 });
    expect((await holder.standing()).status).toBe('active');
    toTheEndOf(window, 60_000);
    expect((await callFlat(holder)).status).toBe(FAILURE_STATUS.unpaid);
    toTheEndOf(window, 0);
    expect(await holder.use('requests', window)).toEqual({ used: 0, reserved: 0 });
    expect(await statuses(holder, 2)).toEqual({ 200: 1, [FAILURE_STATUS.unpaid]: 1 });
    expect(await holder.use('requests', window)).toEqual({ used: 1, reserved: 0 });
  });

  test('what is for all time does not begin anew: the package is exhausted', async () => {
    const holder = await world.holder([limit('requests', 'life', 1)], { type: 'quota', durationDays: 100 });
    expect(await statuses(holder, 2)).toEqual({ 200: 1, [FAILURE_STATUS.unpaid]: 1 });
    expect((await holder.standing()).status).toBe('exhausted');
    toTheEndOf('month', 0);
    expect((await callFlat(holder)).status).toBe(FAILURE_STATUS.unpaid);
    await world.userPackages.update(holder.packageId, { limits: [limit('requests', 'life', 2)] });
    settle();
    expect((await holder.standing()).status).toBe('active');
    expect((await callFlat(holder)).status).toBe(200);
  });

  test('a call that goes on over midnight, and over the end of its package, is spent where it began', async () => {
    toTheEndOf('day', 5_000);
    const limits = [limit('requests', 'day', 1), limit('credits', 'day', 10)];
    const holder = await world.holder(limits, { durationDays: 1 });
    const began = gateway.clock.now();
    gateway.simulator.script({ text: 'one two three four five six', delayMs: 60 });
    const open = await callFlat(holder, true);
    expect(await holder.use('requests', 'day')).toEqual({ used: 0, reserved: 1 });
    await world.userPackages.update(holder.packageId, { expiresAt: gateway.clock.now() });
    toTheEndOf('day', 0);
    expect(chat.isEnded(await open.text())).toBe(true);
    const [written] = await gateway.callsOf(holder);
    expect(written).toMatchObject({ status: 'succeeded', cost: EACH });
    const { call } = await log().explain(open.headers.get('x-taskloom-call') ?? '');
    expect(call.package?.draws.map(({ windowStart: at }) => at)).toEqual(
      [1, 2].map(() => windowStart('day', began)),
    );
    expect(await holder.use('requests', 'day')).toEqual({ used: 0, reserved: 0 });
    expect((await callFlat(holder)).status).toBe(FAILURE_STATUS.forbidden);
  });

  test('a key’s own day and month', async () => {
    const holder = await gateway.keyHolder(100, { dailyRequests: 2, monthlyCredits: credits(3 * EACH) });
    expect(await statuses(holder, 5)).toEqual({ 200: 2, [FAILURE_STATUS.unpaid]: 3 });
    toTheEndOf('day', 0);
    const isNewMonth = gateway.clock.now().getUTCDate() === 1;
    expect(await statuses(holder, 3)).toEqual({
      200: isNewMonth ? 2 : 1,
      [FAILURE_STATUS.unpaid]: isNewMonth ? 1 : 2,
    });
    toTheEndOf('month', 0);
    expect(await statuses(holder, 3)).toEqual({ 200: 2, [FAILURE_STATUS.unpaid]: 1 });
    expect((await holder.user.balance()).held).toBe(0);
  });
});

test('an answer that uses more than was thought is drawn whole, and the next call finds no room', async () => {
  const { name } = await gateway.offer([{ type: 'openai' }]);
  gateway.simulator.script({ text: 'short', usage: { input: 10, output: 1_000_000 } });
  const holder = await world.holder([limit('credits', 'day', 5)], { balance: 100 });
  await (await holder.call(chat.path(name, false), chat.body(name, { stream: false }))).text();
  expect(await holder.use('credits', 'day')).toEqual({ used: 2_000.01, reserved: 0 });
  expect((await callFlat(holder)).status).toBe(FAILURE_STATUS.unpaid);
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
  expect(await statuses(holder, 2)).toEqual({ [FAILURE_STATUS.unpaid]: 2 });
  await world.userPackages.update(holder.packageId, { uses: uses(1n) });
  settle();
  expect(await statuses(holder, 5)).toEqual({ 200: 2, [FAILURE_STATUS.unpaid]: 3 });
});

describe('a process that dies', () => {
  const metering = () => packageMetering(gateway);
  const openCall = (holder: PackageHolder) => openPackageCall(gateway, holder, flat, EACH);
  const sweep = () => endAbandonedPackageCalls(gateway);

  test('gives back what its calls had reserved, two minutes later, and each is written down', async () => {
    const holder = await world.holder([limit('requests', 'day', 2), limit('credits', 'life', 2 * EACH)]);
    await openCall(holder);
    await openCall(holder);
    await expect(openCall(holder)).rejects.toMatchObject({ code: 'QUOTA_SPENT' });
    expect(await sweep()).toBe(0);
    expect(await holder.use('requests', 'day')).toEqual({ used: 0, reserved: 2 });
    gateway.advance(CALL_HOLD_MS + 1_000);
    const swept = await Promise.all([sweep(), sweep(), sweep()]);
    expect(swept.reduce((sum, each) => sum + each)).toBe(2);
    expect(await sweep()).toBe(0);
    const { uses } = await holder.standing();
    expect(uses.map(({ used, reserved }) => [used, reserved])).toEqual([
      [0n, 0n],
      [0n, 0n],
    ]);
    const { items } = await log().page({ userId: holder.user.id }, { page: 1, pageSize: 10 });
    expect(items).toMatchObject(
      [1, 2].map(() => ({
        status: 'abandoned',
        cost: 0n,
        ip: '203.0.113.7',
        package: { id: holder.packageId },
      })),
    );
  });

  test('and was not dead: its call is drawn once all the same, however often it is settled', async () => {
    const holder = await world.holder([limit('requests', 'life', 1), limit('credits', 'life', EACH)]);
    const call = await openCall(holder);
    gateway.advance(CALL_HOLD_MS + 1_000);
    expect(await sweep()).toBe(1);
    const charges = [await metering().settle(call, ANSWERED), await metering().settle(call, ANSWERED)];
    expect(charges.map(({ cost }) => cost)).toEqual([credits(EACH), credits(EACH)]);
    expect(await holder.use('credits', 'life')).toEqual({ used: EACH, reserved: 0 });
    expect(await holder.use('requests', 'life')).toEqual({ used: 1, reserved: 0 });
    expect(await gateway.callsOf(holder)).toMatchObject([{ status: 'succeeded', cost: EACH }]);
    expect((await holder.standing()).status).toBe('exhausted');
  });

  test('is not taken for one that called a free model', async () => {
    const holder = await world.holder([limit('requests', 'life', 5)]);
    const call = await openCall(holder);
    gateway.advance(CALL_HOLD_MS + 1_000);
    expect(await giveBackAbandoned(100, { ...gateway, longestCallMs: 0 })).toBe(0);
    expect(await holder.use('requests', 'life')).toEqual({ used: 0, reserved: 1 });
    await metering().settle(call, ANSWERED);
    expect(await holder.use('requests', 'life')).toEqual({ used: 1, reserved: 0 });
  });

  test('a call whose opening is repeated, for its answer was lost, finds room in its own', async () => {
    const holder = await world.holder([limit('requests', 'life', 1)]);
    const call = await openCall(holder);
    await metering().open(call.facts, call.quote, call.reservations);
    expect(await holder.use('requests', 'life')).toEqual({ used: 0, reserved: 1 });
    await metering().settle(call, ANSWERED);
    expect(await holder.use('requests', 'life')).toEqual({ used: 1, reserved: 0 });
  });

  test('a sweep and a settlement at once: one of them has it', async () => {
    const holder = await world.holder([limit('requests', 'life', 100), limit('credits', 'life', 1_000)]);
    const calls = await Promise.all(Array.from({ length: 20 }, () => openCall(holder)));
    gateway.advance(CALL_HOLD_MS + 1_000);
    const settling = calls.map((call) => metering().settle(call, ANSWERED));
    await Promise.all([...settling, sweep(), sweep()]);
    expect(await holder.use('requests', 'life')).toEqual({ used: 20, reserved: 0 });
    expect(await holder.use('credits', 'life')).toEqual({ used: 20 * EACH, reserved: 0 });
    const written = await gateway.callsOf(holder);
    expect(written.map(({ status }) => status)).toEqual(calls.map(() => 'succeeded'));
  });

  test('one that lives keeps its calls open for as long as they go on', async () => {
    const holder = await world.holder([limit('requests', 'day', 2)]);
    jest.useFakeTimers({ doNotFake: ['setImmediate', 'nextTick', 'performance', 'setTimeout', 'Date'] });
    try {
      const { db, clock } = gateway;
      const onFailure = (error: unknown) => expect(error).toBeUndefined();
      const calls = createCalls({ db, metering: metering(), clock, onFailure });
      const { facts, quote } = await openCall(holder);
      const mine = { ...facts, id: newCallId(clock.now()) };
      const call = await calls.open(mine, quote, []);
      gateway.advance(CALL_HOLD_MS - 1_000);
      jest.advanceTimersByTime(40_000);
      const soon = new Date(clock.now().getTime() + 60_000);
      await eventually(async () => {
        const overdue = await overduePackageCalls(db, soon, 10);
        expect(overdue.map(({ id }) => id)).toEqual([facts.id]);
      });
      gateway.advance(2_000);
      // The other has nobody who keeps it.
      expect(await sweep()).toBe(1);
      await calls.settle(call, ANSWERED);
      await calls.close();
      expect(await gateway.callsOf(holder)).toMatchObject([{ status: 'abandoned' }, { status: 'succeeded' }]);
    } finally {
      jest.useRealTimers();
    }
  });
});

test('what was counted in windows that are long over is forgotten; a quota that began then is not', async () => {
  const limits = [
    limit('requests', 'day', 5),
    limit('requests', 'week', 5),
    limit('requests', 'month', 5),
    limit('requests', 'life', 5),
  ];
  const holder = await world.holder(limits, { durationDays: 200, balance: 10 });
  const own = await world.keys.create(holder.user.id, { name: 'own', quotaLimit: credits(10) });
  await world.keys.resetUsage(holder.user.id, own.key.id);
  const bearing = { authorization: `Bearer ${own.secret}` };
  await callFlat(holder);
  await holder.call(chat.path(flat, false), chat.body(flat, { stream: false }), bearing);
  gateway.advance(30 * 86_400_000);
  await callFlat(holder);
  gateway.advance(40 * 86_400_000);
  await forgetEndedWindows(gateway);
  const counted = await gateway.db.query<{ subject: string; spent: string }>(
    'SELECT subject, CAST(spent AS CHAR) AS spent FROM gateway_budgets WHERE subject LIKE ? OR subject = ?',
    {
      replacements: [`package:${holder.packageId}/%`, `key:${own.key.id}`],
      type: QueryTypes.SELECT,
    },
  );
  const left = (subject: string, spent: number | bigint) => ({ subject, spent: String(spent) });
  const byName = (a: { subject: string }, b: { subject: string }) => (a.subject < b.subject ? -1 : 1);
  expect([...counted].sort(byName)).toEqual([
    left(`key:${own.key.id}`, credits(EACH)),
    ...['day', 'life', 'month', 'week'].map((window) =>
      left(`package:${holder.packageId}/${window}`, window === 'life' ? 2 : 1),
    ),
  ]);
});

test('the books hold', async () => {
  await gateway.simulator.untilIdle();
  await eventually(async () => expect(await gateway.complaints()).toEqual([]));
});
