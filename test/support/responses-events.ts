import fc from 'fast-check';
import { NO_USAGE, type Usage } from '../../domain/gateway/usage';
import { openaiResponses } from '../../providers/llm/protocols/openai-responses/openai-responses';
import { SseFrames, type SseFrame } from '../../providers/llm/sse/frames';
import type { Block, ModelEvent, StopReason } from '../../providers/llm/exchange/events';
import type { Signature } from '../../providers/llm/exchange/request';

/** Answers as upstreams may give them, and what they say whatever way they were cut. */

interface Piece {
  readonly block: Block;
  readonly deltas: readonly string[];
  readonly signature?: Signature;
}

const text = fc.constantFrom(
  'Hello',
  ' wörld',
  '你好',
  '😀',
  '\n',
  '"quoted" \\ ',
  'data: x\r\n\n',
  '{}',
  ' ',
);
const texts = fc.array(text, { minLength: 1, maxLength: 6 });
const seal = fc.constantFrom('c2VhbA==', 'AAECAwQ=', 'tl1.like', 'x'.repeat(300));
const sealOf = (...families: Signature['family'][]): fc.Arbitrary<Signature> =>
  fc.record({ family: fc.constantFrom(...families), value: seal });

const said: fc.Arbitrary<Piece> = fc.record({
  block: fc.constantFrom<Block>({ kind: 'text' }, { kind: 'refusal' }),
  deltas: fc.oneof(texts, fc.constant([])),
});
const thought: fc.Arbitrary<Piece> = fc.oneof(
  fc.record({ block: fc.constant<Block>({ kind: 'thinking' }), deltas: texts }),
  fc.record({
    block: fc.constant<Block>({ kind: 'thinking' }),
    deltas: fc.oneof(texts, fc.constant([])),
    signature: sealOf('openai', 'claude', 'gemini'),
  }),
  fc.record({
    block: fc.constant<Block>({ kind: 'thinking', redacted: true }),
    deltas: fc.constant([]),
    signature: sealOf('claude'),
  }),
);
const picture: fc.Arbitrary<Piece> = fc.record({
  block: fc.constantFrom<Block>(
    { kind: 'image', mediaType: 'image/png', data: 'iVBORw0KGgo=' },
    { kind: 'image', mediaType: 'image/webp', data: 'UklGRg==' },
  ),
  deltas: fc.constant([]),
});
const call: fc.Arbitrary<Piece> = fc.oneof(
  fc.record({
    block: fc.record({
      kind: fc.constant('tool' as const),
      id: fc.uuid(),
      name: fc.constantFrom('look', 'add'),
    }),
    deltas: fc.constantFrom([], ['{"city":', '"Par', 'is"}'], ['{}']),
  }),
  fc.record({
    block: fc.record({
      kind: fc.constant('tool' as const),
      id: fc.uuid(),
      name: fc.constantFrom('look', 'add'),
    }),
    deltas: fc.constantFrom(['{"city":', '"Rome"}']),
    signature: sealOf('gemini'),
  }),
  fc.record({
    block: fc.record({
      kind: fc.constant('tool' as const),
      id: fc.uuid(),
      name: fc.constant('patch'),
      custom: fc.constant(true),
    }),
    deltas: fc.oneof(texts, fc.constant([])),
  }),
);

/** One block, or several calls whose pieces come interleaved. */
const group = fc.oneof(
  said.map((piece) => [piece]),
  thought.map((piece) => [piece]),
  picture.map((piece) => [piece]),
  fc.array(call, { minLength: 1, maxLength: 3 }),
);

const usage: fc.Arbitrary<Usage> = fc.nat(10_000).chain(
  (input) =>
    fc.record({
      ...Object.fromEntries(Object.entries(NO_USAGE).map(([name]) => [name, fc.constant(0)])),
      input: fc.constant(input),
      cacheRead: fc.nat(input),
      output: fc.integer({ min: 500, max: 5000 }),
      reasoning: fc.nat(500),
    }) as fc.Arbitrary<Usage>,
);

const reasons: readonly StopReason[] = ['stop', 'length', 'sequence', 'refusal', 'filter', 'pause'];

/** Whole answers, from `start` to `end`. */
export const answers: fc.Arbitrary<ModelEvent[]> = fc
  .record({
    groups: fc.array(group, { maxLength: 4 }),
    order: fc.array(fc.nat(), { minLength: 40, maxLength: 40 }),
    usage: fc.option(usage, { nil: undefined }),
    reason: fc.constantFrom(...reasons),
  })
  .map(({ groups, order, usage: used, reason }) => {
    const events: ModelEvent[] = [{ type: 'start', id: '', model: 'upstream-model' }];
    let next = 0;
    for (const pieces of groups) {
      events.push(...interleaved(pieces, next, order));
      next += pieces.length;
    }
    if (used) events.push({ type: 'usage', usage: used });
    const calls = groups.flat().some(({ block }) => block.kind === 'tool');
    return [...events, { type: 'end', reason: calls && reason === 'stop' ? 'tools' : reason }];
  });

/** The blocks open in their order; after that, whose turn it is to go on is drawn. */
function interleaved(pieces: readonly Piece[], first: number, order: readonly number[]): ModelEvent[] {
  const lines = pieces.map(({ block, deltas, signature }, at) => {
    const index = first + at;
    const seals: ModelEvent[] = signature ? [{ type: 'signature', index, signature }] : [];
    const grows = deltas.map((delta): ModelEvent => ({ type: 'delta', index, text: delta }));
    const opens: ModelEvent = { type: 'block-start', index, block };
    // A call's seal follows its start, that of thoughts their text.
    const rest: ModelEvent[] = block.kind === 'tool' ? [...grows] : [...grows, ...seals];
    return {
      head: block.kind === 'tool' ? [opens, ...seals] : [opens],
      rest: [...rest, { type: 'block-end', index } as const],
    };
  });
  const events = lines.flatMap(({ head }) => head);
  for (let turn = 0; lines.some(({ rest }) => rest.length > 0); turn++) {
    const waiting = lines.filter(({ rest }) => rest.length > 0);
    const line = waiting[(order[turn % order.length] ?? 0) % waiting.length];
    const event = line?.rest.shift();
    if (event) events.push(event);
  }
  return events;
}

/** What an answer says: its blocks with their whole texts, whatever the pieces. */
export interface Said {
  readonly blocks: readonly {
    readonly block: Block;
    readonly text: string;
    readonly signature?: Signature;
  }[];
  readonly reason: StopReason | undefined;
  readonly usage: Partial<Usage> | undefined;
}

export function saidIn(events: readonly ModelEvent[]): Said {
  const blocks: { block: Block; text: string; signature?: Signature }[] = [];
  let reason: StopReason | undefined;
  let used: Partial<Usage> | undefined;
  for (const event of events) {
    if (event.type === 'block-start') blocks[event.index] = { block: event.block, text: '' };
    else if (event.type === 'delta') blocks[event.index]!.text += event.text;
    else if (event.type === 'signature') blocks[event.index]!.signature = event.signature;
    else if (event.type === 'usage') used = { ...used, ...event.usage };
    else if (event.type === 'end') ({ reason } = event);
  }
  return { blocks, reason, usage: used };
}

/** The frames of a stream whose bytes arrive cut at these places. */
export function framesOf(text: string, cuts: readonly number[] = []): SseFrame[] {
  const bytes = Buffer.from(text);
  const frames = new SseFrames();
  const places = [...new Set(cuts.map((cut) => cut % (bytes.length + 1)))].sort((a, b) => a - b);
  return [0, ...places].flatMap((start, at) =>
    frames.push(bytes.subarray(start, places[at] ?? bytes.length)),
  );
}

/** What the reader of an upstream's stream makes of frames, to their end. */
export function readFrames(frames: readonly SseFrame[]): ModelEvent[] {
  const reader = openaiResponses.upstream.streamReader();
  return [...frames.flatMap((frame) => reader.read(frame)), ...reader.end()];
}
