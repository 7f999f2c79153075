import fc from 'fast-check';
import OpenAI from 'openai';
import type { ModelEvent } from '../../providers/llm/exchange/events';
import { Losses } from '../../providers/llm/exchange/losses';
import type { ModelRequest } from '../../providers/llm/exchange/request';
import { openAiCompletions } from '../../providers/llm/protocols/openai-completions/openai-completions';
import type { JsonObject } from '../../providers/llm/protocols/protocol';
import { UpstreamFailure } from '../../providers/llm/upstream-failure';
import { contentOf, usageOf } from '../support/answer-content';
import { answerContext, chunksOf, readStream, streamed } from '../support/answers';
import { cutAt, eventsOf, plannedAnswers } from '../support/model-events';

const SEED = 20_260_807;
const WITH_USAGE = { stream_options: { include_usage: true } };
const { readRequest, uncarried, writeAnswer } = openAiCompletions.caller;

const ANSWER: ModelEvent[] = [
  { type: 'start', id: 'chatcmpl-1', model: 'upstreams-model' },
  { type: 'block-start', index: 0, block: { kind: 'thinking' } },
  { type: 'delta', index: 0, text: 'Hm' },
  { type: 'block-end', index: 0 },
  { type: 'block-start', index: 1, block: { kind: 'text' } },
  { type: 'delta', index: 1, text: 'Hel' },
  { type: 'delta', index: 1, text: 'lo' },
  { type: 'block-end', index: 1 },
  { type: 'usage', usage: { input: 7, output: 2 } },
  { type: 'end', reason: 'length' },
];

const head = { id: 'cmpl-Xy12', object: 'text_completion', created: 1_700_000_000, model: 'callers-model' };
const choices = (text: string, finish: string | null) => [
  { text, index: 0, logprobs: null, finish_reason: finish },
];

test('an answer is a text completion, and what is no text is named as lost', () => {
  const context = answerContext();
  expect(writeAnswer(ANSWER, context)).toMatchObject({
    ...head,
    choices: choices('Hello', 'length'),
    usage: { prompt_tokens: 7, completion_tokens: 2, total_tokens: 9 },
  });
  expect(context.losses.all).toEqual(['thinking']);
});

test('a stream is its pieces of text', () => {
  const context = answerContext(WITH_USAGE);
  expect(chunksOf(streamed(openAiCompletions, ANSWER, context))).toEqual([
    { ...head, choices: choices('Hel', null), usage: null },
    { ...head, choices: choices('lo', null), usage: null },
    { ...head, choices: choices('', 'length'), usage: null },
    { ...head, choices: [], usage: expect.objectContaining({ total_tokens: 9 }) },
    '[DONE]',
  ]);
  expect(context.losses.all).toEqual(['thinking']);
});

test('what is written, streamed or whole, reads as it was, wherever it is cut', () => {
  fc.assert(
    fc.property(
      plannedAnswers({ images: true }),
      fc.array(fc.nat(2000), { maxLength: 6 }),
      (planned, cuts) => {
        const events = eventsOf(planned);
        const { text, refusal, tools } = contentOf(events);
        const context = answerContext(WITH_USAGE);
        const bytes = cutAt(Buffer.from(streamed(openAiCompletions, events, context)), cuts);
        const whole = writeAnswer(events, context);
        for (const read of [
          readStream(openAiCompletions, bytes),
          openAiCompletions.upstream.readAnswer(whole),
        ]) {
          const said = contentOf(read);
          expect(said.text).toHaveLength(text.length + refusal.length);
          if (refusal === '') expect(said.text).toBe(text);
          expect(usageOf(read)).toEqual(planned.usage);
        }
        expect(context.losses.all.includes('tool_calls')).toBe(tools.length > 0);
      },
    ),
    { seed: SEED, numRuns: 200 },
  );
});

test("the SDK's stream adds up to the whole answer", async () => {
  const bytes = streamed(openAiCompletions, ANSWER);
  const headers = { 'content-type': 'text/event-stream' };
  const client = new OpenAI({
    apiKey: 'key',
    baseURL: 'http://gateway.test/v1',
    fetch: async () => new Response(bytes, { headers }),
  });
  const stream = await client.completions.create({ model: 'm', prompt: 'Say hello', stream: true });
  let text = '';
  let finish: string | undefined;
  for await (const chunk of stream) {
    text += chunk.choices[0]?.text ?? '';
    finish = chunk.choices[0]?.finish_reason ?? finish;
  }
  expect({ text, finish }).toEqual({ text: 'Hello', finish: 'length' });
});

test('a prompt is what the user says', () => {
  const body = {
    model: 'm',
    prompt: 'Once upon',
    max_tokens: 9,
    temperature: 0,
    stop: ['END'],
    seed: 3,
    stream: true,
  };
  const request: ModelRequest = {
    model: 'm',
    stream: true,
    system: [],
    messages: [{ role: 'user', parts: [{ type: 'text', text: 'Once upon' }] }],
    tools: [],
    maxOutputTokens: 9,
    temperature: 0,
    stop: ['END'],
    seed: 3,
  };
  expect(readRequest(body, {})).toEqual(request);
  expect(readRequest({ ...body, prompt: ['Once upon'] }, {})).toEqual(request);
  expect(openAiCompletions.upstream.writeRequest(request, 'm', new Losses())).toEqual({
    path: '/completions',
    body: { ...body, stream_options: { include_usage: true } },
  });
});

test.each<[JsonObject, string]>([
  [{ prompt: ['a', 'b'] }, 'prompt'],
  [{ prompt: [1, 2] }, 'prompt'],
  [{ prompt: [[1, 2]] }, 'prompt'],
  [{ prompt: null }, 'prompt'],
  [{ n: 3 }, 'n'],
  [{ model: 7 }, 'model'],
  [{ max_tokens: -1 }, 'max_tokens'],
])('a request is refused that is wrong in a field: %j', (body, field) => {
  const reading = () => readRequest({ model: 'm', prompt: 'a', ...body }, {});
  expect(reading).toThrow(expect.objectContaining({ kind: 'invalid', field }));
});

test('what a translation cannot carry is named', () => {
  expect(uncarried?.({ model: 'm', prompt: 'a', n: 1, best_of: 1, echo: false, suffix: null })).toEqual([]);
  expect(
    uncarried?.({ prompt: 'a', echo: true, suffix: '}', best_of: 2, logprobs: 3, logit_bias: {} }),
  ).toEqual(['echo', 'suffix', 'best_of', 'logprobs', 'logit_bias']);
});

test('a conversation is a transcript that the model goes on with, and what is no text is named as lost', () => {
  const losses = new Losses();
  const { body } = openAiCompletions.upstream.writeRequest(
    {
      model: 'm',
      stream: false,
      system: [{ type: 'text', text: 'Be brief.' }],
      messages: [
        { role: 'user', parts: [{ type: 'text', text: 'Hello' }] },
        {
          role: 'assistant',
          parts: [
            { type: 'thinking', text: 'Hm' },
            { type: 'text', text: 'Hi' },
          ],
        },
        {
          role: 'user',
          parts: [
            { type: 'image', source: { kind: 'url', url: 'https://a.test' } },
            { type: 'text', text: 'Bye' },
          ],
        },
      ],
      tools: [{ type: 'function', name: 'f' }],
      stop: ['END'],
    },
    'm',
    losses,
  );
  expect(body).toEqual({
    model: 'm',
    prompt: 'Be brief.\n\nUser: Hello\n\nAssistant: Hi\n\nUser: Bye\n\nAssistant:',
    stop: ['END', '\nUser:'],
  });
  expect([...losses.all].sort()).toEqual(['messages.image', 'messages.thinking', 'tools']);
});

test.each([null, {}, { choices: [] }, { error: { message: 'Busy' } }])(
  'what is none is a failure: %j',
  (body) => {
    expect(() => openAiCompletions.upstream.readAnswer(body)).toThrow(UpstreamFailure);
  },
);

test('a stream that was cut is a failure', () => {
  const cut = 'data: {"choices":[{"text":"Hi","index":0,"finish_reason":null}]}\n\n';
  expect(() => readStream(openAiCompletions, [cut])).toThrow(/cut/);
  expect(contentOf(readStream(openAiCompletions, [cut, 'data: [DONE]\n\n'])).text).toBe('Hi');
});
