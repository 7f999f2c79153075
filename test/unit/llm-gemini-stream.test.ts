import { createServer, type Server } from 'node:http';
import type { AddressInfo } from 'node:net';
import { GoogleGenAI, type GenerateContentResponse, type Part } from '@google/genai';
import fc from 'fast-check';
import type { ModelEvent } from '../../providers/llm/exchange/events';
import { CallFailure } from '../../providers/llm/exchange/failure';
import { gemini } from '../../providers/llm/protocols/gemini/gemini';
import { jsonArrayWriter } from '../../providers/llm/protocols/gemini/stream-writer';
import type { WholeBlock } from '../../providers/llm/protocols/whole-answer';
import { UpstreamFailure } from '../../providers/llm/upstream-failure';
import { answers, contextOf, readStream, told } from '../support/claude-events';

const SEED = { seed: 20_260_802, numRuns: 200 };
const { caller, upstream } = gemini;

function streamOf(events: readonly ModelEvent[]): string {
  const writer = caller.streamWriter(contextOf());
  return events.map((event) => writer.write(event)).join('') + writer.close();
}

/** Answers whatever it is told to, as an upstream would. */
let server: Server;
let next: { readonly type: string; readonly chunks: readonly string[] };
let sdk: GoogleGenAI;

beforeAll(async () => {
  server = createServer((_request, response) => {
    response.writeHead(200, { 'content-type': next.type });
    for (const chunk of next.chunks) response.write(chunk);
    response.end();
  });
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  const { port } = server.address() as AddressInfo;
  sdk = new GoogleGenAI({ apiKey: 'none', httpOptions: { baseUrl: `http://127.0.0.1:${port}` } });
});

afterAll(() => new Promise((resolve) => server.close(resolve)));

async function sdkStream(...chunks: string[]): Promise<GenerateContentResponse[]> {
  next = { type: 'text/event-stream', chunks };
  const responses = [];
  for await (const response of await sdk.models.generateContentStream({ model: 'm', contents: 'hi' })) {
    responses.push(response);
  }
  return responses;
}

async function sdkAnswer(events: readonly ModelEvent[]): Promise<GenerateContentResponse> {
  next = { type: 'application/json', chunks: [JSON.stringify(caller.writeAnswer(events, contextOf()))] };
  return sdk.models.generateContent({ model: 'm', contents: 'hi' });
}

/** Pieces of a text, or of thoughts, put together up to a seal. */
function joined(parts: readonly Part[]): Part[] {
  const whole: Part[] = [];
  for (const part of parts) {
    const last = whole.at(-1);
    const isMore = last?.text !== undefined && part.text !== undefined && last.thought === part.thought;
    if (isMore && !last.thoughtSignature)
      whole[whole.length - 1] = { ...last, ...part, text: last.text! + part.text! };
    else whole.push(part);
  }
  return whole;
}

function partsOf(responses: readonly GenerateContentResponse[]): Part[] {
  return responses.flatMap(({ candidates }) => candidates?.[0]?.content?.parts ?? []);
}

/** What of the blocks Gemini has a place for: texts that follow one another are one, and so are thoughts up to a seal. */
function inGemini(blocks: readonly WholeBlock[]): unknown[] {
  const kept: { kind: string; text: string; [more: string]: unknown }[] = [];
  for (const { block, text, signature } of blocks) {
    const last = kept.at(-1);
    if (block.kind === 'tool') {
      const args: unknown = block.custom ? { input: text } : JSON.parse(text);
      kept.push({ kind: 'tool', text: '', id: block.id, name: block.name, args, signature });
    } else if (block.kind === 'image') {
      kept.push({ ...block, text: '' });
    } else {
      const kind = block.kind === 'thinking' ? 'thinking' : 'text';
      if (text === '' && !signature) continue;
      const redacted = block.kind === 'thinking' && block.redacted === true;
      if (last?.kind === kind && last['signature'] === undefined) {
        kept[kept.length - 1] = { ...last, text: last.text + text, signature };
      } else {
        kept.push({ kind, text, signature, redacted });
      }
    }
  }
  return kept;
}

test('what is written is read as it was, wherever the stream is cut', () => {
  fc.assert(
    fc.property(answers, fc.array(fc.nat(100_000), { maxLength: 20 }), (events, cuts) => {
      const before = told(events);
      const after = told(readStream(upstream.streamReader(), streamOf(events), cuts));
      expect(inGemini(after.blocks)).toEqual(inGemini(before.blocks));
      const { input, output, cacheRead, reasoning } = before.usage;
      expect(after.usage).toMatchObject({ input, output, cacheRead, reasoning });
      expect(after.start).toEqual({ type: 'start', id: 'msg_upstream', model: 'callers-model' });
      const calls = before.blocks.some(({ block }) => block.kind === 'tool');
      const { reason } = before.end;
      const refused = reason === 'refusal' || reason === 'filter';
      expect(after.end.reason).toBe(
        refused ? 'filter' : reason === 'length' ? reason : calls ? 'tools' : 'stop',
      );
    }),
    SEED,
  );
});

test('the official SDK adds a stream up to the whole answer', async () => {
  await fc.assert(
    fc.asyncProperty(answers, async (events) => {
      const streamed = await sdkStream(streamOf(events));
      const whole = await sdkAnswer(events);
      expect(joined(partsOf(streamed))).toEqual(joined(partsOf([whole])));
      const last = streamed.at(-1);
      expect(last?.usageMetadata).toEqual(whole.usageMetadata);
      expect(last?.candidates?.[0]?.finishReason).toBe(whole.candidates?.[0]?.finishReason);
      expect([last?.responseId, last?.modelVersion]).toEqual([whole.responseId, whole.modelVersion]);
    }),
    { ...SEED, numRuns: 60 },
  );
});

test('a stream that is a JSON array holds the same responses', () => {
  fc.assert(
    fc.property(answers, (events) => {
      const writer = jsonArrayWriter(contextOf());
      const text = events.map((event) => writer.write(event)).join('') + writer.close();
      const frames = [...streamOf(events).matchAll(/^data: (.*)$/gm)].map(
        ([, data]) => JSON.parse(data!) as unknown,
      );
      expect(JSON.parse(text)).toEqual(frames);
    }),
    { ...SEED, numRuns: 50 },
  );
});

const BEGUN: readonly ModelEvent[] = [
  { type: 'start', id: 'r', model: 'm' },
  { type: 'block-start', index: 0, block: { kind: 'text' } },
  { type: 'delta', index: 0, text: 'Hel' },
];

test('a call goes whole with its seal, two of them in the order in which they began', async () => {
  const signature = { family: 'gemini', value: 'Z2Vt' } as const;
  const [frame, ...more] = await sdkStream(
    streamOf([
      { type: 'start', id: 'r', model: 'm' },
      { type: 'block-start', index: 0, block: { kind: 'tool', id: 'a', name: 'one' } },
      { type: 'signature', index: 0, signature },
      { type: 'block-start', index: 1, block: { kind: 'tool', id: 'b', name: 'two' } },
      { type: 'delta', index: 1, text: '{"y":2}' },
      { type: 'block-end', index: 1 },
      { type: 'delta', index: 0, text: '{"x":' },
      { type: 'delta', index: 0, text: '1}' },
      { type: 'block-end', index: 0 },
      { type: 'end', reason: 'tools' },
    ]),
  );
  expect(partsOf([frame!])).toEqual([
    { functionCall: { id: 'a', name: 'one', args: { x: 1 } }, thoughtSignature: 'Z2Vt' },
  ]);
  expect(more[0]?.functionCalls).toEqual([{ id: 'b', name: 'two', args: { y: 2 } }]);
  expect(more[1]?.candidates?.[0]?.finishReason).toBe('STOP');
});

test('a failure inside a stream reaches the caller of the SDK, and our own reader', async () => {
  const writer = caller.streamWriter(contextOf());
  const begun = BEGUN.map((event) => writer.write(event)).join('');
  const failed = writer.fail(new CallFailure('overloaded', 'Too much to do'), 'req_1');
  // Whether the failure comes in a chunk of its own or together with what was before.
  await expect(sdkStream(begun + failed)).rejects.toThrow();
  next = { type: 'text/event-stream', chunks: [failed] };
  const stream = await sdk.models.generateContentStream({ model: 'm', contents: 'hi' });
  await expect(stream.next()).rejects.toMatchObject({
    status: 503,
    message: expect.stringContaining('Too much'),
  });
  expect(() => readStream(upstream.streamReader(), begun + failed)).toThrow(
    expect.objectContaining({ name: 'UpstreamFailure', status: 503, retryable: true }),
  );
  const array = jsonArrayWriter(contextOf());
  const text =
    BEGUN.map((event) => array.write(event)).join('') + array.fail(new CallFailure('internal', 'No'), 'r');
  expect(JSON.parse(text)).toMatchObject([{}, { error: { code: 500, status: 'INTERNAL', message: 'No' } }]);
});

test('a stream that was cut is a failure', () => {
  expect(() => readStream(upstream.streamReader(), streamOf(BEGUN))).toThrow(UpstreamFailure);
  expect(() => readStream(upstream.streamReader(), '')).toThrow(UpstreamFailure);
});
