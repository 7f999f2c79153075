import { openAiChat } from '../../providers/llm/protocols/openai-chat/openai-chat';
import { UpstreamFailure } from '../../providers/llm/upstream-failure';
import { contentOf, usageOf } from '../support/answer-content';
import { readStream } from '../support/answers';

/** A stream of chunks, each with one choice of this delta. */
function upstream(...parts: readonly (object | string)[]): string {
  return parts.map((part) => `data: ${typeof part === 'string' ? part : JSON.stringify(part)}\n\n`).join('');
}
const say = (delta: object | null, finish?: string) => ({
  id: 'x',
  model: 'm',
  choices: [{ delta, ...(finish && { finish_reason: finish }) }],
});
const callPiece = (piece: object) => say({ tool_calls: [piece] });
const fn = (name?: string, args?: unknown) => ({ function: { name, arguments: args } });

test.each<[string, (object | string)[], object]>([
  [
    'no role, no index, empty deltas',
    [say({}), say(null), say({ content: null }), say({ content: 'a' }), say({}, 'stop')],
    { text: 'a' },
  ],
  [
    'empty chunks that keep the connection',
    [{ choices: [] }, {}, say({ content: 'a' }), { choices: [] }, say({}, 'stop'), '[DONE]'],
    { text: 'a' },
  ],
  [
    'the finish reason again and again',
    [say({ content: 'a' }, 'stop'), say({ content: 'b' }, 'stop'), say({}, 'stop')],
    { text: 'ab' },
  ],
  ['no finish reason, but the end', [say({ content: 'a' }), '[DONE]'], { text: 'a' }],
  [
    'content in parts',
    [
      say(
        {
          content: [
            { type: 'thinking', thinking: [{ type: 'text', text: 'hm' }] },
            { type: 'text', text: 'a' },
          ],
        },
        'stop',
      ),
    ],
    { text: 'a', thoughts: [{ text: 'hm', redacted: false }] },
  ],
  [
    'thoughts under another name',
    [say({ reasoning: 'hm' }), say({ content: 'a' }, 'stop')],
    { text: 'a', thoughts: [{ text: 'hm', redacted: false }] },
  ],
  [
    'a call with its id and name each time',
    [
      callPiece({ index: 0, id: 'c', ...fn('f', '{"a"') }),
      callPiece({ index: 0, id: 'c', ...fn('f', ':1}') }),
      say({}, 'tool_calls'),
    ],
    { tools: [{ id: 'c', name: 'f', input: '{"a":1}' }] },
  ],
  [
    'calls without index',
    [
      callPiece({ id: 'c', ...fn('f', '{') }),
      callPiece(fn(undefined, '}')),
      callPiece({ id: 'd', ...fn('g', '{}') }),
      say({}, 'tool_calls'),
    ],
    {
      tools: [
        { id: 'c', name: 'f', input: '{}' },
        { id: 'd', name: 'g', input: '{}' },
      ],
    },
  ],
  [
    'calls that all have index 0',
    [
      callPiece({ index: 0, id: 'c', ...fn('f', '{}') }),
      callPiece({ index: 0, id: 'd', ...fn('g', '{') }),
      callPiece({ index: 0, ...fn(undefined, '}') }),
      say({}, 'stop'),
    ],
    {
      tools: [
        { id: 'c', name: 'f', input: '{}' },
        { id: 'd', name: 'g', input: '{}' },
      ],
    },
  ],
  [
    'calls in turns',
    [
      say({
        tool_calls: [
          { index: 0, id: 'c', ...fn('f', '') },
          { index: 1, id: 'd', ...fn('g', '') },
        ],
      }),
      callPiece({ index: 1, ...fn(undefined, '{"d":1}') }),
      callPiece({ index: 0, ...fn(undefined, '{"c":1}') }),
      say({}, 'tool_calls'),
    ],
    {
      tools: [
        { id: 'c', name: 'f', input: '{"c":1}' },
        { id: 'd', name: 'g', input: '{"d":1}' },
      ],
    },
  ],
  [
    'arguments as an object',
    [callPiece({ index: 0, id: 'c', ...fn('f', { a: 1 }) }), say({}, 'tool_calls')],
    { tools: [{ id: 'c', name: 'f', input: '{"a":1}' }] },
  ],
  [
    'a name that comes late',
    [
      callPiece({ index: 0, id: 'c', ...fn(undefined, '{') }),
      callPiece({ index: 0, ...fn('f', '}') }),
      say({}, 'tool_calls'),
    ],
    { tools: [{ id: 'c', name: 'f', input: '{}' }] },
  ],
  [
    'a function, as before tools',
    [
      say({ function_call: { name: 'f', arguments: '' } }),
      say({ function_call: { arguments: '{}' } }),
      say({}, 'function_call'),
    ],
    { tools: [{ id: expect.stringMatching(/^call_/), name: 'f', input: '{}' }] },
  ],
  [
    'the transcript of sound',
    [say({ audio: { id: 'a', transcript: 'Hello' } }), say({}, 'stop')],
    { text: 'Hello' },
  ],
  ['lines of CR LF', [say({ content: 'a' }, 'stop')], { text: 'a' }],
])('an upstream may send %s', (what, parts, expected) => {
  const stream = upstream(...parts);
  const events = readStream(openAiChat, [what.includes('CR LF') ? stream.replaceAll('\n', '\r\n') : stream]);
  const nothing = { text: '', refusal: '', thoughts: [], tools: [], images: [] };
  expect(contentOf(events)).toEqual({ ...nothing, ...expected });
});

test('a block closes when another kind begins, and calls stay open to the end', () => {
  const events = readStream(openAiChat, [
    upstream(
      say({ reasoning_content: 'hm' }),
      say({ content: 'a' }),
      callPiece({ index: 0, id: 'c', ...fn('f', '{') }),
      say({ content: 'b' }),
      callPiece({ index: 0, ...fn(undefined, '}') }),
      say({}, 'tool_calls'),
      '[DONE]',
    ),
  ]);
  expect(events).toEqual([
    { type: 'start', id: 'x', model: 'm' },
    { type: 'block-start', index: 0, block: { kind: 'thinking' } },
    { type: 'delta', index: 0, text: 'hm' },
    { type: 'block-end', index: 0 },
    { type: 'block-start', index: 1, block: { kind: 'text' } },
    { type: 'delta', index: 1, text: 'a' },
    { type: 'block-end', index: 1 },
    { type: 'block-start', index: 2, block: { kind: 'tool', id: 'c', name: 'f' } },
    { type: 'delta', index: 2, text: '{' },
    { type: 'block-start', index: 3, block: { kind: 'text' } },
    { type: 'delta', index: 3, text: 'b' },
    { type: 'delta', index: 2, text: '}' },
    { type: 'block-end', index: 3 },
    { type: 'block-end', index: 2 },
    { type: 'end', reason: 'tools' },
  ]);
});

test("OpenRouter's thoughts come in pieces, beside the same in plain text, and end with their seal", () => {
  const piece = (text: string) => ({ type: 'reasoning.text', text, index: 0, format: 'anthropic-claude-v1' });
  const seal = { type: 'reasoning.text', signature: 'EqoB', index: 0, format: 'anthropic-claude-v1' };
  const sealed = { text: 'abc', redacted: false, signature: { family: 'claude', value: 'EqoB' } };
  const end = [say({ reasoning_details: [seal] }), say({ content: 'x' }), say({}, 'stop')];
  const alone = ['a', 'bc'].map((text) => say({ reasoning_details: [piece(text)] }));
  const beside = ['a', 'bc'].map((text) => say({ reasoning: text, reasoning_details: [piece(text)] }));
  for (const pieces of [alone, beside]) {
    expect(contentOf(readStream(openAiChat, [upstream(...pieces, ...end)])).thoughts).toEqual([sealed]);
  }
  const summary = { type: 'reasoning.summary', summary: 'abc', index: 0, format: 'openai-responses-v1' };
  const encrypted = { type: 'reasoning.encrypted', data: 'gAAA', index: 0, format: 'openai-responses-v1' };
  const whole = { choices: [{ message: { content: 'x', reasoning_details: [summary, encrypted] } }] };
  expect(contentOf(openAiChat.upstream.readAnswer(whole)).thoughts).toEqual([
    { text: 'abc', redacted: false, signature: { family: 'openai', value: 'gAAA' } },
  ]);
});

test('usage is read from the last chunk with content, or from one after it', () => {
  const told = { prompt_tokens: 9, completion_tokens: 2, prompt_tokens_details: { cached_tokens: 4 } };
  const streams = [
    upstream({ ...say({ content: 'a' }, 'stop'), usage: told }, '[DONE]'),
    upstream(say({ content: 'a' }, 'stop'), { choices: [], usage: told }, '[DONE]'),
  ];
  for (const stream of streams) {
    expect(usageOf(readStream(openAiChat, [stream]))).toMatchObject({ input: 9, output: 2, cacheRead: 4 });
  }
});

const whole = (told: unknown) => ({
  choices: [{ message: { content: 'a' }, finish_reason: 'stop' }],
  usage: told,
});

test.each([
  [
    "DeepSeek's cache",
    { prompt_tokens: 9, completion_tokens: 2, prompt_cache_hit_tokens: 5 },
    { input: 9, cacheRead: 5 },
  ],
  [
    'writes to a cache',
    { prompt_tokens: 9, completion_tokens: 2, prompt_tokens_details: { cache_write_tokens: 6 } },
    { cacheWrite5m: 6 },
  ],
  [
    'reasoning within',
    {
      prompt_tokens: 9,
      completion_tokens: 7,
      total_tokens: 16,
      completion_tokens_details: { reasoning_tokens: 5 },
    },
    { output: 7, reasoning: 5 },
  ],
  [
    'reasoning apart',
    {
      prompt_tokens: 9,
      completion_tokens: 2,
      total_tokens: 16,
      completion_tokens_details: { reasoning_tokens: 5 },
    },
    { output: 7, reasoning: 5 },
  ],
  [
    'details that are null',
    { prompt_tokens: 9, completion_tokens: 2, prompt_tokens_details: null },
    { input: 9, output: 2 },
  ],
])('usage with %s is read', (_what, told, expected) => {
  expect(usageOf(openAiChat.upstream.readAnswer(whole(told)))).toMatchObject(expected);
});

test.each([
  null,
  'many',
  { prompt_tokens: -1, completion_tokens: 2 },
  { prompt_tokens: 1.5, completion_tokens: 2 },
  { prompt_tokens: '9', completion_tokens: 2 },
  { prompt_tokens: 9 },
  { prompt_tokens: 1e12, completion_tokens: 2 },
  { prompt_tokens: 9, completion_tokens: 2, prompt_tokens_details: { cached_tokens: -3 } },
  { prompt_tokens: 9, completion_tokens: 2, prompt_tokens_details: { cached_tokens: 10 } },
  { prompt_tokens: 9, completion_tokens: 2, completion_tokens_details: { reasoning_tokens: 0.5 } },
])('usage that makes no sense counts as missing: %j', (told) => {
  expect(usageOf(openAiChat.upstream.readAnswer(whole(told)))).toBeUndefined();
});

/** The failure that reading a stream ends with. */
function failureIn(...parts: readonly (object | string)[]): UpstreamFailure {
  try {
    readStream(openAiChat, [upstream(...parts)]);
  } catch (error) {
    if (error instanceof UpstreamFailure) return error;
    throw error;
  }
  throw new Error('The stream was read to its end');
}

test.each<[string, (object | string)[], RegExp, boolean]>([
  ['cut before the first content', [say({ role: 'assistant' })], /cut/, true],
  ['cut in the middle', [say({ content: 'a' })], /cut/, true],
  ['over without an answer', ['[DONE]'], /nothing/, true],
  ['malformed', [say({ content: 'a' }), '{"choices":['], /no chunk/, true],
  ['an error', [{ error: { message: 'Busy', type: 'server_error' } }], /Busy/, true],
  [
    'an error of the request',
    [{ error: { message: 'Too long', type: 'invalid_request_error' } }],
    /Too long/,
    false,
  ],
  ['an error in words', [{ error: 'Out of memory' }], /Out of memory/, true],
  ['an error with a status', [{ error: { message: 'No', code: 403 } }], /No/, false],
  [
    'an error of a choice',
    [{ choices: [{ delta: {}, finish_reason: 'error', error: { message: 'Gone', code: 502 } }] }],
    /Gone/,
    true,
  ],
  [
    "an error as vLLM's",
    [{ object: 'error', message: 'Bad', type: 'BadRequestError', code: 400 }],
    /Bad/,
    false,
  ],
  [
    'a call without a name',
    [callPiece({ index: 0, id: 'c', ...fn(undefined, '{}') }), say({}, 'tool_calls')],
    /without a name/,
    true,
  ],
])('a stream fails that is %s', (_what, parts, message, retryable) => {
  const failure = failureIn(...parts);
  expect(failure.message).toMatch(message);
  expect(failure.retryable).toBe(retryable);
});

test.each([
  null,
  'Hello',
  [],
  {},
  { choices: [] },
  { choices: [{ text: 'a' }] },
  { error: { message: 'Busy' } },
])('what is no chat completion is a failure: %j', (body) => {
  expect(() => openAiChat.upstream.readAnswer(body)).toThrow(UpstreamFailure);
});

test.each<[unknown, object]>([
  [
    { error: { message: 'Too long.', code: 'context_length_exceeded' } },
    { message: 'Too long.', code: 'context_length_exceeded' },
  ],
  [
    { error: { message: 'Incorrect API key provided: sk-abcd****wxyz.', code: null } },
    { message: 'Incorrect API key provided: [key]' },
  ],
  [{ error: 'Overloaded' }, { message: 'Overloaded' }],
  [{ detail: 'Not Found' }, { message: 'Not Found' }],
  ['Bad gateway', { message: 'Bad gateway' }],
  [undefined, { message: 'It did not say why' }],
])('what an upstream complains about is told without its key: %j', (body, expected) => {
  expect(openAiChat.upstream.readFailure(body)).toEqual(expected);
});
