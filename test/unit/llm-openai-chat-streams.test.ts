import fc from 'fast-check';
import type { Usage } from '../../domain/gateway/usage';
import type { ModelEvent } from '../../providers/llm/exchange/events';
import { CallFailure } from '../../providers/llm/exchange/failure';
import { openAiChat } from '../../providers/llm/protocols/openai-chat/openai-chat';
import { contentOf, usageOf } from '../support/answer-content';
import { answerContext, chunksOf, readStream, streamed } from '../support/answers';
import { cutAt, eventsOf, plannedAnswers, type PlannedAnswer } from '../support/model-events';

const SEED = 20_260_803;
const WITH_USAGE = { stream_options: { include_usage: true } };

const usage: Usage = {
  input: 100,
  cacheRead: 40,
  cacheWrite5m: 7,
  cacheWrite1h: 0,
  imageInput: 0,
  audioInput: 3,
  output: 20,
  reasoning: 5,
  imageOutput: 0,
  audioOutput: 2,
};

const head = {
  id: 'chatcmpl-Xy12',
  object: 'chat.completion.chunk',
  created: 1_700_000_000,
  model: 'callers-model',
};
const chunk = (delta: object, finish: string | null = null) => ({
  ...head,
  choices: [{ index: 0, delta, logprobs: null, finish_reason: finish }],
});

const ANSWER: ModelEvent[] = [
  { type: 'start', id: 'msg_1', model: 'upstreams-model' },
  { type: 'block-start', index: 0, block: { kind: 'thinking' } },
  { type: 'delta', index: 0, text: 'Hm' },
  { type: 'signature', index: 0, signature: { family: 'claude', value: 'EqoB' } },
  { type: 'block-end', index: 0 },
  { type: 'block-start', index: 1, block: { kind: 'text' } },
  { type: 'delta', index: 1, text: 'Hel' },
  { type: 'delta', index: 1, text: 'lo' },
  { type: 'block-end', index: 1 },
  { type: 'block-start', index: 2, block: { kind: 'tool', id: 'call_a', name: 'add' } },
  { type: 'signature', index: 2, signature: { family: 'gemini', value: 'R2Vt' } },
  { type: 'delta', index: 2, text: '{"a":1}' },
  { type: 'block-end', index: 2 },
  { type: 'usage', usage },
  { type: 'end', reason: 'tools' },
];

test('a stream has the chunks that OpenAI sends', () => {
  const details = [
    {
      type: 'reasoning.text',
      text: 'Hm',
      signature: 'tl1.claude.EqoB',
      format: 'anthropic-claude-v1',
      index: 0,
    },
  ];
  const call = { id: 'call_a', type: 'function', function: { name: 'add', arguments: '' } };
  expect(chunksOf(streamed(openAiChat, ANSWER))).toEqual([
    chunk({ role: 'assistant', content: '' }),
    chunk({ reasoning_content: 'Hm' }),
    chunk({ reasoning_details: details }),
    chunk({ content: 'Hel' }),
    chunk({ content: 'lo' }),
    chunk({ tool_calls: [{ index: 0, ...call }] }),
    chunk({ tool_calls: [{ index: 0, extra_content: { google: { thought_signature: 'R2Vt' } } }] }),
    chunk({ tool_calls: [{ index: 0, function: { arguments: '{"a":1}' } }] }),
    chunk({}, 'tool_calls'),
    '[DONE]',
  ]);
});

test('the usage comes in a last chunk of its own, to those who ask for it', () => {
  const chunks = chunksOf(streamed(openAiChat, ANSWER, answerContext(WITH_USAGE)));
  for (const early of chunks.slice(0, -2)) expect(early).toMatchObject({ usage: null });
  expect(chunks.at(-2)).toEqual({
    ...head,
    choices: [],
    usage: {
      prompt_tokens: 100,
      completion_tokens: 20,
      total_tokens: 120,
      prompt_tokens_details: { cached_tokens: 40, audio_tokens: 3, cache_write_tokens: 7 },
      completion_tokens_details: {
        reasoning_tokens: 5,
        audio_tokens: 2,
        accepted_prediction_tokens: 0,
        rejected_prediction_tokens: 0,
      },
    },
  });
  expect(chunks.at(-1)).toBe('[DONE]');
});

test('a caller that knows functions gets its call as one', () => {
  const context = answerContext({ functions: [{ name: 'add' }] });
  const deltas = chunksOf(streamed(openAiChat, ANSWER, context));
  expect(deltas).toContainEqual(chunk({ function_call: { name: 'add', arguments: '' } }));
  expect(deltas).toContainEqual(chunk({ function_call: { arguments: '{"a":1}' } }));
  expect(deltas).toContainEqual(chunk({}, 'function_call'));
  expect(openAiChat.caller.writeAnswer(ANSWER, context)).toMatchObject({
    choices: [
      { message: { function_call: { name: 'add', arguments: '{"a":1}' } }, finish_reason: 'function_call' },
    ],
  });
  expect(context.losses.all).toEqual([]);
});

test('a failure inside a stream is an error frame, and nothing after it', () => {
  const writer = openAiChat.caller.streamWriter(answerContext());
  const frame = writer.fail(new CallFailure('overloaded', 'Too many at once.'), 'req_1');
  expect(chunksOf(frame)).toEqual([
    { error: { message: 'Too many at once.', type: 'server_error', param: null, code: null } },
  ]);
});

test.each([
  ['invalid', 400, 'invalid_request_error', null],
  ['unauthenticated', 401, 'authentication_error', 'invalid_api_key'],
  ['unpaid', 402, 'insufficient_quota', 'insufficient_quota'],
  ['forbidden', 403, 'permission_error', null],
  ['missing', 404, 'invalid_request_error', 'model_not_found'],
  ['limited', 429, 'rate_limit_error', 'rate_limit_exceeded'],
  ['upstream', 502, 'server_error', null],
  ['overloaded', 503, 'server_error', null],
] as const)('a failure of kind %s has status %d', (kind, status, type, code) => {
  const failure = new CallFailure(kind, 'It went wrong.', { field: 'model' });
  expect(openAiChat.caller.writeFailure(failure, 'req_1')).toEqual({
    status,
    body: { error: { message: 'It went wrong.', type, param: 'model', code } },
  });
});

/** What chat completions keep of an answer: the rest has no place in the protocol. */
function keptOf(planned: PlannedAnswer) {
  const content = contentOf(eventsOf(planned));
  const hasRefusal = planned.blocks.some(({ block }) => block.kind === 'refusal');
  const reasons = { sequence: 'stop', pause: 'stop', refusal: hasRefusal ? 'stop' : 'filter' } as const;
  const told = planned.reason in reasons ? reasons[planned.reason as keyof typeof reasons] : planned.reason;
  const orTools = content.tools.length > 0 ? 'tools' : hasRefusal ? 'refusal' : 'stop';
  return { content, reason: told === 'stop' ? orTools : told, usage: planned.usage };
}

function readOf(events: readonly ModelEvent[]) {
  const end = events.at(-1);
  return { content: contentOf(events), reason: end?.type === 'end' && end.reason, usage: usageOf(events) };
}

test('what is written as a stream reads as it was, wherever it is cut', () => {
  fc.assert(
    fc.property(
      plannedAnswers({ images: true }),
      fc.array(fc.nat(4000), { maxLength: 8 }),
      (planned, cuts) => {
        const stream = streamed(openAiChat, eventsOf(planned), answerContext(WITH_USAGE));
        expect(readOf(readStream(openAiChat, cutAt(Buffer.from(stream), cuts)))).toEqual(keptOf(planned));
      },
    ),
    { seed: SEED, numRuns: 500 },
  );
});

test('what is written whole reads as it was', () => {
  fc.assert(
    fc.property(plannedAnswers({ images: true }), (planned) => {
      const whole = openAiChat.caller.writeAnswer(eventsOf(planned), answerContext());
      const read = openAiChat.upstream.readAnswer(JSON.parse(JSON.stringify(whole)));
      expect(readOf(read)).toEqual(keptOf(planned));
    }),
    { seed: SEED, numRuns: 300 },
  );
});
