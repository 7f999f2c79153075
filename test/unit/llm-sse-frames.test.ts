import { createParser } from 'eventsource-parser';
import fc from 'fast-check';
import { sseFrame, SseFrames, withData, type SseFrame } from '../../providers/llm/sse/frames';
import { cutAt } from '../support/model-events';

const SEED = 20_260_801;

/** The frames of a stream that came in these chunks, with what was left at its end. */
function framesOf(chunks: readonly Buffer[]): SseFrame[] {
  const frames = new SseFrames();
  const whole = chunks.flatMap((chunk) => frames.push(chunk));
  const rest = frames.end();
  return rest ? [...whole, rest] : whole;
}

function saidBy(frames: readonly SseFrame[]): { event: string; data: string }[] {
  return frames.flatMap(({ event, data }) => (data === undefined ? [] : [{ event, data }]));
}

const STREAM = [
  '\uFEFFdata: first\n\n',
  ': a comment\n\n',
  'event: named\r\ndata: 你好\r\ndata: 👋 second line\r\n\r\n',
  'data:no space\rdata:  two spaces\r\r',
  'id: 7\nretry: 10\ndata\ndata: after an empty line\n\n',
  'event: nothing said\n\n',
  '\n\r\n\r',
  'event: one\nevent: other\r\ndata: {"a":"b: c"}\r\r\n',
  'data: unfinished',
].join('');

const SAID = [
  { event: '', data: 'first' },
  { event: 'named', data: '你好\n👋 second line' },
  { event: '', data: 'no space\n two spaces' },
  { event: '', data: '\nafter an empty line' },
  { event: 'other', data: '{"a":"b: c"}' },
  { event: '', data: 'unfinished' },
];

test('a stream says the same wherever it is cut, and its frames hold all of its bytes', () => {
  const bytes = Buffer.from(STREAM);
  for (let at = 0; at <= bytes.length; at++) {
    const frames = framesOf([bytes.subarray(0, at), bytes.subarray(at)]);
    expect(saidBy(frames)).toEqual(SAID);
    expect(Buffer.concat(frames.map(({ raw }) => raw))).toEqual(bytes);
  }
  const frames = framesOf(Array.from(bytes, (_, at) => bytes.subarray(at, at + 1)));
  expect(saidBy(frames)).toEqual(SAID);
  expect(Buffer.concat(frames.map(({ raw }) => raw))).toEqual(bytes);
});

test('a frame comes as soon as its empty line has', () => {
  const frames = new SseFrames();
  expect(frames.push(Buffer.from('data: a\r\n\r'))).toMatchObject([{ data: 'a' }]);
  expect(frames.push(Buffer.from('\ndata: b\n'))).toEqual([]);
  expect(frames.push(Buffer.from('\n'))).toMatchObject([{ data: 'b' }]);
  expect(frames.end()).toBeUndefined();
});

test('any lines, cut anywhere, read as the standard reads them', () => {
  const line = fc.oneof(
    fc.constantFrom(
      '',
      '',
      'data: x',
      'data',
      'data:',
      'event: e',
      ':',
      ': c',
      'event',
      'id: 1',
      'data:  y',
      'é: 1',
    ),
    fc.string({ unit: 'grapheme', maxLength: 8 }).map((text) => `data: ${text.replace(/[\r\n\uFEFF]/g, '')}`),
  );
  const ended = fc.tuple(line, fc.constantFrom('\n', '\r\n', '\r')).map((parts) => parts.join(''));
  fc.assert(
    fc.property(
      fc.array(ended, { maxLength: 20 }),
      fc.array(fc.nat(200), { maxLength: 6 }),
      (lines, cuts) => {
        // A frame at the end, so that nothing is unfinished: what becomes of it is no matter of the standard.
        const text = `${lines.join('')}\n\ndata: last\n\n`;
        const frames = framesOf(cutAt(Buffer.from(text), cuts));
        expect(saidBy(frames)).toEqual(asTheStandardSays(text));
        expect(Buffer.concat(frames.map(({ raw }) => raw)).toString()).toBe(text);
      },
    ),
    { seed: SEED, numRuns: 500 },
  );
});

function asTheStandardSays(text: string): { event: string; data: string }[] {
  const said: { event: string; data: string }[] = [];
  const parser = createParser({ onEvent: ({ event = '', data }) => said.push({ event, data }) });
  parser.feed(text);
  return said;
}

test('what is written reads as it was', () => {
  fc.assert(
    fc.property(fc.string({ unit: 'grapheme' }), fc.option(fc.constant('name')), (text, name) => {
      const data = text.replaceAll('\r', '');
      const written = sseFrame(data, name ?? undefined);
      expect(saidBy(framesOf([Buffer.from(written)]))).toEqual([{ event: name ?? '', data }]);
    }),
    { seed: SEED },
  );
});

test('a frame without end is refused before it fills the memory', () => {
  const frames = new SseFrames();
  const chunk = Buffer.alloc(8 * 1024 * 1024, 'x');
  const endless = () => {
    for (let sent = 0; sent < 9; sent++) frames.push(chunk);
  };
  expect(endless).toThrow('endless');
});

test.each([
  [
    ': {"a":1}\r\nevent:one\r\nid: 7\r\ndata:{"a":1}\r\n\r\n',
    ': {"a":1}\r\nevent:one\r\nid: 7\r\ndata:$&\r\n\r\n',
  ],
  ['event: one\ndata: {\ndata: }\n\n', 'event: one\ndata: $&\n\n'],
])('a frame with other data keeps what it can of its bytes: %j', (before, after) => {
  const [frame] = framesOf([Buffer.from(before)]);
  expect(withData(frame!, '$&')).toBe(after);
});
