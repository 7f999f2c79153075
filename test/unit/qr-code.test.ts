import { qrCodeSvg, qrModules } from '../../api/publishing/qr-code';
import { codewordsOf, versionFor } from '../../api/publishing/qr-codewords';

/** The codes against the tables of the standard, and its error correction against its own arithmetic. */

/** ISO/IEC 18004: the format information of level M, by its mask, and the version information of version 7. */
const FORMATS = [
  ...['101010000010010', '101000100100101', '101111001111100', '101101101001011'],
  ...['100010111111001', '100000011001110', '100111110010111', '100101010100000'],
];
const VERSION_7 = '000111110010010100';

const LINK = 'https://studio.example.com/publish/hand-offs/123456?expires=1795328222&signature=';
const bits = (values: readonly boolean[]) => values.map((value) => (value ? '1' : '0')).join('');

test.each([1, 14, 15, 100, 120, 300])(
  'a text of %i bytes has its finders, its timing and its format',
  (length) => {
    const modules = qrModules('x'.repeat(length));
    const size = modules.length;
    const at = (x: number, y: number) => modules[y]?.[x] === true;
    expect(size).toBe(17 + 4 * versionFor(length));
    for (const [left, top] of [
      [0, 0],
      [size - 7, 0],
      [0, size - 7],
    ] as const) {
      const finder = Array.from({ length: 7 }, (_row, y) =>
        bits(Array.from({ length: 7 }, (_x, x) => at(left + x, top + y))),
      );
      expect(finder).toEqual(['1111111', '1000001', '1011101', '1011101', '1011101', '1000001', '1111111']);
    }
    const timing = Array.from({ length: size - 16 }, (_none, index) => at(8 + index, 6));
    expect(timing.every((dark, index) => dark === (index % 2 === 0))).toBe(true);
    const format = bits([
      ...[0, 1, 2, 3, 4, 5].map((x) => at(x, 8)),
      ...[at(7, 8), at(8, 8), at(8, 7)],
      ...[5, 4, 3, 2, 1, 0].map((y) => at(8, y)),
    ]);
    expect(FORMATS).toContain(format);
    expect(at(8, size - 8)).toBe(true);
  },
);

test('version 7 says so', () => {
  const length = [...Array(400).keys()].find((bytes) => versionFor(bytes) === 7) ?? 0;
  const modules = qrModules('x'.repeat(length));
  const size = modules.length;
  const read = Array.from(
    { length: 18 },
    (_none, index) => modules[Math.floor(index / 3)]?.[size - 11 + (index % 3)] === true,
  );
  expect(bits(read.toReversed())).toBe(VERSION_7);
});

test('the capacities are those of the standard, at level M in byte mode', () => {
  const capacities = [14, 26, 42, 62, 84, 106, 122, 152, 180, 213, 251, 287, 331, 362, 412];
  for (const [index, most] of capacities.entries()) expect(versionFor(most)).toBe(index + 1);
  expect(() => versionFor(413)).toThrow(RangeError);
});

test('a block with its error correction is a multiple of the generator: every syndrome is 0', () => {
  const codewords = codewordsOf(Buffer.from('hand-off'), 1);
  expect(codewords).toHaveLength(26);
  expect([...codewords.slice(0, 3)]).toEqual([0x40, 0x86, 0x86]); // mode 4, length 8, then "h", "a"
  let root = 1;
  for (let syndrome = 0; syndrome < 10; syndrome++) {
    expect(codewords.reduce((sum, word) => product(sum, root) ^ word, 0)).toBe(0);
    root = product(root, 2);
  }
});

test('a link is a picture of a few kilobytes', () => {
  const svg = qrCodeSvg(LINK + 'A'.repeat(43));
  expect(svg).toMatch(/^<svg data-qr [^>]*viewBox="0 0 (\d+) \1"[^>]*><path d="M/);
  expect(svg.length).toBeLessThan(20_000);
});

/** In the field of the standard, the slow way: by carrying each power of x over. */
function product(a: number, b: number): number {
  let sum = 0;
  for (let factor = a, rest = b; rest > 0; rest >>= 1) {
    if (rest & 1) sum ^= factor;
    factor = factor & 0x80 ? (factor << 1) ^ 0x11d : factor << 1;
  }
  return sum;
}
