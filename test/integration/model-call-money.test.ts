import fc from 'fast-check';
import { credits } from '../../domain/credits';
import { endAbandonedCall } from '../../domain/gateway/abandoned';
import { createApiKeys } from '../../domain/gateway/api-keys';
import type { Fault } from '../../simulators/llm/faults';
import { eventually } from '../support/eventually';
import { faultyGateway, GIVEN, type FaultyGateway } from '../support/faulty-upstreams';
import { CALLERS, type ModelCaller } from '../support/model-callers';

/** That money is neither made nor lost nor taken twice, whatever happens to calls. */

let gateway: FaultyGateway;
const [chat] = CALLERS as [ModelCaller];
const PROTOCOLS = ['openai-chat', 'openai-responses', 'openai-completions', 'claude', 'gemini'] as const;

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
  gateway.simulator.script({ text: 'short', usage: { input: 10, output: 60_000 } });
  const holder = await gateway.keyHolder();
  const unlimited = { ...chat.body(name, { stream: false }), max_tokens: null };
  await (await holder.call(chat.path(name, false), unlimited)).text();
  const written = await gateway.onlyCall(holder);
  expect(written).toMatchObject({
    status: 'succeeded',
    usage_source: 'reported',
    channel_id: channels[0].id,
  });
  expect(written.cost).toBe(120.01);
  expect(written.cost - written.shortfall).toBeCloseTo(GIVEN, 6);
  expect(await holder.user.balance()).toEqual({ available: 0, held: 0 });
});

test('an upstream that reports more than can be true has its answer estimated', async () => {
  const { name } = await gateway.offer([{ type: 'openai' }]);
  const holder = await gateway.keyHolder();
  gateway.simulator.script({ text: 'hi', usage: { input: 10, output: 2_000_000_000 } });
  await (await holder.call(chat.path(name, false), chat.body(name, { stream: false }))).text();
  const written = await gateway.onlyCall(holder);
  expect(written).toMatchObject({ status: 'succeeded', usage_source: 'estimated', output_tokens: 1 });
  expect(written.shortfall).toBe(0);
});

test('what costs nothing up to some use is for those who could pay for more', async () => {
  const sheet = { output_price: '0', output_price_tiers: [{ min_tokens: 100, price: '2000' }] };
  const { name } = await gateway.offer([{ type: 'openai' }], { prices: { quotaType: 0, sheet } });
  const short = { ...chat.body(name, { stream: false }), max_tokens: 50 };
  const [holder, poor] = [await gateway.keyHolder(), await gateway.keyHolder(0)];
  expect((await poor.call(chat.path(name, false), short)).status).toBe(402);
  expect((await holder.call(chat.path(name, false), short)).status).toBe(200);
  expect(await gateway.onlyCall(holder)).toMatchObject({ cost: 0 });
});

describe('who has credits for one long answer gets no second beside it', () => {
  const long = 40_000;
  test.each<[string, number, Record<string, unknown>]>([
    ['a limit in the words of another protocol', 0, { max_tokens: long, max_output_tokens: 1 }],
    ['two limits of its own', 0, { max_tokens: 1, max_completion_tokens: long }],
    ['several answers', 0, { max_tokens: long / 8, n: 8 }],
    ['prompts in a list', 2, { max_tokens: long / 8, prompt: Array.from({ length: 8 }, () => 'Hello') }],
    ['the best of several', 2, { max_tokens: long / 8, best_of: 8 }],
    ['a limit beside the one that counts', 4, { generationConfig: { maxOutputTokens: long }, max_tokens: 1 }],
    ['a limit of digits', 4, { generationConfig: { maxOutputTokens: String(long) } }],
    ['several candidates', 4, { generationConfig: { maxOutputTokens: long / 8, candidateCount: 8 } }],
    ['a limit of nobody’s', 3, { max_tokens: long, max_completion_tokens: 1 }],
  ])('%s', async (_, at, part) => {
    const caller = CALLERS.find(({ protocol }) => protocol === PROTOCOLS[at]) ?? chat;
    const { name } = await gateway.offer([{ type: caller.channel }]);
    const holder = await gateway.keyHolder();
    gateway.simulator.script({ text: 'one two three', delayMs: 100 });
    const ask = () =>
      holder.call(caller.path(name, true), { ...caller.body(name, { stream: true }), ...part });
    const answers = await Promise.all([ask(), ask()]);
    // The upstream itself may refuse words of another protocol.
    expect(answers.filter(({ status }) => status === 402)).toHaveLength(1);
    await Promise.all(answers.map((answer) => answer.text()));
  });
});

describe('what is no number of tokens or answers is refused, and nothing is charged', () => {
  test.each<[number, Record<string, unknown>]>([
    [0, { max_tokens: -5 }],
    [0, { max_tokens: 0.5 }],
    [0, { max_completion_tokens: 1e30 }],
    [0, { n: 0 }],
    [0, { n: 1_000 }],
    [1, { max_output_tokens: 'many' }],
    [3, { max_tokens: 0 }],
    [4, { generationConfig: { maxOutputTokens: '1e9' } }],
  ])('%# %o', async (at, part) => {
    const caller = CALLERS.find(({ protocol }) => protocol === PROTOCOLS[at]) ?? chat;
    const { name } = await gateway.offer([{ type: caller.channel }]);
    const holder = await gateway.keyHolder();
    const answer = await holder.call(caller.path(name, false), {
      ...caller.body(name, { stream: false }),
      ...part,
    });
    expect(answer.status).toBe(400);
    expect(caller.complaint(await answer.text(), 'invalid')).toContain('must be a whole number');
    expect(await holder.user.balance()).toEqual({ available: GIVEN, held: 0 });
  });
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
