import Anthropic, { APIError } from '@anthropic-ai/sdk';
import { startLlmSimulator, type LlmSimulator } from '../../simulators/llm/server';

/** What Claude's own SDK makes of the simulator: the same answer whole and streamed, and the vendor's refusals. */

const KEY = 'sk-ant-api03-simulated';
const PNG =
  'iVBORw0KGgoAAAANSUhEUgAAAAEAAAABCAYAAAAfFcSJAAAADUlEQVR42mNk+M9QDwADhgGAWjR9awAAAABJRU5ErkJggg==';
const tools = [{ name: 'weather', input_schema: { type: 'object' as const, properties: {} } }];
const thinking = { type: 'enabled' as const, budget_tokens: 1024 };
const PARALLEL = 'call weather {"city":"Paris"}\ncall weather {"city":"Oslo"}';

type Params = Omit<Anthropic.MessageCreateParamsNonStreaming, 'model' | 'stream' | 'max_tokens'> & {
  max_tokens?: number;
};

let simulator: LlmSimulator;
let anthropic: Anthropic;
beforeAll(async () => {
  simulator = await startLlmSimulator({ keys: [KEY], seed: 'claude' });
  anthropic = new Anthropic({ apiKey: KEY, baseURL: simulator.origin, maxRetries: 0 });
});
afterEach(() => simulator.reset());
afterAll(() => simulator.close());

function create(params: Params): Promise<Anthropic.Message> {
  return anthropic.messages.create({ model: 'claude-sonnet-5', max_tokens: 4096, ...params });
}

async function both(params: Params): Promise<Anthropic.Message> {
  const whole = await create(params);
  const streamed = await anthropic.messages
    .stream({ model: 'claude-sonnet-5', max_tokens: 4096, ...params })
    .finalMessage();
  const comparable = ({ content, stop_reason: reason, stop_details: details, usage }: Anthropic.Message) => ({
    content: content.map((block) => (block.type === 'tool_use' ? { ...block, id: '' } : block)),
    reason,
    details,
    usage,
  });
  expect(comparable(streamed)).toEqual(comparable(whole));
  return whole;
}

async function refusal(work: PromiseLike<unknown>): Promise<APIError> {
  const error = await Promise.resolve(work).then(
    () => undefined,
    (reason: unknown) => reason,
  );
  if (!(error instanceof APIError)) throw new Error(`Expected an APIError, got ${String(error)}`);
  return error;
}

const user = (content: Anthropic.MessageParam['content']): Anthropic.MessageParam => ({
  role: 'user',
  content,
});

function resultsOf({ content }: Anthropic.Message): Anthropic.MessageParam {
  return user(
    content.flatMap((block) =>
      block.type === 'tool_use'
        ? [{ type: 'tool_result' as const, tool_use_id: block.id, content: 'sunny' }]
        : [],
    ),
  );
}

test('a message repeats what the user said, and counts it', async () => {
  const messages = [user('你好 😀 world')];
  const answer = await both({ messages, system: 'Be brief.' });
  expect(answer).toMatchObject({
    type: 'message',
    role: 'assistant',
    content: [{ type: 'text', text: 'You said: 你好 😀 world' }],
    stop_reason: 'end_turn',
    usage: { input_tokens: 6, output_tokens: 6, cache_read_input_tokens: 0, service_tier: 'standard' },
  });
  const counted = await anthropic.messages.countTokens({
    model: 'claude-sonnet-5',
    messages,
    system: 'Be brief.',
  });
  expect(counted).toEqual({ input_tokens: 6 });
});

test('thoughts come signed, go back with the results of tools, and only as they were', async () => {
  const first = await both({ messages: [user(PARALLEL)], tools, thinking });
  expect(first).toMatchObject({
    content: [
      {
        type: 'thinking',
        thinking: expect.stringContaining('Thinking about'),
        signature: expect.any(String),
      },
      { type: 'tool_use', name: 'weather', input: { city: 'Paris' } },
      { type: 'tool_use', name: 'weather', input: { city: 'Oslo' } },
    ],
    stop_reason: 'tool_use',
  });
  const next = (content: Anthropic.Message['content']) => ({
    messages: [user(PARALLEL), { role: 'assistant' as const, content }, resultsOf(first)],
    tools,
    thinking,
  });
  expect((await both(next(first.content))).content.at(-1)).toMatchObject({
    text: 'weather said: sunny\nweather said: sunny',
  });
  const [thought, ...calls] = first.content as [Anthropic.ThinkingBlock, ...Anthropic.ToolUseBlock[]];
  expect(await refusal(create(next([{ ...thought, signature: 'Zm9yZ2Vk' }, ...calls])))).toMatchObject({
    status: 400,
    message: expect.stringContaining('messages.1.content.0: Invalid `signature` in `thinking` block'),
  });
  expect((await refusal(create(next([{ ...thought, thinking: 'Other.' }, ...calls])))).message).toContain(
    'cannot be modified',
  );
  expect((await refusal(create(next(calls)))).message).toContain(
    'Expected `thinking` or `redacted_thinking`',
  );
});

test('thoughts that are withheld are opaque, or empty, and go back all the same', async () => {
  simulator.script([
    { thinking: 'secret', redacted: true, text: 'Done.' },
    { thinking: 'secret', redacted: true, text: 'Done.' },
  ]);
  const redacted = await both({ messages: [user('hi')], thinking });
  const omitted = await both({ messages: [user('hi')], thinking: { type: 'adaptive', display: 'omitted' } });
  expect(redacted.content[0]).toMatchObject({ type: 'redacted_thinking', data: expect.any(String) });
  expect(omitted.content[0]).toMatchObject({ type: 'thinking', thinking: '' });
  for (const { content } of [redacted, omitted])
    await both({ messages: [user('hi'), { role: 'assistant', content }, user('go on')], thinking });
});

test('signatures are good at another account of the vendor, unless it is no account of the same', async () => {
  const { content } = await create({ messages: [user('hi')], thinking });
  const messages = [user('hi'), { role: 'assistant' as const, content }, user('go on')];
  const ask = async (seal?: string): Promise<unknown> => {
    const other = await startLlmSimulator(seal === undefined ? {} : { seal });
    const client = new Anthropic({ apiKey: 'k', baseURL: other.origin, maxRetries: 0 });
    return client.messages
      .create({ model: 'm', max_tokens: 2048, messages, thinking })
      .finally(() => other.close());
  };
  await expect(ask()).resolves.toMatchObject({ stop_reason: 'end_turn' });
  await expect(ask('another vendor')).rejects.toThrow('Invalid `signature`');
});

test('images are seen, refusals have their details, and answers are cut', async () => {
  const source = { type: 'base64' as const, media_type: 'image/png' as const, data: PNG };
  const seen = await both({
    messages: [
      user([
        { type: 'image', source },
        { type: 'text', text: 'look' },
      ]),
    ],
  });
  expect(seen.content).toMatchObject([{ text: 'You said: look\nYou sent an image: image/png, 70 bytes.' }]);
  expect(await both({ messages: [user('[refuse]')] })).toMatchObject({
    content: [],
    stop_reason: 'refusal',
    stop_details: { type: 'refusal', explanation: 'I cannot help with that.' },
  });
  expect(await both({ messages: [user('x'.repeat(99))], max_tokens: 5 })).toMatchObject({
    content: [{ text: 'You said: xxxxxxxxxx' }],
    stop_reason: 'max_tokens',
    usage: { output_tokens: 5 },
  });
  expect(await both({ messages: [user('one STOP two')], stop_sequences: ['STOP'] })).toMatchObject({
    stop_reason: 'stop_sequence',
    stop_sequence: 'STOP',
  });
});

test('the cache is counted apart from the rest of the prompt', async () => {
  const usage = { input: 1000, cached: 600, cacheWrite5m: 200, cacheWrite1h: 100, output: 9 };
  simulator.script([
    { text: 'a', usage },
    { text: 'a', usage },
  ]);
  expect((await both({ messages: [user('hi')] })).usage).toMatchObject({
    input_tokens: 100,
    cache_read_input_tokens: 600,
    cache_creation_input_tokens: 300,
    cache_creation: { ephemeral_5m_input_tokens: 200, ephemeral_1h_input_tokens: 100 },
    output_tokens: 9,
  });
});

test('the frames are those of the recordings, in their order', async () => {
  simulator.script({ text: 'Hi', tools: [{ name: 'weather', args: {} }] });
  const response = await anthropic.messages
    .create({ model: 'm', max_tokens: 9, messages: [user('x')], tools, stream: true })
    .asResponse();
  const frames = (await response.text()).trim().split('\n\n');
  const events = frames.map((frame) => /^event: (\w+)\ndata: (.*)$/.exec(frame)!);
  const data = events.map(([, , json]) => JSON.parse(json!) as Record<string, unknown>);
  expect(data.map(({ type }) => type)).toEqual(events.map(([, name]) => name));
  expect(events.map(([, name]) => name)).toEqual(
    'message_start content_block_start ping content_block_delta content_block_stop content_block_start content_block_delta content_block_stop message_delta message_stop'.split(
      ' ',
    ),
  );
  expect(data[0]).toMatchObject({ message: { content: [], stop_reason: null, usage: { input_tokens: 18 } } });
  expect(data[5]).toMatchObject({
    index: 1,
    content_block: { type: 'tool_use', name: 'weather', input: {} },
  });
  expect(data[6]).toMatchObject({ delta: { type: 'input_json_delta', partial_json: '' } });
  expect(data[8]).toMatchObject({ delta: { stop_reason: 'tool_use', stop_sequence: null } });
});

test.each(['start', 'end'] as const)('the prompt may be counted at the %s alone', async (place) => {
  simulator.failNext({ kind: 'usage-place', place });
  const usages: unknown[] = [];
  const params = { model: 'm', max_tokens: 9, messages: [user('hello world')], stream: true as const };
  for await (const event of await anthropic.messages.create(params)) {
    if (event.type === 'message_start') usages.push(event.message.usage.input_tokens);
    if (event.type === 'message_delta') usages.push(event.usage.input_tokens);
  }
  expect(usages).toEqual(place === 'start' ? [3, undefined] : [0, 3]);
});

const call = { type: 'tool_use', id: 'toolu_1', name: 'weather', input: {} };
const result = { type: 'tool_result', tool_use_id: 'toolu_9', content: 'x' };
test.each<[string, object, string]>([
  ['no limit of tokens', { max_tokens: undefined }, 'max_tokens: Field required'],
  ['no messages', { messages: [] }, 'messages: at least one message is required'],
  ['a system message', { messages: [{ role: 'system', content: 'x' }] }, 'Unexpected role "system"'],
  [
    'a role of another’s',
    { messages: [{ role: 'model', content: 'x' }] },
    "messages.0.role: Input should be 'user'",
  ],
  [
    'an empty text',
    { messages: [user([{ type: 'text', text: '' }])] },
    'text content blocks must be non-empty',
  ],
  ['a field of another’s', { frequency_penalty: 1 }, 'frequency_penalty: Extra inputs are not permitted'],
  ['a temperature of another’s', { temperature: 1.5 }, 'temperature: range: 0..1'],
  ['a tool without a schema', { tools: [{ name: 'a' }] }, 'tools.0.custom.input_schema: Field required'],
  [
    'a result of no call',
    { messages: [{ role: 'user', content: [result] }] },
    'unexpected `tool_use_id` found',
  ],
  [
    'a call without its result',
    { messages: [user('x'), { role: 'assistant', content: [call] }, user('y')] },
    '`tool_use` ids were found without `tool_result` blocks immediately after: toolu_1',
  ],
  [
    'a call’s id with strange signs',
    { messages: [user('x'), { role: 'assistant', content: [{ ...call, id: 'call:1' }] }] },
    'messages.1.content.0.tool_use.id: String should match pattern',
  ],
  [
    'too little to think with',
    { thinking: { type: 'enabled', budget_tokens: 10 } },
    'greater than or equal to 1024',
  ],
  ['a budget above the limit', { thinking, max_tokens: 1000 }, '`max_tokens` must be greater than'],
  ['thoughts at another temperature', { thinking, temperature: 0.5 }, '`temperature` may only be set to 1'],
  [
    'five points to cache up to',
    {
      system: Array.from({ length: 5 }, () => ({
        type: 'text',
        text: 'a',
        cache_control: { type: 'ephemeral' },
      })),
    },
    'A maximum of 4 blocks with cache_control may be provided. Found 5.',
  ],
])('refuses %s', async (_what, wrong, message) => {
  const error = await refusal(create({ messages: [user('hi')], ...wrong }));
  expect(error).toMatchObject({
    status: 400,
    type: 'invalid_request_error',
    apiMessage: expect.stringContaining(message),
  });
  expect(error.error).toMatchObject({ type: 'error', request_id: error.requestID });
});

test('wrong keys are refused, and models listed, in Claude’s shapes', async () => {
  const wrong = new Anthropic({ apiKey: 'sk-ant-wrong', baseURL: simulator.origin, maxRetries: 0 });
  expect(await refusal(wrong.messages.create({ model: 'm', max_tokens: 1, messages: [] }))).toMatchObject({
    status: 401,
    type: 'authentication_error',
  });
  const { data } = await anthropic.models.list();
  expect(data).toContainEqual(expect.objectContaining({ type: 'model', id: 'claude-sonnet-5' }));
});
