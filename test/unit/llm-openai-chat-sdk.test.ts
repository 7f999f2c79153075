import fc from 'fast-check';
import OpenAI from 'openai';
import type { ChatCompletion } from 'openai/resources';
import { CallFailure } from '../../providers/llm/exchange/failure';
import type { ModelEvent } from '../../providers/llm/exchange/events';
import { openAiChat } from '../../providers/llm/protocols/openai-chat/openai-chat';
import { answerContext, streamed } from '../support/answers';
import { cutAt, eventsOf, plannedAnswers } from '../support/model-events';

const SEED = 20_260_804;
const REQUEST = { model: 'm', messages: [{ role: 'user' as const, content: 'Hello' }] };
const STREAM_OPTIONS = { include_usage: true };

/** OpenAI's SDK, with an answer of these bytes to whatever it asks. */
function sdk(status: number, type: string, chunks: readonly Buffer[]): OpenAI {
  const body = () =>
    new ReadableStream({
      start(controller) {
        for (const chunk of chunks) controller.enqueue(chunk);
        controller.close();
      },
    });
  const answer = async () => new Response(body(), { status, headers: { 'content-type': type } });
  return new OpenAI({ apiKey: 'key', baseURL: 'http://gateway.test/v1', maxRetries: 0, fetch: answer });
}

function streamedTo(bytes: string, cuts: readonly number[] = []) {
  const client = sdk(200, 'text/event-stream', cutAt(Buffer.from(bytes), cuts));
  return client.chat.completions.stream({ ...REQUEST, stream_options: STREAM_OPTIONS });
}

/**
 * Without what the SDK makes of an answer itself: `parsed`, and of a field that it does not know, which is the text
 * of the thoughts, the last piece only.
 */
function comparable({ choices, ...rest }: ChatCompletion) {
  return {
    ...rest,
    usage: rest.usage ?? null,
    choices: choices.map(({ message, ...choice }) => {
      const {
        reasoning_content: _text,
        parsed: _parsed,
        ...kept
      } = message as unknown as Record<string, unknown>;
      return { ...choice, message: kept };
    }),
  };
}

test("the SDK's stream adds up to the whole answer", async () => {
  await fc.assert(
    fc.asyncProperty(
      plannedAnswers({ images: true }),
      fc.array(fc.nat(4000), { maxLength: 6 }),
      async (planned, cuts) => {
        const events = eventsOf(planned);
        const context = answerContext({ stream_options: STREAM_OPTIONS });
        const bytes = streamed(openAiChat, events, context);
        const added = await streamedTo(bytes, cuts).finalChatCompletion();
        const whole = openAiChat.caller.writeAnswer(events, context) as unknown as ChatCompletion;
        const read = await sdk(200, 'application/json', [
          Buffer.from(JSON.stringify(whole)),
        ]).chat.completions.create(REQUEST);
        expect(read).toEqual(whole);
        expect(comparable(JSON.parse(JSON.stringify(added)) as ChatCompletion)).toEqual(
          comparable(JSON.parse(JSON.stringify(whole)) as ChatCompletion),
        );
      },
    ),
    { seed: SEED, numRuns: 200 },
  );
});

const START: ModelEvent[] = [
  { type: 'start', id: '', model: 'm' },
  { type: 'block-start', index: 0, block: { kind: 'text' } },
  { type: 'delta', index: 0, text: 'Hel' },
];

test('a failure inside a stream is one to the SDK', async () => {
  const writer = openAiChat.caller.streamWriter(answerContext());
  const bytes =
    START.map((event) => writer.write(event)).join('') +
    writer.fail(new CallFailure('upstream', 'The upstream failed.'), 'req_1');
  const failed = streamedTo(bytes).finalChatCompletion();
  await expect(failed).rejects.toThrow(OpenAI.APIError);
  await expect(failed).rejects.toThrow('The upstream failed.');
});

test.each([
  ['invalid', OpenAI.BadRequestError],
  ['unauthenticated', OpenAI.AuthenticationError],
  ['forbidden', OpenAI.PermissionDeniedError],
  ['missing', OpenAI.NotFoundError],
  ['limited', OpenAI.RateLimitError],
  ['overloaded', OpenAI.InternalServerError],
] as const)('a failure of kind %s is its class in the SDK', async (kind, type) => {
  const failure = new CallFailure(kind, 'It went wrong.', { field: 'messages[0]', code: 'special' });
  const { status, body } = openAiChat.caller.writeFailure(failure, 'req_1');
  const client = sdk(status, 'application/json', [Buffer.from(JSON.stringify(body))]);
  const error: unknown = await client.chat.completions.create(REQUEST).catch((reason: unknown) => reason);
  expect(error).toBeInstanceOf(type);
  expect(error).toMatchObject({ status, code: 'special', param: 'messages[0]' });
});

test("custom tools' input comes in pieces", async () => {
  const events: ModelEvent[] = [
    { type: 'start', id: '', model: 'm' },
    { type: 'block-start', index: 0, block: { kind: 'tool', id: 'call_1', name: 'patch', custom: true } },
    { type: 'delta', index: 0, text: '*** Begin' },
    { type: 'delta', index: 0, text: ' Patch' },
    { type: 'block-end', index: 0 },
    { type: 'end', reason: 'tools' },
  ];
  const client = sdk(200, 'text/event-stream', [Buffer.from(streamed(openAiChat, events))]);
  const stream = await client.chat.completions.create({ ...REQUEST, stream: true });
  const calls: unknown[] = [];
  for await (const { choices } of stream) calls.push(...(choices[0]?.delta.tool_calls ?? []));
  expect(calls).toEqual([
    { index: 0, id: 'call_1', type: 'custom', custom: { name: 'patch', input: '' } },
    { index: 0, custom: { input: '*** Begin' } },
    { index: 0, custom: { input: ' Patch' } },
  ]);
});
