import Anthropic from '@anthropic-ai/sdk';
import fc from 'fast-check';
import type { ModelEvent } from '../../providers/llm/exchange/events';
import { CallFailure } from '../../providers/llm/exchange/failure';
import { claude } from '../../providers/llm/protocols/claude/claude';
import { wholeAnswer, type WholeBlock } from '../../providers/llm/protocols/whole-answer';
import { answers, contextOf, readStream, told } from '../support/claude-events';

const SEED = { seed: 20_260_801, numRuns: 200 };
const { caller, upstream } = claude;

function streamOf(events: readonly ModelEvent[]): string {
  const writer = caller.streamWriter(contextOf());
  return events.map((event) => writer.write(event)).join('') + writer.close();
}

/** The official SDK, over a stream of these bytes. */
function sdkOver(stream: string): Anthropic {
  const body = (): Response => new Response(stream, { headers: { 'content-type': 'text/event-stream' } });
  return new Anthropic({ apiKey: 'none', maxRetries: 0, fetch: () => Promise.resolve(body()) });
}

async function finalMessage(stream: string): Promise<unknown> {
  const request = {
    model: 'callers-model',
    max_tokens: 10,
    messages: [{ role: 'user' as const, content: 'hi' }],
  };
  const message = await sdkOver(stream).messages.stream(request).finalMessage();
  // The SDK's own addition, for its own parsing of outputs.
  const { parsed_output: _, ...whole } = JSON.parse(JSON.stringify(message)) as Record<string, unknown>;
  return whole;
}

/** What of a block Claude has a place for. */
function inClaude({ block, text, signature }: WholeBlock): WholeBlock[] {
  const seal = signature && { signature };
  switch (block.kind) {
    case 'image':
      return [];
    case 'text':
    case 'refusal':
      return text === '' ? [] : [{ block: { kind: 'text' }, text }];
    case 'thinking':
      return text === '' && !signature ? [] : [{ block, text, ...seal }];
    case 'tool': {
      const { id, name, custom } = block;
      const input = custom ? JSON.stringify({ input: text }) : text;
      const called: WholeBlock = { block: { kind: 'tool', id, name }, text: input };
      return signature ? [{ block: { kind: 'thinking' }, text: '', signature }, called] : [called];
    }
  }
}

test('what is written is read as it was, wherever the stream is cut', () => {
  fc.assert(
    fc.property(answers, fc.array(fc.nat(100_000), { maxLength: 20 }), (events, cuts) => {
      const before = wholeAnswer(events);
      const after = wholeAnswer(readStream(upstream.streamReader(), streamOf(events), cuts));
      expect(after.blocks).toEqual(before.blocks.flatMap(inClaude));
      expect(after.usage).toEqual(before.usage);
      expect(after.end).toEqual(
        before.end.reason === 'filter' ? { ...before.end, reason: 'refusal' } : before.end,
      );
      expect(after.start).toEqual({ type: 'start', id: 'msg_upstream', model: 'callers-model' });
    }),
    SEED,
  );
});

test('the official SDK adds a stream up to the whole answer', async () => {
  await fc.assert(
    fc.asyncProperty(answers, async (events) => {
      expect(await finalMessage(streamOf(events))).toEqual(caller.writeAnswer(events, contextOf()));
    }),
    { ...SEED, numRuns: 100 },
  );
});

test('blocks are numbered without gaps, and one is open at a time', () => {
  fc.assert(
    fc.property(answers, (events) => {
      const frames = [...streamOf(events).matchAll(/^event: content_block_(\w+)\ndata: (.*)$/gm)];
      const steps = frames.map(([, step, data]) => [step, (JSON.parse(data!) as { index: number }).index]);
      let next = 0;
      let open: number | undefined;
      for (const [step, index] of steps) {
        if (step === 'start') {
          expect([open, index]).toEqual([undefined, next]);
          open = next;
        } else {
          expect(index).toBe(open);
        }
        if (step === 'stop') [open, next] = [undefined, next + 1];
      }
      expect(open).toBeUndefined();
    }),
    SEED,
  );
});

test('two calls whose arguments come interleaved are written one after the other', () => {
  const stream = streamOf([
    { type: 'start', id: '', model: 'm' },
    { type: 'block-start', index: 0, block: { kind: 'tool', id: 'a', name: 'one' } },
    { type: 'block-start', index: 1, block: { kind: 'tool', id: 'b', name: 'two' } },
    { type: 'delta', index: 1, text: '{"y":' },
    { type: 'delta', index: 0, text: '{"x":' },
    { type: 'delta', index: 1, text: '2}' },
    { type: 'block-end', index: 1 },
    { type: 'delta', index: 0, text: '1}' },
    { type: 'block-end', index: 0 },
    { type: 'usage', usage: { input: 7, output: 3 } },
    { type: 'end', reason: 'tools' },
  ]);
  const types = [...stream.matchAll(/^event: (\w+)$/gm)].map(([, type]) => type);
  const block = ['content_block_start', 'content_block_delta', 'content_block_delta', 'content_block_stop'];
  expect(types).toEqual(['message_start', ...block, ...block, 'message_delta', 'message_stop']);
  const { blocks, usage } = told(readStream(upstream.streamReader(), stream));
  expect(blocks.map(({ text }) => text)).toEqual(['{"x":1}', '{"y":2}']);
  expect(usage).toEqual({ input: 7, cacheRead: 0, cacheWrite5m: 0, cacheWrite1h: 0, output: 3 });
});

test('a failure inside a stream reaches the caller of the SDK, and our own reader', async () => {
  const writer = caller.streamWriter(contextOf());
  const begun =
    writer.write({ type: 'start', id: '', model: 'm' }) +
    writer.write({ type: 'block-start', index: 0, block: { kind: 'text' } }) +
    writer.write({ type: 'delta', index: 0, text: 'Hel' });
  const stream = begun + writer.fail(new CallFailure('overloaded', 'Too much to do'), 'req_1');
  await expect(finalMessage(stream)).rejects.toThrow(/overloaded_error.*Too much to do/);
  expect(() => readStream(upstream.streamReader(), stream)).toThrow(
    expect.objectContaining({ status: 529, retryable: true }),
  );
});

test('arguments that are no JSON object are lost, and said to be', () => {
  const context = contextOf();
  const answer = caller.writeAnswer(
    [
      { type: 'start', id: 'chatcmpl-1', model: 'm' },
      { type: 'block-start', index: 0, block: { kind: 'tool', id: 'a', name: 'one' } },
      { type: 'delta', index: 0, text: '{"x":' },
      { type: 'block-end', index: 0 },
      { type: 'block-start', index: 1, block: { kind: 'image', mediaType: 'image/png', data: 'AAAA' } },
      { type: 'block-end', index: 1 },
      { type: 'end', reason: 'tools' },
    ],
    context,
  );
  expect(answer).toMatchObject({
    id: 'msg_abc123',
    content: [{ type: 'tool_use', id: 'a', name: 'one', input: {} }],
    stop_reason: 'tool_use',
  });
  expect(context.losses.all).toEqual(['tool input', 'image']);
});
