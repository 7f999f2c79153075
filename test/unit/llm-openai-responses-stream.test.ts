import fc from 'fast-check';
import OpenAI from 'openai';
import { CallFailure } from '../../providers/llm/exchange/failure';
import { Losses } from '../../providers/llm/exchange/losses';
import { openaiResponses } from '../../providers/llm/protocols/openai-responses/openai-responses';
import { SseFrames, type SseFrame } from '../../providers/llm/sse/frames';
import { answers, saidIn, type Said } from '../support/responses-events';
import type { ModelEvent } from '../../providers/llm/exchange/events';
import type { AnswerContext, JsonObject } from '../../providers/llm/protocols/protocol';

/** Answers as a Responses stream: its order, its sums, and that nothing is lost on the way. */

const { caller, upstream } = openaiResponses;
const SEED = { seed: 20_260_101, numRuns: 300 };

function context(body: JsonObject = {}): AnswerContext {
  return { id: 'abc123', model: 'asked-model', created: 1_700_000_000, body, losses: new Losses() };
}

function streamed(events: readonly ModelEvent[], ctx = context()): string {
  const writer = caller.streamWriter(ctx);
  return events.map((event) => writer.write(event)).join('') + writer.close();
}

function framesOf(text: string, cuts: readonly number[] = []): SseFrame[] {
  const bytes = Buffer.from(text);
  const frames = new SseFrames();
  const places = [...new Set(cuts.map((cut) => cut % (bytes.length + 1)))].sort((a, b) => a - b);
  return [0, ...places].flatMap((start, at) =>
    frames.push(bytes.subarray(start, places[at] ?? bytes.length)),
  );
}

function eventsOf(text: string): Record<string, any>[] {
  return framesOf(text).map(({ event, data }) => {
    const body = JSON.parse(data ?? '') as Record<string, unknown>;
    expect(event).toBe(body['type']);
    return body;
  });
}

/** The SDK's helper for streams adds what it parsed of the texts. */
function withoutParsed(response: unknown): unknown {
  return JSON.parse(
    JSON.stringify(response, (name, value: unknown) =>
      /^(parsed|parsed_arguments|output_parsed)$/.test(name) ? undefined : value,
    ),
  );
}

function read(frames: readonly SseFrame[]): ModelEvent[] {
  const reader = upstream.streamReader();
  return [...frames.flatMap((frame) => reader.read(frame)), ...reader.end()];
}

/** What is left of an answer in this protocol: fewer reasons, and no call without arguments. */
function carried({ blocks, reason, usage }: Said): Said {
  const has = (kind: string): boolean => blocks.some(({ block }) => block.kind === kind);
  const completed = has('tool') ? 'tools' : has('refusal') ? 'refusal' : 'stop';
  const isWithheld = reason === 'filter' || (reason === 'refusal' && !has('refusal'));
  const left = reason === 'length' ? 'length' : isWithheld ? 'filter' : completed;
  return {
    blocks: blocks.map((each, index) => {
      const isFunction = each.block.kind === 'tool' && !each.block.custom;
      const isCut = (left === 'length' || left === 'filter') && index === blocks.length - 1;
      return isFunction && each.text === '' && !isCut ? { ...each, text: '{}' } : each;
    }),
    reason: left,
    usage,
  };
}

describe('a stream', () => {
  test('gives back what the answer said, wherever its bytes are cut', () => {
    fc.assert(
      fc.property(answers, fc.array(fc.nat(), { maxLength: 12 }), (events, cuts) => {
        const again = saidIn(read(framesOf(streamed(events), cuts)));
        const expected = carried(saidIn(events));
        // The last call of an answer that was cut may have no arguments at all.
        const isCut = expected.reason === 'length' || expected.reason === 'filter';
        const noEmptyCall = (said: Said): Said => ({
          ...said,
          blocks: said.blocks.map((each) =>
            isCut && each.block.kind === 'tool' && each.text === '{}' ? { ...each, text: '' } : each,
          ),
        });
        expect(noEmptyCall(again)).toEqual(noEmptyCall(expected));
      }),
      SEED,
    );
  });

  test('numbers its events from 0, adds items without gaps, and ends each of them before the one last event', () => {
    fc.assert(
      fc.property(answers, (events) => {
        const wire = eventsOf(streamed(events));
        expect(wire.map((event) => event['sequence_number'])).toEqual(wire.map((_, at) => at));
        expect(wire.slice(0, 2).map((event) => event['type'])).toEqual([
          'response.created',
          'response.in_progress',
        ]);
        const added = wire.filter((event) => event['type'] === 'response.output_item.added');
        expect(added.map((event) => event['output_index'])).toEqual(added.map((_, at) => at));
        const done = wire.filter((event) => event['type'] === 'response.output_item.done');
        const byIndex = [...done].sort((a, b) => a['output_index'] - b['output_index']);
        expect(byIndex.map((event) => event['item'].id)).toEqual(added.map((event) => event['item'].id));
        const last = wire.at(-1);
        expect(last?.['type']).toMatch(/^response\.(completed|incomplete)$/);
        expect(
          wire.filter((event) => /^response\.(completed|incomplete|failed)$/.test(event['type'])),
        ).toEqual([last]);
        expect(last?.['response'].output).toEqual(byIndex.map((event) => event['item']));
        expect(streamed(events)).not.toContain('[DONE]');
      }),
      SEED,
    );
  });

  test('adds up in the official SDK to the whole answer', async () => {
    await fc.assert(
      fc.asyncProperty(answers, async (events) => {
        const client = (body: string, type: string): OpenAI =>
          new OpenAI({
            apiKey: 'key',
            fetch: () => Promise.resolve(new Response(body, { headers: { 'content-type': type } })),
          });
        const whole = caller.writeAnswer(events, context());
        const asked = { model: 'asked-model', input: 'hi' };
        const final = await client(streamed(events), 'text/event-stream')
          .responses.stream(asked)
          .finalResponse();
        const created = await client(JSON.stringify(whole), 'application/json').responses.create(asked);
        expect(withoutParsed(final)).toEqual(withoutParsed(created));
        expect(saidIn(upstream.readAnswer(whole))).toEqual(saidIn(read(framesOf(streamed(events)))));
      }),
      { ...SEED, numRuns: 60 },
    );
  });

  test('has the order that OpenAI documents for a text', () => {
    const wire = eventsOf(
      streamed([
        { type: 'start', id: 'chatcmpl-1', model: 'm' },
        { type: 'block-start', index: 0, block: { kind: 'text' } },
        { type: 'delta', index: 0, text: 'Hel' },
        { type: 'delta', index: 0, text: 'lo' },
        { type: 'block-end', index: 0 },
        { type: 'usage', usage: { input: 7, cacheRead: 3, output: 5, reasoning: 2 } },
        { type: 'end', reason: 'stop' },
      ]),
    );
    expect(wire.map(({ type }) => type)).toEqual([
      'response.created',
      'response.in_progress',
      'response.output_item.added',
      'response.content_part.added',
      'response.output_text.delta',
      'response.output_text.delta',
      'response.output_text.done',
      'response.content_part.done',
      'response.output_item.done',
      'response.completed',
    ]);
    expect(wire.at(-1)).toMatchObject({
      response: {
        id: 'resp_abc123',
        object: 'response',
        created_at: 1_700_000_000,
        model: 'asked-model',
        status: 'completed',
        store: false,
        output: [
          {
            type: 'message',
            role: 'assistant',
            status: 'completed',
            content: [{ type: 'output_text', text: 'Hello', annotations: [] }],
          },
        ],
        usage: {
          input_tokens: 7,
          input_tokens_details: { cached_tokens: 3 },
          output_tokens: 5,
          output_tokens_details: { reasoning_tokens: 2 },
          total_tokens: 12,
        },
      },
    });
  });

  test('writes thoughts as a summary with their seal, and ends completed though tools are called', () => {
    const wire = eventsOf(
      streamed([
        { type: 'start', id: 'resp_own', model: 'm' },
        { type: 'block-start', index: 0, block: { kind: 'thinking' } },
        { type: 'delta', index: 0, text: 'Hm.' },
        { type: 'signature', index: 0, signature: { family: 'claude', value: 'U0VBTA==' } },
        { type: 'block-end', index: 0 },
        { type: 'block-start', index: 1, block: { kind: 'tool', id: 'call_1', name: 'look' } },
        { type: 'delta', index: 1, text: '{"at":1}' },
        { type: 'block-end', index: 1 },
        { type: 'end', reason: 'tools' },
      ]),
    );
    expect(wire.slice(2).map(({ type }) => type)).toEqual([
      'response.output_item.added',
      'response.reasoning_summary_part.added',
      'response.reasoning_summary_text.delta',
      'response.reasoning_summary_text.done',
      'response.reasoning_summary_part.done',
      'response.output_item.done',
      'response.output_item.added',
      'response.function_call_arguments.delta',
      'response.function_call_arguments.done',
      'response.output_item.done',
      'response.completed',
    ]);
    expect(wire.at(-1)?.['response']).toMatchObject({
      id: 'resp_own',
      status: 'completed',
      output: [
        {
          type: 'reasoning',
          summary: [{ type: 'summary_text', text: 'Hm.' }],
          encrypted_content: 'tl1.claude.U0VBTA==',
        },
        {
          type: 'function_call',
          call_id: 'call_1',
          name: 'look',
          arguments: '{"at":1}',
          status: 'completed',
        },
      ],
    });
  });

  test('puts the seal on a call ahead of it, and two interleaved calls in the order in which they began', () => {
    const events: ModelEvent[] = [
      { type: 'start', id: '', model: 'm' },
      { type: 'block-start', index: 0, block: { kind: 'tool', id: 'a', name: 'look' } },
      { type: 'signature', index: 0, signature: { family: 'gemini', value: 'R0VN' } },
      { type: 'block-start', index: 1, block: { kind: 'tool', id: 'b', name: 'look' } },
      { type: 'delta', index: 1, text: '{"x"' },
      { type: 'delta', index: 0, text: '{"y":2}' },
      { type: 'block-end', index: 0 },
      { type: 'delta', index: 1, text: ':1}' },
      { type: 'block-end', index: 1 },
      { type: 'end', reason: 'tools' },
    ];
    expect(caller.writeAnswer(events, context())['output']).toMatchObject([
      { type: 'reasoning', summary: [], encrypted_content: 'tl1.gemini.R0VN' },
      { type: 'function_call', call_id: 'a', arguments: '{"y":2}' },
      { type: 'function_call', call_id: 'b', arguments: '{"x":1}' },
    ]);
  });

  test.each([
    ['length', 'max_output_tokens'],
    ['filter', 'content_filter'],
    ['refusal', 'content_filter'],
  ] as const)('that ended by %s is incomplete, and so is its last item', (reason, why) => {
    const answer = caller.writeAnswer(
      [
        { type: 'start', id: '', model: 'm' },
        { type: 'block-start', index: 0, block: { kind: 'text' } },
        { type: 'delta', index: 0, text: 'Once upon' },
        { type: 'block-end', index: 0 },
        { type: 'usage', usage: { input: 1, output: 2 } },
        { type: 'end', reason },
      ],
      context(),
    );
    expect(answer).toMatchObject({
      status: 'incomplete',
      incomplete_details: { reason: why },
      output: [{ type: 'message', status: 'incomplete' }],
      usage: { input_tokens: 1, output_tokens: 2, total_tokens: 3 },
    });
  });

  test('that fails ends in response.failed, with what was finished of it', async () => {
    const writer = caller.streamWriter(context());
    const text =
      writer.write({ type: 'start', id: '', model: 'm' }) +
      writer.write({ type: 'block-start', index: 0, block: { kind: 'text' } }) +
      writer.write({ type: 'delta', index: 0, text: 'Hello' }) +
      writer.write({ type: 'block-end', index: 0 }) +
      writer.fail(new CallFailure('limited', 'Too many calls'), 'req_1');
    const last = eventsOf(text).at(-1);
    expect(last).toMatchObject({
      type: 'response.failed',
      response: {
        status: 'failed',
        error: { code: 'rate_limit_exceeded', message: 'Too many calls' },
        output: [{ type: 'message', content: [{ text: 'Hello' }] }],
      },
    });
    const client = new OpenAI({
      apiKey: 'key',
      fetch: () => Promise.resolve(new Response(text, { headers: { 'content-type': 'text/event-stream' } })),
    });
    const final = await client.responses.stream({ model: 'm', input: 'hi' }).finalResponse();
    expect(final.status).toBe('failed');
  });
});

describe("the caller's tools", () => {
  const call = (name: string, input: string): ModelEvent[] => [
    { type: 'start', id: '', model: 'm' },
    { type: 'block-start', index: 0, block: { kind: 'tool', id: 'c1', name } },
    { type: 'delta', index: 0, text: input.slice(0, 5) },
    { type: 'delta', index: 0, text: input.slice(5) },
    { type: 'block-end', index: 0 },
    { type: 'end', reason: 'tools' },
  ];

  test.each([
    ['{"input":"*** Begin Patch\\n"}', '*** Begin Patch\n'],
    ['{"patch":"*** Begin Patch"}', '*** Begin Patch'],
    ['*** Begin Patch', '*** Begin Patch'],
  ])('that are custom get their text though the upstream knows only functions: %s', (sent, input) => {
    const body = { tools: [{ type: 'custom', name: 'apply_patch' }] };
    const events = call('apply_patch', sent);
    expect(caller.writeAnswer(events, context(body))['output']).toMatchObject([
      { type: 'custom_tool_call', call_id: 'c1', name: 'apply_patch', input },
    ]);
    const wire = eventsOf(streamed(events, context(body)));
    expect(wire.map(({ type }) => type)).toContain('response.custom_tool_call_input.done');
    expect(
      wire
        .filter(({ type }) => type === 'response.custom_tool_call_input.delta')
        .map(({ delta }) => delta)
        .join(''),
    ).toBe(input);
  });

  test('that are in a namespace are called by their own names', () => {
    const body = {
      tools: [{ type: 'namespace', name: 'mcp__files', tools: [{ type: 'function', name: 'open' }] }],
    };
    expect(caller.writeAnswer(call('mcp__files__open', '{"a":1}'), context(body))['output']).toMatchObject([
      { type: 'function_call', namespace: 'mcp__files', name: 'open', arguments: '{"a":1}' },
    ]);
  });
});

test('the response repeats what was asked', () => {
  const body = {
    model: 'asked-model',
    instructions: 'Be brief.',
    temperature: 0.2,
    tools: [{ type: 'function', name: 'look', parameters: {}, strict: true }],
    tool_choice: 'required',
    parallel_tool_calls: false,
    reasoning: { effort: 'low' },
    text: { format: { type: 'json_object' }, verbosity: 'low' },
    metadata: { a: 'b' },
    max_output_tokens: 50,
    store: true,
  };
  expect(
    caller.writeAnswer(
      [
        { type: 'start', id: '', model: 'm' },
        { type: 'end', reason: 'stop' },
      ],
      context(body),
    ),
  ).toMatchObject({
    ...body,
    reasoning: { effort: 'low', summary: null },
    store: false,
    previous_response_id: null,
  });
});

describe('an upstream', () => {
  const frame = (body: unknown): SseFrame => framesOf(`data: ${JSON.stringify(body)}\n\n`)[0]!;
  const readAll = (...bodies: unknown[]): ModelEvent[] => read(bodies.map(frame));
  const completed = {
    type: 'response.completed',
    response: { id: 'resp_1', model: 'm', status: 'completed' },
  };

  test('may send what nobody knows, and texts that come only whole', () => {
    const said = saidIn(
      readAll(
        { type: 'response.created', response: { id: 'resp_1', model: 'm', created_at: 5 } },
        { type: 'keepalive' },
        { type: 'response.output_item.added', output_index: 0, item: { type: 'web_search_call', id: 'ws' } },
        { type: 'response.web_search_call.searching', output_index: 0 },
        { type: 'response.output_item.done', output_index: 0, item: { type: 'web_search_call', id: 'ws' } },
        {
          type: 'response.output_item.done',
          output_index: 1,
          item: { type: 'message', content: [{ type: 'output_text', text: 'Hello' }, { type: 'song' }] },
        },
        {
          type: 'response.output_item.done',
          output_index: 2,
          item: { type: 'function_call', call_id: 'c', name: 'look', arguments: '{}' },
        },
        completed,
      ),
    );
    expect(said).toEqual({
      blocks: [
        { block: { kind: 'text' }, text: 'Hello' },
        { block: { kind: 'tool', id: 'c', name: 'look' }, text: '{}' },
      ],
      reason: 'tools',
      usage: undefined,
    });
  });

  test('may send only its last event, or deltas of an item that it never announced', () => {
    const output = [{ type: 'message', content: [{ type: 'output_text', text: 'Hello' }] }];
    const once = readAll({ type: 'response.completed', response: { ...completed.response, output } });
    expect(saidIn(once).blocks).toEqual([{ block: { kind: 'text' }, text: 'Hello' }]);
    const stray = readAll({ type: 'response.output_text.delta', delta: 'Hi', item_id: 'msg_1' }, completed);
    expect(stray.map(({ type }) => type)).toEqual(['start', 'block-start', 'delta', 'block-end', 'end']);
  });

  test('sums up a summary of several parts', () => {
    const at = { output_index: 0, item_id: 'rs' };
    const said = saidIn(
      readAll(
        { type: 'response.output_item.added', ...at, item: { type: 'reasoning', id: 'rs', summary: [] } },
        { type: 'response.reasoning_summary_text.delta', ...at, summary_index: 0, delta: 'One' },
        { type: 'response.reasoning_summary_text.delta', ...at, summary_index: 1, delta: 'Two' },
        {
          type: 'response.output_item.done',
          ...at,
          item: {
            type: 'reasoning',
            id: 'rs',
            summary: [{ text: 'One' }, { text: 'Two' }],
            encrypted_content: 'E',
          },
        },
        completed,
      ),
    );
    expect(said.blocks).toEqual([
      { block: { kind: 'thinking' }, text: 'One\n\nTwo', signature: { family: 'openai', value: 'E' } },
    ]);
  });

  test.each([
    ['max_output_tokens', 'length'],
    ['content_filter', 'filter'],
  ])('that stopped at %s still says what it used', (cause, reason) => {
    const events = readAll({
      type: 'response.incomplete',
      response: {
        status: 'incomplete',
        incomplete_details: { reason: cause },
        output: [],
        usage: {
          input_tokens: 9,
          output_tokens: 4,
          input_tokens_details: { cached_tokens: 2, cache_write_tokens: 3 },
        },
      },
    });
    expect(saidIn(events)).toMatchObject({
      reason,
      usage: { input: 9, output: 4, cacheRead: 2, cacheWrite5m: 3 },
    });
  });

  test.each([
    [{ input_tokens: -1, output_tokens: 4 }],
    [{ input_tokens: 1.5, output_tokens: 4 }],
    [{ input_tokens: 3e9, output_tokens: 4 }],
    [{ input_tokens: 3 }],
    [{ input_tokens: 3, output_tokens: 4, output_tokens_details: { reasoning_tokens: -4 } }],
    ['many'],
  ])('has said nothing of its use when it says nonsense: %j', (usage) => {
    const events = readAll({
      type: 'response.completed',
      response: { status: 'completed', output: [], usage },
    });
    expect(events.map(({ type }) => type)).toEqual(['start', 'end']);
  });

  test.each([
    [{ type: 'response.failed', response: { error: { code: 'server_error', message: 'Oh' } } }, true, 500],
    [
      { type: 'response.failed', response: { error: { code: 'rate_limit_exceeded', message: 'Oh' } } },
      true,
      429,
    ],
    [
      { type: 'response.failed', response: { error: { code: 'invalid_prompt', message: 'Oh' } } },
      false,
      undefined,
    ],
    [{ type: 'error', code: null, message: 'Oh', param: null }, true, undefined],
    [
      { type: 'error', error: { type: 'invalid_request_error', message: 'Oh sk-secretsecret' } },
      false,
      undefined,
    ],
  ])('that fails within its stream fails the call: %j', (event, retryable, status) => {
    const failure = thrownBy(() => readAll(event));
    expect(failure).toMatchObject({ name: 'UpstreamFailure', retryable, status });
    expect(String(failure)).toContain('Oh');
    expect(String(failure)).not.toContain('secretsecret');
  });

  test('that goes silent before its last event was cut, and a frame must be JSON', () => {
    expect(thrownBy(() => readAll({ type: 'response.created', response: {} }))).toMatchObject({
      name: 'UpstreamFailure',
      retryable: true,
    });
    expect(thrownBy(() => read(framesOf('data: {"type":\n\n')))).toMatchObject({ name: 'UpstreamFailure' });
  });

  test.each([
    [{ object: 'response', status: 'failed', output: [], error: { code: 'server_error', message: 'Oh' } }],
    [{ error: { message: 'No such model', type: 'invalid_request_error' } }],
    [{ object: 'chat.completion', choices: [] }],
    ['hello'],
    [null],
  ])('whose whole answer is no answer fails the call: %j', (body) => {
    expect(thrownBy(() => upstream.readAnswer(body))).toMatchObject({ name: 'UpstreamFailure' });
  });
});

function thrownBy(act: () => unknown): unknown {
  try {
    act();
  } catch (error) {
    return error;
  }
  throw new Error('Nothing was thrown');
}
