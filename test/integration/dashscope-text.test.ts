import { inspect } from 'node:util';
import {
  startDashscopeTextSimulator,
  type DashscopeTextFault,
  type DashscopeTextSimulator,
} from '../../simulators/dashscope/text-server';
import type { ChatDelta, ChatRequest } from '../../providers/llm/chat-model';
import { createDashscope } from '../../providers/llm/dashscope/dashscope';
import { createAddressGuard } from '../../providers/llm/upstream/address-guard';
import { createUpstreamHttp } from '../../providers/llm/upstream/http-client';
import { vendorModel } from '../../providers/llm/vendor-model';

/** Alibaba's text models in their own protocol, over real HTTP. */

const KEY = 'sk-of-dashscope-0123456789';
const ASKED: ChatRequest = {
  messages: [
    { role: 'system', content: '你是编辑。' },
    { role: 'user', content: '写一篇' },
  ],
  temperature: 0.7,
  maxTokens: 100,
};
const never = new AbortController().signal;

let vendor: DashscopeTextSimulator;
const http = createUpstreamHttp({ guard: createAddressGuard({ allowPrivate: true }) });
beforeEach(async () => {
  vendor = await startDashscopeTextSimulator(KEY);
});
afterEach(() => vendor.close());
afterAll(() => http.close());

const modelWith = (apiKey = KEY, maxRetries = 0) =>
  vendorModel(
    { kind: 'dashscope', baseUrl: vendor.url, apiKey, model: 'qwen-plus', maxTokens: 2000 },
    createDashscope({ http }),
    { timeouts: { connectMs: 1_000, headersMs: 300, idleMs: 300 }, maxRetries, baseDelayMs: 1 },
  );

async function streamed(model = modelWith()) {
  const deltas: ChatDelta[] = [];
  for await (const delta of model.stream(ASKED, never)) deltas.push(delta);
  const pieces = deltas.flatMap((delta) => (delta.type === 'text' ? [delta.text] : []));
  const last = deltas.at(-1);
  return { pieces, answer: last?.type === 'end' ? last.answer : undefined };
}

test('a text comes in pieces, with its usage, from one request in the vendor’s words', async () => {
  vendor.reply('第一段🌅，第二段。');
  const { pieces, answer } = await streamed();
  expect(pieces.length).toBeGreaterThan(1);
  expect(pieces.join('')).toBe('第一段🌅，第二段。');
  expect(answer).toEqual({
    text: '第一段🌅，第二段。',
    finish: 'stop',
    usage: { inputTokens: 20, outputTokens: 10 },
    model: 'qwen-plus',
    demo: false,
  });
  expect(vendor.requests).toHaveLength(1);
  expect(vendor.requests[0]).toMatchObject({
    headers: { authorization: `Bearer ${KEY}`, 'x-dashscope-sse': 'enable' },
    body: {
      model: 'qwen-plus',
      input: { messages: ASKED.messages },
      parameters: {
        result_format: 'message',
        incremental_output: true,
        temperature: 0.7,
        max_tokens: 2000, // the operator's
      },
    },
  });
});

test('a text comes whole, as JSON where that is wanted, and is cut where it was', async () => {
  vendor.reply('{"a":1', 'length');
  expect(await modelWith().chat({ ...ASKED, json: true }, never)).toMatchObject({
    text: '{"a":1',
    finish: 'length',
  });
  expect(vendor.requests[0]?.headers).not.toHaveProperty('x-dashscope-sse');
  expect(vendor.requests[0]?.body.parameters).toMatchObject({ response_format: { type: 'json_object' } });
});

test.each<[string, DashscopeTextFault]>([
  ['before it', { kind: 'refuse', status: 400, code: 'DataInspectionFailed' }],
  ['within it', { kind: 'error-event', status: 400, code: 'DataInspectionFailed', after: 1 }],
])('an answer that the vendor’s inspection stops %s is one that was withheld', async (_where, fault) => {
  vendor.failNext(fault);
  expect((await streamed()).answer).toMatchObject({ finish: 'filtered' });
});

test.each<[string, DashscopeTextFault, boolean]>([
  ['throttles', { kind: 'refuse', status: 429, code: 'Throttling.RateQuota' }, true],
  ['fails', { kind: 'refuse', status: 500, code: 'InternalError' }, true],
  ['refuses what it was asked', { kind: 'refuse', status: 400, code: 'InvalidParameter' }, false],
  ['throttles in the middle', { kind: 'error-event', status: 429, code: 'Throttling', after: 2 }, true],
  ['refuses in the middle', { kind: 'error-event', status: 400, code: 'InvalidParameter', after: 1 }, false],
  ['cuts its stream', { kind: 'cut', after: 2 }, true],
  ['ends without an end', { kind: 'unfinished' }, true],
  ['sends what is no JSON', { kind: 'malformed' }, true],
  ['is silent', { kind: 'silent' }, true],
])('a vendor that %s has failed, and its key is not told', async (_how, fault, retryable) => {
  vendor.reply('一段很长很长的文字，要分几次才说得完。');
  vendor.failNext(fault);
  const failure = await streamed().then(
    () => undefined,
    (error: unknown) => error,
  );
  expect(failure).toMatchObject({ code: 'AI_SERVICE_FAILED', cause: { retryable } });
  expect(inspect(failure, { depth: 10 })).not.toContain(KEY);
});

test('a key that is refused is refused once; a moment’s failure is asked through', async () => {
  await expect(streamed(modelWith('sk-wrong', 2))).rejects.toMatchObject({ cause: { status: 401 } });
  expect(vendor.requests).toHaveLength(1);
  vendor.failNext({ kind: 'refuse', status: 503, code: 'ServiceUnavailable' });
  vendor.reply('好');
  expect((await streamed(modelWith(KEY, 1))).answer).toMatchObject({ text: '好' });
});

test('who leaves is not answered any more', async () => {
  vendor.reply('一段很长很长的文字'.repeat(50));
  const leaving = new AbortController();
  const reading = (async () => {
    for await (const _ of modelWith().stream(ASKED, leaving.signal)) leaving.abort(new Error('left'));
  })();
  await expect(reading).rejects.toThrow('left');
});
