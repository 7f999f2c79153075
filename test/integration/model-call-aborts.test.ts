import { request, type IncomingMessage } from 'node:http';
import type { Fault } from '../../simulators/llm/faults';
import type { Reply } from '../../simulators/llm/script';
import { callerAnswer } from '../../api/model-calls/caller';
import { eventually } from '../support/eventually';
import { faultyGateway, type FaultyChannel, type FaultyGateway } from '../support/faulty-upstreams';
import { CALLERS, EVERY_WAY, type ModelCaller } from '../support/model-callers';
import type { KeyHolder } from '../support/model-gateway';

/** Callers who hang up: what the upstream has done by then is charged once, and it is told to stop. */

const UNLIMITED = { requestsPerMinute: null, tokensPerMinute: null, maxConcurrency: null };

/** A reply that comes slowly enough for somebody to leave in the middle of it. */
const SLOW: Reply = { text: 'one two three four five six seven eight nine ten', delayMs: 40 };

interface Call {
  /** Settles once so many bytes came. */
  read(bytes: number): Promise<void>;
  hangUp(): void;
}

function begin(
  gateway: FaultyGateway,
  holder: KeyHolder,
  caller: ModelCaller,
  model: string,
  stream: boolean,
) {
  let heard = 0;
  let look = () => {};
  const sent = request(`${gateway.baseUrl}${caller.path(model, stream)}`, {
    method: 'POST',
    agent: false,
    headers: { authorization: `Bearer ${holder.secret}`, 'content-type': 'application/json' },
  });
  sent.on('error', () => undefined); // it hangs up itself
  sent.on('response', (answer: IncomingMessage) => {
    answer.on('error', () => undefined);
    answer.on('data', (part: Buffer) => {
      heard += part.length;
      look();
    });
  });
  sent.end(JSON.stringify(caller.body(model, { stream })));
  const call: Call = {
    read: (bytes) =>
      new Promise((resolve) => {
        look = () => {
          if (heard >= bytes) resolve();
        };
        look();
      }),
    hangUp: () => void sent.destroy(),
  };
  return call;
}

describe.each([
  ['read on for the real figures', 10_000],
  ['stopped at once', 0],
])('when upstreams are %s', (_what, abortDrainMs) => {
  const drains = abortDrainMs > 0;
  let gateway: FaultyGateway;
  const models = new Map<ModelCaller, { readonly name: string; readonly channel: FaultyChannel }>();

  beforeAll(async () => {
    const modelCalls = { abortDrainMs, longestCallMs: 60_000, session: UNLIMITED };
    gateway = await faultyGateway({ settings: { modelCalls } });
    for (const caller of CALLERS) {
      const { name, channels } = await gateway.offer([{ type: caller.channel }]);
      models.set(caller, { name, channel: channels[0] });
    }
  });
  afterAll(() => gateway.close());

  async function start(caller: ModelCaller, stream: boolean, reply: Reply, faults: readonly Fault[] = []) {
    const model = models.get(caller);
    if (!model) throw new Error('every caller has a model');
    const { name, channel } = model;
    const before = channel.requests.length;
    if (faults.length > 0) channel.failNext(faults);
    gateway.simulator.script(reply);
    const holder = await gateway.keyHolder();
    const call = begin(gateway, holder, caller, name, stream);
    await gateway.simulator.until(() => channel.requests.length > before, 'the upstream to be asked');
    return { holder, call, upstream: () => channel.requests[before] };
  }

  test.each(EVERY_WAY)('$way: gone before anything came', async ({ caller, stream }) => {
    const reply = { text: 'one two three' };
    const { holder, call, upstream } = await start(caller, stream, reply, [{ kind: 'delay', ms: 300 }]);
    call.hangUp();
    const end = drains ? 'finished' : 'aborted';
    await gateway.simulator.until(() => upstream()?.end === end, `the upstream’s answer to be ${end}`);
    const written = await gateway.onlyCall(holder);
    expect(written).toMatchObject({
      status: 'aborted',
      usage_source: drains ? 'reported' : 'estimated',
      attempts: [{ outcome: drains ? 'answered' : 'given up' }],
    });
    expect(written.cost).toBeGreaterThan(0);
  });

  test.each(CALLERS)('$protocol: gone in the middle of the stream', async (caller) => {
    const { holder, call, upstream } = await start(caller, true, SLOW);
    await call.read(1);
    call.hangUp();
    const end = drains ? 'finished' : 'aborted';
    await gateway.simulator.until(() => upstream()?.end === end, `the upstream’s answer to be ${end}`);
    const written = await gateway.onlyCall(holder);
    expect(written).toMatchObject({
      status: 'aborted',
      usage_source: drains ? 'reported' : 'estimated',
      attempts: [{ outcome: 'answered' }],
    });
    expect(written.cost).toBeGreaterThan(0);
  });

  test.each(CALLERS)('$protocol: gone after the last of it', async (caller) => {
    const { name } = models.get(caller) ?? { name: '' };
    const holder = await gateway.keyHolder();
    const answer = await holder.call(caller.path(name, true), caller.body(name, { stream: true }));
    const reader = answer.body!.getReader();
    let text = '';
    while (!caller.isEnded(text)) text += Buffer.from((await reader.read()).value ?? []).toString();
    await reader.cancel();
    expect(await gateway.onlyCall(holder)).toMatchObject({ status: 'succeeded', usage_source: 'reported' });
  });

  test('the books hold', async () => {
    await eventually(async () => expect(await gateway.complaints()).toEqual([]));
  });
});

describe('callers who are waited for in vain', () => {
  let gateway: FaultyGateway;
  beforeAll(async () => {
    const modelCalls = { abortDrainMs: 100, longestCallMs: 4_000, session: UNLIMITED };
    gateway = await faultyGateway({ settings: { modelCalls } });
  });
  afterAll(() => gateway.close());

  const [chat] = CALLERS as [ModelCaller];

  test('an upstream that takes too long after its caller left is hung up on, and its work estimated', async () => {
    const { name, channels } = await gateway.offer([{ type: 'openai' }]);
    channels[0].failNext({ kind: 'stall', afterContent: 2 });
    const holder = await gateway.keyHolder();
    const call = begin(gateway, holder, chat, name, true);
    await call.read(1);
    call.hangUp();
    await gateway.simulator.until(
      () => channels[0].requests[0]?.end === 'aborted',
      'the upstream to be told',
    );
    expect(await gateway.onlyCall(holder)).toMatchObject({ status: 'aborted', usage_source: 'estimated' });
  });

  test('a caller who reads nothing does not keep a call open for ever', async () => {
    const cheap = { quotaType: 0, sheet: { input_price: '1', output_price: '1' } };
    const { name, channels } = await gateway.offer([{ type: 'openai' }], { prices: cheap });
    gateway.simulator.script({ text: 'word '.repeat(1_600), chunkSize: 4_000 });
    channels[0].failNext({ kind: 'endless' });
    const holder = await gateway.keyHolder(100, { maxConcurrency: 1 });
    const sent = request(`${gateway.baseUrl}${chat.path(name, true)}`, {
      method: 'POST',
      agent: false,
      headers: { authorization: `Bearer ${holder.secret}` },
    });
    sent.on('error', () => undefined);
    sent.on('response', (answer: IncomingMessage) => answer.on('error', () => undefined).pause());
    sent.end(JSON.stringify(chat.body(name, { stream: true, maxTokens: 8_000_000 })));
    await gateway.simulator.until(
      () => channels[0].requests[0]?.end === 'aborted',
      'the upstream to be told',
    );
    expect(await gateway.onlyCall(holder)).toMatchObject({ status: 'aborted', usage_source: 'estimated' });
    await eventually(async () => {
      const next = await holder.call(chat.path(name, false), chat.body(name, { stream: false }));
      expect(next.status).toBe(200);
    });
    sent.destroy();
  });

  test('whoever left while the request was unpacked is gone from the start', () => {
    const answer = callerAnswer({ closed: true, writableFinished: false } as never, undefined);
    expect(answer.gone.aborted).toBe(true);
  });

  test('the books hold', async () => {
    await eventually(async () => expect(await gateway.complaints()).toEqual([]));
  });
});
