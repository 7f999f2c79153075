import fc from 'fast-check';
import type { Usage } from '../../domain/gateway/usage';
import type { Block, EndEvent, ModelEvent } from '../../providers/llm/exchange/events';
import type { Signature } from '../../providers/llm/exchange/request';
import { Losses } from '../../providers/llm/exchange/losses';
import type { AnswerContext, StreamReader } from '../../providers/llm/protocols/protocol';
import { wholeAnswer, type WholeAnswer } from '../../providers/llm/protocols/whole-answer';
import { SseFrames } from '../../providers/llm/sse/frames';

/** A block of an answer, with the pieces in which it comes. */
interface Piecewise {
  readonly block: Block;
  readonly pieces: readonly string[];
  readonly signature?: Signature;
}

const words = fc.string({ unit: 'grapheme', minLength: 0, maxLength: 12 });

const signatures: fc.Arbitrary<Signature> = fc.record({
  family: fc.constantFrom('claude' as const, 'gemini' as const, 'openai' as const),
  value: fc.base64String({ minLength: 4, maxLength: 40 }),
});

/** `undefined` about half of the time, as a member that is not there. */
function perhaps<T>(value: fc.Arbitrary<T>): fc.Arbitrary<T | undefined> {
  return fc.option(value, { nil: undefined });
}

function piecewise(block: Block, pieces: readonly string[], signature: Signature | undefined): Piecewise {
  return { block, pieces, ...(signature && { signature }) };
}

const texts = fc
  .tuple(fc.constantFrom('text' as const, 'refusal' as const), fc.array(words, { maxLength: 4 }))
  .map(([kind, pieces]) => piecewise({ kind }, pieces, undefined));

const thoughts = fc
  .tuple(fc.array(words, { maxLength: 4 }), perhaps(signatures))
  .map(([pieces, signature]) => piecewise({ kind: 'thinking' }, pieces, signature));

const redacted = signatures.map((signature) =>
  piecewise({ kind: 'thinking', redacted: true }, [], signature),
);

/** Arguments as JSON text, cut anywhere, even within an escape. */
const inputs = fc
  .tuple(
    fc.dictionary(fc.stringMatching(/^[a-z]{1,6}$/), fc.jsonValue({ maxDepth: 2 }), { maxKeys: 3 }),
    fc.array(fc.nat(60), { maxLength: 3 }),
  )
  .map(([value, cuts]) => piecesOf(JSON.stringify(value), cuts));

const customInputs = fc.array(words, { maxLength: 4 });

const tools = fc
  .tuple(fc.stringMatching(/^[a-z_]{1,10}$/), perhaps(signatures), fc.boolean())
  .chain(([name, signature, custom]) =>
    (custom ? customInputs : inputs).map((pieces) =>
      piecewise({ kind: 'tool', id: '', name, ...(custom && { custom }) }, pieces, signature),
    ),
  );

/** Blocks that come at once: one, or several calls with their arguments interleaved. */
const groups: fc.Arbitrary<readonly Piecewise[]> = fc.oneof(
  texts.map((block) => [block]),
  thoughts.map((block) => [block]),
  redacted.map((block) => [block]),
  fc.array(tools, { minLength: 1, maxLength: 3 }),
);

const counts = fc.nat(100_000);

const usages: fc.Arbitrary<Partial<Usage>> = fc
  .record({
    plain: counts,
    cacheRead: counts,
    cacheWrite5m: counts,
    cacheWrite1h: counts,
    reasoning: counts,
    said: counts,
  })
  .map(({ plain, said, reasoning, ...cache }) => ({
    ...cache,
    input: plain + cache.cacheRead + cache.cacheWrite5m + cache.cacheWrite1h,
    output: said + reasoning,
    reasoning,
  }));

const ends: fc.Arbitrary<EndEvent> = fc.oneof(
  fc
    .constantFrom('stop' as const, 'tools' as const, 'length' as const, 'refusal' as const, 'filter' as const)
    .map((reason) => ({ type: 'end' as const, reason })),
  fc.constant({ type: 'end' as const, reason: 'sequence' as const, stopSequence: 'END' }),
);

/** The events of one answer, whatever it may be: its input's usage is known at its start, the rest at its end. */
export const answers: fc.Arbitrary<readonly ModelEvent[]> = fc
  .record({ groups: fc.array(groups, { maxLength: 5 }), usage: usages, end: ends })
  .map(({ groups: all, usage, end }) => {
    const { output: _, reasoning: __, ...input } = usage;
    let next = 0;
    const content = all.flatMap((group) => {
      const events = eventsOf(group, next);
      next += group.length;
      return events;
    });
    return [
      { type: 'start', id: 'msg_upstream', model: 'upstream-model' },
      { type: 'usage', usage: input },
      ...content,
      { type: 'usage', usage },
      end,
    ];
  });

function eventsOf(group: readonly Piecewise[], first: number): ModelEvent[] {
  const longest = Math.max(...group.map(({ pieces }) => pieces.length));
  const grown = Array.from({ length: longest }, (_, at) =>
    group.flatMap(({ pieces }, number): ModelEvent[] => {
      const text = pieces[at];
      return text === undefined ? [] : [{ type: 'delta', index: first + number, text }];
    }),
  );
  const seal = ({ signature }: Piecewise, number: number): ModelEvent[] =>
    signature ? [{ type: 'signature', index: first + number, signature }] : [];
  const isTool = group[0]?.block.kind === 'tool';
  return [
    ...group.flatMap((part, number): ModelEvent[] => {
      const index = first + number;
      const block = part.block.kind === 'tool' ? { ...part.block, id: `call_${index}` } : part.block;
      // A call's seal comes right after its start, that of thoughts at their end.
      return [{ type: 'block-start', index, block }, ...(isTool ? seal(part, number) : [])];
    }),
    ...grown.flat(),
    ...group.flatMap((part, number): ModelEvent[] => [
      ...(isTool ? [] : seal(part, number)),
      { type: 'block-end', index: first + number },
    ]),
  ];
}

/** The text, cut at these places. */
export function piecesOf(text: string, cuts: readonly number[]): string[] {
  const places = [
    0,
    ...[...cuts].map((cut) => Math.min(cut, text.length)).sort((a, b) => a - b),
    text.length,
  ];
  return places.slice(1).map((end, at) => text.slice(places[at], end));
}

export function contextOf(body = {}): AnswerContext {
  return { id: 'abc123', model: 'callers-model', created: 1_700_000_000, body, losses: new Losses() };
}

/** What a reader makes of a stream whose bytes came in pieces, cut at these places. */
export function readStream(reader: StreamReader, stream: string, cuts: readonly number[] = []): ModelEvent[] {
  const bytes = Buffer.from(stream, 'utf8');
  const places = [0, ...[...cuts].map((cut) => cut % (bytes.length + 1)).sort((a, b) => a - b), bytes.length];
  const frames = new SseFrames();
  const whole = places.slice(1).flatMap((end, at) => frames.push(bytes.subarray(places[at], end)));
  const last = frames.end();
  return [...[...whole, ...(last ? [last] : [])].flatMap((frame) => reader.read(frame)), ...reader.end()];
}

/** An answer put together, with no more of its usage than was told. */
export function told(events: readonly ModelEvent[]): Omit<WholeAnswer, 'usage'> & { usage: Partial<Usage> } {
  const usages = events.flatMap((event) => (event.type === 'usage' ? [event.usage] : []));
  return { ...wholeAnswer(events), usage: Object.assign({}, ...usages) as Partial<Usage> };
}
