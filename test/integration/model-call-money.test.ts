import fc from 'fast-check';
import { credits } from '../../domain/credits';
import { endAbandonedCall } from '../../domain/gateway/abandoned';
import { createApiKeys } from '../../domain/gateway/api-keys';
import type { Fault } from '../../simulators/llm/faults';
import { eventually, faultyGateway, GIVEN, type FaultyGateway } from '../support/faulty-upstreams';
import { CALLERS, type ModelCaller } from '../support/model-callers';

/** That money is neither made nor lost nor taken twice, whatever happens to calls. */

let gateway: FaultyGateway;
const [chat] = CALLERS as [ModelCaller];

beforeAll(async () => {
  gateway = await faultyGateway();
});
afterAll(() => gateway.close());

const faults: fc.Arbitrary<Fault | undefined> = fc.constantFrom<(Fault | undefined)[]>(
  undefined,
  { kind: 'status', status: 500 },
  { kind: 'status', status: 400 },
  { kind: 'reset' },
  { kind: 'cut', afterContent: 0 },
  { kind: 'cut', afterContent: 2 },
  { kind: 'end', afterContent: 1 },
  { kind: 'error-event', afterContent: 1 },
  { kind: 'no-usage' },
  { kind: 'negative-usage' },
);
const call = fc.record({
  caller: fc.constantFrom(...CALLERS),
  stream: fc.boolean(),
  fault: faults,
  leavesAfter: fc.option(fc.nat(3)),
});

test('calls that fail, break and are left, many at once: the balance is what was given less what they cost', async () => {
  const offered = new Map(
    await Promise.all(
      CALLERS.map(async (caller) => {
        const { name, channels } = await gateway.offer([{ type: caller.channel }, { type: 'openai' }]);
        return [caller, { name, channel: channels[0] }] as const;
      }),
    ),
  );
  const holders = await Promise.all([1, 2, 3].map(() => gateway.keyHolder()));
  const [calls = []] = fc.sample(fc.array(call, { minLength: 60, maxLength: 60 }), { seed: 7, numRuns: 1 });
  await Promise.all(
    calls.map(async ({ caller, stream, fault, leavesAfter }, number) => {
      const { name, channel } = offered.get(caller) ?? { name: '' };
      if (fault) channel?.failNext(fault);
      const holder = holders[number % holders.length];
      const answer = await holder?.call(caller.path(name, stream), caller.body(name, { stream }));
      const reader = answer?.body?.getReader();
      for (let read = 0; leavesAfter === null || read < leavesAfter; read++) {
        const next = await reader?.read().catch(() => undefined);
        if (!next || next.done) return;
      }
      await reader?.cancel();
    }),
  );
  await eventually(async () => expect(await gateway.complaints()).toEqual([]));
  for (const holder of holders) {
    const written = await gateway.callsOf(holder);
    expect(written).toHaveLength(calls.length / holders.length);
    const cost = written.reduce((sum, each) => sum + each.cost - each.shortfall, 0);
    const { available, held } = await holder.user.balance();
    expect(held).toBe(0);
    expect(available).toBeCloseTo(GIVEN - cost, 6);
  }
});

test('an answer that costs more than was set aside, and more than the wallet has, takes what there is', async () => {
  const { name, channels } = await gateway.offer([{ type: 'openai' }]);
  gateway.simulator.script({ text: 'short', usage: { input: 10, output: 1_000_000 } });
  const holder = await gateway.keyHolder();
  await (await holder.call(chat.path(name, false), chat.body(name, { stream: false }))).text();
  const written = await gateway.onlyCall(holder);
  expect(written).toMatchObject({
    status: 'succeeded',
    usage_source: 'reported',
    channel_id: channels[0].id,
  });
  expect(written.cost).toBe(2_000.01);
  expect(written.cost - written.shortfall).toBeCloseTo(GIVEN, 6);
  expect(await holder.user.balance()).toEqual({ available: 0, held: 0 });
});

test('a call that was taken for dead, and was not, is charged once all the same, and its key’s quota too', async () => {
  const { name } = await gateway.offer([{ type: 'openai' }]);
  const holder = await gateway.keyHolder(GIVEN, { quotaLimit: credits(50) });
  gateway.simulator.script({ text: 'one two three four five six', delayMs: 150 });
  const answer = await holder.call(chat.path(name, true), chat.body(name, { stream: true }));
  const { db, ledger, clock } = gateway;
  const later = new Date(clock.now().getTime() + 3_600_000);
  for (const hold of await ledger.expiredHolds(later, 10)) {
    expect(await endAbandonedCall(hold, { db, ledger, clock })).toBe(true);
  }
  expect(await gateway.callsOf(holder)).toMatchObject([{ status: 'abandoned', cost: 0 }]);
  expect(await holder.user.balance()).toEqual({ available: GIVEN, held: 0 });
  await answer.text();
  await eventually(async () =>
    expect(await gateway.callsOf(holder)).toMatchObject([{ status: 'succeeded', usage_source: 'reported' }]),
  );
  const { cost } = await gateway.onlyCall(holder);
  expect(cost).toBeGreaterThan(0);
  const { quotaSpent } = await createApiKeys({ db, clock }).get(holder.user.id, holder.keyId);
  expect(quotaSpent).toBe(credits(cost));
});

test('the books hold', async () => {
  await eventually(async () => expect(await gateway.complaints()).toEqual([]));
});
