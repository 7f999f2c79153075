import { CLI_NAMES } from '../../domain/tasks/task';
import { createAgents } from '../../providers/agents';
import { readingLines, event, news } from '../../providers/agents/agent-lines';
import { LONGEST_TEXT } from '../../providers/agents/bounded-data';
import { codexReader } from '../../providers/agents/codex/codex-reader';
import { readLines, recordedLines, toldBy } from '../support/agent-lines';

/** What holds for the lines of every agent: they come from inside a sandbox, and may be anything. */

const KEY = `sk-${'s'.repeat(43)}`;
const reader = () =>
  readingLines({
    understand: (line) => ('data' in line ? news(event('tool_call', { input: line['data'] })) : undefined),
    exited: () => undefined,
  });
const read = (line: string) => reader().read(line).events;

test.each(['{"type":"text"', 'Segmentation fault', '[1,2]', 'null', '{"type":"unknown"}'])(
  'what is not understood is told as it is: %s',
  (line) => {
    expect(read(`${line}\r`)).toEqual([{ type: 'log', data: { text: line } }]);
  },
);

test('nothing is told of an empty line', () => {
  expect(read(' ')).toEqual([]);
});

test('what is nested without end breaks nothing', () => {
  const deep = `{"data":${'['.repeat(200_000)}${']'.repeat(200_000)}}`;
  expect(read(deep)).toEqual([
    { type: expect.stringMatching(/log|tool_call/), data: expect.objectContaining({ truncated: true }) },
  ]);
});

test('a line of very many events is told in part', () => {
  const item = {
    type: 'file_change',
    status: 'completed',
    changes: Array.from({ length: 50_000 }, () => ({})),
  };
  const { events } = codexReader().read(JSON.stringify({ type: 'item.completed', item }));
  expect(events).toHaveLength(1_000);
});

test('the key is told nowhere', () => {
  const texts = [`a ${KEY}`, JSON.stringify({ data: { [KEY]: [KEY] } })];
  const told = JSON.stringify([readLines(reader(), texts), reader().exited(1, `401: ${KEY}`)]);
  expect(told).not.toContain(KEY);
  expect(told).toContain('sk-…');
});

test('the key is told nowhere, however its characters are escaped', () => {
  const code = (character: string) => `u00${character.charCodeAt(0).toString(16)}`;
  const all = [...KEY].map((character) => `\\${code(character)}`).join('');
  const forms = [
    KEY.replace('-', '\\u002d'),
    KEY.replace('-', '\\u002D'),
    all,
    all.toUpperCase().replaceAll('U00', 'u00'),
    // As JSON within JSON.
    all.replaceAll('\\', '\\\\'),
  ];
  for (const form of forms) {
    const lines = [
      `{"data":{"${form}":["a ${form} b"]}}`,
      `it says "${form}"`,
      JSON.stringify({ data: form }),
    ];
    const told = JSON.stringify([readLines(reader(), lines), reader().exited(1, `401: ${form}`)]);
    let read = told;
    for (let level = 0; level < 4; level++) {
      read = read.replace(/\\+u00([0-9a-f]{2})/gi, (_, hex: string) =>
        String.fromCharCode(parseInt(hex, 16)),
      );
      expect(read).not.toContain(KEY);
    }
    expect(told.split('sk-…')).toHaveLength(6);
  }
  // Nothing that looks like the beginning of one takes long.
  const long = '\\'.repeat(1024 * 1024);
  expect(read(long)).toHaveLength(1);
});

test('long texts are cut, and said to be', () => {
  const [log] = read('字'.repeat(LONGEST_TEXT + 1));
  expect(log?.data).toEqual({ text: '字'.repeat(LONGEST_TEXT), truncated: true });
  const [call] = read(JSON.stringify({ data: { path: 'a.txt', content: 'x'.repeat(LONGEST_TEXT) } }));
  expect(call?.data).toMatchObject({ input: { path: 'a.txt' }, truncated: true });
  expect(JSON.stringify(call?.data).length).toBeLessThan(LONGEST_TEXT + 100);
  const [many] = read(JSON.stringify({ data: Array.from({ length: LONGEST_TEXT }, (_, n) => n) }));
  expect(many?.data).toMatchObject({ input: expect.stringMatching(/^\[0,1,2/), truncated: true });
  expect(JSON.stringify(many?.data).length).toBeLessThan(LONGEST_TEXT + 100);
});

test('no half character is left at a cut', () => {
  const [log] = read(`${'x'.repeat(LONGEST_TEXT - 1)}😀`);
  expect((log?.data['text'] as string).isWellFormed()).toBe(true);
});

test.each(CLI_NAMES)('%s calls its conversation the same when it goes on with it', (name) => {
  const [first, next] = [name, `${name}-resumed`].map((recording) =>
    readLines(createAgents()[name].reader(), recordedLines(recording)),
  );
  expect(next?.session).toBe(first?.session);
  expect(next?.end).toEqual({ ok: true });
  expect(toldBy(next?.events ?? []).join('\n')).toContain('5050');
});

test('a name of a conversation that could be an option is none', () => {
  const line = (id: string): string => JSON.stringify({ type: 'thread.started', thread_id: id });
  expect(codexReader().read(line('--config=a'))).toEqual({ events: [] });
  expect(codexReader().read(line('01a-2b'))).toEqual({ events: [], session: '01a-2b' });
});

test('a process that ends before its turn did says why', () => {
  expect(reader().exited(3, '')).toEqual({
    ok: false,
    message: 'It ended with exit code 3 before its turn was over.',
  });
  expect(reader().exited(null, '')).toEqual({
    ok: false,
    message: 'It was killed before its turn was over.',
  });
  expect(reader().exited(1, `${'x'.repeat(9_000)}\nthe reason\n`)).toMatchObject({
    ok: false,
    message: expect.stringMatching(/^x{1,2000}\nthe reason$/),
  });
});
