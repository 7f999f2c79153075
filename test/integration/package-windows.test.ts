import { QueryTypes } from 'sequelize';
import { credits } from '../../domain/credits';
import { createCallRetention } from '../../domain/gateway/call-retention';
import { windowEnd, windowStart, type Window } from '../../domain/gateway/windows';
import { FAILURE_STATUS } from '../../providers/llm/exchange/failure';
import { eventually } from '../support/eventually';
import { EACH, flatCalls, type FlatCalls } from '../support/flat-calls';
import { CALLERS, type ModelCaller } from '../support/model-callers';
import { limit } from '../support/package-holder';

/** The days, weeks and months of packages and keys, as time goes on. */

let calls: FlatCalls;
let gateway: FlatCalls['gateway'];
let world: FlatCalls['world'];
let flat: string;
const [chat] = CALLERS as [ModelCaller];

beforeAll(async () => {
  calls = await flatCalls();
  ({ gateway, world, flat } = calls);
});
afterAll(() => gateway.close());

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
    expect(await calls.statuses(holder, 2)).toEqual({ 200: 1, [FAILURE_STATUS.unpaid]: 1 });
    expect((await holder.standing()).status).toBe('active');
    toTheEndOf(window, 60_000);
    expect((await calls.call(holder)).status).toBe(FAILURE_STATUS.unpaid);
    toTheEndOf(window, 0);
    expect(await holder.use('requests', window)).toEqual({ used: 0, reserved: 0 });
    expect(await calls.statuses(holder, 2)).toEqual({ 200: 1, [FAILURE_STATUS.unpaid]: 1 });
    expect(await holder.use('requests', window)).toEqual({ used: 1, reserved: 0 });
  });

  test('what is for all time does not begin anew: the package is exhausted', async () => {
    const holder = await world.holder([limit('requests', 'life', 1)], { type: 'quota', durationDays: 100 });
    expect(await calls.statuses(holder, 2)).toEqual({ 200: 1, [FAILURE_STATUS.unpaid]: 1 });
    expect((await holder.standing()).status).toBe('exhausted');
    toTheEndOf('month', 0);
    expect((await calls.call(holder)).status).toBe(FAILURE_STATUS.unpaid);
    await world.userPackages.update(holder.packageId, { limits: [limit('requests', 'life', 2)] });
    calls.settle();
    expect((await holder.standing()).status).toBe('active');
    expect((await calls.call(holder)).status).toBe(200);
  });

  test('a call that goes on over midnight, and over the end of its package, is spent where it began', async () => {
    toTheEndOf('day', 5_000);
    const limits = [limit('requests', 'day', 1), limit('credits', 'day', 10)];
    const holder = await world.holder(limits, { durationDays: 1 });
    const began = gateway.clock.now();
    gateway.simulator.script({ text: 'one two three four five six', delayMs: 60 });
    const open = await calls.call(holder, true);
    expect(await holder.use('requests', 'day')).toEqual({ used: 0, reserved: 1 });
    await world.userPackages.update(holder.packageId, { expiresAt: gateway.clock.now() });
    toTheEndOf('day', 0);
    expect(chat.isEnded(await open.text())).toBe(true);
    const [written] = await gateway.callsOf(holder);
    expect(written).toMatchObject({ status: 'succeeded', cost: EACH });
    const { call } = await calls.log.explain(open.headers.get('x-taskloom-call') ?? '');
    expect(call.package?.draws.map(({ windowStart: at }) => at)).toEqual(
      [1, 2].map(() => windowStart('day', began)),
    );
    expect(await holder.use('requests', 'day')).toEqual({ used: 0, reserved: 0 });
    expect((await calls.call(holder)).status).toBe(FAILURE_STATUS.forbidden);
  });

  test('a key’s own day and month', async () => {
    const holder = await gateway.keyHolder(100, { dailyRequests: 2, monthlyCredits: credits(3 * EACH) });
    expect(await calls.statuses(holder, 5)).toEqual({ 200: 2, [FAILURE_STATUS.unpaid]: 3 });
    toTheEndOf('day', 0);
    const isNewMonth = gateway.clock.now().getUTCDate() === 1;
    expect(await calls.statuses(holder, 3)).toEqual({
      200: isNewMonth ? 2 : 1,
      [FAILURE_STATUS.unpaid]: isNewMonth ? 1 : 2,
    });
    toTheEndOf('month', 0);
    expect(await calls.statuses(holder, 3)).toEqual({ 200: 2, [FAILURE_STATUS.unpaid]: 1 });
    expect((await holder.user.balance()).held).toBe(0);
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
  await calls.call(holder);
  await holder.call(chat.path(flat, false), chat.body(flat, { stream: false }), bearing);
  gateway.advance(30 * 86_400_000);
  await calls.call(holder);
  gateway.advance(40 * 86_400_000);
  await createCallRetention({ ...gateway, callDays: 0 }).sweep();
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
