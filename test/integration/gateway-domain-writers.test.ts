import type { Budget } from '../../domain/gateway/budgets';
import type { OpenCall } from '../../domain/gateway/call';
import { totalsOfKeys } from '../../domain/gateway/totals';
import { budgetsAt, packageSubject, type WindowLimit } from '../../domain/gateway/window-limits';
import { driverFaultOf, faultOf } from '../../domain/db/faults';
import { answered, callOf, callProcess, quoteOf, type CallProcess } from '../support/gateway-calls';
import { gatewayDomain, type GatewayDomain } from '../support/gateway-domain';

/** Two processes that write calls of the same packages and keys, which they meet in opposite orders. */

const PACKAGES = Array.from({ length: 12 }, (_, n) => n + 1);
const ROUNDS = 25;
/** What a call of `answered()` uses. */
const [TOKENS, COST] = [1050n, 3n];

let gateway: GatewayDomain;
let processes: readonly [CallProcess, CallProcess];
beforeAll(async () => {
  gateway = await gatewayDomain();
  processes = [callProcess(gateway), callProcess(gateway)];
});
afterEach(async () => {
  expect((await gateway.ledger.audit()).violations).toEqual([]);
});
afterAll(async () => {
  for (const each of processes) await each.close();
  await gateway.close();
});

const limitOf = (unit: Budget['unit'], window: WindowLimit['window'], limit = 10n ** 12n): WindowLimit => ({
  unit,
  window,
  limit,
});
const LIMITS = [limitOf('requests', 'day'), limitOf('tokens', 'week'), limitOf('credits', 'life')];

/** A call of key `n` on package `n`, which draws on both; free ones draw on the key alone. */
function open(at: CallProcess, n: number, isFree: boolean, limits = LIMITS): Promise<OpenCall> {
  const now = gateway.clock.now();
  const ofKey = budgetsAt(`key:${n}`, [limitOf('requests', 'day')], now);
  const facts = callOf(n, gateway.clock, { keyId: n, userPackageId: isFree ? null : n });
  const ofPackage = isFree ? [] : budgetsAt(packageSubject(n), limits, now);
  return at.metering.open(facts, quoteOf(isFree ? 0n : COST), [...ofPackage, ...ofKey]);
}

/** Counts what the database ends in favour of another. */
function deadlocksOf({ db }: CallProcess): { count: number } {
  const seen = { count: 0 };
  const query = db.query.bind(db) as (...given: unknown[]) => Promise<unknown>;
  vi.spyOn(db, 'query').mockImplementation(((...given: unknown[]) =>
    query(...given).catch((error: unknown) => {
      if ((faultOf(error) ?? driverFaultOf(error)) === 'deadlock') seen.count += 1;
      throw error;
    })) as never);
  return seen;
}

async function spentOf(subject: string): Promise<unknown[]> {
  const rows = await gateway.select<{ unit: string }>(
    'SELECT unit, CAST(reserved AS CHAR) AS reserved, CAST(spent AS CHAR) AS spent FROM gateway_budgets WHERE subject = ?',
    [subject],
  );
  return rows.map((each) => ({ ...each }));
}

test('never wait for each other in a circle, and lose nothing', async () => {
  const seen = processes.map(deadlocksOf);
  const before = await totalsOfKeys(gateway.db, PACKAGES);
  expect(before.size).toBe(0);
  for (let round = 0; round < ROUNDS; round++) {
    const settling = processes.map(async (each, side) => {
      const order = side === 0 ? PACKAGES : [...PACKAGES].reverse();
      const calls = await Promise.all(
        order.flatMap((n) => [open(each, n, false), open(each, n, true), open(each, n, false)]),
      );
      await Promise.all(calls.map((call) => each.metering.settle(call, answered())));
    });
    await Promise.all(settling);
  }
  expect(seen).toEqual([{ count: 0 }, { count: 0 }]);
  const paid = BigInt(2 * 2 * ROUNDS);
  for (const n of PACKAGES) {
    expect(await spentOf(`package:${n}/day`)).toEqual([counted('requests', paid)]);
    expect(await spentOf(`package:${n}/week`)).toEqual([counted('tokens', paid * TOKENS)]);
    expect(await spentOf(`package:${n}/life`)).toEqual([counted('credits', paid * COST)]);
    expect(await spentOf(`key:${n}/day`)).toEqual([counted('requests', (paid * 3n) / 2n)]);
  }
  const totals = await totalsOfKeys(gateway.db, PACKAGES);
  for (const n of PACKAGES) {
    expect(totals.get(n)).toMatchObject({ requests: (Number(paid) * 3) / 2, cost: paid * COST });
  }
  expect(await gateway.select('SELECT call_id FROM gateway_package_calls')).toEqual([]);
});

test('of many that come together exactly those are let in that there is room for, with whatever else comes', async () => {
  const tight = [limitOf('requests', 'day', 10n), limitOf('credits', 'life')];
  const opening = processes.flatMap((each) =>
    Array.from({ length: 40 }, (_, n) =>
      n % 2 ? open(each, 101, false, tight) : open(each, 102 + n, false),
    ),
  );
  const results = await Promise.allSettled(opening);
  const refused = results.flatMap((each) => (each.status === 'rejected' ? [each.reason as object] : []));
  expect(refused).toHaveLength(30);
  for (const error of refused) {
    expect(error).toMatchObject({
      code: 'QUOTA_SPENT',
      details: { subject: 'package:101/day', unit: 'requests', limit: '10', remaining: '0' },
    });
  }
  const calls = results.flatMap((each) => (each.status === 'fulfilled' ? [each.value] : []));
  await Promise.all(calls.map((call, n) => processes[n % 2]!.metering.settle(call, answered())));
  expect(await spentOf('package:101/day')).toEqual([counted('requests', 10n)]);
  expect(await spentOf('package:102/day')).toEqual([counted('requests', 2n)]);
});

test('a batch of calls on packages costs a few statements, however many there are', async () => {
  const [each] = processes;
  await open(each, 201, false).then((call) => each.metering.settle(call, answered()));
  const statements = vi.spyOn(each.db, 'query');
  statements.mockClear();
  const calls = await Promise.all(Array.from({ length: 60 }, (_, n) => open(each, 201 + (n % 5), false)));
  await Promise.all(calls.map((call) => each.metering.settle(call, answered())));
  // The first of them may go alone, the others follow: two statements to open, six to settle.
  expect(statements.mock.calls.length).toBeLessThanOrEqual(2 * (3 + 6));
});

function counted(unit: string, spent: bigint) {
  return { unit, reserved: '0', spent: String(spent) };
}
