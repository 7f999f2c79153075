import { credits } from '../../domain/credits';
import { giveBackAbandoned } from '../../domain/gateway/abandoned';
import { endAbandonedPackageCalls } from '../../domain/gateway/abandoned-package-calls';
import { CALL_HOLD_MS, newCallId } from '../../domain/gateway/call';
import { overduePackageCalls } from '../../domain/gateway/package-calls';
import { createCalls } from '../../domain/gateway/settling';
import { eventually } from '../support/eventually';
import { EACH, flatCalls, type FlatCalls } from '../support/flat-calls';
import { ANSWERED, openPackageCall, packageMetering } from '../support/package-call';
import { limit, type PackageHolder } from '../support/package-holder';

/** Calls on packages whose process dies, or is only taken for dead. */

let calls: FlatCalls;
let gateway: FlatCalls['gateway'];
let world: FlatCalls['world'];
let flat: string;

beforeAll(async () => {
  calls = await flatCalls();
  ({ gateway, world, flat } = calls);
});
afterAll(() => gateway.close());

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
    const { items } = await calls.log.page({ userId: holder.user.id }, { page: 1, pageSize: 10 });
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
    vi.useFakeTimers({ toFake: ['setInterval', 'clearInterval'] });
    try {
      const { db, clock } = gateway;
      const onFailure = (error: unknown) => expect(error).toBeUndefined();
      const open = createCalls({ db, metering: metering(), clock, onFailure });
      const { facts, quote } = await openCall(holder);
      const mine = { ...facts, id: newCallId(clock.now()) };
      const call = await open.open(mine, quote, []);
      gateway.advance(CALL_HOLD_MS - 1_000);
      vi.advanceTimersByTime(40_000);
      const soon = new Date(clock.now().getTime() + 60_000);
      await eventually(async () => {
        const overdue = await overduePackageCalls(db, soon, 10);
        expect(overdue.map(({ id }) => id)).toEqual([facts.id]);
      });
      gateway.advance(2_000);
      // The other has nobody who keeps it.
      expect(await sweep()).toBe(1);
      await open.settle(call, ANSWERED);
      await open.close();
      expect(await gateway.callsOf(holder)).toMatchObject([{ status: 'abandoned' }, { status: 'succeeded' }]);
    } finally {
      vi.useRealTimers();
    }
  });
});

test('the books hold', async () => {
  await gateway.simulator.untilIdle();
  await eventually(async () => expect(await gateway.complaints()).toEqual([]));
});
