import { graphemesOf } from '../../providers/media/text/graphemes';
import { wrapLines } from '../../providers/media/text/wrap';

/** The characters of a text as a reader sees them, however long it is. */

const segmenter = new Intl.Segmenter('zh', { granularity: 'grapheme' });
const atOnce = (text: string) => [...segmenter.segment(text)].map(({ segment }) => segment);

test.each([
  ['nothing', ''],
  ['Chinese', '时间管理'.repeat(400)],
  ['families and flags', '👨‍👩‍👧‍👦🇨🇳🇫🇷é'.repeat(150)],
  ['flags that stand at every offset', `x${'🇨🇳'.repeat(700)}`],
  ['line ends', 'a\r\n'.repeat(600)],
  ['a letter under more accents than a window holds', `a${'\u0301'.repeat(3_000)}b`],
])('%s: the same as read at once', (_what, text) => {
  expect([...graphemesOf(text)]).toEqual(atOnce(text));
});

test.each(['字', 'x', 'a b ', '🇨🇳', 'e\u0301', ' ', '（'])(
  'a paragraph of 200,000 characters keeps nobody waiting for long: %j',
  (part) => {
    const text = part.repeat(200_000 / part.length);
    const before = process.cpuUsage(); // others wait for the processors, too
    wrapLines(text, 400, (line) => 11 * line.length);
    const { user, system } = process.cpuUsage(before);
    expect((user + system) / 1_000).toBeLessThan(5_000);
  },
);
