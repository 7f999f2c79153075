import { readMarkdown } from '../../providers/documents/read-markdown';
import { readRuns } from '../../providers/documents/read-runs';

/** The Markdown that texts are exported from. */

test.each([
  ['# 标题 #', [{ type: 'heading', level: 1, runs: [{ text: '标题' }] }]],
  ['###### 深', [{ type: 'heading', level: 4, runs: [{ text: '深' }] }]],
  ['#没有空格', [{ type: 'paragraph', runs: [{ text: '#没有空格' }] }]],
  ['> 一\n> 二', [{ type: 'quote', runs: [{ text: '一\n二' }] }]],
  [
    '一行\n又一行\n\n下一段',
    [
      { type: 'paragraph', runs: [{ text: '一行\n又一行' }] },
      { type: 'paragraph', runs: [{ text: '下一段' }] },
    ],
  ],
  [
    '- 甲\n  - 乙\n3. 丙',
    [
      { type: 'item', depth: 0, number: null, runs: [{ text: '甲' }] },
      { type: 'item', depth: 1, number: null, runs: [{ text: '乙' }] },
      { type: 'item', depth: 0, number: 3, runs: [{ text: '丙' }] },
    ],
  ],
  [
    '```js\n# 不是标题\n```\n后',
    [
      { type: 'code', lines: ['# 不是标题'] },
      { type: 'paragraph', runs: [{ text: '后' }] },
    ],
  ],
  ['```\n没有结束', [{ type: 'code', lines: ['没有结束'] }]],
  ['---', [{ type: 'rule' }]],
  ['a|b\n没有线', [{ type: 'paragraph', runs: [{ text: 'a|b\n没有线' }] }]],
  [
    '|甲|乙|\n|--|:-:|\n|1|\n',
    [
      {
        type: 'table',
        rows: [
          [[{ text: '甲' }], [{ text: '乙' }]],
          [[{ text: '1' }], []],
        ],
      },
    ],
  ],
  ['', []],
])('%j', (markdown, blocks) => {
  expect(readMarkdown(markdown)).toEqual(blocks);
});

test.each([
  [
    '**粗** 和 *斜* 和 ***都***',
    [
      { text: '粗', bold: true },
      { text: ' 和 ' },
      { text: '斜', italic: true },
      { text: ' 和 ' },
      { text: '都', bold: true, italic: true },
    ],
  ],
  ['2 * 3 * 4', [{ text: '2 * 3 * 4' }]],
  ['snake_case_name', [{ text: 'snake_case_name' }]],
  ['**没有结束', [{ text: '**没有结束' }]],
  ['`**码**` ~~删~~', [{ text: '**码**', code: true }, { text: ' ' }, { text: '删', strike: true }]],
  ['\\*星\\*', [{ text: '*' }, { text: '星' }, { text: '*' }]],
  ['[去](https://example.com/?a=1)', [{ text: '去', href: 'https://example.com/?a=1' }]],
  ['[坏](javascript:alert)', [{ text: '坏' }]],
  ['[坏](javascript:alert(1))', [{ text: '[坏](javascript:alert(1))' }]],
  ['![图](https://example.com/a.png)', [{ text: '图' }]],
  ['<b onclick="x">字</b>', [{ text: '<b onclick="x">字</b>' }]],
])('%j', (text, runs) => {
  expect(readRuns(text)).toEqual(runs);
});

test.each([
  '[',
  '*a ',
  '`',
  '# ',
  '--' + ' '.repeat(99),
  '>',
  '- ',
  '```\n',
  '|',
  'a|b\n--|--\n',
  '[a](',
  '**',
  '<',
  '*a* ',
  '  - ',
  '1. ',
  '\\',
  '`a` ',
])('no text keeps others waiting for long: many of %j', (part) => {
  const begun = performance.now();
  readMarkdown(part.repeat(Math.floor(200_000 / part.length)));
  expect(performance.now() - begun).toBeLessThan(3_000);
});
