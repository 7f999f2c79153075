import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { inProject } from '../../config/paths';
import { startLlmSimulator, type LlmSimulator } from '../../simulators/llm/server';

/** The simulator as another process uses it: over HTTP, and as fast as it can. */

let simulator: LlmSimulator;
beforeAll(async () => {
  simulator = await startLlmSimulator({ fast: { chunks: 3, intervalMs: 1 } });
});
afterEach(() => simulator.reset());
afterAll(() => simulator.close());

async function operate(
  method: string,
  path: string,
  body?: object,
): Promise<{ status: number; body: unknown }> {
  const response = await fetch(`${simulator.origin}/_control/${path}`, {
    method,
    ...(body && { body: JSON.stringify(body) }),
  });
  return { status: response.status, body: await response.json() };
}

function chat(origin = simulator.origin, prefix = '', stream = false): Promise<Response> {
  return fetch(`${origin}${prefix}/v1/chat/completions`, {
    method: 'POST',
    headers: { authorization: 'Bearer k' },
    body: JSON.stringify({ model: 'm', stream, messages: [{ role: 'user', content: 'hi' }] }),
  });
}

async function said(response: Response): Promise<unknown> {
  const { choices } = (await response.json()) as { choices: { message: { content: string } }[] };
  return choices[0]?.message.content;
}

test('answers are scripted, once or for good, and forgotten', async () => {
  await operate('POST', 'script', { replies: ['first', { text: 'second' }], protocol: 'openai-chat' });
  await operate('POST', 'script', { replies: ['always'], always: true });
  const all = [
    await said(await chat()),
    await said(await chat()),
    await said(await chat()),
    await said(await chat()),
  ];
  expect(all).toEqual(['first', 'second', 'always', 'always']);
  await operate('POST', 'reset');
  expect(await said(await chat())).toBe('You said: hi');
});

test('faults are scripted, and requests listed once they are there', async () => {
  await operate('POST', 'faults', { faults: [{ kind: 'status', status: 503, message: 'Later.' }], times: 1 });
  const waiting = operate('GET', 'requests?arrived=2&finished=2');
  expect((await chat()).status).toBe(503);
  expect((await chat()).status).toBe(200);
  expect((await waiting).body).toMatchObject({
    requests: [
      {
        number: expect.any(Number),
        protocol: 'openai-chat',
        path: '/v1/chat/completions',
        model: 'm',
        key: 'k',
      },
      { end: 'finished', body: { messages: [{ content: 'hi' }] } },
    ],
    concurrency: { now: 0, most: expect.any(Number) },
  });
});

test.each<[string, object, string]>([
  ['script', { replies: [] }, 'replies must be a list'],
  ['script', { replies: [{ txt: 'x' }] }, 'replies[0] has no field txt'],
  ['script', { replies: ['x'], protocol: 'morse' }, 'protocol must be one of'],
  ['faults', { faults: [{ kind: 'gremlin' }] }, 'faults[0].kind must be one of'],
  ['faults', { faults: [{ kind: 'status' }] }, 'faults[0].status is missing'],
  ['faults', { faults: [{ kind: 'cut', afterFrames: -1 }] }, 'faults[0].afterFrames cannot have that value'],
  ['nonsense', {}, 'There is no POST /_control/nonsense'],
])('%s %j is refused', async (path, body, error) => {
  expect(await operate('POST', path, body)).toMatchObject({
    status: 400,
    body: { error: expect.stringContaining(error) },
  });
});

test('the fast paths send answers made beforehand, and count', async () => {
  expect(await said(await chat(simulator.origin, '/fast'))).toBe('word word word ');
  const text = await (await chat(simulator.origin, '/fast', true)).text();
  expect(text.match(/"content":"word "/g)).toHaveLength(3);
  expect(text).toMatch(/"usage":\{"prompt_tokens":10[^]*data: \[DONE\]\n\n$/);
  const claude = await fetch(`${simulator.origin}/fast/v1/messages`, {
    method: 'POST',
    body: '{"stream":true}',
  });
  expect(await claude.text()).toContain('event: message_stop');
  const gemini = await fetch(`${simulator.origin}/fast/v1beta/models/m:streamGenerateContent`, {
    method: 'POST',
    body: '{}',
  });
  expect(await gemini.json()).toHaveLength(4);
  expect(simulator.fastCounts).toMatchObject({ requests: 4, aborted: 0 });
  expect(simulator.requests).toHaveLength(0);
});

test('it runs as a process of its own, and stops when it is told to', async () => {
  const child = spawn(process.execPath, [inProject('dist', 'simulators', 'llm', 'main.js')], {
    env: { ...process.env, LLM_SIMULATOR_KEYS: 'k, l' },
    stdio: ['ignore', 'pipe', 'inherit'],
  });
  const exit = once(child, 'exit');
  try {
    const [line] = (await once(child.stdout, 'data')) as [Buffer];
    const origin = /http:\/\/127\.0\.0\.1:\d+/.exec(line.toString())![0];
    expect(await said(await chat(origin))).toBe('You said: hi');
  } finally {
    child.kill('SIGTERM');
  }
  expect(await exit).toEqual([0, null]);
});
