import OpenAI, { APIError } from 'openai';
import { startLlmSimulator, type LlmSimulator } from '../../simulators/llm/server';

/** What OpenAI's own SDK makes of the simulator: the same answer whole and streamed, and the vendor's refusals. */

const KEY = 'sk-proj-abcdefghijklmnop-9876';
const PNG =
  'data:image/png;base64,iVBORw0KGgoAAAANSUhEUgAAAAEAAAABCAYAAAAfFcSJAAAADUlEQVR42mNk+M9QDwADhgGAWjR9awAAAABJRU5ErkJggg==';
const WEATHER = { name: 'weather', parameters: { type: 'object', properties: { city: { type: 'string' } } } };

let simulator: LlmSimulator;
let openai: OpenAI;
beforeAll(async () => {
  simulator = await startLlmSimulator({ keys: [KEY] });
  openai = new OpenAI({ apiKey: KEY, baseURL: simulator.url, maxRetries: 0 });
});
afterEach(() => simulator.reset());
afterAll(() => simulator.close());

async function refusal(work: PromiseLike<unknown>): Promise<APIError> {
  const error = await Promise.resolve(work).then(
    () => undefined,
    (reason: unknown) => reason,
  );
  if (!(error instanceof APIError)) throw new Error(`Expected an APIError, got ${String(error)}`);
  return error;
}

describe('chat completions', () => {
  type Params = Omit<OpenAI.Chat.ChatCompletionCreateParamsNonStreaming, 'model' | 'stream'>;
  const tools = [{ type: 'function' as const, function: WEATHER }];

  async function both(params: Params): Promise<OpenAI.Chat.ChatCompletion> {
    const whole = await openai.chat.completions.create({ model: 'gpt-4.1', ...params });
    const streamed = await openai.chat.completions
      .stream({ model: 'gpt-4.1', ...params, stream_options: { include_usage: true } })
      .finalChatCompletion();
    expect(streamed.choices[0]?.finish_reason).toBe(whole.choices[0]?.finish_reason);
    expect(streamed.usage).toEqual(whole.usage);
    const { content, refusal: refused, tool_calls: calls } = whole.choices[0]!.message;
    expect(streamed.choices[0]?.message).toMatchObject({ content, refusal: refused });
    const named = (list: typeof calls) => (list ?? []).map((call) => ({ ...call, id: '' }));
    expect(named(streamed.choices[0]?.message.tool_calls)).toMatchObject(named(calls));
    return whole;
  }

  test('repeat what the user said, and count it', async () => {
    const answer = await both({ messages: [{ role: 'user', content: '你好 😀 world' }] });
    expect(answer).toMatchObject({
      object: 'chat.completion',
      service_tier: 'default',
      system_fingerprint: expect.stringMatching(/^fp_/),
      choices: [{ message: { content: 'You said: 你好 😀 world' }, logprobs: null, finish_reason: 'stop' }],
      usage: { prompt_tokens: 3, completion_tokens: 6, total_tokens: 9 },
    });
  });

  test('call tools, two at once, and quote their results', async () => {
    const content = 'call weather {"city":"Paris"}\ncall weather {"city":"Oslo"}';
    const answer = await both({ messages: [{ role: 'user', content }], tools });
    const [choice] = answer.choices;
    expect(choice?.finish_reason).toBe('tool_calls');
    expect(choice?.message.tool_calls).toMatchObject([
      { type: 'function', function: { name: 'weather', arguments: '{"city":"Paris"}' } },
      { type: 'function', function: { name: 'weather', arguments: '{"city":"Oslo"}' } },
    ]);
    const results = choice!.message.tool_calls!.map(({ id }, at) => ({
      role: 'tool' as const,
      tool_call_id: id,
      content: `${at} degrees`,
    }));
    const next = await both({ messages: [{ role: 'user', content }, choice!.message, ...results], tools });
    expect(next.choices[0]?.message.content).toBe('weather said: 0 degrees\nweather said: 1 degrees');
  });

  test('call one tool where they may not call two, the one that is forced, and none where none may be', async () => {
    const content = 'call weather {"city":"Paris"}\ncall weather {"city":"Oslo"}';
    const messages = [{ role: 'user' as const, content }];
    const calls = async (more: Partial<Params>): Promise<number> =>
      (await both({ messages, tools, ...more })).choices[0]?.message.tool_calls?.length ?? 0;
    expect(await calls({ parallel_tool_calls: false })).toBe(1);
    expect(await calls({ tool_choice: 'none' })).toBe(0);
    expect(await calls({ messages: [{ role: 'user', content: 'hi' }], tool_choice: 'required' })).toBe(1);
  });

  test('interleave the fragments of parallel calls when told to, and are put together all the same', async () => {
    simulator.fail({ faults: [{ kind: 'interleaved' }, { kind: 'double-finish' }], times: 2 });
    const content = 'call weather {"city":"Paris"}\ncall weather {"city":"Oslo"}';
    const params = { model: 'gpt-4.1', messages: [{ role: 'user' as const, content }], tools };
    const indices: number[] = [];
    let finishes = 0;
    for await (const { choices } of await openai.chat.completions.create({ ...params, stream: true })) {
      indices.push(...(choices[0]?.delta.tool_calls ?? []).map(({ index }) => index));
      if (choices[0]?.finish_reason) finishes += 1;
    }
    expect(indices.slice(0, 6)).toEqual([0, 1, 0, 1, 0, 1]);
    expect(finishes).toBe(2);
    const streamed = await openai.chat.completions.stream(params).finalChatCompletion();
    expect(streamed.choices[0]?.message.tool_calls).toMatchObject([
      { function: { arguments: '{"city":"Paris"}' } },
      { function: { arguments: '{"city":"Oslo"}' } },
    ]);
  });

  test('count thoughts that they keep to themselves, see images, refuse, and stop where they are told to', async () => {
    const thought = await both({ messages: [{ role: 'user', content: 'why?' }], reasoning_effort: 'high' });
    expect(thought.usage?.completion_tokens_details?.reasoning_tokens).toBeGreaterThan(0);
    expect(JSON.stringify(thought)).not.toContain('Thinking about');
    const seen = await both({
      messages: [{ role: 'user', content: [{ type: 'image_url', image_url: { url: PNG } }] }],
    });
    expect(seen.choices[0]?.message.content).toContain('You sent an image: image/png, 70 bytes.');
    const refused = await both({ messages: [{ role: 'user', content: '[refuse] it' }] });
    expect(refused.choices[0]?.message).toMatchObject({ content: null, refusal: 'I cannot help with that.' });
    const cut = await both({ messages: [{ role: 'user', content: 'x'.repeat(100) }], max_tokens: 5 });
    expect(cut.choices[0]).toMatchObject({
      finish_reason: 'length',
      message: { content: 'You said: xxxxxxxxxx' },
    });
    expect(cut.usage?.completion_tokens).toBe(5);
    const stopped = await both({ messages: [{ role: 'user', content: 'one STOP two' }], stop: ['STOP'] });
    expect(stopped.choices[0]?.message.content).toBe('You said: one ');
  });

  test('say what the script has, thoughts too, as upstreams do that are merely compatible', async () => {
    simulator.script(
      [
        { thinking: 'Hm.', text: 'Yes.', usage: { input: 1000, cached: 900, output: 7 }, chunkSize: 1 },
        'second',
      ],
      'openai-chat',
    );
    const ask = { model: 'any', messages: [{ role: 'user' as const, content: 'hi' }] };
    const deltas: unknown[] = [];
    const options = { stream: true as const, stream_options: { include_usage: true } };
    for await (const chunk of await openai.chat.completions.create({ ...ask, ...options }))
      deltas.push(chunk.choices[0]?.delta ?? chunk.usage);
    expect(deltas.slice(1, 4)).toEqual(['H', 'm', '.'].map((piece) => ({ reasoning_content: piece })));
    expect(deltas.at(-1)).toMatchObject({
      prompt_tokens: 1000,
      prompt_tokens_details: { cached_tokens: 900 },
    });
    expect((await openai.chat.completions.create(ask)).choices[0]?.message.content).toBe('second');
    expect((await openai.chat.completions.create(ask)).choices[0]?.message.content).toBe('You said: hi');
  });

  test('have the fields of the recorded chunks, frame by frame', async () => {
    simulator.script('Hi');
    const response = await openai.chat.completions
      .create({ model: 'gpt-4.1', messages: [{ role: 'user', content: 'x' }], stream: true })
      .asResponse();
    const frames = (await response.text()).split('\n\n');
    expect(frames.slice(-2)).toEqual(['data: [DONE]', '']);
    const first = JSON.parse(frames[0]!.slice('data: '.length)) as object;
    expect(Object.keys(first)).toEqual(
      'id object created model service_tier system_fingerprint choices obfuscation'.split(' '),
    );
    expect(first).toMatchObject({
      object: 'chat.completion.chunk',
      choices: [
        {
          index: 0,
          delta: { role: 'assistant', content: '', refusal: null },
          logprobs: null,
          finish_reason: null,
        },
      ],
    });
  });

  const user = { role: 'user' as const, content: 'hi' };
  const call = { id: 'call_1', type: 'function' as const, function: { name: 'weather', arguments: '{}' } };
  test.each<[string, object, object]>([
    ['no messages', { messages: undefined }, { param: 'messages', code: 'missing_required_parameter' }],
    ['a role of another’s', { messages: [{ role: 'model', content: 'x' }] }, { param: 'messages[0].role' }],
    [
      'a field of another’s',
      { max_output_tokens: 5 },
      { param: 'max_output_tokens', code: 'unknown_parameter' },
    ],
    [
      'a result of no call',
      { messages: [user, { role: 'tool', tool_call_id: 'call_9', content: 'x' }] },
      { param: 'messages.[1].role', message: expect.stringContaining('preceeding message') },
    ],
    [
      'a call without its result',
      { messages: [user, { role: 'assistant', content: null, tool_calls: [call] }, user] },
      { message: expect.stringContaining('did not have response messages: call_1') },
    ],
    [
      'an id that is too long',
      { messages: [user, { role: 'assistant', tool_calls: [{ ...call, id: 'c'.repeat(41) }] }] },
      { code: 'string_above_max_length' },
    ],
    [
      'max_tokens for a model that reasons',
      { model: 'gpt-5', max_tokens: 5 },
      { code: 'unsupported_parameter' },
    ],
    ['a choice without tools', { tool_choice: 'auto' }, { param: 'tool_choice' }],
  ])('refuse %s', async (_what, wrong, expected) => {
    const params = { model: 'gpt-4.1', messages: [user], ...wrong };
    const error = await refusal(openai.chat.completions.create(params as OpenAI.ChatCompletionCreateParams));
    expect(error).toMatchObject({ status: 400, type: 'invalid_request_error', ...expected });
  });

  test('know a wrong key, of which they repeat a part, and a missing one', async () => {
    const wrong = new OpenAI({
      apiKey: 'sk-proj-nobody-knows-this-1234',
      baseURL: simulator.url,
      maxRetries: 0,
    });
    const error = await refusal(wrong.models.list());
    expect(error).toMatchObject({ status: 401, code: 'invalid_api_key' });
    expect(error.message).toMatch(/sk-proj-\*+1234/);
    const nobody = await fetch(`${simulator.url}/chat/completions`, { method: 'POST', body: '{}' });
    expect(nobody.status).toBe(401);
  });
});

describe('completions', () => {
  test('are the same whole and streamed', async () => {
    const params = { model: 'gpt-3.5-turbo-instruct', prompt: 'hello there', max_tokens: 50 };
    const whole = await openai.completions.create(params);
    expect(whole).toMatchObject({
      object: 'text_completion',
      choices: [{ text: 'You said: hello there', finish_reason: 'stop', logprobs: null }],
      usage: { prompt_tokens: 3, completion_tokens: 6, total_tokens: 9 },
    });
    let text = '';
    for await (const { choices } of await openai.completions.create({ ...params, stream: true }))
      text += choices[0]?.text ?? '';
    expect(text).toBe('You said: hello there');
  });
});

describe('responses', () => {
  type Params = Omit<OpenAI.Responses.ResponseCreateParamsNonStreaming, 'model' | 'stream'>;
  const tools = [{ type: 'function' as const, strict: null, ...WEATHER }];

  async function both(params: Params): Promise<OpenAI.Responses.Response> {
    const whole = await openai.responses.create({ model: 'gpt-5', ...params });
    const events: OpenAI.Responses.ResponseStreamEvent[] = [];
    const stream = openai.responses.stream({ model: 'gpt-5', ...params });
    stream.on('event', (event) => events.push(event));
    const streamed = await stream.finalResponse();
    expect(events.map(({ sequence_number: number }) => number)).toEqual(events.map((_, at) => at));
    expect(streamed.output_text).toBe(whole.output_text);
    expect(streamed.usage).toEqual(whole.usage);
    expect(streamed.output.map(({ type }) => type)).toEqual(whole.output.map(({ type }) => type));
    expect(streamed.status).toBe(whole.status);
    return whole;
  }

  test('say the text in the events of the reference, in their order', async () => {
    simulator.script(['Hi', 'Hi']);
    expect((await both({ input: 'hello' })).output_text).toBe('Hi');
    simulator.script('Hi');
    const types: string[] = [];
    for await (const event of await openai.responses.create({
      model: 'gpt-5',
      input: 'hello',
      stream: true,
    })) {
      types.push(event.type);
      if (event.type === 'response.output_text.delta')
        expect(event).toMatchObject({ delta: 'Hi', logprobs: [], obfuscation: expect.any(String) });
    }
    expect(types).toEqual(
      'created in_progress output_item.added content_part.added output_text.delta output_text.done content_part.done output_item.done completed'
        .split(' ')
        .map((type) => `response.${type}`),
    );
  });

  test('take their own encrypted thoughts back with the results of tools, and no others', async () => {
    const input = [
      { role: 'user' as const, content: 'call weather {"city":"Paris"}\ncall weather {"city":"Oslo"}' },
    ];
    const reasoning = { effort: 'high' as const, summary: 'auto' as const };
    const asked = {
      input,
      tools,
      reasoning,
      include: ['reasoning.encrypted_content' as const],
      store: false,
    };
    const first = await both(asked);
    expect(first.output).toMatchObject([
      { type: 'reasoning', summary: [{ type: 'summary_text', text: expect.stringContaining('Thinking') }] },
      { type: 'function_call', name: 'weather', arguments: '{"city":"Paris"}', status: 'completed' },
      { type: 'function_call', name: 'weather', arguments: '{"city":"Oslo"}' },
    ]);
    const outputs = first.output.flatMap((item) =>
      item.type === 'function_call'
        ? [{ type: 'function_call_output' as const, call_id: item.call_id, output: 'sunny' }]
        : [],
    );
    const items = first.output as OpenAI.Responses.ResponseInput;
    const second = await both({ ...asked, input: [...input, ...items, ...outputs] });
    expect(second.output_text).toBe('weather said: sunny\nweather said: sunny');

    const forged = items.map((item) =>
      item.type === 'reasoning' ? { ...item, encrypted_content: 'gAAAAABforged' } : item,
    );
    const create = (list: OpenAI.Responses.ResponseInput) =>
      refusal(openai.responses.create({ model: 'gpt-5', ...asked, input: list }));
    expect(await create([...input, ...forged, ...outputs])).toMatchObject({
      status: 400,
      code: 'invalid_encrypted_content',
    });
    expect((await create([...input, ...outputs])).message).toContain(
      'No tool call found for function call output',
    );
    expect((await create([...input, ...items])).message).toContain('No tool output found for function call');
  });

  test('call custom tools with text', async () => {
    const answer = await both({
      input: 'call shell ls -la',
      tools: [{ type: 'custom', name: 'shell' }],
    });
    expect(answer.output).toMatchObject([{ type: 'custom_tool_call', name: 'shell', input: 'ls -la' }]);
  });

  test('refuse in a part of their own, and are incomplete when they are cut', async () => {
    expect((await both({ input: '[refuse]' })).output).toMatchObject([
      { type: 'message', content: [{ type: 'refusal', refusal: 'I cannot help with that.' }] },
    ]);
    expect(await both({ input: 'x'.repeat(200), max_output_tokens: 16 })).toMatchObject({
      status: 'incomplete',
      incomplete_details: { reason: 'max_output_tokens' },
      usage: { output_tokens: 16 },
    });
  });

  test.each<[string, object, object]>([
    ['messages in place of input', { input: undefined, messages: [] }, { code: 'unknown_parameter' }],
    [
      'an answer that is written as a question',
      { input: [{ role: 'assistant', content: [{ type: 'input_text', text: 'x' }] }] },
      { param: 'input[0].content[0]', code: 'invalid_value' },
    ],
    ['an id of another kind', { input: [{ type: 'function_call', id: 'call_1' }] }, { param: 'input[0].id' }],
    [
      'a tool as chat has them',
      { tools: [{ type: 'function', function: WEATHER }] },
      { param: 'tools[0].name' },
    ],
    ['too few tokens', { max_output_tokens: 5 }, { code: 'integer_below_min_value' }],
    [
      'an answer that it does not keep',
      { previous_response_id: 'resp_1' },
      { code: 'previous_response_not_found' },
    ],
  ])('refuse %s', async (_what, wrong, expected) => {
    const params = { model: 'gpt-5', input: 'hi', ...wrong } as OpenAI.Responses.ResponseCreateParams;
    expect(await refusal(openai.responses.create(params))).toMatchObject({ status: 400, ...expected });
  });
});

describe('images', () => {
  test('are bytes of GPT’s models with their tokens, and links of the older ones', async () => {
    const { data, usage } = await openai.images.generate({ model: 'gpt-image-1', prompt: 'a red dot', n: 2 });
    expect(
      data?.map(({ b64_json: bytes }) =>
        Buffer.from(bytes ?? '', 'base64')
          .subarray(1, 4)
          .toString(),
      ),
    ).toEqual(['PNG', 'PNG']);
    expect(usage).toMatchObject({ input_tokens: 3, output_tokens: 2112, total_tokens: 2115 });
    const old = await openai.images.generate({ model: 'dall-e-3', prompt: 'a red dot' });
    expect(old.data?.[0]).toMatchObject({
      url: expect.stringMatching(/^https:/),
      revised_prompt: 'a red dot',
    });
    const events: string[] = [];
    const stream = { model: 'gpt-image-1', prompt: 'x', stream: true as const, partial_images: 1 };
    for await (const event of await openai.images.generate(stream)) events.push(event.type);
    expect(events).toEqual(['image_generation.partial_image', 'image_generation.completed']);
  });
});

test('the models are listed, and where they are given, others do not exist', async () => {
  const strict = await startLlmSimulator({ models: ['gpt-5'] });
  try {
    const client = new OpenAI({ apiKey: 'any', baseURL: strict.url, maxRetries: 0 });
    expect((await client.models.list()).data).toMatchObject([{ id: 'gpt-5', object: 'model' }]);
    expect(await refusal(client.responses.create({ model: 'gpt-6', input: 'hi' }))).toMatchObject({
      status: 404,
      code: 'model_not_found',
    });
  } finally {
    await strict.close();
  }
});
