import { CREDIT, credits } from '../../domain/credits';
import { endAbandonedCall, giveBackAbandoned } from '../../domain/gateway/abandoned';
import { CALL_HOLD_MS } from '../../domain/gateway/call';
import { layCable, type Cable } from '../support/cable';
import {
  answered,
  budgetOf,
  callOf,
  callProcess,
  FAILED,
  quoteOf,
  type CallProcess,
} from '../support/gateway-calls';
import { gatewayDomain, type GatewayDomain } from '../support/gateway-domain';
import { until } from '../support/studio-user';

/** A process that takes calls, behind a cable to its database; everybody else looks on from the other side. */

let gateway: GatewayDomain;
let cable: Cable;
let here: CallProcess;

beforeAll(async () => {
  // Sequelize says there that it cannot roll back over a connection that is gone.
  vi.spyOn(console, 'warn').mockImplementation(() => {});
  gateway = await gatewayDomain();
  const url = new URL(gateway.url);
  cable = await layCable({ host: url.hostname, port: Number(url.port) });
  url.host = `${cable.host}:${cable.port}`;
  here = callProcess(gateway, url.href);
});
beforeEach(() => {
  here.failures.length = 0;
});
afterEach(async () => {
  expect((await gateway.ledger.audit()).violations).toEqual([]);
});
afterAll(async () => {
  await here.close();
  await cable.remove();
  await gateway.close();
});

const requests = (subject: string) => [budgetOf(subject, 'requests', 1000n)];
const open = (user: number, amount: bigint, subject: string, cost = amount) =>
  here.calls.open(callOf(user, gateway.clock), quoteOf(amount, cost), requests(subject));
const budget = async (subject: string) => {
  const query = 'SELECT reserved, spent FROM gateway_budgets WHERE subject = ?';
  const [found] = await gateway.select(query, [subject]);
  return found && { ...found };
};
const rows = async (user: number) =>
  (
    await gateway.select<{ n: number }>('SELECT COUNT(*) AS n FROM gateway_calls WHERE user_id = ?', [user])
  )[0]?.n;

test('calls that end while the database is away are charged when it is back, each once', async () => {
  const user = await gateway.newUser(100);
  const paid = await Promise.all(Array.from({ length: 10 }, () => open(user, CREDIT, 'outage:1')));
  const free = await Promise.all(Array.from({ length: 10 }, () => open(user, 0n, 'outage:1')));
  const dear = await open(user, CREDIT, 'outage:1', credits(3));
  const [failed, ...plain] = paid;
  cable.cut();
  const settling = [
    here.calls.settle(failed!, FAILED),
    ...[dear, ...plain, ...free].map((call) => here.calls.settle(call, answered())),
  ];
  await until(() => Promise.resolve(here.failures.length > 40));
  expect(here.calls.count).toBe(21);
  cable.mend();
  await Promise.all(settling);
  expect(here.calls.count).toBe(0);
  expect(await gateway.balance(user)).toEqual({ available: credits(88), held: 0n });
  expect(await rows(user)).toBe(21);
  expect(await budget('outage:1')).toEqual({ reserved: 0, spent: 21 });
});

test('nothing is charged twice or lost when the cable breaks again and again', async () => {
  const user = await gateway.newUser(1000);
  const queue = Array.from({ length: 150 }, (_, n) => n);
  let settled = 0;
  let opened = 0;
  let sum = 0n;
  const one = async (n: number) => {
    const cost = n % 3 ? CREDIT + BigInt(n % 2) : 0n;
    const call = await open(user, n % 3 ? CREDIT : 0n, 'outage:2', cost).catch(() => undefined);
    if (!call) return;
    opened += 1;
    const charge = await here.calls.settle(call, answered());
    expect(charge).toMatchObject({ cost, shortfall: 0n });
    sum += cost;
    if (++settled % 15 !== 0) return;
    cable.cut();
    setImmediate(() => cable.mend());
  };
  const worker = async () => {
    for (let n = queue.pop(); n !== undefined; n = queue.pop()) await one(n);
  };
  await Promise.all(Array.from({ length: 24 }, worker));
  expect(here.failures.length).toBeGreaterThan(0);
  expect(opened).toBeGreaterThan(20);
  // An opening whose answer was lost may have landed: that is the sweeper's.
  gateway.advance(CALL_HOLD_MS + 61_000);
  for (const hold of await gateway.ledger.expiredHolds(gateway.clock.now(), 1000)) {
    await endAbandonedCall(hold, gateway);
  }
  await giveBackAbandoned(1000, { ...gateway, longestCallMs: 60_000 });
  expect(await gateway.balance(user)).toEqual({ available: credits(1000) - sum, held: 0n });
  expect(await budget('outage:2')).toEqual({ reserved: 0, spent: opened });
});

test('calls whose holds ran out during an outage are charged none the less', async () => {
  const user = await gateway.newUser(10);
  const calls = await Promise.all(Array.from({ length: 5 }, () => open(user, CREDIT, 'outage:4')));
  cable.cut();
  const settling = calls.map((call) => here.calls.settle(call, answered()));
  await until(() => Promise.resolve(here.failures.length > 5));
  gateway.advance(CALL_HOLD_MS + 1);
  const expired = await gateway.ledger.expiredHolds(gateway.clock.now(), 10);
  expect(expired).toHaveLength(5);
  for (const hold of expired) expect(await endAbandonedCall(hold, gateway)).toBe(true);
  expect(await gateway.balance(user)).toEqual({ available: credits(10), held: 0n });
  cable.mend();
  await Promise.all(settling);
  expect(await gateway.balance(user)).toEqual({ available: credits(5), held: 0n });
  expect(await budget('outage:4')).toEqual({ reserved: 0, spent: 5 });
});
