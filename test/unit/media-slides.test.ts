import fc from 'fast-check';
import { fittingSize, textHeight } from '../../providers/media/deck/fit';
import { pagesOf, TEXT_BOX } from '../../providers/media/deck/pages';
import { pointOf } from '../../providers/media/deck/points';
import { parseSlideContent, UnreadableSlide } from '../../providers/media/deck/slide-content';
import { languageOf } from '../../providers/media/text/language';
import { plainLine } from '../../providers/media/text/plain';

/** The rules that turn a model's answer into slides. */

const answer = { bullets: ['定位：说清楚是什么', '价值：说清楚有什么用'], notes: '先讲定位，再讲价值。' };

describe('the model’s answer', () => {
  test.each([
    ['as it was asked for', JSON.stringify(answer)],
    ['in a code fence', `\`\`\`json\n${JSON.stringify(answer, null, 2)}\n\`\`\``],
    ['in a code fence after a word', `Here you are:\n\`\`\`\n${JSON.stringify(answer)}\n\`\`\`\n`],
  ])('is read %s', (_, text) => {
    expect(parseSlideContent(text)).toEqual(answer);
  });

  test('loses its own list marks, line breaks and characters that XML cannot hold', () => {
    const marked = {
      bullets: ['- 一\u0000个\n要点', '2. 又一个', '3.5 倍的速度'],
      notes: 'a\r\n\r\nb\u0008',
    };
    expect(parseSlideContent(JSON.stringify(marked))).toEqual({
      bullets: ['一个 要点', '又一个', '3.5 倍的速度'],
      notes: 'a\nb',
    });
  });

  test.each([
    ['no JSON', 'Sure! Here are some bullets.'],
    ['cut JSON', '{"bullets": ["a: b", "c'],
    ['an array', '["a", "b"]'],
    ['no object', 'null'],
    ['no bullets', JSON.stringify({ notes: 'x' })],
    ['bullets that are no strings', JSON.stringify({ bullets: [{ text: 'a' }, 2], notes: 'x' })],
    ['too few bullets', JSON.stringify({ bullets: ['a', ' '], notes: 'x' })],
    ['too many bullets', JSON.stringify({ bullets: Array(7).fill('a'), notes: 'x' })],
    ['a bullet that is an essay', JSON.stringify({ bullets: ['a', 'b'.repeat(241)], notes: 'x' })],
    ['no notes', JSON.stringify({ bullets: ['a', 'b'], notes: ' ' })],
    ['notes without end', JSON.stringify({ bullets: ['a', 'b'], notes: 'x'.repeat(2_001) })],
  ])('is refused when it has %s', (_, text) => {
    expect(() => parseSlideContent(text)).toThrow(UnreadableSlide);
  });
});

describe('a bullet', () => {
  test.each([
    ['产品定位：为谁解决什么', { lead: '产品定位', detail: '为谁解决什么' }],
    ['Value: less work', { lead: 'Value', detail: 'less work' }],
    ['从 10:30 开始', { lead: '', detail: '从 10:30 开始' }],
    [`${'长'.repeat(17)}：说明`, { lead: '', detail: `${'长'.repeat(17)}：说明` }],
    ['只有一句话', { lead: '', detail: '只有一句话' }],
  ])('%s', (bullet, point) => {
    expect(pointOf(bullet)).toEqual(point);
  });
});

describe('pages', () => {
  const bullets = fc.array(
    fc.string({ unit: 'grapheme', minLength: 1, maxLength: 240 }).map(plainLine).filter(Boolean),
    {
      minLength: 2,
      maxLength: 6,
    },
  );
  const title = fc.string({ unit: 'grapheme', minLength: 1, maxLength: 200 }).map(plainLine);

  test('hold every point once, in order, at a size that fits its box', () => {
    fc.assert(
      fc.property(title, bullets, (heading, points) => {
        const pages = pagesOf({ title: heading, bullets: points, notes: '' });
        expect(pages.flatMap((page) => page.points)).toEqual(points.map(pointOf));
        expect(pages.map(({ part }) => part)).toEqual(
          pages.map((_, at) => ({ number: at + 1, of: pages.length })),
        );
        for (const page of pages) {
          expect(page.textPoints).toBeGreaterThanOrEqual(12);
          if (page.layout !== 'list') continue;
          const lines = page.points.map(({ lead, detail }) => `${lead} ${detail}`);
          expect(textHeight(lines, page.textPoints, TEXT_BOX.list.width)).toBeLessThanOrEqual(
            TEXT_BOX.list.height,
          );
        }
      }),
      { numRuns: 60 },
    );
  });

  test('are two when an entry has too much for one', () => {
    const long = Array.from({ length: 6 }, (_, at) => `${at}`.padEnd(230, '这是一个很长的要点'));
    const pages = pagesOf({ title: '核心功能', bullets: long, notes: '' });
    expect(pages.length).toBeGreaterThan(1);
    expect(pages.every(({ layout, textPoints }) => layout === 'list' && textPoints >= 14)).toBe(true);
  });

  test('change their layout from one to the next', () => {
    const slide = { title: '团队', bullets: ['一：甲', '二：乙', '三：丙'], notes: '' };
    const first = pagesOf(slide)[0];
    expect(first?.layout).toBe('cards');
    expect(pagesOf(slide, 'cards')[0]?.layout).toBe('panel');
  });

  test('set a long title smaller rather than over its edge', () => {
    const [page] = pagesOf({
      title: '关于推进数字化转型的总体方案'.repeat(14),
      bullets: ['一：甲', '二：乙', '三：丙'],
      notes: '',
    });
    expect(page?.titlePoints).toBeLessThan(20);
    expect(
      fittingSize([page?.title ?? ''], TEXT_BOX.title, [page?.titlePoints ?? 99], { bold: true }),
    ).toBeDefined();
  });
});

test.each([
  ['产品发布会', 'zh'],
  ['Taskloom 发布', 'zh'],
  ['Product launch', 'en'],
])('the language of %s is %s', (text, language) => {
  expect(languageOf(text)).toBe(language);
});
