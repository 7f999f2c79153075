import fc from 'fast-check';
import { captionOf } from '../../providers/media/video/captions';
import { passagesOf } from '../../providers/media/video/script';
import { storyboardOf } from '../../providers/media/video/storyboard';
import { wrapLines } from '../../providers/media/text/wrap';

/** The rules that turn a script into scenes and captions, on the real font's measures. */

const RATE = 25;
const withoutSpace = (text: string): string => text.replace(/\s+/g, '');
const words = fc.array(
  fc.constantFrom(
    '今天',
    '我们发布',
    '，',
    '。',
    '！',
    ' ',
    '\n',
    'Hello ',
    'world. ',
    'v1.2 ',
    'https://a.b/c?d=e ',
    '；',
    '“好”',
    '😀',
    '𠮷',
  ),
  { maxLength: 120 },
);

describe('a script', () => {
  test('is taken apart at the ends of sentences in Chinese and in English', () => {
    const script =
      '今天发布！“真的吗？”她问。版本是 3.14；价格不变。\n\nIt works. Does it? See https://a.b/c?d=e for more.';
    expect(passagesOf(script)).toEqual([
      { text: '今天发布！', paragraph: 0 },
      { text: '“真的吗？”', paragraph: 0 },
      { text: '她问。', paragraph: 0 },
      { text: '版本是 3.14；', paragraph: 0 },
      { text: '价格不变。', paragraph: 0 },
      { text: 'It works.', paragraph: 1 },
      { text: 'Does it?', paragraph: 1 },
      { text: 'See https://a.b/c?d=e for more.', paragraph: 1 },
    ]);
  });

  test('fills the duration to the frame, loses no word, and has no scene too short to read', () => {
    fc.assert(
      fc.property(words, fc.integer({ min: 1, max: 600 }), (parts, duration) => {
        const script = parts.join('');
        const { frames, scenes } = storyboardOf(script, duration);
        expect(frames).toBe(duration * RATE);
        expect(scenes.reduce((sum, scene) => sum + scene.frames, 0)).toBe(frames);
        expect(scenes.map(({ start }) => start)).toEqual(
          scenes.map((_, index) => scenes.slice(0, index).reduce((sum, scene) => sum + scene.frames, 0)),
        );
        expect(Math.min(...scenes.map((scene) => scene.frames))).toBeGreaterThanOrEqual(Math.min(frames, 37));
        expect(withoutSpace(scenes.map(({ text }) => text).join(''))).toBe(withoutSpace(script));
      }),
    );
  });

  test('gives a long passage more time than a short one', () => {
    const { scenes } = storyboardOf(
      '短句。\n这是一个明显更长的段落，需要更多的时间才能读完它的全部内容。',
      10,
    );
    expect(scenes).toHaveLength(2);
    expect(scenes[1]?.frames).toBeGreaterThan(2 * (scenes[0]?.frames ?? 0));
  });

  test('of nothing but white space is one scene without words', () => {
    expect(storyboardOf(' \n\u0000 ', 3).scenes).toEqual([{ index: 0, text: '', start: 0, frames: 75 }]);
    expect(captionOf('', 75).pages).toEqual([]);
  });
});

describe('a caption', () => {
  test('shows every word, in lines that fit, on pages that share all frames', () => {
    fc.assert(
      fc.property(words, fc.integer({ min: 25, max: 1000 }), (parts, frames) => {
        const text = parts
          .join('')
          .replace(/😀|\s+/gu, ' ')
          .trim();
        const { pages } = captionOf(text, frames);
        expect(withoutSpace(pages.flatMap(({ lines }) => lines).join(''))).toBe(withoutSpace(text));
        expect(pages.reduce((sum, page) => sum + page.frames, 0)).toBe(pages.length > 0 ? frames : 0);
        for (const page of pages) expect(page.frames).toBeGreaterThan(0);
      }),
      { numRuns: 60 },
    );
  });

  test('is set larger when there is little to say, and on several pages when there is time to turn them', () => {
    expect(captionOf('一句话。', 100)).toMatchObject({ size: 58, pages: [{ lines: ['一句话。'] }] });
    const long = '很长的旁白需要分成几页才能读完，'.repeat(12);
    expect(captionOf(long, 20 * RATE).pages.length).toBeGreaterThan(1);
    expect(captionOf(long, 2 * RATE)).toMatchObject({ pages: { length: 1 } });
  });

  test('breaks its lines where clauses end', () => {
    expect(captionOf('清晨的城市刚刚醒来，街角的咖啡店已经飘出香气。', 100).pages[0]?.lines).toEqual([
      '清晨的城市刚刚醒来，',
      '街角的咖啡店已经飘出香气。',
    ]);
  });

  test('that could not be shown in all its frames ends with an ellipsis', () => {
    const { pages } = captionOf('字'.repeat(30_000), 10);
    expect(pages).toHaveLength(10);
    expect(pages.at(-1)?.lines.at(-1)).toBe('…');
  });

  test('leaves out emoji that no font here has, rather than fail', () => {
    expect(captionOf('出发 🚀👨‍👩‍👧🇨🇳1️⃣！', 50).pages[0]?.lines.join('')).toMatch(/^出发.*！$/u);
  });
});

describe('lines', () => {
  const byCharacter = (text: string): number => [...text].length;

  test('begin with no closing mark and end with no opening one', () => {
    const lines = wrapLines('他说：“我们今天出发，明天到。”（大家都同意）就这样。', 6, byCharacter);
    for (const line of lines) {
      expect(line).not.toMatch(/^[，。”）：]/u);
      expect(line).not.toMatch(/[“（]$/u);
    }
  });

  test('keep Latin words whole, and break one only when it is wider than a line', () => {
    expect(wrapLines('the quick brown fox', 9, byCharacter)).toEqual(['the quick', 'brown fox']);
    expect(wrapLines('a verylongwordindeed b', 8, byCharacter)).toEqual([
      'a',
      'verylong',
      'wordinde',
      'ed b',
    ]);
  });

  test('are never wider than they may be', () => {
    fc.assert(
      fc.property(words, fc.integer({ min: 4, max: 40 }), (parts, width) => {
        const text = parts.join('').replace(/\s+/g, ' ').trim();
        const lines = wrapLines(text, width, byCharacter);
        for (const line of lines) expect(byCharacter(line)).toBeLessThanOrEqual(width);
        expect(withoutSpace(lines.join(''))).toBe(withoutSpace(text));
      }),
    );
  });
});
