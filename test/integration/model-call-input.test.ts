import { once } from 'node:events';
import { request, type IncomingMessage } from 'node:http';
import { gzipSync } from 'node:zlib';
import { faultyGateway, type FaultyGateway } from '../support/faulty-upstreams';
import { CALLERS, EVERY_WAY, expectFailure, type ModelCaller } from '../support/model-callers';
import type { KeyHolder } from '../support/model-gateway';

/** What a caller sees whose request is wrong: the protocol's own error, and no charge. */

let gateway: FaultyGateway;
let ada: KeyHolder;
const models = new Map<ModelCaller, string>();

beforeAll(async () => {
  gateway = await faultyGateway();
  ada = await gateway.keyHolder();
  for (const caller of CALLERS) models.set(caller, (await gateway.offer([{ type: caller.channel }])).name);
});
afterAll(() => gateway.close());

function modelOf(caller: ModelCaller): string {
  return models.get(caller) ?? '';
}

describe.each(EVERY_WAY)('$way', ({ caller, stream }) => {
  const post = (body: unknown, headers?: Readonly<Record<string, string>>) =>
    ada.call(caller.path(modelOf(caller), stream), body, headers);

  test('a model that does not exist', async () => {
    const answer = await ada.call(caller.path('no-such', stream), caller.body('no-such', { stream }));
    await expectFailure(answer, caller, 'missing');
  });

  test('a body that is no JSON, is no object, or is not UTF-8', async () => {
    await expectFailure(await post('{"model": "x", '), caller, 'invalid');
    await expectFailure(await post(''), caller, 'invalid');
    await expectFailure(await post('[1, 2]'), caller, 'invalid');
    await expectFailure(await post('"text"'), caller, 'invalid');
    const broken = Buffer.from(JSON.stringify(caller.body(modelOf(caller), { stream, said: 'é' })), 'latin1');
    const answer = await fetch(`${gateway.baseUrl}${caller.path(modelOf(caller), stream)}`, {
      method: 'POST',
      headers: { authorization: `Bearer ${ada.secret}` },
      body: broken,
    });
    await expectFailure(answer, caller, 'invalid');
  });

  test('a body that is nested beyond all bounds', async () => {
    const deep = '['.repeat(200_000) + ']'.repeat(200_000);
    const body = JSON.stringify({ ...caller.body(modelOf(caller), { stream }), deep: 0 });
    for (const field of ['messages', 'input', 'prompt', 'contents', 'deep']) {
      const answer = await post(body.replace(/\}$/, `,${JSON.stringify(field)}:${deep}}`));
      await expectFailure(answer, caller, 'invalid');
    }
  });

  test('a legal prompt of a megabyte reaches the upstream as it is', async () => {
    const holder = await gateway.keyHolder(1_000);
    const said = 'ä word. '.repeat(130_000);
    const answer = await holder.call(
      caller.path(modelOf(caller), stream),
      caller.body(modelOf(caller), { stream, said, maxTokens: 20 }),
    );
    expect(answer.status).toBe(200);
    await answer.text();
    const { body } = gateway.simulator.requests.at(-1) ?? { body: {} };
    expect(JSON.stringify(body)).toContain(said);
  });
});

describe.each(CALLERS)('$protocol', (caller) => {
  test.each([
    ['no model', { model: undefined }],
    ['a model that is no name', { model: 7 }],
    ['a name beyond all bounds', { model: 'm'.repeat(5_000) }],
  ])('%s', async (_what, wrong) => {
    if (caller.protocol === 'gemini') return expectGeminiModel(wrong.model);
    const body = { ...caller.body('', { stream: false }), ...wrong };
    await expectFailure(await ada.call(caller.path('', false), body), caller, 'invalid');
  });

  /** Gemini's callers name the model in the path. */
  async function expectGeminiModel(model: unknown) {
    const name = typeof model === 'string' ? model : '%20';
    const path = `/v1beta/models/${name}:generateContent`;
    await expectFailure(await ada.call(path, caller.body('', { stream: false })), caller, 'invalid');
  }

  test('a request without anything said', async () => {
    const empty = { messages: [], contents: [], input: [], prompt: undefined };
    const { name } = await gateway.offer([{ type: caller.channel === 'openai' ? 'claude' : 'openai' }]);
    const body = { ...caller.body(name, { stream: false }), ...empty };
    await expectFailure(await ada.call(caller.path(name, false), body), caller, 'invalid');
  });

  test('a body above 128 MB is refused before it has come', async () => {
    const [status, text] = await begin(caller, { 'content-length': 129 * 1024 * 1024 }, '{');
    expect([status, caller.complaint(text, 'tooLarge')]).toEqual([413, expect.stringContaining('128 MB')]);
  });

  test('a call without a channel', async () => {
    const { name } = await gateway.offer([{ type: caller.channel, enabled: false }]);
    await expectFailure(
      await ada.call(caller.path(name, false), caller.body(name, { stream: false })),
      caller,
      'unavailable',
    );
  });
});

test('a compressed body that unpacks to more than 16 MB', async () => {
  const [caller] = CALLERS as [ModelCaller];
  const packed = gzipSync(Buffer.alloc(17 * 1024 * 1024, 32));
  const headers = { 'content-encoding': 'gzip', 'content-length': packed.length };
  const [status, text] = await begin(caller, headers, packed);
  expect([status, caller.complaint(text, 'tooLarge')]).toEqual([413, expect.stringContaining('16 MB')]);
});

/** Sends the beginning of a request on a connection of its own, and waits for the answer. */
async function begin(
  caller: ModelCaller,
  headers: Readonly<Record<string, string | number>>,
  bytes: Buffer | string,
): Promise<[status: number, text: string]> {
  const sent = request(`${gateway.baseUrl}${caller.path(modelOf(caller), false)}`, {
    method: 'POST',
    agent: false,
    headers: { authorization: `Bearer ${ada.secret}`, ...headers },
  });
  sent.on('error', () => undefined); // it may be hung up on
  sent.write(bytes);
  const [answer] = (await once(sent, 'response')) as [IncomingMessage];
  const parts = await answer.toArray();
  sent.destroy();
  return [answer.statusCode ?? 0, parts.join('')];
}

test('nothing of all this is held, and the books hold', async () => {
  expect(await ada.user.balance()).toEqual({ available: 100, held: 0 });
  expect(await gateway.complaints()).toEqual([]);
});
