import type { CallFailure } from '../../providers/llm/exchange/failure';
import { Losses } from '../../providers/llm/exchange/losses';
import type { Message, ModelRequest } from '../../providers/llm/exchange/request';
import { claude } from '../../providers/llm/protocols/claude/claude';
import type { JsonObject, PassThroughRequest } from '../../providers/llm/protocols/protocol';
import { sseFrame, SseFrames } from '../../providers/llm/sse/frames';

const { caller, upstream } = claude;

const BASE = { model: 'claude-sonnet-4-5', max_tokens: 2048 };
const HELLO = [{ role: 'user', content: 'hi' }];

function read(body: JsonObject): ModelRequest {
  return caller.readRequest(body, {});
}

function write(
  request: ModelRequest,
  model = request.model,
): { body: JsonObject; losses: readonly string[] } {
  const losses = new Losses();
  return { body: upstream.writeRequest(request, model, losses).body, losses: losses.all };
}

/** A request that asks for everything that is carried. */
const WHOLE = {
  ...BASE,
  max_tokens: 8000,
  system: [{ type: 'text', text: 'Be brief.', cache_control: { type: 'ephemeral', ttl: '1h' } }],
  messages: [
    {
      role: 'user',
      content: [
        { type: 'text', text: 'Look', cache_control: { type: 'ephemeral' } },
        { type: 'image', source: { type: 'base64', media_type: 'image/png', data: 'AAAA' } },
        { type: 'image', source: { type: 'url', url: 'https://example.com/a.png' } },
        { type: 'document', source: { type: 'text', media_type: 'text/plain', data: 'Zoë' }, title: 'Notes' },
        { type: 'document', source: { type: 'base64', media_type: 'application/pdf', data: 'JVBE' } },
      ],
    },
    {
      role: 'assistant',
      content: [
        { type: 'thinking', thinking: 'Hm', signature: 'c2VhbA==' },
        { type: 'redacted_thinking', data: 'aGlkZGVu' },
        { type: 'text', text: 'Let me see.' },
        { type: 'tool_use', id: 'toolu_1', name: 'look', input: { at: 'you' } },
        { type: 'tool_use', id: 'toolu_2', name: 'look', input: {} },
      ],
    },
    {
      role: 'user',
      content: [
        { type: 'tool_result', tool_use_id: 'toolu_1', content: [{ type: 'text', text: 'seen' }] },
        {
          type: 'tool_result',
          tool_use_id: 'toolu_2',
          content: [{ type: 'image', source: { type: 'base64', media_type: 'image/png', data: 'AAAA' } }],
          is_error: true,
          cache_control: { type: 'ephemeral' },
        },
        { type: 'text', text: 'Well?' },
      ],
    },
  ],
  tools: [
    {
      name: 'look',
      description: 'Looks',
      input_schema: { type: 'object', properties: { at: { type: 'string' } } },
      strict: true,
      cache_control: { type: 'ephemeral' },
    },
  ],
  tool_choice: { type: 'auto', disable_parallel_tool_use: true },
  thinking: { type: 'enabled', budget_tokens: 2048 },
  output_config: { format: { type: 'json_schema', schema: { type: 'object' } } },
  stop_sequences: ['END'],
  metadata: { user_id: 'u-1' },
  stream: true,
};

test('what is carried is written as it was read', () => {
  const { body, losses } = write(read(WHOLE));
  expect(body).toEqual(WHOLE);
  expect(losses).toEqual([]);
  expect(caller.uncarried?.(WHOLE)).toEqual([]);
});

test('the neutral request holds what the body says', () => {
  const request = read(WHOLE);
  expect(request).toMatchObject({
    system: [{ text: 'Be brief.', cache: '1h' }],
    parallelTools: false,
    maxOutputTokens: 8000,
    reasoning: { budgetTokens: 2048, visible: true },
    user: 'u-1',
  });
  expect(request.messages[2]?.parts[1]).toMatchObject({ callId: 'toolu_2', name: 'look', isError: true });
});

test.each<[string, JsonObject]>([
  ['model', { max_tokens: 1, messages: HELLO }],
  ['max_tokens', { model: 'm', messages: HELLO }],
  ['max_tokens', { model: 'm', max_tokens: 0, messages: HELLO }],
  ['max_tokens', { model: 'm', max_tokens: 1.5, messages: HELLO }],
  ['messages', BASE],
  ['messages', { ...BASE, messages: [] }],
  ['messages.0.role', { ...BASE, messages: [{ role: 'tool', content: 'x' }] }],
  ['messages.0.content', { ...BASE, messages: [{ role: 'user', content: 7 }] }],
  ['messages.0.content.0', { ...BASE, messages: [{ role: 'user', content: ['x'] }] }],
  ['messages.0.content.0.source', { ...BASE, messages: [{ role: 'user', content: [{ type: 'image' }] }] }],
  [
    'messages.0.content.0',
    { ...BASE, messages: [{ role: 'user', content: [{ type: 'tool_use', id: 'a' }] }] },
  ],
  ['system.0', { ...BASE, messages: HELLO, system: [{ type: 'text' }] }],
  ['tools.0.name', { ...BASE, messages: HELLO, tools: [{ input_schema: {} }] }],
  ['tools.0.input_schema', { ...BASE, messages: HELLO, tools: [{ name: 'x' }] }],
  ['tool_choice.type', { ...BASE, messages: HELLO, tool_choice: { type: 'maybe' } }],
  ['thinking.budget_tokens', { ...BASE, messages: HELLO, thinking: { type: 'enabled' } }],
])('a wrong %s is named', (field, body) => {
  expect(() => read(body)).toThrow(
    expect.objectContaining<Partial<CallFailure>>({ name: 'CallFailure', kind: 'invalid', field }),
  );
});

test('what is not carried is named, and never refused', () => {
  const body = {
    ...BASE,
    messages: [
      {
        role: 'user',
        content: [
          { type: 'text', text: 'hi' },
          { type: 'container_upload', file_id: 'f' },
          { type: 'document', source: { type: 'file', file_id: 'f' } },
        ],
      },
    ],
    tools: [
      { type: 'web_search_20250305', name: 'web_search' },
      { name: 'mine', input_schema: { type: 'object' }, defer_loading: true },
    ],
    context_management: {},
    service_tier: 'auto',
  };
  expect(read(body)).toMatchObject({ tools: [{ name: 'mine' }], messages: [{ parts: [{ text: 'hi' }] }] });
  expect(caller.uncarried?.(body)).toEqual([
    'context_management',
    'service_tier',
    'tools.web_search_20250305',
    'tools.defer_loading',
    'messages.container_upload',
    'messages.document',
  ]);
});

test('instructions in the midst of the conversation join the others', () => {
  const request = read({
    ...BASE,
    system: 'First.',
    messages: [...HELLO, { role: 'system', content: 'Then.' }, { role: 'assistant', content: 'ok' }],
  });
  expect(request.system.map(({ text }) => text)).toEqual(['First.', 'Then.']);
  expect(request.messages.map(({ role }) => role)).toEqual(['user', 'assistant']);
});

test("a call gets back Gemini's seal, which stood before it", () => {
  const messages = [
    ...HELLO,
    {
      role: 'assistant',
      content: [
        { type: 'thinking', thinking: '', signature: 'tl1.openai.b3Bl' },
        { type: 'thinking', thinking: '', signature: 'tl1.gemini.Z2Vt' },
        { type: 'tool_use', id: 'a', name: 'look', input: {} },
      ],
    },
  ];
  const signature = { family: 'gemini', value: 'Z2Vt' };
  expect(read({ ...BASE, messages }).messages[1]?.parts).toEqual([
    { type: 'thinking', text: '', signature: { family: 'openai', value: 'b3Bl' } },
    { type: 'tool-call', id: 'a', name: 'look', input: '{}', signature },
  ]);
});

const PLAIN: ModelRequest = {
  model: 'any',
  stream: false,
  system: [],
  messages: [{ role: 'user', parts: [{ type: 'text', text: 'hi' }] }],
  tools: [],
};

test.each<[string, Partial<ModelRequest>, JsonObject, string[]]>([
  ['claude-sonnet-4-5', {}, { max_tokens: 8192 }, []],
  ['claude-sonnet-4-5', { reasoning: { effort: 'none' } }, { thinking: { type: 'disabled' } }, []],
  [
    'claude-sonnet-4-5',
    { reasoning: { effort: 'high' }, temperature: 0.5, topK: 3 },
    { thinking: { type: 'enabled', budget_tokens: 16_384 }, max_tokens: 24_576 },
    ['temperature', 'top_k'],
  ],
  [
    'claude-sonnet-4-5',
    { reasoning: { budgetTokens: 100 }, maxOutputTokens: 2000 },
    { thinking: { type: 'enabled', budget_tokens: 1024 }, max_tokens: 2000 },
    [],
  ],
  [
    'claude-opus-4-6',
    { reasoning: { effort: 'minimal', visible: true } },
    { thinking: { type: 'adaptive', display: 'summarized' }, output_config: { effort: 'low' } },
    [],
  ],
  [
    'claude-opus-5',
    { reasoning: { budgetTokens: 20_000 } },
    { thinking: { type: 'adaptive' }, output_config: { effort: 'high' } },
    [],
  ],
  ['claude-opus-5', { temperature: 0.5, topP: 0.5 }, {}, ['temperature', 'top_p']],
  ['claude-sonnet-4-5', { temperature: 1.5, topP: 0.5 }, { temperature: 1, top_p: 0.5 }, ['temperature']],
  [
    'claude-sonnet-4-5',
    { seed: 7, presencePenalty: 1, frequencyPenalty: 1, format: { type: 'json' } },
    {},
    ['format', 'seed', 'presence_penalty', 'frequency_penalty'],
  ],
])('%s is asked for %j', (model, wish, expected, losses) => {
  const written = write({ ...PLAIN, ...wish }, model);
  const { model: _, messages: __, ...rest } = written.body;
  expect(rest).toEqual({ max_tokens: 8192, ...expected });
  expect(written.losses).toEqual(losses);
});

test('a call that is forced goes without thinking, which the API refuses beside it', () => {
  const tools = [{ type: 'function', name: 'look' }] as const;
  const { body, losses } = write({
    ...PLAIN,
    tools,
    toolChoice: { name: 'look' },
    reasoning: { effort: 'high' },
  });
  expect(body).toMatchObject({
    tools: [{ name: 'look', input_schema: { type: 'object', properties: {} } }],
    tool_choice: { type: 'tool', name: 'look' },
  });
  expect(body).not.toHaveProperty('thinking');
  expect(losses).toEqual(['reasoning']);
});

function writtenMessages(...messages: Message[]): { messages: unknown; losses: readonly string[] } {
  const { body, losses } = write({ ...PLAIN, messages });
  return { messages: body['messages'], losses };
}

test('turns alternate, results come first, and the user begins', () => {
  const { messages, losses } = writtenMessages(
    { role: 'assistant', parts: [{ type: 'text', text: 'Hello' }] },
    {
      role: 'assistant',
      parts: [{ type: 'tool-call', id: 'call:1', name: 'run', input: 'ls', custom: true }],
    },
    { role: 'user', parts: [{ type: 'text', text: 'Go on' }] },
    {
      role: 'user',
      parts: [{ type: 'tool-result', callId: 'call:1', parts: [{ type: 'text', text: 'a.txt' }] }],
    },
  );
  expect(messages).toEqual([
    { role: 'user', content: [{ type: 'text', text: 'Continue.' }] },
    {
      role: 'assistant',
      content: [
        { type: 'text', text: 'Hello' },
        { type: 'tool_use', id: 'call_1', name: 'run', input: { input: 'ls' } },
      ],
    },
    {
      role: 'user',
      content: [
        { type: 'tool_result', tool_use_id: 'call_1', content: [{ type: 'text', text: 'a.txt' }] },
        { type: 'text', text: 'Go on' },
      ],
    },
  ]);
  expect(losses).toEqual([]);
});

test("other families' thoughts, audio and unreadable files are lost, and said to be", () => {
  const foreign = { family: 'openai', value: 'x' } as const;
  const bytes = { kind: 'data', mediaType: 'application/zip', data: 'UEsD' } as const;
  const { messages, losses } = writtenMessages(
    {
      role: 'user',
      parts: [
        { type: 'text', text: 'hi' },
        { type: 'audio', source: { kind: 'data', mediaType: 'audio/wav', data: 'UklG' } },
        { type: 'file', source: bytes },
        { type: 'image', source: { kind: 'url', url: 'https://example.com/a' }, detail: 'high' },
      ],
    },
    {
      role: 'assistant',
      parts: [
        { type: 'thinking', text: 'Hm', signature: foreign },
        { type: 'text', text: 'ok' },
      ],
    },
  );
  expect(messages).toEqual([
    {
      role: 'user',
      content: [
        { type: 'text', text: 'hi' },
        { type: 'image', source: { type: 'url', url: 'https://example.com/a' } },
      ],
    },
    { role: 'assistant', content: [{ type: 'text', text: 'ok' }] },
  ]);
  expect(losses).toEqual(['messages.audio', 'messages.file', 'messages.image.detail', 'thinking']);
});

function passing(body: JsonObject, model: string): ReturnType<typeof upstream.passThrough> {
  const raw = Buffer.from(JSON.stringify(body));
  const request: PassThroughRequest = { raw, body, target: {}, model, stream: true };
  return upstream.passThrough(request);
}

test('the same model is passed through byte by byte', () => {
  const body = { ...BASE, messages: HELLO, news: 1 };
  const passed = passing(body, BASE.model);
  expect(passed.path).toBe('/v1/messages');
  expect(passed.body).toEqual(Buffer.from(JSON.stringify(body)));
  const stream = sseFrame(
    '{"type":"message_start","message":{"model":"claude-sonnet-4-5"}}',
    'message_start',
  );
  const [frame] = new SseFrames().push(Buffer.from(stream));
  expect(passed.frame(frame!).bytes).toBe(frame!.raw);
});

test('a model of another name is asked for by it, and answers under the name that the caller knows', () => {
  const raw = Buffer.from(
    '{"model":"mine", "max_tokens":9007199254740993,"messages":[{"role":"user","content":"hi"}]}',
  );
  const body = JSON.parse(raw.toString()) as JsonObject;
  const passed = upstream.passThrough({ raw, body, target: {}, model: 'theirs', stream: true });
  expect(passed.body).toBe(raw.toString().replace('"mine"', '"theirs"'));
  const stream =
    sseFrame('{"type":"message_start","message":{"id":"msg_1","model":"theirs"}}', 'message_start') +
    sseFrame(
      '{"type":"message_delta","delta":{"stop_reason":"end_turn"},"usage":{"output_tokens":1}}',
      'message_delta',
    );
  const [start, delta] = new SseFrames().push(Buffer.from(stream)).map((frame) => passed.frame(frame));
  expect(String(start!.bytes)).toBe(
    sseFrame('{"type":"message_start","message":{"id":"msg_1","model":"mine"}}', 'message_start'),
  );
  expect(String(delta!.bytes)).toContain('message_delta');
  expect(passed.end()).toEqual([{ type: 'end', reason: 'stop' }]);
  const answer = passed.answer(Buffer.from('{"model": "theirs","content":[],"stop_reason":"end_turn"}'));
  expect(String(answer.bytes)).toBe('{"model": "mine","content":[],"stop_reason":"end_turn"}');
  expect(answer.events.at(-1)).toEqual({ type: 'end', reason: 'stop' });
});

test('a turn that goes on without the thoughts that it began with goes on without a budget for more', () => {
  const thinking = { type: 'enabled', budget_tokens: 1024 };
  const asked = [
    ...HELLO,
    {
      role: 'assistant',
      content: [
        { type: 'thinking', thinking: 'Hm', signature: 'tl1.openai.eA' },
        { type: 'tool_use', id: 'a', name: 'one', input: {} },
      ],
    },
  ];
  const result = { role: 'user', content: [{ type: 'tool_result', tool_use_id: 'a', content: '1' }] };
  const pass = (...more: object[]) => {
    const body = { ...BASE, thinking, messages: [...asked, ...more] };
    const losses = new Losses();
    const raw = Buffer.from(JSON.stringify(body));
    const passed = upstream.passThrough({ raw, body, target: {}, model: BASE.model, stream: true, losses });
    const sent = JSON.parse(String(passed.body)) as JsonObject;
    return { thinking: sent['thinking'], losses: losses.all };
  };
  expect(pass(result)).toEqual({ losses: ['thinking', 'reasoning'] });
  const answered = { role: 'assistant', content: [{ type: 'text', text: '1.' }] };
  expect(pass(result, answered, ...HELLO)).toEqual({ thinking, losses: ['thinking'] });
});

test("thoughts of another upstream's are not passed on to Claude", () => {
  const own = { type: 'thinking', thinking: 'Hm', signature: 'c2VhbA==' };
  const messages = [
    { role: 'user', content: 'hi' },
    { role: 'assistant', content: [own, { type: 'thinking', thinking: 'Ha', signature: '' }] },
    { role: 'assistant', content: [{ type: 'redacted_thinking', data: 'tl1.openai.eA' }] },
  ];
  const { body } = passing({ ...BASE, messages }, BASE.model);
  expect(JSON.parse(String(body))).toEqual({
    ...BASE,
    messages: [messages[0], { role: 'assistant', content: [own] }],
  });
});
