import fc from 'fast-check';
import { NO_USAGE, type Usage } from '../../domain/gateway/usage';
import type { Block, ModelEvent, StopReason } from '../../providers/llm/exchange/events';
import type { Signature } from '../../providers/llm/exchange/request';

/** One block of an answer that a test is about: what it is, its deltas, and its seal. */
export interface PlannedBlock {
  readonly block: Block;
  readonly deltas: readonly string[];
  readonly signature?: Signature;
}

export interface PlannedAnswer {
  readonly id: string;
  readonly model: string;
  readonly blocks: readonly PlannedBlock[];
  /** Whether tools that stand side by side get their arguments in turns. */
  readonly interleaved: boolean;
  readonly usage?: Usage;
  readonly reason: StopReason;
}

const STOP_REASONS: readonly StopReason[] = [
  'stop',
  'tools',
  'length',
  'sequence',
  'refusal',
  'filter',
  'pause',
];

/** Text as models make it, with all that breaks naive readers: line ends, quotes, several bytes, none at all. */
const piece = fc.oneof(
  fc.string({ unit: 'grapheme', maxLength: 12 }),
  fc.constantFrom('', ' ', '\n', '\r\n\r\n', 'data: [DONE]\n\n', '"\\', '你好，世界', '👩‍👩‍👧', '\u2028'),
);
const pieces = fc.array(piece, { maxLength: 4 });
const seal = fc.record({
  family: fc.constantFrom('claude' as const, 'gemini' as const, 'openai' as const),
  value: fc.base64String({ minLength: 4, maxLength: 24 }),
});

const text = pieces.map((deltas): PlannedBlock => ({ block: { kind: 'text' }, deltas }));
const refusal = fc
  .array(fc.string({ minLength: 1, maxLength: 9 }), { minLength: 1, maxLength: 3 })
  .map((deltas): PlannedBlock => ({ block: { kind: 'refusal' }, deltas }));
const thinking = fc
  .record({ deltas: pieces, signature: seal })
  .map(({ deltas, signature }): PlannedBlock => ({ block: { kind: 'thinking' }, deltas, signature }));
const unsealed = fc
  .array(fc.string({ minLength: 1, maxLength: 9 }), { minLength: 1, maxLength: 3 })
  .map((deltas): PlannedBlock => ({ block: { kind: 'thinking' }, deltas }));
const redacted = fc.base64String({ minLength: 4, maxLength: 24 }).map((value): PlannedBlock => ({
  block: { kind: 'thinking', redacted: true },
  deltas: [],
  signature: { family: 'claude', value },
}));
/** Arguments are JSON, cut anywhere. */
const tool = fc
  .record({
    name: fc.constantFrom('look_up', 'write_file', 'add'),
    input: fc.dictionary(fc.string({ maxLength: 5 }), fc.jsonValue({ maxDepth: 2 }), {
      noNullPrototype: true,
    }),
    cuts: fc.array(fc.nat(40), { maxLength: 3 }),
    signature: fc.option(fc.base64String({ minLength: 4, maxLength: 12 })),
  })
  .map(({ name, input, cuts, signature }): PlannedBlock => {
    const block: Block = { kind: 'tool', id: '', name };
    const deltas = cutAt(JSON.stringify(input), cuts);
    return { block, deltas, ...(signature && { signature: { family: 'gemini', value: signature } }) };
  });
const usage = fc
  .record({ parts: fc.array(fc.nat(50_000), { minLength: 8, maxLength: 8 }), more: fc.nat(100_000) })
  .map(
    ({
      parts: [plain = 0, cacheRead = 0, cacheWrite5m = 0, audioInput = 0, reasoning = 0, audioOutput = 0],
    }) => ({
      ...NO_USAGE,
      input: plain + cacheRead + cacheWrite5m + audioInput,
      cacheRead,
      cacheWrite5m,
      audioInput,
      output: plain + reasoning + audioOutput,
      reasoning,
      audioOutput,
    }),
  );

export interface AnswerKinds {
  /** Thoughts without a seal; not next to others, where no protocol tells them apart. */
  readonly unsealed?: boolean;
  readonly refusals?: boolean;
  readonly images?: boolean;
}

/** Answers of up to six blocks: text, thoughts, tools' calls (interleaved too), refusals, for every reason to stop. */
export function plannedAnswers(kinds: AnswerKinds = {}): fc.Arbitrary<PlannedAnswer> {
  const { unsealed: withUnsealed = true, refusals = true, images = false } = kinds;
  const image = fc
    .base64String({ minLength: 4, maxLength: 16 })
    .map((data): PlannedBlock => ({ block: { kind: 'image', mediaType: 'image/png', data }, deltas: [] }));
  const block = fc.oneof(
    { weight: 3, arbitrary: text },
    { weight: 3, arbitrary: tool },
    { weight: 2, arbitrary: thinking },
    { weight: 1, arbitrary: redacted },
    ...(withUnsealed ? [{ weight: 1, arbitrary: unsealed }] : []),
    ...(refusals ? [{ weight: 1, arbitrary: refusal }] : []),
    ...(images ? [{ weight: 1, arbitrary: image }] : []),
  );
  return fc
    .record({
      id: fc.constantFrom('', 'msg_1', 'chatcmpl-7'),
      model: fc.constantFrom('a-model', 'vendor/a-model:free'),
      blocks: fc.array(block, { maxLength: 6 }).map(apart).map(withIds),
      interleaved: fc.boolean(),
      usage: fc.option(usage, { nil: undefined }),
      reason: fc.constantFrom(...STOP_REASONS),
    })
    .map(({ usage: used, ...answer }) => ({ ...answer, ...(used && { usage: used }) }));
}

/** The events of an answer, as the contract of `ModelEvent` has them. */
export function eventsOf({
  id,
  model,
  blocks,
  interleaved,
  usage: used,
  reason,
}: PlannedAnswer): ModelEvent[] {
  const groups = interleaved ? sideBySide(blocks) : blocks.map((_, index) => [index]);
  const middle = groups.flatMap((group) => groupEvents(group, blocks));
  return [
    { type: 'start', id, model },
    ...middle,
    ...(used ? [{ type: 'usage' as const, usage: used }] : []),
    { type: 'end', reason },
  ];
}

/** Blocks that are open together: all start, grow in turns, and close. */
function groupEvents(group: readonly number[], blocks: readonly PlannedBlock[]): ModelEvent[] {
  const starts = group.flatMap((index): ModelEvent[] => {
    const { block, signature } = blocks[index]!;
    const opened: ModelEvent = { type: 'block-start', index, block };
    return signature && block.kind === 'tool' ? [opened, { type: 'signature', index, signature }] : [opened];
  });
  const turns = Math.max(...group.map((index) => blocks[index]!.deltas.length));
  const deltas = Array.from({ length: turns }, (_, turn) =>
    group.flatMap((index): ModelEvent[] => {
      const delta = blocks[index]!.deltas[turn];
      return delta === undefined ? [] : [{ type: 'delta', index, text: delta }];
    }),
  ).flat();
  const ends = group.flatMap((index): ModelEvent[] => {
    const { block, signature } = blocks[index]!;
    const sealed: ModelEvent[] =
      signature && block.kind !== 'tool' ? [{ type: 'signature', index, signature }] : [];
    return [...sealed, { type: 'block-end', index }];
  });
  return [...starts, ...deltas, ...ends];
}

/** The numbers of the blocks, those of tools that follow each other together. */
function sideBySide(blocks: readonly PlannedBlock[]): number[][] {
  const groups: number[][] = [];
  blocks.forEach(({ block }, index) => {
    const last = groups.at(-1);
    const joins = last && block.kind === 'tool' && blocks[last[0]!]!.block.kind === 'tool';
    if (joins) last.push(index);
    else groups.push([index]);
  });
  return groups;
}

/** Without thoughts that have no seal next to other thoughts. */
function apart(blocks: readonly PlannedBlock[]): PlannedBlock[] {
  return blocks.filter(({ block, signature }, index) => {
    const before = blocks[index - 1];
    const after = blocks[index + 1];
    const isUnsealed = block.kind === 'thinking' && signature === undefined;
    const isBesides = [before, after].some((other) => other !== undefined && !isWords(other));
    return !(isUnsealed && isBesides);
  });
}

/** Text that says something, or a tool's call: what stands between thoughts for certain. */
function isWords({ block, deltas }: PlannedBlock): boolean {
  return block.kind === 'tool' || (block.kind === 'text' && deltas.join('') !== '');
}

function withIds(blocks: readonly PlannedBlock[]): PlannedBlock[] {
  return blocks.map((planned, index) => {
    const { block } = planned;
    return block.kind === 'tool' ? { ...planned, block: { ...block, id: `call_${index}` } } : planned;
  });
}

/** Cuts a text or bytes at these places. */
export function cutAt<T extends string | Buffer>(whole: T, places: readonly number[]): T[] {
  const sorted = [...new Set(places.map((place) => Math.min(place, whole.length)))].sort((a, b) => a - b);
  const ends = [...sorted, whole.length];
  return ends.map((end, index) => whole.slice(ends[index - 1] ?? 0, end) as T);
}
