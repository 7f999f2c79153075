import type { FailureKind } from '../../providers/llm/exchange/failure';
import type { Fault } from '../../simulators/llm/faults';
import { eventually } from '../support/eventually';
import { faultyGateway, type FaultyChannel, type FaultyGateway } from '../support/faulty-upstreams';
import { CALLERS, EVERY_WAY, expectFailure, TELLING, type ModelCaller } from '../support/model-callers';

/** What a caller sees of an upstream that fails, when there is no other; and what is charged for it. */

let gateway: FaultyGateway;
interface Model {
  readonly name: string;
  readonly channel: FaultyChannel;
}
const models = new Map<ModelCaller, { readonly patient: Model; readonly impatient: Model }>();

/** Faults that only a time-out ends; it is short, for there are many of them. */
const SILENT: ReadonlySet<Fault['kind']> = new Set(['silent', 'headers-only', 'stall']);
const IMPATIENT = { firstByteTimeoutMs: 250, idleTimeoutMs: 250 };
/** Long enough for a busy machine to answer. */
const PATIENT = { firstByteTimeoutMs: 5_000, idleTimeoutMs: 5_000 };

beforeAll(async () => {
  gateway = await faultyGateway();
  for (const caller of CALLERS) {
    const offer = async (timeouts: object): Promise<Model> => {
      const { name, channels } = await gateway.offer([{ type: caller.channel, ...timeouts }]);
      return { name, channel: channels[0] };
    };
    models.set(caller, { patient: await offer(PATIENT), impatient: await offer(IMPATIENT) });
  }
});
afterAll(() => gateway.close());

async function ask(
  caller: ModelCaller,
  stream: boolean,
  faults: readonly Fault[],
  said = 'Tell me more of it',
) {
  const model = models.get(caller);
  if (!model) throw new Error('every caller has a model');
  const isSilent = faults.some(({ kind }) => SILENT.has(kind));
  const { name, channel } = isSilent ? model.impatient : model.patient;
  const holder = await gateway.keyHolder();
  if (faults.length > 0) channel.failNext(faults);
  const before = channel.requests.length;
  const body = caller.body(name, { stream, said });
  const answer = await holder.call(caller.path(name, stream), body, { 'accept-language': 'en' });
  return { holder, answer, channel, asked: () => channel.requests.slice(before) };
}

const REFUSALS: readonly (readonly [string, Fault, FailureKind])[] = [
  ['401', { kind: 'status', status: 401 }, 'upstream'],
  ['403', { kind: 'status', status: 403 }, 'upstream'],
  ['404', { kind: 'status', status: 404 }, 'upstream'],
  ['429 that says when', { kind: 'status', status: 429, retryAfter: '7' }, 'limited'],
  ['500', { kind: 'status', status: 500 }, 'upstream'],
  ['503', { kind: 'status', status: 503 }, 'unavailable'],
  ['529', { kind: 'status', status: 529 }, 'overloaded'],
  ['a 200 that is an error', { kind: 'error-body' }, 'upstream'],
  ['silence instead of an answer', { kind: 'silent' }, 'timeout'],
  ['silence after the headers', { kind: 'headers-only' }, 'timeout'],
  ['silence before any content', { kind: 'stall', afterContent: 0 }, 'timeout'],
  ['a reset', { kind: 'reset' }, 'upstream'],
  ['a cut before any content', { kind: 'cut', afterContent: 0 }, 'upstream'],
  ['an end without an answer', { kind: 'end', afterContent: 0 }, 'upstream'],
  ['JSON that is none', { kind: 'malformed', afterContent: 0 }, 'upstream'],
];

describe.each(EVERY_WAY)('$way', ({ caller, stream }) => {
  test.each(REFUSALS)('%s', async (_what, fault, kind) => {
    const { holder, answer, channel } = await ask(caller, stream, [fault]);
    if (kind === 'limited') expect(answer.headers.get('retry-after')).toBe('7');
    await expectFailure(answer, caller, kind);
    const call = await gateway.onlyCall(holder);
    expect(call).toMatchObject({ status: 'failed', cost: 0, usage_source: 'none' });
    expect(call.attempts).toEqual([
      {
        channel_id: channel.id,
        outcome: expect.stringMatching('given up|passed on'),
        error: expect.stringMatching(/\S/),
        status: fault.kind === 'status' ? fault.status : call.attempts[0]?.status,
      },
    ]);
    expect(call.attempts[0]?.error).not.toMatch(TELLING);
  });

  test('400: the upstream’s own words, without its key and its address', async () => {
    const key = models.get(caller)?.patient.channel.key;
    const message = `The seed is odd. Asked with ${key} at ${new URL(gateway.simulator.origin).host}.`;
    const { holder, answer, asked } = await ask(caller, stream, [{ kind: 'status', status: 400, message }]);
    expect(await expectFailure(answer, caller, 'invalid')).toContain('The seed is odd.');
    expect(asked()).toHaveLength(1);
    expect(await gateway.onlyCall(holder)).toMatchObject({ status: 'failed', cost: 0 });
    const next = await ask(caller, stream, []);
    expect(next.answer.status).toBe(200); // nothing was held against the channel
    await next.answer.text();
  });

  test('a redirect is not followed, not even to ourselves', async () => {
    const location = `${gateway.baseUrl}/v1/chat/completions`;
    const logged = gateway.logged.length;
    const { holder, answer, asked } = await ask(caller, stream, [{ kind: 'redirect', location }]);
    await expectFailure(answer, caller, 'upstream');
    expect(asked()).toHaveLength(1);
    expect(await gateway.onlyCall(holder)).toMatchObject({ status: 'failed', cost: 0 });
    const calls = gateway.logged
      .slice(logged)
      .filter(({ operation }) => String(operation).includes('create'));
    expect(calls.length).toBeLessThanOrEqual(1);
  });

  test.each<[string, Fault[]]>([
    ['gzip', [{ kind: 'gzip' }]],
    ['byte by byte, with CR LF', [{ kind: 'split-bytes' }, { kind: 'crlf' }]],
    ['slowly, with comments and over several lines', [{ kind: 'comments' }, { kind: 'multi-line' }]],
  ])('an answer that comes %s', async (_what, faults) => {
    const { holder, answer } = await ask(caller, stream, faults);
    const text = await answer.text();
    expect(caller.words(text, stream)).toBe('You said: Tell me more of it');
    if (stream) expect([caller.starts(text), caller.isEnded(text)]).toEqual([1, true]);
    expect(await gateway.onlyCall(holder)).toMatchObject({ status: 'succeeded', usage_source: 'reported' });
  });

  test.each<[Fault]>([[{ kind: 'no-usage' }], [{ kind: 'negative-usage' }]])(
    'an answer with $kind is charged by our estimate',
    async (fault) => {
      const { holder, answer } = await ask(caller, stream, [fault]);
      expect(caller.words(await answer.text(), stream)).toBe('You said: Tell me more of it');
      const call = await gateway.onlyCall(holder);
      expect(call).toMatchObject({ status: 'succeeded', usage_source: 'estimated' });
      expect(call.input_tokens).toBeGreaterThan(4);
      expect(call.output_tokens).toBeGreaterThan(4);
    },
  );
});

describe.each(CALLERS)('$protocol, once the answer has begun', (caller) => {
  test.each<[string, Fault]>([
    ['a cut', { kind: 'cut', afterContent: 3 }],
    ['silence', { kind: 'stall', afterContent: 3 }],
    ['an end without its proper end', { kind: 'end', afterContent: 3 }],
    ['a frame that makes no sense', { kind: 'malformed', afterContent: 3 }],
    ['an error inside the stream', { kind: 'error-event', afterContent: 3, message: 'Broken at 127.0.0.1' }],
  ])('%s ends it with the protocol’s own error', async (_what, fault) => {
    const { holder, answer, channel } = await ask(caller, true, [fault]);
    expect(answer.status).toBe(200);
    const text = await answer.text();
    expect(caller.words(text, true)).toMatch(/^You said/);
    expect(caller.brokenBy(text)).toMatch(/provider/);
    expect(text).not.toMatch(TELLING);
    expect([caller.starts(text), caller.isEnded(text)]).toEqual([1, false]);
    const call = await gateway.onlyCall(holder);
    expect(call).toMatchObject({ status: 'failed', usage_source: 'estimated', channel_id: channel.id });
    expect(call.cost).toBeGreaterThan(0);
    expect(call.attempts).toMatchObject([{ outcome: 'answered', channel_id: channel.id }]);
  });

  test('an error inside the stream before any content is an error', async () => {
    const { holder, answer } = await ask(caller, true, [{ kind: 'error-event', afterContent: 0 }]);
    await expectFailure(answer, caller, 'upstream');
    expect(await gateway.onlyCall(holder)).toMatchObject({ status: 'failed', cost: 0 });
  });

  test('an answer without end is cut, and the upstream is hung up on', async () => {
    gateway.simulator.script({ text: 'word '.repeat(1_600), chunkSize: 4_000 });
    const { holder, answer, asked } = await ask(caller, true, [{ kind: 'endless' }]);
    const text = await answer.text();
    expect(caller.brokenBy(text)).toMatch(/would not stop/);
    const call = await gateway.onlyCall(holder);
    expect(call).toMatchObject({ status: 'failed', usage_source: 'estimated' });
    expect(call.output_tokens).toBeGreaterThan(2_000); // where 200 were asked for
    expect(call.output_tokens).toBeLessThan(10_000);
    await gateway.simulator.until(() => asked()[0]?.end === 'aborted', 'the upstream to be hung up on');
  });
});

test.each([
  ['a frame without end', true],
  ['a whole answer without end', false],
])('%s does not fill the memory', async (_what, stream) => {
  const [caller] = CALLERS as [ModelCaller];
  const { holder, answer, asked } = await ask(caller, stream, [{ kind: 'endless-frame' }]);
  if (stream) expect(caller.brokenBy(await answer.text())).toMatch(/provider/);
  else await expectFailure(answer, caller, 'upstream');
  await gateway.onlyCall(holder);
  await gateway.simulator.until(() => asked()[0]?.end === 'aborted', 'the upstream to be hung up on');
});

test('the books hold, and the log gives nothing away', async () => {
  await eventually(async () => expect(await gateway.complaints()).toEqual([]));
});
