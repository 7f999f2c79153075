import { qrCodeSvg } from '../../api/publishing/qr-code';

/** The codes of links to pages for phones. */

const LINK = 'https://studio.example.com/publish/hand-offs/123456?expires=1795328222&signature=';

/** Whether a picture has a dark module at a place. */
const darkIn = (svg: string) => {
  const modules = new Set(svg.match(/M\d+ \d+h/g));
  return (x: number, y: number) => modules.has(`M${x} ${y}h`);
};

test('a link is a picture of a few kilobytes', () => {
  const svg = qrCodeSvg(LINK + 'A'.repeat(43));
  expect(svg).toMatch(/^<svg data-qr [^>]*viewBox="0 0 (\d+) \1"[^>]*><path d="M[^"<>]+"\/><\/svg>$/);
  expect(svg.length).toBeLessThan(20_000);
});

test('it has its three finders, and nothing in the quiet zone', () => {
  const svg = qrCodeSvg(LINK);
  const size = Number(/viewBox="0 0 (\d+)/.exec(svg)?.[1]);
  const isDark = darkIn(svg);
  for (const [left, top] of [
    [4, 4],
    [size - 11, 4],
    [4, size - 11],
  ] as const) {
    const rows = Array.from({ length: 7 }, (_row, y) =>
      Array.from({ length: 7 }, (_x, x) => (isDark(left + x, top + y) ? '1' : '0')).join(''),
    );
    expect(rows).toEqual(['1111111', '1000001', '1011101', '1011101', '1011101', '1000001', '1111111']);
  }
  const edge = Array.from({ length: size }, (_none, at) => [0, 1, 2, 3].map((depth) => isDark(at, depth)));
  expect(edge.flat()).not.toContain(true);
});

test('other links are other codes', () => {
  expect(qrCodeSvg(`${LINK}a`)).not.toBe(qrCodeSvg(`${LINK}b`));
});
