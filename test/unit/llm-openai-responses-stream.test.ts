import fc from 'fast-check';
import OpenAI from 'openai';
import { CallFailure } from '../../providers/llm/exchange/failure';
import { Losses } from '../../providers/llm/exchange/losses';
import { openaiResponses } from '../../providers/llm/protocols/openai-responses/openai-responses';
import { answers, framesOf, readFrames, saidIn, type Said } from '../support/responses-events';
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

interface WireEvent {
  readonly type: string;
  readonly sequence_number: number;
  readonly output_index?: number;
  readonly delta?: string;
  readonly item?: { readonly id: string };
  readonly response?: { readonly output: readonly unknown[] };
}

function eventsOf(text: string): WireEvent[] {
  return framesOf(text).map(({ event, data }) => {
    const body = JSON.parse(data ?? '') as WireEvent;
    expect(event).toBe(body.type);
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
        const again = saidIn(readFrames(framesOf(streamed(events), cuts)));
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
        expect(wire.map((event) => event.sequence_number)).toEqual(wire.map((_, at) => at));
        expect(wire.slice(0, 2).map((event) => event.type)).toEqual([
          'response.created',
          'response.in_progress',
        ]);
        const added = wire.filter((event) => event.type === 'response.output_item.added');
        expect(added.map((event) => event.output_index)).toEqual(added.map((_, at) => at));
        const done = wire.filter((event) => event.type === 'response.output_item.done');
        const byIndex = [...done].sort((a, b) => (a.output_index ?? 0) - (b.output_index ?? 0));
        expect(byIndex.map((event) => event.item?.id)).toEqual(added.map((event) => event.item?.id));
        const last = wire.at(-1);
        expect(last?.type).toMatch(/^response\.(completed|incomplete)$/);
        expect(wire.filter((event) => /^response\.(completed|incomplete|failed)$/.test(event.type))).toEqual([
          last,
        ]);
        expect(last?.response?.output).toEqual(byIndex.map((event) => event.item));
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
        expect(saidIn(upstream.readAnswer(whole))).toEqual(saidIn(readFrames(framesOf(streamed(events)))));
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
    expect(wire.at(-1)?.response).toMatchObject({
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
