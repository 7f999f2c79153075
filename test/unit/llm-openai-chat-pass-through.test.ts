import fc from 'fast-check';
import type { ModelEvent } from '../../providers/llm/exchange/events';
import { openAiChat } from '../../providers/llm/protocols/openai-chat/openai-chat';
import { openAiCompletions } from '../../providers/llm/protocols/openai-completions/openai-completions';
import type { JsonObject, PassThrough } from '../../providers/llm/protocols/protocol';
import { SseFrames } from '../../providers/llm/sse/frames';
import { UpstreamFailure } from '../../providers/llm/upstream-failure';
import { contentOf, usageOf } from '../support/answer-content';
import { answerContext, chunksOf, streamed } from '../support/answers';
import { eventsOf, plannedAnswers } from '../support/model-events';

const SEED = 20_260_805;
const MESSAGES = '"messages":[{"role":"user","content":"Hi"}]';

function passing(raw: string, model = 'a-model', protocol = openAiChat): PassThrough {
  const body = JSON.parse(raw) as JsonObject;
  const stream = body['stream'] === true;
  return protocol.upstream.passThrough({ raw: Buffer.from(raw), body, target: {}, model, stream });
}

/** The bytes for the caller of a stream, and its events. */
function passed(pass: PassThrough, stream: string): { bytes: string; events: ModelEvent[] } {
  const frames = new SseFrames();
  const events: ModelEvent[] = [];
  const bytes = frames.push(Buffer.from(stream)).map((frame) => {
    const result = pass.frame(frame);
    events.push(...result.events);
    return result.bytes?.toString() ?? '';
  });
  events.push(...pass.end());
  return { bytes: bytes.join(''), events };
}

test('a request that needs no change goes as it came', () => {
  const raw = `{ "model" : "a-model", "seed": 9007199254740993, ${MESSAGES} }`;
  const pass = passing(raw);
  expect(pass.path).toBe('/chat/completions');
  expect(pass.body).toEqual(Buffer.from(raw));
});

test('a model with another name upstream is the only thing that changes', () => {
  const raw = `{"seed":9007199254740993,"model":"a-model",${MESSAGES}}`;
  expect(passing(raw, 'vendor/a-model').body).toBe(raw.replace('a-model', 'vendor/a-model'));
});

test('a stream asks for its usage, whatever the caller asked for', () => {
  const asked = `{"model":"a-model",${MESSAGES},"stream":true,"stream_options":{"include_usage":true}}`;
  expect(passing(asked).body).toEqual(Buffer.from(asked));
  const silent = `{"model":"a-model",${MESSAGES},"stream":true}`;
  expect(passing(silent).body).toBe(silent.replace(/}$/, ',"stream_options":{"include_usage":true}}'));
  const other = `{"stream_options":{"include_obfuscation":false},"model":"a-model","stream":true}`;
  expect(JSON.parse(passing(other).body.toString())).toEqual({
    model: 'a-model',
    stream: true,
    stream_options: { include_obfuscation: false, include_usage: true },
  });
});

const CHUNKS = [
  ': keep-alive\n\n',
  'data: {"id":"c","model":"a-model","choices":[{"index":0,"delta":{"role":"assistant","content":""}}],"usage":null}\r\n\r\n',
  'data: {"id":"c", "model":"a-model","choices":[{"index":0,"delta":{"content":"Hi"},"logprobs":null}],"usage":null}\n\n',
  'data: {"usage":null,"id":"c","model":"a-model","choices":[{"index":0,"delta":{},"finish_reason":"stop"}]}\n\n',
  'data: {"id":"c","model":"a-model","choices":[],"usage":{"prompt_tokens":7,"completion_tokens":2}}\n\n',
  'data: [DONE]\n\n',
].join('');

test('a caller that asked for the usage gets the bytes of the upstream', () => {
  const pass = passing(`{"model":"a-model","stream":true,"stream_options":{"include_usage":true}}`);
  const { bytes, events } = passed(pass, CHUNKS);
  expect(bytes).toBe(CHUNKS);
  expect(contentOf(events).text).toBe('Hi');
  expect(usageOf(events)).toMatchObject({ input: 7, output: 2 });
});

test('a caller that did not ask for the usage sees none, and we do', () => {
  const { bytes, events } = passed(passing('{"model":"a-model","stream":true}'), CHUNKS);
  expect(bytes).toBe(
    [
      ': keep-alive\n\n',
      'data: {"id":"c","model":"a-model","choices":[{"index":0,"delta":{"role":"assistant","content":""}}]}\r\n\r\n',
      'data: {"id":"c", "model":"a-model","choices":[{"index":0,"delta":{"content":"Hi"},"logprobs":null}]}\n\n',
      'data: {"id":"c","model":"a-model","choices":[{"index":0,"delta":{},"finish_reason":"stop"}]}\n\n',
      'data: [DONE]\n\n',
    ].join(''),
  );
  expect(usageOf(events)).toMatchObject({ input: 7, output: 2 });
});

test('only the usage of the chunk itself is taken out, wherever it stands', () => {
  const chunk = (before: string, after = '') =>
    `data: {"id":"c"${before},"choices":[{"index":0,"delta":{"content":"Hi"}}]${after}}\n\n`;
  const whatIsLeft = {
    [chunk('', ',"usage":null,"obfuscation":"Qup1"')]: chunk('', ',"obfuscation":"Qup1"'),
    [chunk(',"usage" : null')]: chunk(''),
    [chunk(',"kind":"usage"', ',"usage":null')]: chunk(',"kind":"usage"'),
    [chunk(',"x":{"y":0,"usage":null}', ',"usage":null')]: chunk(',"x":{"y":0,"usage":null}'),
    [chunk(',"x":{"y":0,"usage":null}', ',"usage": null')]: chunk(',"x":{"y":0,"usage":null}'),
    [chunk(String.raw`,"said":"a,\"usage\":null"`, ',"usage":null')]: chunk(
      String.raw`,"said":"a,\"usage\":null"`,
    ),
    [chunk(',"x":{"y":0,"usage":null}')]: chunk(',"x":{"y":0,"usage":null}'),
  };
  const end = 'data: {"choices":[{"index":0,"delta":{},"finish_reason":"stop"}]}\n\ndata: [DONE]\n\n';
  for (const [came, left] of Object.entries(whatIsLeft)) {
    expect(passed(passing('{"model":"a-model","stream":true}'), came + end).bytes).toBe(left + end);
  }
});

test('an answer and its chunks name the model as the caller does', () => {
  const mapped = passing('{"model":"mine","stream":true,"stream_options":{"include_usage":true}}');
  expect(passed(mapped, CHUNKS).bytes).toBe(CHUNKS.replaceAll('"a-model"', '"mine"'));
  const raw = Buffer.from('{"model":"a-model-2026","choices":[{"message":{"content":"Hi"}}],"x":1e400}');
  expect(passing('{"model":"mine"}').answer(raw).bytes).toBe(raw.toString().replace('a-model-2026', 'mine'));
  expect(passing('{"model":"a-model"}').answer(raw).bytes).toBe(raw);
});

test('several choices are passed on, and counted as one answer', () => {
  const raw = Buffer.from(
    JSON.stringify({
      choices: [
        { index: 0, message: { content: 'one', tool_calls: [call('c')] }, finish_reason: 'tool_calls' },
        { index: 1, message: { content: 'two', tool_calls: [call('c')] }, finish_reason: 'tool_calls' },
      ],
      usage: { prompt_tokens: 7, completion_tokens: 9 },
    }),
  );
  const { bytes, events } = passing('{"model":"a-model","n":2}').answer(raw);
  expect(bytes).toBe(raw);
  expect(contentOf(events)).toMatchObject({ text: 'onetwo', tools: [{ name: 'f' }, { name: 'f' }] });
  expect(usageOf(events)).toMatchObject({ output: 9 });
});

const call = (id: string) => ({ id, type: 'function', function: { name: 'f', arguments: '{}' } });

test('a stream that is cut or fails is a failure here too', () => {
  const cut = CHUNKS.slice(0, CHUNKS.indexOf('data: {"usage":null,'));
  expect(() => passed(passing('{"model":"a-model","stream":true}'), cut)).toThrow(/cut/);
  const failed = 'data: {"error":{"message":"Busy"}}\n\n';
  expect(() => passed(passing('{"model":"a-model","stream":true}'), failed)).toThrow(UpstreamFailure);
  expect(() => passing('{"model":"a-model"}').answer(Buffer.from('<html>'))).toThrow(UpstreamFailure);
});

test('completions are passed on in the same way', () => {
  const pass = passing('{"model":"mine","prompt":["a","b"],"stream":true}', 'a-model', openAiCompletions);
  expect(pass.path).toBe('/completions');
  expect(JSON.parse(pass.body.toString())).toEqual({
    model: 'a-model',
    prompt: ['a', 'b'],
    stream: true,
    stream_options: { include_usage: true },
  });
  const stream = [
    'data: {"model":"a-model","choices":[{"text":"Hi","index":0,"finish_reason":null}]}\n\n',
    'data: {"model":"a-model","choices":[{"text":"","index":0,"finish_reason":"stop"}]}\n\n',
    'data: {"model":"a-model","choices":[],"usage":{"prompt_tokens":7,"completion_tokens":2}}\n\n',
    'data: [DONE]\n\n',
  ];
  const { bytes, events } = passed(pass, stream.join(''));
  expect(chunksOf(bytes)).toHaveLength(3);
  expect(bytes).not.toContain('a-model');
  expect(contentOf(events).text).toBe('Hi');
  expect(usageOf(events)).toMatchObject({ input: 7, output: 2 });
});

test('whatever an upstream streams reaches the caller as if it had been asked as the caller asked', () => {
  fc.assert(
    fc.property(plannedAnswers({ images: true }), (planned) => {
      const events = eventsOf(planned);
      const upstreams = streamed(openAiChat, events, {
        ...answerContext({ stream_options: { include_usage: true } }),
        model: 'a-model',
      });
      const callers = streamed(openAiChat, events, { ...answerContext(), model: 'mine' });
      const { bytes, events: read } = passed(passing('{"model":"mine","stream":true}'), upstreams);
      expect(bytes).toBe(callers);
      expect(contentOf(read)).toEqual(contentOf(events));
    }),
    { seed: SEED, numRuns: 200 },
  );
});
