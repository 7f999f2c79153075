import type { AgentTurn } from '../../domain/tasks/agent';
import { claude } from '../../providers/agents/claude/claude';
import { readLines, recordedLines, toldBy } from '../support/agent-lines';

/** Claude Code's settings, and what its recorded lines mean. */

const KEY = `sk-${'s'.repeat(43)}`;
const TURN: AgentTurn = {
  prompt: '--help',
  systemPrompt: 'Be brief.',
  model: 'demo-text',
  maxTokens: 2_000,
  temperature: 0.2,
  session: null,
  gatewayUrl: 'http://127.0.0.1:8787',
  apiKey: KEY,
  home: '/home/user',
  workspace: '/workspace',
};

test('it is told the gateway and its limits, and every model that it knows is the one of the turn', () => {
  const { env } = claude.launch(TURN);
  expect(env).toMatchObject({
    ANTHROPIC_BASE_URL: 'http://127.0.0.1:8787',
    CLAUDE_CODE_MAX_OUTPUT_TOKENS: '2000',
    CLAUDE_CODE_EXTRA_BODY: '{"temperature":0.2}',
  });
  const models = Object.entries(env).filter(([name]) => name.endsWith('_MODEL'));
  expect(models.map(([, model]) => model)).toEqual(Array<string>(6).fill('demo-text'));
});

test('the prompt is a file for its standard input, and the key is in its environment alone', () => {
  const { argv, env, files } = claude.launch(TURN);
  expect(argv.slice(0, 6)).toEqual([
    ...['/bin/sh', '-c', 'exec "$@" < "$0"', '/home/user/.taskloom/prompt.txt'],
    ...['claude', '--print'],
  ]);
  expect(argv.slice(-2)).toEqual(['--append-system-prompt-file', '/home/user/.taskloom/system-prompt.md']);
  expect(argv).not.toContain('--help');
  expect(JSON.stringify([argv, files])).not.toContain(KEY);
  expect(Object.values(env)).toContain(KEY);
});

test('it goes on with its own conversation', () => {
  expect(claude.launch({ ...TURN, session: 'c0ffee' }).argv.slice(-2)).toEqual(['--resume', 'c0ffee']);
});

test('a turn is told as it was', () => {
  const { events, session, end } = readLines(claude.reader(), recordedLines('claude'));
  expect(session).toMatch(/^[0-9a-f-]{36}$/);
  expect(end).toEqual({ ok: true });
  expect(toldBy(events)).toEqual([
    'text: 我先写 `/workspace/read_csv.py`。',
    expect.stringMatching(/^tool_call: call_\w+ Write \{"file_path":"\/workspace\/read_csv\.py","content":/),
    expect.stringMatching(
      /^tool_result: call_\w+ File created successfully at: \/workspace\/read_csv\.py true$/,
    ),
    'file_change: /workspace/read_csv.py add',
    'text: 我先写 `/workspace/sample.csv`。',
    expect.stringMatching(/^tool_call: call_\w+ Write /),
    expect.stringMatching(
      /^tool_result: call_\w+ File created successfully at: \/workspace\/sample\.csv true$/,
    ),
    'file_change: /workspace/sample.csv add',
    'text: 现在运行它。',
    expect.stringMatching(/^tool_call: call_\w+ Bash \{"command":"python3 \/workspace\/read_csv\.py"/),
    expect.stringMatching(/^tool_result: call_\w+ name \| city \| score\n[^]+ true$/),
    expect.stringMatching(/^text: 我写好了/),
    expect.stringMatching(/^usage: \d+ 0 \d+$/),
  ]);
});

test('a refusal of the gateway is one error, without the JSON around it', () => {
  const { events, end } = readLines(claude.reader(), recordedLines('claude-no-credits'));
  const message = expect.stringMatching(/^API Error: 402 There are too few credits: [^{}]+$/);
  expect(events.filter(({ type }) => type !== 'usage')).toEqual([{ type: 'error', data: { message } }]);
  expect(end).toEqual({ ok: false, message });
});

test('the parts of its work that the recordings lack', () => {
  const result = { type: 'tool_result', tool_use_id: 't' };
  const user = (content: unknown, toolUseResult?: object): string =>
    JSON.stringify({ type: 'user', message: { content }, tool_use_result: toolUseResult });
  const edited = { filePath: 'a.ts', oldString: 'a', newString: 'b', structuredPatch: [{}] };
  const { events, end } = readLines(claude.reader(), [
    JSON.stringify({ type: 'assistant', message: { content: [{ type: 'thinking', thinking: 'Hm.' }] } }),
    user([{ ...result, content: [{ type: 'text', text: 'edited' }] }], edited),
    user([{ ...result, content: 'Exit code 3', is_error: true }], { filePath: 'a.ts' }),
    user('This was asked of a subagent.'),
    JSON.stringify({ type: 'tool_progress', tool_use_id: 't', elapsed_time_seconds: 60 }),
    JSON.stringify({ type: 'system', subtype: 'hologram' }),
    JSON.stringify({ type: 'result', subtype: 'error_max_turns', is_error: false }),
  ]);
  expect(toldBy(events)).toEqual([
    'reasoning: Hm.',
    'tool_result: t edited true',
    'file_change: a.ts update',
    'tool_result: t Exit code 3 false',
    expect.stringMatching(/^log: .*hologram/),
    'error: Claude Code failed: error_max_turns.',
    expect.stringMatching(/^usage: *$/),
  ]);
  expect(end).toEqual({ ok: false, message: 'Claude Code failed: error_max_turns.' });
});
