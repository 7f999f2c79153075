import { CREDIT, credits } from '../../domain/credits';
import { keepTalks, readTalk } from '../../domain/gateway/call-bodies';
import { createCallRetention } from '../../domain/gateway/call-retention';
import { createCallLog } from '../../domain/gateway/calls';
import type { OpenCall } from '../../domain/gateway/call';
import { totalsOfChannels, totalsOfUser } from '../../domain/gateway/totals';
import { windowEnd, windowStart } from '../../domain/gateway/windows';
import { answered, callOf, callProcess, quoteOf, type CallProcess } from '../support/gateway-calls';
import { gatewayDomain, type GatewayDomain } from '../support/gateway-domain';

/** How long it is kept what calls were, and what was said in them. */

const HOUR = 3_600_000;
const DAY = 24 * HOUR;

let gateway: GatewayDomain;
let here: CallProcess;
beforeAll(async () => {
  gateway = await gatewayDomain();
  here = callProcess(gateway);
});
afterEach(async () => {
  expect((await gateway.ledger.audit()).violations).toEqual([]);
});
afterAll(async () => {
  await here.close();
  await gateway.close();
});

async function made(user: number): Promise<OpenCall> {
  const call = await here.metering.open(callOf(user, gateway.clock), quoteOf(CREDIT), []);
  await here.metering.settle(call, answered());
  return call;
}

const whole = (text: string) => ({ beginning: Buffer.from(text), bytes: Buffer.byteLength(text) });
const inAnHour = () => new Date(gateway.clock.now().getTime() + HOUR);
const sweep = (callDays = 0) => createCallRetention({ ...gateway, callDays }).sweep();

describe('what was said', () => {
  const keep = (callId: string, request: string, answer: string, largest = 100_000) =>
    keepTalks(gateway.db, [{ callId, request: whole(request), answer: whole(answer) }], {
      largest,
      expiresAt: inAnHour(),
    });
  const read = (callId: string) => readTalk(gateway.db, callId, gateway.clock.now());

  test('is read as it was, takes little room, and goes when its time is over', async () => {
    const { id } = callOf(await gateway.newUser(), gateway.clock);
    const text = '{"messages": "漢字"}'.repeat(1000);
    await keep(id, text, 'data: [DONE]');
    await keep(id, 'again', 'again');
    expect(await read(id)).toEqual({
      request: { text, bytes: Buffer.byteLength(text), truncated: false },
      answer: { text: 'data: [DONE]', bytes: 12, truncated: false },
    });
    const [size] = await gateway.select<{ size: number }>(
      "SELECT LENGTH(bytes) AS size FROM gateway_bodies WHERE kind = 'request'",
    );
    expect(size!.size).toBeLessThan(text.length / 10);
    expect(await sweep()).toEqual({ bodies: 0, calls: 0, windows: 0 });
    gateway.advance(HOUR + 1);
    expect(await read(id)).toBeNull();
    expect(await sweep()).toEqual({ bodies: 2, calls: 0, windows: 0 });
    expect(await gateway.select('SELECT call_id FROM gateway_bodies')).toEqual([]);
  });

  test('is kept without secrets, also where one is cut in two, and only its beginning', async () => {
    const { id } = callOf(await gateway.newUser(), gateway.clock);
    const key = `sk-${'s'.repeat(40)}`;
    await keep(id, `${'漢'.repeat(40)}${key}`, '', 130);
    const { request, answer } = (await read(id))!;
    expect(answer).toBeNull();
    expect(request).toEqual({ text: `${'漢'.repeat(40)}[removed]`, bytes: 163, truncated: false });
    const other = callOf(await gateway.newUser(), gateway.clock);
    await keep(other.id, '漢'.repeat(100), 'short', 100);
    expect(await read(other.id)).toEqual({
      request: { text: '漢'.repeat(33), bytes: 300, truncated: true },
      answer: { text: 'short', bytes: 5, truncated: false },
    });
  });
});

describe('calls', () => {
  test('stay for ever where nothing else is asked for', async () => {
    const user = await gateway.newUser(10);
    await made(user);
    gateway.advance(400 * DAY);
    expect((await sweep()).calls).toBe(0);
    expect((await sweep(30)).calls).toBeGreaterThan(0);
  });

  test('go when they are too old, more than a batch of them; what they paid and added to stays', async () => {
    const user = await gateway.newUser(10);
    const first = await made(user);
    await keepTalks(gateway.db, [{ callId: first.facts.id, request: whole('x'), answer: whole('y') }], {
      largest: 100,
      expiresAt: new Date('2100-01-01'),
    });
    const facts = callOf(user, gateway.clock);
    await here.metering.note(facts, answered({ status: 'refused', attempts: [], channel: undefined }));
    const free = await Promise.all(
      Array.from({ length: 1_200 }, () => here.metering.open(callOf(user, gateway.clock), quoteOf(0n), [])),
    );
    await Promise.all(free.map((call) => here.metering.settle(call, answered())));
    gateway.advance(40 * DAY);
    const young = await made(user);

    const seen: number[] = [];
    const swept = await createCallRetention({ ...gateway, callDays: 30 }).sweep(({ calls }) =>
      seen.push(calls),
    );
    expect(swept.calls).toBe(1_202);
    expect(seen).toContain(1_000);
    expect((await sweep(30)).calls).toBe(0);
    const log = createCallLog(gateway);
    expect((await log.newest({ userId: user }, 10)).map(({ id }) => id)).toEqual([young.facts.id]);
    for (const table of ['gateway_attempts', 'gateway_bodies']) {
      expect(await gateway.select(`SELECT 1 FROM ${table} WHERE call_id <> ?`, [young.facts.id])).toEqual([]);
    }
    expect(await totalsOfUser(gateway.db, user)).toMatchObject({ requests: 1_202, cost: credits(2) });
    const { channels } = await totalsOfChannels(gateway.db);
    expect(channels.get(7)?.requests).toBeGreaterThanOrEqual(1_202);
  });

  test('that go before their month ends are in what their key used in it until then', async () => {
    const month = windowStart('month', new Date(gateway.clock.now().getTime() + 32 * DAY));
    gateway.advance(month.getTime() - gateway.clock.now().getTime() + 12 * HOUR);
    const user = await gateway.newUser(10);
    const [key, other] = [77, 78];
    const callWith = async (keyId: number) => {
      const call = await here.metering.open(callOf(user, gateway.clock, { keyId }), quoteOf(CREDIT), []);
      await here.metering.settle(call, answered());
    };
    await callWith(key);
    await callWith(other);
    const refused = callOf(user, gateway.clock, { keyId: key });
    await here.metering.note(refused, answered({ status: 'refused', attempts: [], channel: undefined }));
    const log = createCallLog(gateway);
    const used = (requests: number) => ({
      requests,
      tokens: requests * 1050,
      cost: CREDIT * BigInt(requests),
    });
    expect(await log.monthOfKey(key, gateway.clock.now())).toEqual(used(1));
    for (const days of [2, 5]) {
      gateway.advance(days * DAY);
      await callWith(key);
      expect((await sweep(1)).calls).toBeGreaterThan(0);
      expect(await log.newest({ keyId: key }, 10)).toHaveLength(1);
    }
    expect(await log.monthOfKey(key, gateway.clock.now())).toEqual(used(3));
    expect(await log.monthOfKey(other, gateway.clock.now())).toEqual(used(1));
    const end = windowEnd('month', gateway.clock.now())!;
    gateway.advance(end.getTime() - gateway.clock.now().getTime());
    expect(await log.monthOfKey(key, gateway.clock.now())).toEqual(used(0));
    await callWith(key);
    await sweep(1);
    expect(await log.monthOfKey(key, gateway.clock.now())).toEqual(used(1));
    expect(await gateway.select("SELECT id FROM gateway_totals WHERE kind = 'key-month'")).toEqual([]);
  });

  test('that are missing, though they are not that old, are noticed', async () => {
    const { facts } = await made(await gateway.newUser(10));
    await gateway.db.query(`UPDATE gateway_calls SET id = REVERSE(id) WHERE id = '${facts.id}'`);
    const { violations } = await gateway.ledger.audit();
    expect(violations.map(({ subject }) => subject)).toContain(`call/${facts.id}`);
    await gateway.db.query(`UPDATE gateway_calls SET id = REVERSE(id) WHERE id = REVERSE('${facts.id}')`);
  });
});
