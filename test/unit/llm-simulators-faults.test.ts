import type { Fault } from '../../simulators/llm/faults';
import { startLlmSimulator, type LlmSimulator } from '../../simulators/llm/server';

/** What each scripted fault looks like on the wire, in every protocol, and what is remembered of it. */

let simulator: LlmSimulator;
beforeAll(async () => {
  simulator = await startLlmSimulator();
});
afterEach(async () => {
  await simulator.untilIdle();
  simulator.reset();
});
afterAll(() => simulator.close());

const ask = [{ role: 'user', content: 'one two three' }];
const CALLS = {
  'openai-chat': ['/v1/chat/completions', { model: 'm', messages: ask, stream: true }],
  'openai-completions': ['/v1/completions', { model: 'm', prompt: 'one two three', stream: true }],
  'openai-responses': ['/v1/responses', { model: 'm', input: 'one two three', stream: true }],
  claude: ['/v1/messages', { model: 'm', max_tokens: 99, messages: ask, stream: true }],
  gemini: [
    '/v1beta/models/m:streamGenerateContent?alt=sse',
    { contents: [{ parts: [{ text: 'one two three' }] }] },
  ],
} as const;
type Protocol = keyof typeof CALLS;
const PROTOCOLS = Object.keys(CALLS) as Protocol[];

function call(
  protocol: Protocol,
  init: RequestInit & { readonly key?: string; readonly whole?: boolean } = {},
): Promise<Response> {
  const { key = 'k', whole = false, ...more } = init;
  const [path, body] = CALLS[protocol];
  return fetch(simulator.origin + (whole ? path.replace('streamGenerateContent', 'generateContent') : path), {
    method: 'POST',
    headers: { authorization: `Bearer ${key}`, 'anthropic-version': '2023-06-01' },
    body: JSON.stringify(whole ? { ...body, ...('stream' in body && { stream: false }) } : body),
    redirect: 'manual',
    ...more,
  });
}

/** What arrived before the connection broke or ended. */
async function received(response: Response): Promise<{ text: string; broken: boolean }> {
  const decoder = new TextDecoder();
  let text = '';
  try {
    for await (const part of response.body!) text += decoder.decode(part as Uint8Array, { stream: true });
    return { text, broken: false };
  } catch {
    return { text, broken: true };
  }
}

/** Reads until the text is there, then hangs up. */
async function readUntil(response: Response, wanted: string): Promise<string> {
  const reader = response.body!.getReader();
  let text = '';
  while (!text.includes(wanted)) text += Buffer.from((await reader.read()).value as Uint8Array).toString();
  await reader.cancel();
  return text;
}

const TERMINALS: Readonly<Record<Protocol, string>> = {
  'openai-chat': '[DONE]',
  'openai-completions': '[DONE]',
  'openai-responses': 'response.completed',
  claude: 'message_stop',
  gemini: 'finishReason',
};

describe.each(PROTOCOLS)('%s', (protocol) => {
  const terminal = TERMINALS[protocol];

  test('is cut before the first content, or after so many pieces of it', async () => {
    simulator.failNext({ kind: 'cut', afterContent: 0 }, { kind: 'cut', afterContent: 2 });
    const before = await received(await call(protocol));
    expect(before.broken).toBe(true);
    expect(before.text).not.toContain('You');
    const after = await received(await call(protocol));
    expect(after.broken).toBe(true);
    expect(after.text).toMatch(/You[^]* said/);
    expect(after.text).not.toContain(': one');
    expect(simulator.requests.map(({ end }) => end)).toEqual(['broken', 'broken']);
  });

  test('ends cleanly without its terminal event', async () => {
    simulator.failNext({ kind: 'end' });
    const { text, broken } = await received(await call(protocol));
    expect(broken).toBe(false);
    expect(text).toContain('three');
    expect(text).not.toContain(terminal);
    expect((await received(await call(protocol))).text).toContain(terminal);
  });

  test('stalls, and knows when the client hangs up, and after how many frames', async () => {
    simulator.failNext({ kind: 'stall', afterFrames: 2 });
    const abort = new AbortController();
    const response = await call(protocol, { signal: abort.signal });
    await simulator.until(() => simulator.requests[0]?.frames === 2, 'two frames');
    expect(simulator.concurrency()).toEqual({ now: 1, most: 1 });
    abort.abort();
    await expect(response.text()).rejects.toThrow();
    await simulator.untilAborted(1);
    await simulator.requests[0]?.hungUp;
    expect(simulator.requests[0]).toMatchObject({
      protocol,
      end: 'aborted',
      frames: 2,
      key: 'k',
      model: 'm',
    });
    expect(simulator.concurrency()).toEqual({ now: 0, most: 1 });
  });

  test('has a malformed frame, and an error event of its own', async () => {
    simulator.failNext(
      { kind: 'malformed', afterContent: 1 },
      { kind: 'error-event', afterContent: 1, message: 'Melted.' },
    );
    const { text } = await received(await call(protocol));
    const data = text.split(/\r?\n/).filter((line) => line.startsWith('data: {'));
    const isJson = (line: string): boolean => {
      try {
        return Boolean(JSON.parse(line.slice('data: '.length)));
      } catch {
        return false;
      }
    };
    expect(data.filter((line) => !isJson(line))).toHaveLength(1);
    expect(text).toContain(terminal);
    const failed = await received(await call(protocol));
    expect(failed.text).toContain('You');
    expect(failed.text).toMatch(/"error":\{[^}]*Melted\./);
    expect(failed.text).not.toContain(terminal);
  });

  test('goes on for ever, in frames or in one, until the client hangs up', async () => {
    simulator.failNext({ kind: 'endless' }, { kind: 'endless-frame' });
    await readUntil(await call(protocol), 'three');
    await readUntil(await call(protocol), 'a'.repeat(1000));
    await simulator.untilAborted(2);
    expect(simulator.requests[0]!.frames).toBeGreaterThan(5);
  });

  test('does not count, or counts below zero', async () => {
    simulator.failNext({ kind: 'no-usage' }, { kind: 'negative-usage' });
    expect(await (await call(protocol, { whole: true })).text()).not.toMatch(
      /(input|prompt)_?tokens?(Count)?"/i,
    );
    expect(await (await call(protocol, { whole: true })).text()).toMatch(
      /(input|prompt)_?tokens?(Count)?": ?-\d/i,
    );
    expect(await (await call(protocol, { whole: true })).text()).toMatch(
      /(input|prompt)_?tokens?(Count)?": ?\d/i,
    );
  });

  test('is the same answer however its bytes are written', async () => {
    const plain = messages((await received(await call(protocol))).text);
    const twists: Fault[] = [
      { kind: 'split-bytes' },
      { kind: 'crlf' },
      { kind: 'multi-line' },
      { kind: 'comments' },
    ];
    simulator.failNext(...twists, [...twists, { kind: 'gzip' }]);
    for (let count = 0; count <= twists.length; count += 1) {
      const { text, broken } = await received(await call(protocol));
      expect(broken).toBe(false);
      expect(messages(text)).toEqual(plain);
    }
  });

  test.each([400, 401, 403, 404, 429, 500, 503, 529])('has words of its own for a %i', async (status) => {
    simulator.failNext({ kind: 'status', status, ...(status === 429 && { retryAfter: '7' }) });
    const response = await call(protocol);
    expect(response.status).toBe(status);
    expect(response.headers.get('retry-after')).toBe(status === 429 ? '7' : null);
    const body = (await response.json()) as { type?: string; error: Record<string, unknown> };
    expect(body.error['message']).toEqual(expect.any(String));
    if (protocol === 'claude') expect(body.type).toBe('error');
    if (protocol === 'gemini') expect(body.error).toMatchObject({ code: status, status: expect.any(String) });
    if (protocol.startsWith('openai')) expect(body.error).toHaveProperty('param');
  });
});

/** The data of a stream without what differs from one answer to the next: ids, times, filler. */
function messages(text: string): unknown[] {
  return text
    .split(/\r?\n\r?\n/)
    .flatMap((frame) => {
      const lines = frame.split(/\r?\n/).filter((line) => line.startsWith('data: '));
      return lines.length === 0 ? [] : [lines.map((line) => line.slice('data: '.length)).join('\n')];
    })
    .map((data) => (data === '[DONE]' ? data : (JSON.parse(data, withoutIds) as unknown)));
}

function withoutIds(name: string, value: unknown): unknown {
  return /^(id|item_id|responseId|created|created_at|completed_at|system_fingerprint)$/.test(name)
    ? ''
    : value;
}

describe('before the answer', () => {
  test('nothing comes, the connection is reset, or the headers come alone', async () => {
    simulator.failNext({ kind: 'silent' }, { kind: 'reset' }, { kind: 'headers-only' });
    const abort = new AbortController();
    const silent = call('claude', { signal: abort.signal });
    await simulator.untilRequests(1);
    abort.abort();
    await expect(silent).rejects.toThrow();
    await simulator.untilAborted(1);
    await expect(call('claude')).rejects.toThrow();
    const alone = await call('claude');
    expect(alone.status).toBe(200);
    await alone.body!.cancel();
    await simulator.untilAborted(2);
    expect(simulator.requests.map(({ end }) => end)).toEqual(['aborted', 'broken', 'aborted']);
  });

  test('a redirect, an error with status 200, another content type, and the edge’s own page', async () => {
    simulator.failNext(
      { kind: 'redirect', location: 'http://127.0.0.1:1/elsewhere', status: 302 },
      { kind: 'error-body', message: 'No.', code: 'nope' },
      { kind: 'content-type', value: 'text/plain' },
      { kind: 'status', status: 502 },
    );
    const redirect = await call('openai-chat');
    expect([redirect.status, redirect.headers.get('location')]).toEqual([
      302,
      'http://127.0.0.1:1/elsewhere',
    ]);
    const body = await call('openai-chat');
    expect([body.status, await body.json()]).toEqual([
      200,
      { error: { message: 'No.', type: 'server_error', param: null, code: 'nope' } },
    ]);
    expect((await call('openai-chat')).headers.get('content-type')).toBe('text/plain');
    const page = await call('openai-chat');
    expect([page.status, page.headers.get('content-type')]).toEqual([502, 'text/html']);
    expect(await page.text()).toContain('502 Bad Gateway');
  });

  test('a delay, which ends with the client’s patience', async () => {
    simulator.failNext({ kind: 'delay', ms: 1 }, { kind: 'delay', ms: 60_000 });
    expect((await received(await call('gemini'))).text).toContain('three');
    await expect(call('gemini', { signal: AbortSignal.timeout(50) })).rejects.toThrow();
    await simulator.untilAborted(1);
  });
});

describe('a whole answer', () => {
  test('is cut, ends or stalls at its middle', async () => {
    simulator.failNext({ kind: 'cut' }, { kind: 'end' }, { kind: 'stall' });
    expect(await received(await call('claude', { whole: true }))).toMatchObject({ broken: true });
    const { text, broken } = await received(await call('claude', { whole: true }));
    expect(broken).toBe(false);
    expect(() => JSON.parse(text) as unknown).toThrow();
    await readUntil(await call('claude', { whole: true }), '"message"');
    await simulator.untilAborted(1);
  });

  test('drips, is zipped, is huge', async () => {
    simulator.failNext({ kind: 'drip', ms: 0 }, { kind: 'gzip' }, { kind: 'huge', characters: 3_000_000 });
    expect(await (await call('gemini', { whole: true })).json()).toHaveProperty('candidates');
    const zipped = await call('gemini', { whole: true });
    expect(zipped.headers.get('content-encoding')).toBe('gzip');
    expect(await zipped.json()).toHaveProperty('candidates');
    expect((await (await call('gemini', { whole: true })).text()).length).toBeGreaterThan(3_000_000);
  });
});

describe('which requests meet a fault', () => {
  test('those with a key, a model or a protocol, as often as it says', async () => {
    simulator.fail({ faults: [{ kind: 'status', status: 429 }], key: 'poor', times: 'always' });
    simulator.fail({ faults: [{ kind: 'status', status: 503 }], protocol: 'claude', times: 2 });
    simulator.fail({ faults: [{ kind: 'status', status: 500 }], model: 'other' });
    const statuses = async (protocol: Protocol, key: string, times: number): Promise<number[]> => {
      const list: number[] = [];
      for (let at = 0; at < times; at += 1) list.push((await call(protocol, { key, whole: true })).status);
      return list;
    };
    expect(await statuses('openai-chat', 'rich', 1)).toEqual([200]);
    expect(await statuses('openai-chat', 'poor', 3)).toEqual([429, 429, 429]);
    expect(await statuses('claude', 'rich', 3)).toEqual([503, 503, 200]);
  });

  test('a list of models is none of them, unless it is meant', async () => {
    simulator.failNext({ kind: 'status', status: 500 });
    const list = (): Promise<Response> =>
      fetch(`${simulator.url}/models`, { headers: { authorization: 'Bearer k' } });
    expect((await list()).status).toBe(200);
    expect((await call('openai-chat')).status).toBe(500);
    simulator.fail({ faults: [{ kind: 'status', status: 403 }], protocol: 'lookup' });
    expect((await list()).status).toBe(403);
  });
});

test('OpenAI’s Responses fail in three forms', async () => {
  simulator.failNext(
    { kind: 'error-event', afterContent: 1, status: 503 },
    { kind: 'error-event', afterContent: 1, form: 'failed', code: 'rate_limit_exceeded' },
    { kind: 'error-event', afterContent: 1, form: 'flat', message: 'Flat.' },
  );
  const last = async (count: number): Promise<unknown[]> =>
    messages((await received(await call('openai-responses'))).text).slice(-count);
  expect(await last(2)).toMatchObject([
    { type: 'error', error: { type: 'server_error' } },
    { type: 'response.failed', response: { status: 'failed', error: { message: expect.any(String) } } },
  ]);
  expect(await last(2)).toMatchObject([
    { type: 'response.output_text.delta' },
    { type: 'response.failed', response: { error: { code: 'rate_limit_exceeded' } } },
  ]);
  expect(await last(1)).toMatchObject([{ type: 'error', message: 'Flat.', code: null, sequence_number: 5 }]);
});

test('the most requests at once are counted, for all and for each key', async () => {
  simulator.fail({ faults: [{ kind: 'silent' }], times: 3 });
  const abort = new AbortController();
  const open = ['a', 'a', 'b'].map((key) =>
    call('claude', { key, signal: abort.signal }).catch(() => undefined),
  );
  await simulator.untilRequests(3);
  expect(simulator.concurrency()).toEqual({ now: 3, most: 3 });
  expect(simulator.concurrency('a')).toEqual({ now: 2, most: 2 });
  abort.abort();
  await Promise.all(open);
  await simulator.untilIdle();
  expect(simulator.concurrency('a')).toEqual({ now: 0, most: 2 });
});

test('a condition that does not come says what was seen instead', async () => {
  await received(await call('claude'));
  await expect(simulator.untilAborted(1, 20)).rejects.toThrow(
    /Waited 20 ms for 1 requests to be aborted. Seen: \/v1\/messages: finished, \d+ frames/,
  );
});
