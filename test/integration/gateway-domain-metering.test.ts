import { CREDIT, credits } from '../../domain/credits';
import { endAbandonedCall, giveBackAbandoned } from '../../domain/gateway/abandoned';
import type { Budget } from '../../domain/gateway/budgets';
import { CALL_HOLD_MS, type OpenCall } from '../../domain/gateway/call';
import { NO_TOTALS, totalsOfAll, totalsOfChannels, totalsOfUser } from '../../domain/gateway/totals';
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
import { refusal } from '../support/refusal';

/** What calls set aside and are charged, in two processes at once. */

let gateway: GatewayDomain;
let here: CallProcess;
let there: CallProcess;
beforeAll(async () => {
  gateway = await gatewayDomain();
  here = callProcess(gateway);
  there = callProcess(gateway);
});
afterEach(async () => {
  expect((await gateway.ledger.audit()).violations).toEqual([]);
});
afterAll(async () => {
  await Promise.all([here.close(), there.close()]);
  await gateway.close();
});

const row = async (id: string) => (await gateway.select('SELECT * FROM gateway_calls WHERE id = ?', [id]))[0];
const stateOf = async (subject: string) => {
  const [found] = await gateway.select(
    'SELECT reserved, spent FROM gateway_budgets WHERE subject = ? ORDER BY window_start',
    [subject],
  );
  return found && { ...found };
};
let subjects = 0;
const newSubject = () => `test:${++subjects}`;

const open = (user: number, amount: bigint, budgets: readonly Budget[] = [], cost = amount) =>
  here.metering.open(callOf(user, gateway.clock), quoteOf(amount, cost), budgets);

/** Opens this many at once, in two processes; answers the open calls and the codes of the refusals. */
async function openAtOnce(
  times: number,
  user: number,
  amount: bigint,
  budgets: readonly Budget[] = [],
): Promise<{ open: OpenCall[]; refused: string[] }> {
  const results = await Promise.allSettled(
    Array.from({ length: times }, (_, n) =>
      (n % 2 ? here : there).metering.open(callOf(user, gateway.clock), quoteOf(amount), budgets),
    ),
  );
  return {
    open: results.flatMap((each) => (each.status === 'fulfilled' ? [each.value] : [])),
    refused: results.flatMap((each) =>
      each.status === 'rejected' ? [(each.reason as { code: string }).code] : [],
    ),
  };
}

const settleAll = (calls: readonly OpenCall[], ending = answered()) =>
  Promise.all(calls.map((call, n) => (n % 2 ? there : here).metering.settle(call, ending)));

describe('a call', () => {
  test('settled many times, in two processes, and in other words, is charged once', async () => {
    const user = await gateway.newUser(10);
    const call = await open(user, credits(3));
    const results = await settleAll(Array<OpenCall>(20).fill(call));
    expect(new Set(results.map(({ cost }) => cost))).toEqual(new Set([credits(3)]));
    // Whatever somebody says later, it stays as it was.
    expect(await here.metering.settle(call, FAILED)).toEqual({ cost: credits(3), shortfall: 0n });
    expect(await gateway.balance(user)).toEqual({ available: credits(7), held: 0n });
    expect(await totalsOfUser(gateway.db, user)).toMatchObject({ requests: 1, cost: credits(3) });
  });

  test('that costs nothing, settled many times, is written down once', async () => {
    const user = await gateway.newUser();
    const subject = newSubject();
    const call = await open(user, 0n, [budgetOf(subject, 'requests', 5n)]);
    await settleAll(Array<OpenCall>(10).fill(call));
    expect(await totalsOfUser(gateway.db, user)).toMatchObject({ requests: 1, cost: 0n });
    expect(await stateOf(subject)).toEqual({ reserved: 0, spent: 1 });
  });

  test('has whatever its upstream and its caller say cut to fit: nothing keeps it from being charged', async () => {
    const user = await gateway.newUser(10);
    const odd = '\ud800\u0000漢🙂"\'\\'.repeat(300);
    const facts = callOf(user, gateway.clock, { model: odd, userAgent: odd });
    const call = await here.metering.open(facts, quoteOf(credits(1)), []);
    const [attempt] = answered().attempts;
    const ending = answered({
      error: { code: 'UPSTREAM', message: odd },
      losses: [odd],
      attempts: [{ ...attempt!, error: odd }],
    });
    expect(await here.metering.settle(call, ending)).toMatchObject({ cost: credits(1), shortfall: 0n });
    const written = await row(facts.id);
    expect([...(written?.['user_agent'] as string)]).toHaveLength(255);
    expect([...(written?.['model'] as string)]).toHaveLength(100);
  });
});

describe('of 50 calls at once there are admitted', () => {
  test('10 on a balance for 10', async () => {
    const user = await gateway.newUser(10);
    const { open: admitted, refused } = await openAtOnce(50, user, CREDIT);
    expect(refused).toEqual(Array(40).fill('INSUFFICIENT_CREDITS'));
    await settleAll(admitted);
    expect(await gateway.balance(user)).toEqual({ available: 0n, held: 0n });
  });

  test.each([
    ['that are free', 0n],
    ['that cost something', 1n],
  ])('10 %s on a budget of 10 requests', async (_, amount) => {
    const user = await gateway.newUser(1000);
    const subject = newSubject();
    const requests = [budgetOf(subject, 'requests', 10n)];
    const { open: admitted, refused } = await openAtOnce(50, user, amount, requests);
    expect(refused).toEqual(Array(40).fill('QUOTA_SPENT'));
    await settleAll(admitted);
    expect(await stateOf(subject)).toEqual({ reserved: 0, spent: 10 });
    expect(await gateway.balance(user)).toEqual({ available: credits(1000) - amount * 10n, held: 0n });
  });

  test('as many as the tightest of several budgets allows, and the others have nothing left over', async () => {
    const user = await gateway.newUser(1000);
    const [wide, tight] = [newSubject(), newSubject()];
    const budgets = [budgetOf(wide, 'tokens', 10_000n), budgetOf(tight, 'requests', 7n)];
    const { open: admitted, refused } = await openAtOnce(50, user, 1n, budgets);
    expect([admitted.length, refused.length]).toEqual([7, 43]);
    expect(await stateOf(wide)).toEqual({ reserved: 1400, spent: 0 });
    await settleAll(admitted);
    expect(await stateOf(wide)).toEqual({ reserved: 0, spent: 7 * 1050 });
    expect(await stateOf(tight)).toEqual({ reserved: 0, spent: 7 });
  });
});

describe('a budget', () => {
  test('that a call has overdrawn lets no other in until it is raised, and tells how it stands', async () => {
    const user = await gateway.newUser(100);
    const subject = newSubject();
    const limited = (limit: number) => [budgetOf(subject, 'credits', credits(limit))];
    await here.metering.settle(await open(user, CREDIT, limited(2), credits(5)), answered());
    expect(await stateOf(subject)).toEqual({ reserved: 0, spent: 500_000_000 });
    await expect(open(user, CREDIT, limited(2))).rejects.toMatchObject({
      code: 'QUOTA_SPENT',
      details: { subject, unit: 'credits', limit: '2', remaining: '0' },
    });
    const raised = await openAtOnce(10, user, CREDIT, limited(7));
    expect(raised.open).toHaveLength(2);
    // A limit that falls below what was used refuses, and takes nothing from calls that run.
    expect(await refusal(open(user, CREDIT, limited(1)))).toEqual({ code: 'QUOTA_SPENT' });
    await settleAll(raised.open);
    expect(await stateOf(subject)).toEqual({ reserved: 0, spent: 700_000_000 });
  });

  test('begins anew with each span of time', async () => {
    const user = await gateway.newUser();
    const subject = newSubject();
    const since = (day: string) => [budgetOf(subject, 'requests', 1n, new Date(day))];
    const first = await open(user, 0n, since('2026-01-01'));
    expect(await refusal(open(user, 0n, since('2026-01-01')))).toEqual({ code: 'QUOTA_SPENT' });
    await settleAll([first, await open(user, 0n, since('2026-01-02'))]);
  });

  test('that is hammered on when it is spent costs the database next to nothing', async () => {
    const user = await gateway.newUser(100);
    const requests = [budgetOf(newSubject(), 'requests', 1n)];
    const call = await open(user, 1n, requests);
    expect(await refusal(open(user, 1n, requests))).toEqual({ code: 'QUOTA_SPENT' });
    const now = vi.spyOn(gateway.clock, 'now').mockReturnValue(gateway.clock.now());
    const queries = vi.spyOn(here.db, 'query');
    for (let n = 0; n < 20; n++) {
      expect(await refusal(open(user, 1n, requests))).toEqual({ code: 'QUOTA_SPENT' });
    }
    expect(queries).not.toHaveBeenCalled();
    queries.mockRestore();
    // What comes back here is noticed at once: this one used nothing, and still was a request.
    await here.metering.settle(call, answered());
    expect(await refusal(open(user, 1n, requests))).toEqual({ code: 'QUOTA_SPENT' });
    now.mockRestore();
    const [raised] = [[{ ...requests[0]!, limit: 2n }]];
    await here.metering.settle(await open(user, 1n, raised), answered());
  });
});

describe('a call whose process died', () => {
  const endAll = async () => {
    for (const hold of await gateway.ledger.expiredHolds(gateway.clock.now(), 100)) {
      await endAbandonedCall(hold, gateway);
    }
  };
  const giveBack = () => giveBackAbandoned(100, { ...gateway, longestCallMs: 60_000 });

  test('gives its hold and its budgets back, and is charged all the same if it lives after all', async () => {
    const user = await gateway.newUser(10);
    const subject = newSubject();
    const call = await open(user, credits(4), [budgetOf(subject, 'requests', 9n)]);
    gateway.advance(CALL_HOLD_MS + 1);
    await endAll();
    expect(await gateway.balance(user)).toEqual({ available: credits(10), held: 0n });
    expect(await stateOf(subject)).toEqual({ reserved: 0, spent: 0 });
    expect(await row(call.facts.id)).toMatchObject({ status: 'abandoned', cost: 0, held: 400_000_000 });
    expect(await totalsOfUser(gateway.db, user)).toEqual(NO_TOTALS);

    for (let n = 0; n < 3; n++) {
      expect(await here.metering.settle(call, answered())).toMatchObject({ cost: credits(4), shortfall: 0n });
    }
    expect(await gateway.balance(user)).toEqual({ available: credits(6), held: 0n });
    expect(await stateOf(subject)).toEqual({ reserved: 0, spent: 1 });
    expect(await totalsOfUser(gateway.db, user)).toMatchObject({ requests: 1, cost: credits(4) });
  });

  test.each([
    ['relay', 12, 'gpt-x'],
    ['relay', null, 'gpt-x (preview)'],
    ['gateway', null, 'gpt-x (key 3)'],
  ])('is written down as what it was: %s, key %s, %s', async (surface, keyId, model) => {
    const user = await gateway.newUser(10);
    const facts = callOf(user, gateway.clock, { surface, keyId, model });
    await here.metering.open(facts, quoteOf(CREDIT), []);
    gateway.advance(CALL_HOLD_MS + 1);
    await endAll();
    expect(await row(facts.id)).toMatchObject({ status: 'abandoned', surface, api_key_id: keyId, model });
  });

  test('of a free model gives its budgets back once no call may be that old, and no other does', async () => {
    const user = await gateway.newUser(10);
    const [subject, other] = [newSubject(), newSubject()];
    const call = await open(user, 0n, [budgetOf(subject, 'requests', 9n)]);
    const paid = await open(user, 1n, [budgetOf(other, 'requests', 9n)]);
    gateway.advance(CALL_HOLD_MS + 59_000);
    expect(await giveBack()).toBe(0);
    gateway.advance(2_000);
    expect(await giveBack()).toBe(1);
    expect(await giveBack()).toBe(0);
    expect(await stateOf(subject)).toEqual({ reserved: 0, spent: 0 });
    expect(await stateOf(other)).toEqual({ reserved: 1, spent: 0 });
    await settleAll([call, paid]);
    expect(await stateOf(subject)).toEqual({ reserved: 0, spent: 1 });
    expect(await row(call.facts.id)).toMatchObject({ status: 'succeeded' });
  });

  test('is settled once, when it and the sweeper come at the same time', async () => {
    const user = await gateway.newUser(100);
    const subject = newSubject();
    const requests = [budgetOf(subject, 'requests', 99n)];
    const calls = await Promise.all(
      Array.from({ length: 30 }, (_, n) => open(user, n % 2 ? CREDIT : 0n, requests)),
    );
    gateway.advance(CALL_HOLD_MS + 61_000);
    await Promise.all([endAll(), giveBack(), settleAll(calls)]);
    expect(await gateway.balance(user)).toEqual({ available: credits(85), held: 0n });
    expect(await totalsOfUser(gateway.db, user)).toMatchObject({ requests: 30, cost: credits(15) });
    expect(await stateOf(subject)).toEqual({ reserved: 0, spent: 30 });
  });
});

test('free calls write nothing before, and one row after, many in one go', async () => {
  const user = await gateway.newUser();
  const queries = vi.spyOn(here.db, 'query');
  const calls = await Promise.all(Array.from({ length: 40 }, () => open(user, 0n)));
  expect(queries).not.toHaveBeenCalled();
  await Promise.all(calls.map((call) => here.metering.settle(call, answered())));
  const inserts = queries.mock.calls.filter(([text]) => (text as string).includes('INTO gateway_calls'));
  expect(inserts.length).toBeLessThan(5);
  queries.mockRestore();
  expect(await totalsOfUser(gateway.db, user)).toMatchObject({ requests: 40, inputTokens: 40_000, cost: 0n });
});

test('totals are those of the settled calls, by user and by channel', async () => {
  const user = await gateway.newUser(100);
  const calls = await Promise.all([1, 2, 3].map(() => open(user, CREDIT)));
  const by = (id: number) => answered({ channel: { ...answered().channel!, id, userChannelId: 91 } });
  await here.metering.settle(calls[0]!, by(901));
  await there.metering.settle(calls[1]!, by(902));
  await here.metering.settle(calls[2]!, FAILED);
  expect(await totalsOfUser(gateway.db, user)).toEqual({
    requests: 3,
    inputTokens: 2000,
    outputTokens: 100,
    cachedTokens: 400,
    cost: credits(2),
  });
  const [sum] = await gateway.select<{ cost: number; requests: number }>(
    "SELECT SUM(cost) AS cost, COUNT(*) AS requests FROM gateway_calls WHERE status <> 'abandoned'",
  );
  expect(await totalsOfAll(gateway.db)).toMatchObject({ cost: BigInt(sum!.cost), requests: sum!.requests });
  const { channels, userChannels } = await totalsOfChannels(gateway.db);
  expect(channels.get(902)).toMatchObject({ requests: 1, cost: CREDIT });
  expect(userChannels.get(91)).toMatchObject({ requests: 2, cost: credits(2) });
});
