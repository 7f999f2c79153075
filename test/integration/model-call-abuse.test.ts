import { gzipSync } from 'node:zlib';
import { eventually, faultyGateway, type FaultyGateway } from '../support/faulty-upstreams';
import { CALLERS, expectFailure, type ModelCaller } from '../support/model-callers';
import type { KeyHolder } from '../support/model-gateway';

/** What somebody meets who means no good: it costs them, and nobody else. */

let gateway: FaultyGateway;
let ada: KeyHolder;
let model: string;
const [chat] = CALLERS as [ModelCaller];

beforeAll(async () => {
  gateway = await faultyGateway();
  ada = await gateway.keyHolder();
  model = (await gateway.offer([{ type: 'openai' }])).name;
});
afterAll(() => gateway.close());

function send(
  { secret }: Pick<KeyHolder, 'secret'>,
  body: string | Uint8Array | ReadableStream<Uint8Array>,
  headers: Readonly<Record<string, string>> = {},
  path = chat.path(model, false),
): Promise<Response> {
  return fetch(`${gateway.baseUrl}${path}`, {
    method: 'POST',
    headers: { authorization: `Bearer ${secret}`, ...headers },
    body,
    ...(body instanceof ReadableStream && { duplex: 'half' }),
  });
}

describe('a body that would take long to read', () => {
  const parts = `{"model":"x","messages":[${'[],'.repeat(4_000_000)}[]]}`;

  test('is not parsed', async () => {
    await expectFailure(await send(ada, parts), chat, 'invalid');
    const packed = gzipSync(parts);
    await expectFailure(await send(ada, packed, { 'content-encoding': 'gzip' }), chat, 'invalid');
  });

  test.each(['gzip', 'identity'])('is not even read of somebody without credits (%s)', async (encoding) => {
    const poor = await gateway.keyHolder(0);
    const body = encoding === 'gzip' ? gzipSync(parts) : parts;
    await expectFailure(await send(poor, body, { 'content-encoding': encoding }), chat, 'unpaid');
    // Not even of one who does not say how long it is.
    const chunks = new ReadableStream<Uint8Array>({
      start(stream) {
        for (let sent = 0; sent < body.length; sent += 65_536) {
          stream.enqueue(Buffer.from(body.slice(sent, sent + 65_536)));
        }
        stream.close();
      },
    });
    const answer = await send(poor, chunks, { 'content-encoding': encoding }).catch(() => undefined);
    if (answer) await expectFailure(answer, chat, 'unpaid');
  });

  test('is not read either of who may not call', async () => {
    const elsewhere = await gateway.keyHolder(100, { allowedIps: ['203.0.113.0/24'] });
    await expectFailure(await send(elsewhere, '{'), chat, 'forbidden');
    const seldom = await gateway.keyHolder(100, { requestsPerMinute: 1 });
    await expectFailure(await send(seldom, '{'), chat, 'invalid');
    await expectFailure(await send(seldom, '{'), chat, 'limited');
  });
});

test('a picture of 20 MB is no such body', async () => {
  const { name } = await gateway.offer([{ type: 'openai' }]);
  const url = `data:image/png;base64,${'A'.repeat(20 * 1024 * 1024)}`;
  const messages = [{ role: 'user', content: [{ type: 'image_url', image_url: { url } }] }];
  const answer = await send(ada, JSON.stringify({ model: name, messages, max_tokens: 10 }));
  expect(answer.status).toBe(200);
});

test.each(['gzip', 'deflate', 'br'] as const)('a request that is compressed (%s)', async (encoding) => {
  const { brotliCompressSync, deflateSync } = await import('node:zlib');
  const body = JSON.stringify(chat.body(model, { stream: false, said: 'Grüße' }));
  const packed = { gzip: gzipSync, deflate: deflateSync, br: brotliCompressSync }[encoding](body);
  expect((await send(ada, packed, { 'content-encoding': encoding })).status).toBe(200);
  const broken = await send(ada, packed.subarray(0, 20), { 'content-encoding': encoding });
  await expectFailure(broken, chat, 'invalid');
});

describe.each([
  ['claude', '/v1/messages/count_tokens', { messages: [{ role: 'user', content: 'Hello' }] }],
  ['gemini', undefined, { contents: [{ role: 'user', parts: [{ text: 'Hello' }] }] }],
] as const)('counting tokens (%s)', (protocol, fixed, prompt) => {
  const caller = CALLERS.find((each) => each.protocol === protocol) as ModelCaller;
  const count = (holder: KeyHolder) =>
    send(holder, JSON.stringify({ model, ...prompt }), {}, fixed ?? `/v1beta/models/${model}:countTokens`);

  test('is bound by what the key may do', async () => {
    expect((await count(ada)).status).toBe(200);
    const elsewhere = await gateway.keyHolder(100, { allowedIps: ['203.0.113.0/24'] });
    await expectFailure(await count(elsewhere), caller, 'forbidden');
    const { name: another } = await gateway.offer([{ type: 'openai' }]);
    const narrow = await gateway.keyHolder(100, { allowedModels: [another] });
    await expectFailure(await count(narrow), caller, 'forbidden');
    const seldom = await gateway.keyHolder(100, { requestsPerMinute: 1 });
    expect((await count(seldom)).status).toBe(200);
    await expectFailure(await count(seldom), caller, 'limited');
  });
});

test('nothing of all this is held, and the books hold', async () => {
  await gateway.simulator.untilIdle();
  await eventually(async () => expect(await gateway.complaints()).toEqual([]));
});
