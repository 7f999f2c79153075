import { createServer, type Server } from 'node:http';
import type { Fault } from '../../simulators/llm/faults';
import { eventually } from '../support/eventually';
import { faultyGateway, type FaultyChannel, type FaultyGateway } from '../support/faulty-upstreams';
import { CALLERS, EVERY_WAY, expectFailure, type ModelCaller } from '../support/model-callers';
import type { KeyHolder } from '../support/model-gateway';

/** A channel that fails before it says anything: another one answers, and nobody notices. */

let gateway: FaultyGateway;

/** Only the channel that fails first has it. */
const IMPATIENT = { firstByteTimeoutMs: 400, idleTimeoutMs: 400 };
const MINUTE = 60_000;

beforeAll(async () => {
  gateway = await faultyGateway();
});
afterAll(() => gateway.close());

const [chat, , , claude] = CALLERS as [ModelCaller, ModelCaller, ModelCaller, ModelCaller];

function ask(holder: KeyHolder, caller: ModelCaller, model: string, stream: boolean): Promise<Response> {
  return holder.call(caller.path(model, stream), caller.body(model, { stream, said: 'Tell me' }));
}

/** Asks and reads the answer; answers which of the channels were asked. */
async function whoAnswers(holder: KeyHolder, model: string, channels: readonly FaultyChannel[]) {
  const before = channels.map(({ requests }) => requests.length);
  const answer = await ask(holder, chat, model, false);
  await answer.text();
  const asked = channels.flatMap(({ requests }, place) =>
    requests.length > (before[place] ?? 0) ? place : [],
  );
  return { status: answer.status, asked };
}

/** A call whose caller leaves before anything came. */
function begin({ secret }: KeyHolder, model: string): { leave(): Promise<void> } {
  const leaving = new AbortController();
  const calling = fetch(`${gateway.baseUrl}${chat.path(model, true)}`, {
    method: 'POST',
    headers: { authorization: `Bearer ${secret}` },
    body: JSON.stringify(chat.body(model, { stream: true })),
    signal: leaving.signal,
  });
  return {
    async leave() {
      leaving.abort();
      await expect(calling).rejects.toThrow('abort');
    },
  };
}

const FAILURES: readonly (readonly [string, Fault])[] = [
  ['401', { kind: 'status', status: 401 }],
  ['404', { kind: 'status', status: 404 }],
  ['429', { kind: 'status', status: 429 }],
  ['500', { kind: 'status', status: 500 }],
  ['529', { kind: 'status', status: 529 }],
  ['a redirect', { kind: 'redirect', location: 'http://127.0.0.1:1/' }],
  ['a 200 that is an error', { kind: 'error-body' }],
  ['silence', { kind: 'silent' }],
  ['a reset', { kind: 'reset' }],
  ['silence before any content', { kind: 'stall', afterContent: 0 }],
  ['a cut before any content', { kind: 'cut', afterContent: 0 }],
  ['an end before any content', { kind: 'end', afterContent: 0 }],
  ['JSON that is none', { kind: 'malformed', afterContent: 0 }],
];

describe.each(EVERY_WAY)('$way', ({ caller, stream }) => {
  // The one that takes over speaks the caller's protocol in every other case, and one of the others else.
  test.each(FAILURES)('%s: another channel answers instead', async (what, fault) => {
    const turn = FAILURES.findIndex(([name]) => name === what);
    const others = CALLERS.map(({ channel }) => channel).filter((type) => type !== caller.channel);
    const second = turn % 2 === 0 ? caller.channel : (others[turn % others.length] ?? 'openai');
    const { name, channels } = await gateway.offer([
      { type: caller.channel, ...IMPATIENT },
      { type: second },
    ]);
    const [bad, good] = channels;
    bad.failNext(fault);
    const holder = await gateway.keyHolder();
    const answer = await ask(holder, caller, name, stream);
    const text = await answer.text();
    expect([answer.status, caller.words(text, stream)]).toEqual([200, 'You said: Tell me']);
    if (stream) expect([caller.starts(text), caller.isEnded(text)]).toEqual([1, true]);
    const call = await gateway.onlyCall(holder);
    expect(call).toMatchObject({ status: 'succeeded', usage_source: 'reported', channel_id: good.id });
    expect(call.attempts).toMatchObject([
      { channel_id: bad.id, outcome: 'passed on', error: expect.stringMatching(/\S/) },
      { channel_id: good.id, outcome: 'answered', error: null },
    ]);
    expect([bad.requests.length, good.requests.length]).toEqual([1, 1]);
  });
});

test('an error inside the stream before any content goes elsewhere as well, in every protocol', async () => {
  for (const caller of CALLERS) {
    const { name, channels } = await gateway.offer([{ type: caller.channel }, { type: caller.channel }]);
    channels[0].failNext({ kind: 'error-event', afterContent: 0 });
    const holder = await gateway.keyHolder();
    const text = await (await ask(holder, caller, name, true)).text();
    expect([caller.words(text, true), caller.starts(text)]).toEqual(['You said: Tell me', 1]);
    expect((await gateway.onlyCall(holder)).attempts).toHaveLength(2);
  }
});

test('a request that the upstream refuses is refused: no other is asked', async () => {
  const { name, channels } = await gateway.offer([{ type: 'openai' }, { type: 'claude' }]);
  channels[0].failNext({ kind: 'status', status: 400, message: 'The seed is odd.' });
  const holder = await gateway.keyHolder();
  await expectFailure(await ask(holder, claude, name, true), claude, 'invalid');
  expect(channels[1].requests).toHaveLength(0);
});

test('when all fail the last failure is told, and every try is written down', async () => {
  const { name, channels } = await gateway.offer([
    { type: 'openai' },
    { type: 'claude' },
    { type: 'gemini' },
  ]);
  const [first, second, third] = channels;
  first.failNext({ kind: 'status', status: 500 });
  second.failNext({ kind: 'reset' });
  third.failNext({ kind: 'status', status: 529 });
  const holder = await gateway.keyHolder();
  await expectFailure(await ask(holder, claude, name, true), claude, 'overloaded');
  const call = await gateway.onlyCall(holder);
  expect(call).toMatchObject({ status: 'failed', cost: 0 });
  expect(call.attempts.map(({ status }) => status)).toEqual([500, null, 529]);
});

test.each<[string, Fault, number]>([
  ['503', { kind: 'status', status: 503 }, 1],
  ['a reset', { kind: 'reset' }, 1],
  ['500', { kind: 'status', status: 500 }, 5],
  ['429', { kind: 'status', status: 429 }, 5],
  ['429 that says when', { kind: 'status', status: 429, retryAfter: '120' }, 2],
  ['529', { kind: 'status', status: 529 }, 10],
  ['401', { kind: 'status', status: 401 }, 30],
])('a channel rests after %s, and comes back', async (_what, fault, minutes) => {
  const { name, channels } = await gateway.offer([{ type: 'openai' }, { type: 'openai' }]);
  channels[0].failNext(fault);
  const holder = await gateway.keyHolder();
  expect(await whoAnswers(holder, name, channels)).toEqual({ status: 200, asked: [0, 1] });
  expect(await whoAnswers(holder, name, channels)).toEqual({ status: 200, asked: [1] });
  gateway.advance(minutes * MINUTE - 5_000);
  expect(await whoAnswers(await gateway.keyHolder(), name, channels)).toEqual({ status: 200, asked: [1] });
  gateway.advance(6_000);
  // Somebody whose conversation is not on the other one yet.
  expect(await whoAnswers(await gateway.keyHolder(), name, channels)).toEqual({ status: 200, asked: [0] });
});

test('one call at a time finds out whether a rested channel is well', async () => {
  const { name, channels } = await gateway.offer([{ type: 'openai' }, { type: 'openai' }]);
  const [first, second] = channels;
  first.failNext({ kind: 'status', status: 503 }, { kind: 'silent' });
  const holder = await gateway.keyHolder();
  await whoAnswers(holder, name, channels);
  gateway.advance(2 * MINUTE);
  const others = await gateway.keyHolder();
  const trial = begin(others, name);
  await gateway.simulator.until(() => first.requests.length === 2, 'a call to try the channel');
  const meanwhile = await Promise.all(
    Array.from({ length: 5 }, async () => ask(await gateway.keyHolder(), chat, name, false)),
  );
  expect(meanwhile.map(({ status }) => status)).toEqual(Array.from({ length: 5 }, () => 200));
  expect([first.requests.length, second.requests.length]).toEqual([2, 6]);
  // Whoever tried it leaves: that tells nothing, and the next may try.
  await trial.leave();
  await eventually(async () => {
    expect((await whoAnswers(await gateway.keyHolder(), name, channels)).asked).toEqual([0]);
  });
});

test('a request that is wrong, and finds out that a rested channel is well', async () => {
  const { name, channels } = await gateway.offer([{ type: 'openai' }]);
  channels[0].failNext({ kind: 'status', status: 503 }, { kind: 'status', status: 400 });
  const holder = await gateway.keyHolder();
  const statuses = [];
  for (const pause of [0, 2 * MINUTE, 0]) {
    gateway.advance(pause);
    statuses.push((await whoAnswers(holder, name, channels)).status);
  }
  expect(statuses).toEqual([503, 400, 200]);
});

test('a channel that rests and is alone is asked all the same, by one call at a time', async () => {
  const { name, channels } = await gateway.offer([{ type: 'openai' }]);
  channels[0].failNext({ kind: 'status', status: 500 }, { kind: 'stall', afterContent: 0 });
  const holder = await gateway.keyHolder();
  await whoAnswers(holder, name, channels);
  const trial = begin(holder, name);
  await gateway.simulator.until(() => channels[0].requests.length === 2, 'a call to try the channel');
  const refused = await ask(holder, chat, name, true);
  expect(Number(refused.headers.get('retry-after'))).toBeGreaterThan(0);
  await expectFailure(refused, chat, 'unavailable');
  expect(channels[0].requests).toHaveLength(2);
  await trial.leave();
});

describe('upstreams on our own network, where they may not be', () => {
  let strict: FaultyGateway;
  let inside: Server;
  let came = 0;

  beforeAll(async () => {
    strict = await faultyGateway({ privateUpstreams: false });
    inside = createServer((_req, res) => {
      came += 1;
      res.end('{}');
    });
    await new Promise<void>((resolve) => inside.listen(0, '127.0.0.1', resolve));
  });
  afterAll(async () => {
    inside.close();
    await strict.close();
  });

  test.each(['127.0.0.1', 'localhost', '[::1]', '[::ffff:127.0.0.1]', '2130706433', '0x7f.1', '0.0.0.0'])(
    '%s is refused when it is called, and another channel answers',
    async (host) => {
      const { port } = inside.address() as { port: number };
      const baseUrl = `http://${host}:${port}`;
      const { name, channels } = await strict.offer([
        { type: 'openai', baseUrl },
        { type: 'demo', baseUrl: '' },
      ]);
      const holder = await strict.keyHolder();
      expect((await ask(holder, chat, name, true)).status).toBe(200);
      const { attempts } = await strict.onlyCall(holder);
      expect(attempts).toMatchObject([
        { channel_id: channels[0].id, outcome: 'passed on', status: null },
        { channel_id: channels[1].id, outcome: 'answered' },
      ]);
      expect(attempts[0]?.error).not.toMatch(/127|::1|localhost/);
    },
  );

  test('alone it is a failure of the upstream, which tells nothing of where it is', async () => {
    const { port } = inside.address() as { port: number };
    const { name } = await strict.offer([{ type: 'claude', baseUrl: `http://localhost:${port}` }]);
    for (const caller of CALLERS) {
      await expectFailure(await ask(await strict.keyHolder(), caller, name, true), caller, 'upstream');
    }
    expect(came).toBe(0);
    expect(await strict.complaints()).toEqual([]);
  });
});

test('the books hold, and the log gives nothing away', async () => {
  await eventually(async () => expect(await gateway.complaints()).toEqual([]));
});
