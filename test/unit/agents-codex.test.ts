import type { AgentTurn } from '../../domain/tasks/agent';
import { codex } from '../../providers/agents/codex/codex';
import { readLines, recordedLines, toldBy } from '../support/agent-lines';

/** codex's settings, and what its recorded lines mean. */

const KEY = `sk-${'s'.repeat(43)}`;
const TURN: AgentTurn = {
  prompt: '-m gpt-5 $(id)',
  systemPrompt: null,
  model: 'demo-text',
  maxTokens: null,
  temperature: null,
  session: null,
  gatewayUrl: 'http://127.0.0.1:8787',
  apiKey: KEY,
  home: '/home/user',
  workspace: '/workspace',
};

const settings = (turn: Partial<AgentTurn>): string =>
  codex.launch({ ...TURN, ...turn }).files.find(({ path }) => path.endsWith('config.toml'))?.content ?? '';

test('it is told the gateway, and asks nobody', () => {
  const text = settings({});
  expect(text).toContain('base_url = "http://127.0.0.1:8787/v1"');
  expect(text).toContain('wire_api = "responses"');
  expect(text).toContain('approval_policy = "never"');
  expect(text).toContain('sandbox_mode = "danger-full-access"');
  expect(text).not.toContain('developer_instructions');
});

test('no text of a turn becomes a setting of its own', () => {
  const text = settings({
    model: 'm"\nx = 1',
    systemPrompt: '"""\n[mcp_servers.a]\ncommand = "\u007f\ud800"',
  });
  expect(text).toContain('model = "m\\"\\nx = 1"\n');
  expect(text).toContain(
    'developer_instructions = "\\"\\"\\"\\n[mcp_servers.a]\\ncommand = \\"\\u007f\ufffd\\""\n',
  );
});

test('the prompt is a file for its standard input, and the key is in its environment alone', () => {
  const { argv, env, files } = codex.launch(TURN);
  expect(argv.slice(0, 4)).toEqual(['/bin/sh', '-c', 'exec "$@" < "$0"', '/home/user/.taskloom/prompt.txt']);
  expect(argv.slice(4)).toEqual(['codex', 'exec', '--json', '--skip-git-repo-check', '-']);
  expect(files).toContainEqual({ path: '/home/user/.taskloom/prompt.txt', content: TURN.prompt });
  expect(JSON.stringify([argv, files])).not.toContain(KEY);
  expect(Object.values(env)).toContain(KEY);
});

test('it goes on with its own conversation', () => {
  const { argv } = codex.launch({ ...TURN, session: '01a203c4-9acd' });
  expect(argv.slice(5)).toEqual([
    'exec',
    'resume',
    ...['--json', '--skip-git-repo-check', '01a203c4-9acd', '-'],
  ]);
});

test('a turn is told as it was', () => {
  const { events, session, end } = readLines(codex.reader(), recordedLines('codex'));
  expect(session).toMatch(/^[0-9a-f-]{36}$/);
  expect(end).toEqual({ ok: true });
  expect(toldBy(events)).toEqual([
    'reasoning: The user wants a python script. First it has to be written to read_csv.py.',
    'text: 我先写 `read_csv.py`。',
    'file_change: /workspace/read_csv.py add',
    'reasoning: The user wants something for it to read. First it has to be written to sample.csv.',
    'text: 我先写 `sample.csv`。',
    'file_change: /workspace/sample.csv add',
    'reasoning: read_csv.py is written. Now it has to run.',
    'text: 现在运行它。',
    `tool_call: item_8 shell {"command":"/bin/bash -lc 'python3 read_csv.py'"}`,
    expect.stringMatching(/^tool_result: item_8 name \| city \| score\n[^]+3 rows in sample\.csv\n true 0$/),
    'reasoning: The script has run. What is left is to report its output.',
    expect.stringMatching(/^text: 我写好了 `read_csv\.py`/),
    expect.stringMatching(/^usage: \d+ 0 \d+ \d+$/),
  ]);
});

test('a refusal of the gateway is one error, however often codex tries again', () => {
  const { events, end } = readLines(codex.reader(), recordedLines('codex-no-credits'));
  const message = expect.stringContaining('402 Payment Required: There are too few credits');
  expect(events.map(({ type }) => type)).toEqual([...Array<string>(5).fill('log'), 'error']);
  expect(events.at(-1)?.data).toEqual({ message });
  expect(end).toEqual({ ok: false, message });
});

test('the parts of its work that the recordings lack', () => {
  const item = (state: string, value: object): string =>
    JSON.stringify({ type: `item.${state}`, item: { id: 'i', ...value } });
  const { events } = readLines(codex.reader(), [
    item('started', { type: 'mcp_tool_call', server: 'files', tool: 'read', arguments: { path: 'a' } }),
    item('completed', { type: 'mcp_tool_call', result: { content: [{ type: 'text', text: 'A' }] } }),
    item('completed', { type: 'mcp_tool_call', error: { message: 'no such file' } }),
    item('started', { type: 'todo_list', items: [{ text: 'look', completed: false }] }),
    item('completed', { type: 'command_execution', aggregated_output: 'no', exit_code: 2, status: 'failed' }),
    item('completed', { type: 'command_execution', aggregated_output: '', status: 'declined' }),
    item('completed', { type: 'file_change', status: 'completed', changes: [{ path: 'a', kind: 'delete' }] }),
    item('completed', { type: 'file_change', status: 'failed', changes: [{ path: 'a', kind: 'update' }] }),
    item('completed', { type: 'error', message: 'Model metadata not found.' }),
    item('completed', { type: 'hologram' }),
  ]);
  expect(toldBy(events)).toEqual([
    'tool_call: i files.read {"path":"a"}',
    'tool_result: i A true',
    'tool_result: i no such file false',
    'tool_call: i todo_list {"items":[{"text":"look","completed":false}]}',
    'tool_result: i no false 2',
    'tool_result: i  false',
    'file_change: a delete',
    'log: A change of files was not applied.',
    'log: Model metadata not found.',
    expect.stringMatching(/^log: .*hologram/),
  ]);
});
