import { once } from 'node:events';
import { createServer, type Server } from 'node:http';
import type { AddressInfo } from 'node:net';
import { brotliCompressSync, deflateSync, gzipSync } from 'node:zlib';
import type { Fault } from '../../simulators/llm/faults';
import { eventually } from '../support/eventually';
import { faultyGateway, type FaultyGateway } from '../support/faulty-upstreams';
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

describe('fields that nobody knows', () => {
  test('break no header, keep no place, and are told in few words', async () => {
    const claude = CALLERS.find(({ protocol }) => protocol === 'claude') as ModelCaller;
    const { name } = await gateway.offer([{ type: 'openai', maxConcurrency: 1 }]);
    const call = async (unknown: object) => {
      const body = JSON.stringify({ ...claude.body(name, { stream: false }), ...unknown });
      const answer = await send(ada, body, {}, claude.path(name, false));
      await answer.text();
      return [answer.status, answer.headers.get('x-taskloom-losses')];
    };
    expect(await call({ 字段: 1 })).toEqual([200, 'other: 1']);
    expect(await call({ 'a\r\nset-cookie: b': 1, seed: 1 })).toEqual([200, 'seed, other: 1']);
    const many = Object.fromEntries(Array.from({ length: 2_000 }, (_, n) => [`field_${n}`, 1]));
    const [status, losses] = await call(many);
    expect([status, losses]).toEqual([200, expect.stringMatching(/^field_0, .*, other: 1968$/)]);
    expect((losses as string).length).toBeLessThan(1_000);
  });
});

describe('an upstream that talks without saying anything', () => {
  let pings: Server;
  let everyMs: number | undefined;
  let baseUrl: string;
  beforeAll(async () => {
    pings = createServer((_, response) => {
      response.writeHead(200, { 'content-type': 'text/event-stream' });
      const frame = everyMs === undefined ? ': ping\n\n'.repeat(1_000) : ': ping\n\n';
      const more = () => {
        if (everyMs !== undefined) setTimeout(more, everyMs);
        else response.once('drain', more);
        while (!response.destroyed && response.write(frame) && everyMs === undefined);
      };
      more();
    }).listen(0, '127.0.0.1');
    await once(pings, 'listening');
    baseUrl = `http://127.0.0.1:${(pings.address() as AddressInfo).port}`;
  });
  afterAll(() => {
    pings.closeAllConnections();
    pings.close();
  });
  const ask = (name: string) =>
    send(ada, JSON.stringify(chat.body(name, { stream: true })), {}, chat.path(name, true));

  test('without end: another takes over, and where there is none the call fails', async () => {
    everyMs = undefined;
    const { name, channels } = await gateway.offer([{ type: 'openai', baseUrl }, { type: 'openai' }]);
    const answer = await ask(name);
    expect(chat.isEnded(await answer.text())).toBe(true);
    expect(channels[1].requests).toHaveLength(1);
    const alone = await gateway.offer([{ type: 'openai', baseUrl }]);
    await expectFailure(await ask(alone.name), chat, 'upstream');
  });

  test('for too long', async () => {
    everyMs = 5;
    const { name } = await gateway.offer([{ type: 'openai', baseUrl, firstByteTimeoutMs: 100 }]);
    await expectFailure(await ask(name), chat, 'timeout');
  });
});

describe('what an upstream says', () => {
  const ask = async (fault: (key: string) => Fault) => {
    const { name, channels } = await gateway.offer([{ type: 'openai' }]);
    const [{ key }] = channels;
    channels[0].failNext(fault(key));
    const answer = await send(
      ada,
      JSON.stringify(chat.body(name, { stream: false })),
      {},
      chat.path(name, false),
    );
    const text = await answer.text();
    expect(text).not.toContain(key);
    expect(text).not.toContain('127.0.0.1');
    return { answer, error: (JSON.parse(text) as { error: { message: string; code: unknown } }).error };
  };

  test.each([400, 413, 422])(
    'of a request (%s) tells no key and no address, in its code neither',
    async (status) => {
      const secret = await ask((key) => ({
        kind: 'status',
        status,
        message: `${key} of 127.0.0.1 is no key`,
        code: key,
      }));
      expect(secret.error).toMatchObject({ message: '[hidden] of [hidden] is no key' });
      for (const code of ['at 127.0.0.1', '127.0.0.1', 'two words', 'c'.repeat(65)]) {
        expect((await ask(() => ({ kind: 'status', status, message: 'no', code }))).error.code).not.toBe(
          code,
        );
      }
      const plain = await ask(() => ({
        kind: 'status',
        status,
        message: 'no',
        code: 'context_length_exceeded',
      }));
      expect(plain.error.code).toBe('context_length_exceeded');
    },
  );

  test.each(['1e297', '1e400', '999999999'])(
    'of when to come back (%s) is believed within reason',
    async (retryAfter) => {
      const { answer } = await ask(() => ({ kind: 'status', status: 429, retryAfter }));
      const told = answer.headers.get('retry-after');
      expect(Number(told ?? 1)).toBeLessThanOrEqual(3_600);
    },
  );
});

test.each([
  ['background', { background: true }],
  ['previous_response_id', { previous_response_id: 'resp_of_somebody' }],
  ['conversation', { conversation: 'conv_of_somebody' }],
  ['input[0]', { input: [{ type: 'item_reference', id: 'rs_of_somebody' }] }],
  ['input[0]', { input: [{ id: 'rs_of_somebody' }] }],
])('what an upstream may have kept of somebody is not asked for (%s)', async (field, wish) => {
  const responses = CALLERS.find(({ protocol }) => protocol === 'openai-responses') as ModelCaller;
  const { name, channels } = await gateway.offer([{ type: 'responses' }]);
  const body = { ...responses.body(name, { stream: false }), ...wish };
  const answer = await send(ada, JSON.stringify(body), {}, responses.path(name, false));
  const told = (await answer.clone().json()) as { error: { param: unknown } };
  expect(told.error.param).toBe(field);
  await expectFailure(answer, responses, 'invalid');
  expect(channels[0].requests).toEqual([]);
});

test('nothing of all this is held, and the books hold', async () => {
  await gateway.simulator.untilIdle();
  await eventually(async () => expect(await gateway.complaints()).toEqual([]));
});
