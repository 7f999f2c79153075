import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { demoAnswer } from '../../providers/llm/demo/demo-answer';
import { agentPlace, driven, partsIn, type AgentPlace } from '../support/agent-executor';
import { transcriptOf } from '../../providers/llm/demo/transcript';
import type { ModelRequest, TextPart, Tool } from '../../providers/llm/exchange/request';

/** The demo model in the hands of agents: their tools, as they describe them, really run in a directory. */

test.each(['<system-reminder>', '<a', 'a', '</a>', '//', ' '])(
  'no request keeps others waiting: a million characters of %j',
  (part) => {
    const long = part.repeat(1_000_000 / part.length);
    const begun = performance.now();
    for (const said of [long, `<${long}>${long}`]) {
      transcriptOf({
        messages: [{ role: 'user', parts: [{ type: 'text', text: said }] }],
      } as unknown as ModelRequest);
    }
    expect(performance.now() - begun).toBeLessThan(3_000);
  },
);

const text = { type: 'string' };
const fn = (
  name: string,
  properties: Record<string, unknown>,
  required: string[],
  description = '',
): Tool => ({
  type: 'function',
  name,
  description,
  parameters: { type: 'object', properties, required, additionalProperties: false },
});

const CLAUDE_CODE: Tool[] = [
  fn('Task', { description: text, prompt: text }, ['description', 'prompt'], 'Launch a new agent'),
  fn('Bash', { command: text, timeout: { type: 'number' }, description: text }, ['command']),
  fn('Read', { file_path: text }, ['file_path']),
  fn(
    'Write',
    { file_path: { type: 'string', description: 'The absolute path to the file to write' }, content: text },
    ['file_path', 'content'],
  ),
];
const OPENCODE: Tool[] = [
  fn('bash', { command: text, description: text }, ['command', 'description']),
  fn(
    'write',
    {
      content: text,
      filePath: { type: 'string', description: 'The absolute path to the file (must be absolute)' },
    },
    ['content', 'filePath'],
  ),
  fn('todowrite', { todos: { type: 'array', items: {} } }, ['todos']),
];
const CODEX: Tool[] = [
  fn('shell', { command: { type: 'array', items: text }, workdir: text }, ['command']),
  fn('update_plan', { plan: { type: 'array', items: {} } }, ['plan']),
  { type: 'custom', name: 'apply_patch', format: { type: 'grammar', syntax: 'lark', definition: '' } },
];
const CODEX_EXEC: Tool[] = [
  fn('exec_command', { cmd: text, workdir: text, yield_time_ms: { type: 'number' } }, ['cmd']),
  fn('write_stdin', { session_id: { type: 'number' }, chars: text }, ['session_id']),
];
const EDITOR: Tool[] = [
  fn(
    'str_replace_based_edit_tool',
    { command: { type: 'string', enum: ['view', 'create'] }, path: text, file_text: text },
    ['command', 'path'],
  ),
  fn('bash', { command: text }, ['command']),
];

const structured = (output: string, exit: number): string =>
  JSON.stringify({ output, metadata: { exit_code: exit, duration_seconds: 0.1 } });
const headed = (output: string, exit: number): string =>
  `Chunk ID: 1f\nWall time: 0.1 seconds\nProcess exited with code ${exit}\nOutput:\n${output}`;

const places: AgentPlace[] = [];
function place(wrap?: (output: string, exit: number) => string): AgentPlace {
  const made = agentPlace(wrap);
  places.push(made);
  return made;
}
afterAll(() => places.forEach(({ remove }) => remove()));

const system = (line: string): { system: TextPart[] } => ({ system: [{ type: 'text', text: line }] });

describe('asked for a script, it writes it, runs it and reports what it printed', () => {
  test('with Claude Code, whose paths are absolute', () => {
    const { directory, run } = place();
    const { calls, text: said } = driven(
      '<system-reminder>\nAs you answer, write no code.\n</system-reminder>\nCreate hello.js that prints "hello world" and run it.',
      CLAUDE_CODE,
      run,
      system(
        `You are Claude Code.\n<env>\nWorking directory: ${directory}\nIs directory a git repo: No\n</env>`,
      ),
    );
    expect(calls.map(({ name }) => name)).toEqual(['Write', 'Bash']);
    expect(JSON.parse(calls[0]!.input)).toMatchObject({ file_path: `${directory}/hello.js` });
    expect(JSON.parse(calls[1]!.input)).toMatchObject({ command: `node ${directory}/hello.js` });
    expect(said).toContain('```\nhello world\n```');
  });

  test('with opencode, whose shell wants a description', () => {
    const { directory, run } = place();
    const { calls, text: said } = driven('写一个 bash 脚本，输出前 8 个斐波那契数', OPENCODE, run, {
      system: [{ type: 'text', text: `<env>\n  Working directory: ${directory}\n  Platform: linux\n</env>` }],
    });
    expect(calls.map(({ name }) => name)).toEqual(['write', 'bash']);
    expect(JSON.parse(calls[0]!.input)).toMatchObject({ filePath: `${directory}/fibonacci.sh` });
    expect(JSON.parse(calls[1]!.input)).toEqual({
      command: `bash ${directory}/fibonacci.sh`,
      description: expect.stringMatching(/./),
    });
    expect(said).toContain('0\n1\n1\n2\n3\n5\n8\n13\n');
    expect(said).toMatch(/我写好了/);
  });

  test('with codex, by its patches and a shell that takes a list', () => {
    const { run } = place(structured);
    const { calls, text: said } = driven(
      'Write a node script tools/primes.js with the primes up to 20',
      CODEX,
      run,
    );
    expect(calls.map(({ name, custom }) => [name, custom])).toEqual([
      ['apply_patch', true],
      ['shell', undefined],
    ]);
    expect(calls[0]!.input).toMatch(/^\*\*\* Begin Patch\n\*\*\* Add File: tools\/primes\.js\n\+#!/);
    expect(said).toContain('```\n2 3 5 7 11 13 17 19\n```');
  });

  test('with codex where there is only a shell', () => {
    const { run } = place(headed);
    const { calls, text: said } = driven(
      'Please make a script "lib/it\'s.sh" for the sum of 1 to 100',
      CODEX_EXEC,
      run,
    );
    expect(calls.map(({ name }) => name)).toEqual(['exec_command', 'exec_command']);
    expect(said).toContain('```\n5050\n```');
  });

  test('with an editor of several commands', () => {
    const { run } = place();
    const { calls, text: said } = driven('Write sum.sh: the sum of 3, 5 and -7', EDITOR, run);
    expect(JSON.parse(calls[0]!.input)).toMatchObject({ command: 'create', path: 'sum.sh' });
    expect(said).toContain('```\n1\n```');
  });

  test.each([
    ['Claude Code', CLAUDE_CODE, undefined, ['Write', 'Write', 'Bash']],
    ['opencode', OPENCODE, undefined, ['write', 'write', 'bash']],
    ['codex', CODEX, structured, ['apply_patch', 'apply_patch', 'shell']],
    ['a shell alone', CODEX_EXEC, headed, ['exec_command', 'exec_command', 'exec_command']],
  ] as const)('with a file for it to read, by %s', (_, tools, wrap, names) => {
    const { directory, run } = place(wrap);
    const { calls, text: said } = driven(
      '写一个Python脚本读取CSV文件',
      tools,
      (call) => (call.input.includes('python3 ') ? { output: 'it ran' } : run(call)),
      system(`Working directory: ${directory}`),
    );
    expect(calls.map(({ name }) => name)).toEqual(names);
    expect(readFileSync(join(directory, 'read_csv.py'), 'utf8')).toContain('csv.reader(file)');
    expect(readFileSync(join(directory, 'sample.csv'), 'utf8')).toContain('王芳,北京,88\n');
    expect(said).toMatch(/用 `python3 \S*read_csv\.py` 运行了它。输出：\s+```\nit ran\n```/);
  });

  test('and writes by the shell when the writer refuses', () => {
    const { directory, run } = place();
    const { calls, text: said } = driven(
      'Create hello.sh and run it',
      CLAUDE_CODE,
      (call) =>
        call.name === 'Write' ? { output: 'File has not been read yet.', isError: true } : run(call),
      system(`Working directory: ${directory}`),
    );
    expect(calls.map(({ name }) => name)).toEqual(['Write', 'Bash', 'Bash']);
    expect(said).toContain('Hello from the demo model!');
  });

  test('and says so when it cannot be written, or fails', () => {
    const refused = driven('Create hello.py', [CLAUDE_CODE[3]!], () => ({
      output: 'disk full',
      isError: true,
    }));
    expect(refused.calls).toHaveLength(1);
    expect(refused.text).toContain('could not write `/tmp/hello.py`: disk full');
    const failed = driven('Create hello.py', CODEX_EXEC, ({ input }) => ({
      output:
        input.includes('python3') && !input.includes('cat >')
          ? headed('python3: not found', 127)
          : headed('', 0),
    }));
    expect(failed.text).toMatch(/failed:\s+```\npython3: not found\n```/);
  });

  test('and only names the command where nothing can run it', () => {
    const { calls, text: said } = driven('Create hello.py', [CLAUDE_CODE[3]!], () => ({ output: 'ok' }));
    expect(calls).toHaveLength(1);
    expect(said).toContain('Run it with `python3 /tmp/hello.py`');
  });
});

test('knows the place that codex tells in a message of its own, and is not asked by it', () => {
  const context = '<environment_context>\n  <cwd>/home/me/work</cwd>\n</environment_context>';
  const messages = ['Write /home/me/work/lib/a.sh', context].map((words) => ({
    role: 'user' as const,
    parts: [{ type: 'text' as const, text: words }],
  }));
  const parts = partsIn(demoAnswer({ model: 'demo', stream: false, system: [], tools: CODEX, messages }));
  expect(parts.at(-1)).toMatchObject({
    name: 'apply_patch',
    input: expect.stringContaining('*** Add File: lib/a.sh\n'),
  });
});

test.each([
  'What does a build script do?',
  'Say hello',
  'How do I write a script?',
  '解释一下这个脚本',
  'List my todos and read the task',
])('calls nothing where no script is asked for: %s', (ask) => {
  const { calls, text: said } = driven(ask, [...CLAUDE_CODE, ...OPENCODE, ...CODEX], () => ({ output: '' }));
  expect(calls).toEqual([]);
  expect(said).not.toBe('');
});

test('respects the choice of tools', () => {
  const ask = 'Write hello.sh';
  const none = driven(ask, CLAUDE_CODE, () => ({ output: '' }), { toolChoice: 'none' });
  expect(none.calls).toEqual([]);
  expect(none.text).not.toMatch(/I'll write/);
});
