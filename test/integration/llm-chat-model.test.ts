import { inspect } from 'node:util';
import { isAppError } from '../../domain/errors';
import { modelAt } from '../support/upstream-model';
import { startLlmSimulator, type LlmSimulator } from '../../simulators/llm/server';
import type { ChatDelta, ChatModel } from '../../providers/llm/chat-model';

/** Real HTTP to a simulated upstream on a socket of its own; only its faults are scripted. */

const API_KEY = 'sk-very-secret-0123456789';
const question = { messages: [{ role: 'user' as const, content: '你好 world' }] };
const never = new AbortController().signal;

let upstream: LlmSimulator;
beforeEach(async () => {
  upstream = await startLlmSimulator();
});
afterEach(() => upstream.close());

function model(options: { timeoutMs?: number; maxRetries?: number } = {}): ChatModel {
  return modelAt(`${upstream.url}/`, { apiKey: API_KEY, model: 'demo-7b', maxRetries: 2, ...options });
}

async function collect(deltas: AsyncIterable<ChatDelta>): Promise<{ text: string; deltas: ChatDelta[] }> {
  const seen: ChatDelta[] = [];
  for await (const delta of deltas) seen.push(delta);
  const text = seen.map((delta) => (delta.type === 'text' ? delta.text : '')).join('');
  return { text, deltas: seen };
}

/** The AppError that `work` ends in, after checking that nothing of it would show the key in a log. */
async function failure(work: Promise<unknown>): Promise<{ code: string; cause: string }> {
  const error = await work.then(
    () => undefined,
    (reason: unknown) => reason,
  );
  if (!isAppError(error)) throw new Error(`Expected an AppError, got ${inspect(error)}`);
  expect(inspect(error, { depth: 10, showHidden: true })).not.toContain(API_KEY);
  return { code: error.code, cause: String(error.cause) };
}

describe('a whole answer', () => {
  test('carries the text, the usage and the upstream’s model, from one authorised request', async () => {
    upstream.reply('答案是 42');
    const answer = await model().chat({ ...question, json: true, maxTokens: 50, temperature: 0.2 }, never);
    expect(answer).toEqual({
      text: '答案是 42',
      finish: 'stop',
      usage: { inputTokens: 2, outputTokens: 2 },
      model: 'demo-7b',
      demo: false,
    });
    expect(upstream.requests).toHaveLength(1);
    expect(upstream.requests[0]).toMatchObject({
      headers: { authorization: `Bearer ${API_KEY}` },
      body: {
        model: 'demo-7b',
        messages: question.messages,
        max_completion_tokens: 50,
        temperature: 0.2,
        response_format: { type: 'json_object' },
      },
    });
  });

  test('has an estimated usage where the upstream does not count', async () => {
    upstream.reply('四个汉字');
    upstream.failNext({ kind: 'no-usage' });
    expect((await model().chat(question, never)).usage).toEqual({
      inputTokens: 4,
      outputTokens: 4,
      estimated: true,
    });
  });
});

describe('a streamed answer', () => {
  test('comes in pieces and ends once, with the whole text and its usage', async () => {
    upstream.reply('分段 的 answer');
    const { text, deltas } = await collect(model().stream(question, never));
    expect(text).toBe('分段 的 answer');
    expect(deltas.filter(({ type }) => type === 'text').length).toBeGreaterThan(2);
    expect(deltas.filter(({ type }) => type === 'end')).toEqual([deltas.at(-1)]);
    expect(deltas.at(-1)).toMatchObject({
      answer: { text, usage: { inputTokens: 2, outputTokens: 3 }, demo: false },
    });
  });

  test.each(['cut', 'end', 'error-event'] as const)(
    'that the upstream breaks off after its first words (%s) fails and is not asked for again',
    async (kind) => {
      upstream.reply('one two three four');
      upstream.failNext({ kind, afterContent: 2 });
      const received: string[] = [];
      const broken = (async () => {
        for await (const delta of model().stream(question, never))
          if (delta.type === 'text') received.push(delta.text);
      })();
      expect(await failure(broken)).toMatchObject({ code: 'AI_SERVICE_FAILED' });
      expect(received).toEqual(['one', ' two']);
      expect(upstream.requests).toHaveLength(1);
    },
  );

  test('that breaks before its first word is asked for again', async () => {
    upstream.reply('after all');
    upstream.failNext({ kind: 'cut', afterContent: 0 }, { kind: 'end', afterContent: 0 });
    expect((await collect(model().stream(question, never))).text).toBe('after all');
    expect(upstream.requests).toHaveLength(3);
  });

  test('that stalls half-way fails after the time-out and hangs up on the upstream', async () => {
    upstream.reply('one two three');
    upstream.failNext({ kind: 'stall', afterContent: 1 });
    const impatient = model({ timeoutMs: 250, maxRetries: 0 });
    expect(await failure(collect(impatient.stream(question, never)))).toMatchObject({
      code: 'AI_SERVICE_FAILED',
      cause: expect.stringContaining('silent for too long') as string,
    });
    await upstream.requests[0]?.hungUp;
  });

  test('may be read slowly: the time-out is the upstream’s, not the reader’s', async () => {
    upstream.reply('one two three');
    const deltas: ChatDelta[] = [];
    for await (const delta of model({ timeoutMs: 100 }).stream(question, never)) {
      deltas.push(delta);
      if (deltas.length === 1) await new Promise((resolve) => setTimeout(resolve, 250));
    }
    expect(deltas.at(-1)).toMatchObject({ type: 'end', answer: { text: 'one two three' } });
  });

  test('that its reader leaves early is cancelled at the upstream', async () => {
    upstream.reply('one two three');
    upstream.failNext({ kind: 'stall', afterContent: 1 });
    for await (const delta of model().stream(question, never)) {
      expect(delta).toEqual({ type: 'text', text: 'one' });
      break;
    }
    await upstream.requests[0]?.hungUp;
  });
});

describe('an upstream in trouble', () => {
  test.each([429, 500, 502, 503])('is asked again after a %i', async (status) => {
    upstream.failNext({ kind: 'status', status }, { kind: 'status', status });
    await expect(model().chat(question, never)).resolves.toMatchObject({ text: 'You said: 你好 world' });
    expect(upstream.requests).toHaveLength(3);
  });

  test('is given up after the last retry, with its own words as the cause', async () => {
    const fault = { kind: 'status', status: 500, message: 'GPU on fire' } as const;
    upstream.failNext(fault, fault, fault);
    expect(await failure(model().chat(question, never))).toEqual({
      code: 'AI_SERVICE_FAILED',
      cause: expect.stringContaining('GPU on fire') as string,
    });
    expect(upstream.requests).toHaveLength(3);
  });

  test.each([400, 401, 404])('is not asked again after a %i', async (status) => {
    upstream.failNext({ kind: 'status', status, message: `bad key ${API_KEY}` });
    expect(await failure(model().chat(question, never))).toMatchObject({ code: 'AI_SERVICE_FAILED' });
    expect(upstream.requests).toHaveLength(1);
  });

  test('is not asked again when the quota is spent, though it answers 429', async () => {
    upstream.failNext({ kind: 'status', status: 429, message: 'insufficient_quota' });
    expect(await failure(model().chat(question, never))).toMatchObject({ code: 'AI_SERVICE_FAILED' });
    expect(upstream.requests).toHaveLength(1);
  });

  test('gets the time that its Retry-After asks for', async () => {
    upstream.failNext({ kind: 'status', status: 429, retryAfter: '1' });
    const start = performance.now();
    await model().chat(question, never);
    expect(performance.now() - start).toBeGreaterThanOrEqual(990);
  });

  test('is not waited for when its Retry-After asks for too long', async () => {
    upstream.failNext({ kind: 'status', status: 503, retryAfter: '3600' });
    expect(await failure(model().chat(question, never))).toMatchObject({ code: 'AI_SERVICE_FAILED' });
    expect(upstream.requests).toHaveLength(1);
  });

  test('that drops the connection is asked again', async () => {
    upstream.failNext({ kind: 'reset' });
    await expect(model().chat(question, never)).resolves.toMatchObject({ finish: 'stop' });
    expect(upstream.requests).toHaveLength(2);
  });

  test('that never answers is left after the time-out of each attempt', async () => {
    upstream.failNext({ kind: 'silent' }, { kind: 'silent' });
    expect(await failure(model({ timeoutMs: 50, maxRetries: 1 }).chat(question, never))).toMatchObject({
      cause: expect.stringContaining('silent for too long') as string,
    });
    await Promise.all(upstream.requests.map(({ hungUp }) => hungUp));
    expect(upstream.requests).toHaveLength(2);
  });

  test('that answers nonsense is a failure, streamed or not', async () => {
    upstream.failNext({ kind: 'malformed' }, { kind: 'malformed' });
    expect(await failure(model().chat(question, never))).toMatchObject({ code: 'AI_SERVICE_FAILED' });
    expect(await failure(collect(model().stream(question, never)))).toMatchObject({
      code: 'AI_SERVICE_FAILED',
    });
    expect(upstream.requests).toHaveLength(2);
  });

  test('cannot send the key elsewhere by a redirect', async () => {
    const elsewhere = await startLlmSimulator();
    try {
      upstream.failNext({ kind: 'redirect', location: `${elsewhere.url}/chat/completions` });
      expect(await failure(model().chat(question, never))).toMatchObject({ code: 'AI_SERVICE_FAILED' });
      expect(elsewhere.requests).toHaveLength(0);
      expect(upstream.requests).toHaveLength(1);
    } finally {
      await elsewhere.close();
    }
  });

  test('that is not there at all is a failure', async () => {
    await upstream.close();
    expect(await failure(model().chat(question, never))).toMatchObject({ code: 'AI_SERVICE_FAILED' });
    upstream = await startLlmSimulator();
  });
});

describe('the caller’s abort', () => {
  const cancelled = new Error('cancelled by the workflow');

  test('reaches the upstream and comes back as the caller’s own reason', async () => {
    upstream.failNext({ kind: 'silent' });
    const abort = new AbortController();
    const answer = model().chat(question, abort.signal);
    await upstream.untilRequests(1);
    abort.abort(cancelled);
    await expect(answer).rejects.toBe(cancelled);
    await upstream.requests[0]?.hungUp;
    expect(upstream.requests).toHaveLength(1);
  });

  test('ends the wait before a retry', async () => {
    upstream.failNext({ kind: 'status', status: 429, retryAfter: '15' });
    const abort = new AbortController();
    const answer = model().chat(question, abort.signal);
    await upstream.untilRequests(1);
    setImmediate(() => abort.abort(cancelled));
    await expect(answer).rejects.toBe(cancelled);
  });

  test('ends a stream', async () => {
    upstream.reply('one two three');
    upstream.failNext({ kind: 'stall', afterContent: 1 });
    const abort = new AbortController();
    const reading = (async () => {
      for await (const delta of model().stream(question, abort.signal))
        if (delta.type === 'text') abort.abort(cancelled);
    })();
    await expect(reading).rejects.toBe(cancelled);
    await upstream.requests[0]?.hungUp;
  });

  test('before the call sends nothing', async () => {
    await expect(model().chat(question, AbortSignal.abort(cancelled))).rejects.toBe(cancelled);
    expect(upstream.requests).toHaveLength(0);
  });
});
