import type { AgentTurn } from '../../domain/tasks/agent';
import { opencode } from '../../providers/agents/opencode/opencode';
import { readLines, recordedLines, toldBy } from '../support/agent-lines';

/** opencode's settings, and what its recorded lines mean. */

const KEY = `sk-${'s'.repeat(43)}`;
const TURN: AgentTurn = {
  prompt: '--help',
  systemPrompt: 'Be brief.',
  model: 'qwen/qwen-max',
  maxTokens: 2_000,
  temperature: 0.2,
  session: null,
  gatewayUrl: 'http://127.0.0.1:8787',
  apiKey: KEY,
  home: '/home/user',
  workspace: '/workspace',
};

test('it is told the gateway, its model and its limits, and may do everything', () => {
  const { files } = opencode.launch(TURN);
  const settings = files.find(({ path }) => path === '/home/user/.config/opencode/opencode.json');
  expect(JSON.parse(settings?.content ?? '')).toMatchObject({
    model: 'taskloom/qwen/qwen-max',
    provider: {
      taskloom: {
        options: { baseURL: 'http://127.0.0.1:8787/v1' },
        models: { 'qwen/qwen-max': { limit: { output: 2_000 } } },
      },
    },
    agent: { build: { temperature: 0.2 } },
    instructions: ['/home/user/.taskloom/system-prompt.md'],
    permission: { '*': 'allow' },
    autoupdate: false,
    share: 'disabled',
  });
  expect(files).toContainEqual({ path: '/home/user/.taskloom/system-prompt.md', content: 'Be brief.' });
});

test('the prompt is a file for its standard input, and the key is in its environment alone', () => {
  const { argv, env, files } = opencode.launch(TURN);
  expect(argv.slice(0, 6)).toEqual([
    ...['/bin/sh', '-c', 'exec "$@" < "$0"', '/home/user/.taskloom/prompt.txt'],
    ...['opencode', 'run'],
  ]);
  expect(argv).not.toContain('--help');
  expect(JSON.stringify([argv, files])).not.toContain(KEY);
  expect(Object.values(env)).toContain(KEY);
});

test('it goes on with its own conversation', () => {
  expect(opencode.launch({ ...TURN, session: 'ses_1' }).argv.slice(-2)).toEqual(['--session', 'ses_1']);
});

test('a turn is told as it was', () => {
  const { events, session, end } = readLines(opencode.reader(), recordedLines('opencode'));
  expect(session).toMatch(/^ses_\w+$/);
  expect(end).toEqual({ ok: true });
  const usage = expect.stringMatching(/^usage: \d+ 0 \d+ 0$/);
  expect(toldBy(events)).toEqual([
    'text: 我先写 `/workspace/read_csv.py`。',
    expect.stringMatching(/^tool_call: call_\w+ write \{"filePath":"\/workspace\/read_csv\.py","content":/),
    expect.stringMatching(/^tool_result: call_\w+ Wrote file successfully\. true$/),
    'file_change: /workspace/read_csv.py add',
    usage,
    'text: 我先写 `/workspace/sample.csv`。',
    expect.stringMatching(/^tool_call: call_\w+ write /),
    expect.stringMatching(/^tool_result: call_\w+ Wrote file successfully\. true$/),
    'file_change: /workspace/sample.csv add',
    usage,
    'text: 现在运行它。',
    expect.stringMatching(/^tool_call: call_\w+ bash \{"command":"python3 \/workspace\/read_csv\.py"/),
    expect.stringMatching(/^tool_result: call_\w+ name \| city \| score\n[^]+ true 0$/),
    usage,
    expect.stringMatching(/^text: 我写好了/),
    usage,
  ]);
});

test('a refusal of the gateway is an error, and why its process fails', () => {
  const reader = opencode.reader();
  const { events, session, end } = readLines(reader, recordedLines('opencode-no-credits'));
  const message = expect.stringContaining('There are too few credits');
  expect(events).toEqual([{ type: 'error', data: { message } }]);
  expect(session).toMatch(/^ses_\w+$/);
  expect(end).toBeUndefined();
  expect(reader.exited(0, '')).toEqual({ ok: false, message });
});

test('the parts of its work that the recordings lack', () => {
  const tool = (name: string, state: object): string =>
    JSON.stringify({ type: 'tool_use', part: { callID: 'c', tool: name, state } });
  const done = { status: 'completed', output: 'ok' };
  const input = { filePath: 'a.ts' };
  const files = [{ filePath: 'b.ts', type: 'delete' }];
  const { events, end } = readLines(opencode.reader(), [
    JSON.stringify({ type: 'reasoning', part: { text: 'Hm.' } }),
    tool('write', { ...done, input, metadata: { exists: true } }),
    tool('edit', { ...done, input }),
    tool('apply_patch', { ...done, input: {}, metadata: { files } }),
    tool('write', { status: 'error', error: 'read it first', input }),
    tool('bash', { ...done, input: {}, metadata: { exit: 3 } }),
    JSON.stringify({ type: 'step_finish', part: { reason: 'tool-calls' } }),
    JSON.stringify({ type: 'hologram' }),
  ]);
  expect(toldBy(events).filter((line) => !/^(tool_call|usage)/.test(line))).toEqual([
    'reasoning: Hm.',
    'tool_result: c ok true',
    'file_change: a.ts update',
    'tool_result: c ok true',
    'file_change: a.ts update',
    'tool_result: c ok true',
    'file_change: b.ts delete',
    'tool_result: c read it first false',
    'tool_result: c ok false 3',
    expect.stringMatching(/^log: .*hologram/),
  ]);
  expect(end).toBeUndefined();
});
