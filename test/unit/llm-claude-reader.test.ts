import { UpstreamFailure } from '../../providers/llm/upstream-failure';
import { claude } from '../../providers/llm/protocols/claude/claude';
import { sseFrame } from '../../providers/llm/sse/frames';
import { readStream, told } from '../support/claude-events';

const { upstream } = claude;

type Event = Readonly<Record<string, unknown>>;

const START = {
  type: 'message_start',
  message: { id: 'msg_1', model: 'claude-x', usage: { input_tokens: 10, output_tokens: 1 } },
};
const TEXT = [
  { type: 'content_block_start', index: 0, content_block: { type: 'text', text: '' } },
  { type: 'content_block_delta', index: 0, delta: { type: 'text_delta', text: 'Hello' } },
  { type: 'content_block_stop', index: 0 },
];
const STOP = { type: 'message_stop' };

function end(stop_reason: string | null, usage: Event = { output_tokens: 5 }): Event {
  return { type: 'message_delta', delta: { stop_reason, stop_sequence: null }, usage };
}

function read(...events: readonly Event[]): ReturnType<typeof told> {
  const stream = events.map((event) => sseFrame(JSON.stringify(event), String(event['type']))).join('');
  return told(readStream(upstream.streamReader(), stream));
}

test.each([
  ['end_turn', 'stop'],
  ['tool_use', 'tools'],
  ['max_tokens', 'length'],
  ['model_context_window_exceeded', 'length'],
  ['stop_sequence', 'sequence'],
  ['refusal', 'refusal'],
  ['pause_turn', 'pause'],
  ['toString', 'stop'],
])('the stop reason %s is %s', (name, reason) => {
  expect(read(START, ...TEXT, end(name), STOP).end.reason).toBe(reason);
});

test('what Claude says about its refusal is a refusal’s words', () => {
  const stop_details = { type: 'refusal', category: null, explanation: 'I will not.' };
  const refused = { type: 'message_delta', delta: { stop_reason: 'refusal', stop_details } };
  expect(read(START, ...TEXT, refused, STOP)).toMatchObject({
    blocks: [
      { block: { kind: 'text' }, text: 'Hello' },
      { block: { kind: 'refusal' }, text: 'I will not.' },
    ],
    end: { reason: 'refusal' },
  });
  const whole = { content: [], stop_reason: 'refusal', stop_details };
  expect(told(upstream.readAnswer(whole)).blocks).toEqual([
    { block: { kind: 'refusal' }, text: 'I will not.' },
  ]);
});

test('input is added up from its parts, however they are told', () => {
  const usage = {
    input_tokens: 10,
    cache_read_input_tokens: 200,
    cache_creation_input_tokens: 3000,
    cache_creation: { ephemeral_5m_input_tokens: 1000, ephemeral_1h_input_tokens: 2000 },
  };
  const start = { type: 'message_start', message: { usage } };
  const inputs = { cacheRead: 200, cacheWrite5m: 1000, cacheWrite1h: 2000 };
  // The delta repeats some of it, without the times of the cache.
  const repeated = { input_tokens: 12, cache_creation_input_tokens: 3000, output_tokens: 5 };
  expect(read(start, end('end_turn', repeated), STOP).usage).toEqual({ ...inputs, input: 3212, output: 5 });
  expect(read(start, end('end_turn'), STOP).usage).toEqual({ ...inputs, input: 3210, output: 5 });
  const summed = { type: 'message_start', message: { usage: { ...usage, cache_creation: null } } };
  expect(read(summed, end('end_turn'), STOP).usage).toMatchObject({ cacheWrite5m: 3000, cacheWrite1h: 0 });
});

test.each([[-1], [1.5], [2 ** 31 + 1], ['7'], [true]])(
  'output of %o tokens counts as not told',
  (output_tokens) => {
    expect(read(START, ...TEXT, end('end_turn', { input_tokens: 99, output_tokens }), STOP).usage).toEqual({
      input: 10,
      cacheRead: 0,
      cacheWrite5m: 0,
      cacheWrite1h: 0,
    });
  },
);

test('pings, and events and blocks of kinds that are new, are passed over', () => {
  const search = [
    {
      type: 'content_block_start',
      index: 0,
      content_block: { type: 'server_tool_use', id: 's', name: 'web_search', input: {} },
    },
    { type: 'content_block_delta', index: 0, delta: { type: 'input_json_delta', partial_json: '{}' } },
    { type: 'content_block_stop', index: 0 },
  ];
  const text = TEXT.map((event) => ({ ...event, index: 1 }));
  const { blocks } = read(
    START,
    { type: 'ping' },
    ...search,
    { type: 'news' },
    ...text,
    end('end_turn'),
    STOP,
  );
  expect(blocks).toEqual([{ block: { kind: 'text' }, text: 'Hello' }]);
});

test('thoughts keep their seal, the last one told', () => {
  const { blocks } = read(
    START,
    {
      type: 'content_block_start',
      index: 0,
      content_block: { type: 'thinking', thinking: '', signature: '' },
    },
    { type: 'content_block_delta', index: 0, delta: { type: 'thinking_delta', thinking: 'Hm' } },
    { type: 'content_block_delta', index: 0, delta: { type: 'signature_delta', signature: 'c2Vh' } },
    { type: 'content_block_delta', index: 0, delta: { type: 'signature_delta', signature: 'c2VhbA' } },
    { type: 'content_block_stop', index: 0 },
    { type: 'content_block_start', index: 1, content_block: { type: 'redacted_thinking', data: 'aGlk' } },
    { type: 'content_block_stop', index: 1 },
    end('end_turn'),
    STOP,
  );
  expect(blocks).toEqual([
    { block: { kind: 'thinking' }, text: 'Hm', signature: { family: 'claude', value: 'c2VhbA' } },
    { block: { kind: 'thinking', redacted: true }, text: '', signature: { family: 'claude', value: 'aGlk' } },
  ]);
});

test('a whole message reads as its stream does', () => {
  const message = {
    id: 'msg_1',
    type: 'message',
    model: 'claude-x',
    content: [
      { type: 'text', text: 'Hello' },
      { type: 'tool_use', id: 'toolu_1', name: 'look', input: { at: 'you' } },
      { type: 'tool_use', id: 'toolu_2', name: 'look', input: {} },
    ],
    stop_reason: 'tool_use',
    stop_sequence: null,
    usage: { input_tokens: 10, output_tokens: 5, output_tokens_details: { thinking_tokens: 2 } },
  };
  expect(told(upstream.readAnswer(message))).toEqual({
    start: { type: 'start', id: 'msg_1', model: 'claude-x' },
    blocks: [
      { block: { kind: 'text' }, text: 'Hello' },
      { block: { kind: 'tool', id: 'toolu_1', name: 'look' }, text: '{"at":"you"}' },
      { block: { kind: 'tool', id: 'toolu_2', name: 'look' }, text: '{}' },
    ],
    usage: { input: 10, cacheRead: 0, cacheWrite5m: 0, cacheWrite1h: 0, output: 5, reasoning: 2 },
    end: { type: 'end', reason: 'tools' },
  });
});

test('a stream that was cut is a failure, unless it had told why it stopped', () => {
  const cut = expect.objectContaining({ name: 'UpstreamFailure', retryable: true });
  expect(() => read()).toThrow(cut);
  expect(() => read(START, ...TEXT)).toThrow(cut);
  expect(() => read(START, ...TEXT, end(null))).toThrow(cut);
  expect(read(START, ...TEXT.slice(0, 2), end('max_tokens'))).toMatchObject({
    blocks: [{ text: 'Hello' }],
    end: { reason: 'length' },
  });
});

test.each([
  ['overloaded_error', 529, true],
  ['rate_limit_error', 429, true],
  ['api_error', 500, true],
  ['invalid_request_error', 400, false],
  ['news_error', 500, true],
])('%s inside a stream is a failure of status %d', (type, status, retryable) => {
  const error = { type: 'error', error: { type, message: 'No' } };
  expect(() => read(START, error)).toThrow(expect.objectContaining({ status, retryable }));
  expect(() => upstream.readAnswer(error)).toThrow(expect.objectContaining({ status, retryable }));
});

test('what is no JSON, or no message, is a failure', () => {
  const reader = upstream.streamReader();
  expect(() => readStream(reader, 'event: message_start\ndata: {"type":\n\n')).toThrow(UpstreamFailure);
  expect(() => read(START, TEXT[1]!)).toThrow(UpstreamFailure);
  expect(() => upstream.readAnswer('<html>')).toThrow(UpstreamFailure);
  expect(() => upstream.readAnswer({ choices: [] })).toThrow(UpstreamFailure);
});

test('an error body tells its message and its type', () => {
  expect(upstream.readFailure({ type: 'error', error: { type: 'api_error', message: 'No' } })).toEqual({
    message: 'No',
    code: 'api_error',
  });
  expect(upstream.readFailure({ error: 'No' })).toEqual({ message: 'No' });
  expect(upstream.readFailure('<html>')).toEqual({ message: '' });
});
