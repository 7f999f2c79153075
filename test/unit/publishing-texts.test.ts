import type { Creation } from '../../domain/creations/creations';
import { plainText } from '../../domain/publishing/plain-text';
import { postOf } from '../../domain/publishing/post';
import { ruleProblems } from '../../domain/publishing/rules';
import { articleHtml, digestOf } from '../../providers/publishing/wechat/article-html';

/** What is made of users' texts before they are published. */

const LONG = 200_000;
const TITLE = '标题';

const noFile = { find: () => Promise.resolve(undefined) };
const postWith = (content: string) => {
  const creation = { type: 'writing', title: TITLE, content, jobId: '' } as unknown as Creation;
  return postOf(creation, noFile);
};

/** Counted in the processor's time, for other tests run beside it. */
async function withinASecond<T>(work: () => T | Promise<T>): Promise<T> {
  const before = process.cpuUsage();
  const result = await work();
  const { user } = process.cpuUsage(before);
  expect(user / 1000).toBeLessThan(1_000);
  return result;
}

describe.each([
  ...[
    '*',
    '[',
    '<',
    '`',
    ' ',
    '_',
    '#',
    '>',
    '~',
    '|',
    '-',
    '\n',
    '**',
    '`a',
    '![',
    '](',
    '# a\n',
    '- a\n',
    '> a\n',
  ],
  ...['__a**b', '\\', '&', '1. ', '  - a\n'],
])('200,000 characters of %j', (piece) => {
  const text = piece.repeat(LONG / piece.length);

  test.each([
    ['alone', text],
    ['before others', `${text}x\ny`],
    ['in a heading', `# a${text}b`],
    ['after a pair of marks', `** a ${text}`],
  ])('%s take no time', async (_where, whole) => {
    const post = (await withinASecond(() => postWith(whole)))!;
    await withinASecond(() => ruleProblems('wechat', post));
    await withinASecond(() => articleHtml(whole));
    await withinASecond(() => digestOf(whole));
  });
});

test.each([
  ['# 标题\n\n正文', '正文'],
  ['#  标题  \n正文', '正文'],
  ['\n# 标题', ''],
  ['# 别的\n正文', '# 别的\n正文'],
  ['## 标题\n正文', '## 标题\n正文'],
  ['#标题\n正文', '#标题\n正文'],
  ['正文', '正文'],
])('a text that begins with its title does not say it twice: %j', async (content, text) => {
  expect((await postWith(content))?.text).toBe(text);
});

test.each([
  ['# 一\n### 二', '<h2>一</h2><h3>二</h3>'],
  ['一\n二\n\n三', '<p>一<br/>二</p><p>三</p>'],
  ['*斜* ~~删~~ `码<` **粗**', '<p><em>斜</em> <s>删</s> <code>码&lt;</code> <strong>粗</strong></p>'],
  ['- 一\n  - 二\n- 三', '<ul><li>一<ul><li>二</li></ul></li><li>三</li></ul>'],
  ['- 一\n1. 二\n2. 三', '<ul><li>一</li></ul><ol><li>二</li><li>三</li></ol>'],
  ['3. 三\n4. 四', '<ol start="3"><li>三</li><li>四</li></ol>'],
  ['    - 深', '<ul><li>深</li></ul>'],
  [
    '| 甲 | 乙 |\n|---|---|\n| 1 | 2 |',
    '<table><tr><th>甲</th><th>乙</th></tr><tr><td>1</td><td>2</td></tr></table>',
  ],
  ['```\na < b\n  c\n```', '<pre><code>a &lt; b\n  c</code></pre>'],
  ['一\n\n---\n\n二', '<p>一</p><hr/><p>二</p>'],
  ['[站点](https://example.com/?a=1&b="2")', '<p>站点（https://example.com/?a=1&amp;b=&quot;2&quot;）</p>'],
  ['<https://example.com> [x](javascript:alert)', '<p>&lt;https://example.com&gt; x</p>'],
])('%j becomes the HTML of an article', (markdown, html) => {
  expect(articleHtml(markdown)).toBe(html);
});

test('the digest is the beginning of the text on one line', () => {
  expect(digestOf('## 一\n\n**二** 三\n\n- 四')).toBe('一 二 三 • 四');
  expect([...digestOf('𠮷'.repeat(500))]).toHaveLength(120);
  expect(plainText('# 一\n\n\n\n> 二')).toBe('一\n\n二');
});
