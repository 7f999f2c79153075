import { monitorEventLoopDelay } from 'node:perf_hooks';
import JSZip from 'jszip';
import { finishedWork } from '../support/finished-work';
import { platform as testPlatform, type TestPlatform, type TestUser } from '../support/platform';

/** Texts as their owners take them away. */

let platform: TestPlatform;
let author: TestUser;
let id: number;
beforeAll(async () => {
  platform = await testPlatform();
  author = await platform.signUp(1_000);
  id = await newText(MARKDOWN);
});
afterAll(() => platform.close());

const MARKDOWN = `> 摘要 & <b>不是标签</b>\n\n## 一、**先做**重要的\n\n- 写下来，见[这里](https://example.com/?a=1&b=2)\n\n| 甲 | 乙 |\n|---|---|\n| 1 | 2 |\n`;
const newText = (content: string | null, title = '如何/提高"效率"') =>
  finishedWork(platform, author.id, { toolType: 'wechat_article', title, content });

async function exported(creation: number, format: string, token = author.accessToken) {
  const response = await fetch(`${platform.baseUrl}/api/v1/creations/${creation}/export?format=${format}`, {
    headers: { authorization: `Bearer ${token}` },
  });
  return {
    status: response.status,
    type: response.headers.get('content-type'),
    disposition: response.headers.get('content-disposition'),
    bytes: Buffer.from(await response.arrayBuffer()),
  };
}

test('as Markdown with its title, under a name that every system takes', async () => {
  const { status, type, disposition, bytes } = await exported(id, 'markdown');
  expect([status, type]).toEqual([200, 'text/markdown; charset=utf-8']);
  expect(disposition).toBe(
    `attachment; filename="creation-${id}.md"; filename*=UTF-8''${encodeURIComponent('如何 提高 效率')}.md`,
  );
  expect(bytes.toString()).toBe(`# 如何/提高"效率"\n\n${MARKDOWN}`);
});

test('as a Word document whose headings are headings, and whose markup is text', async () => {
  const { status, type, bytes } = await exported(id, 'docx');
  expect([status, type]).toEqual([
    200,
    'application/vnd.openxmlformats-officedocument.wordprocessingml.document',
  ]);
  const zip = await JSZip.loadAsync(bytes);
  const [document, relations] = await Promise.all(
    ['word/document.xml', 'word/_rels/document.xml.rels'].map((name) => zip.file(name)!.async('string')),
  );
  expect(document).toContain(
    '<w:pStyle w:val="Title"/></w:pPr><w:r><w:t xml:space="preserve">如何/提高&quot;效率&quot;',
  );
  expect(document).toContain('<w:pStyle w:val="Heading1"/>');
  expect(document).toContain('<w:rPr><w:b/></w:rPr><w:t xml:space="preserve">先做</w:t>');
  expect(document).toContain('摘要 &amp; &lt;b&gt;不是标签&lt;/b&gt;');
  expect(document).toContain('<w:tbl>');
  expect(relations).toContain('Target="https://example.com/?a=1&amp;b=2" TargetMode="External"');
});

test('as a PDF with its fonts in it', async () => {
  const { status, type, bytes } = await exported(id, 'pdf');
  expect([status, type]).toEqual([200, 'application/pdf']);
  const text = bytes.toString('latin1');
  expect(text).toMatch(/^%PDF-1\.\d/);
  expect(text).toMatch(/\/FontFile2|\/FontFile3/);
  expect(text).toContain('https://example.com/?a=1&b=2');
  const longer = await exported(await newText(`${'一段很长的话。'.repeat(30)}\n\n`.repeat(40)), 'pdf');
  expect(longer.bytes.toString('latin1').match(/\/Type \/Page\b/g)?.length).toBeGreaterThan(5);
});

test.each(['docx', 'pdf'])(
  'a long article is made a %s of while everybody else is answered',
  async (format) => {
    const section = (n: number) =>
      `## 第${n}节\n\n${'把**最重要**的事放在精力最好的时候，见[这里](https://example.com/)。'.repeat(20)}\n\n- 一\n- 二\n\n`;
    const table = `|甲|乙|\n|--|--|\n${'|一|二|\n'.repeat(200)}\n`;
    const long = Array.from({ length: 220 }, (_, n) => section(n) + (n % 10 === 0 ? table : '')).join('');
    expect(long.length).toBeGreaterThan(200_000);
    const creation = await newText(long);
    const delay = monitorEventLoopDelay({ resolution: 5 });
    delay.enable();
    let isDone = false;
    const making = exported(creation, format).finally(() => (isDone = true));
    let calls = 0;
    while (!isDone) {
      expect((await platform.api.get('/health')).status).toBe(200);
      calls += 1;
    }
    delay.disable();
    expect((await making).status).toBe(200);
    expect(calls).toBeGreaterThan(5);
    expect(delay.max / 1e6).toBeLessThan(250);
  },
);

test('what has no text, or too much, or is not there or another one’s, is refused', async () => {
  const path = (creation: number, format: string) => `/api/v1/creations/${creation}/export?format=${format}`;
  const refused = { code: 400, data: { errors: [{ field: 'path.id' }] } };
  expect((await author.api.get(path(await newText(null), 'pdf'))).body).toMatchObject(refused);
  expect((await author.api.get(path(await newText('字'.repeat(300_001)), 'docx'))).body).toMatchObject(
    refused,
  );
  for (const query of ['?format=exe', '?format=', '']) {
    const { body } = await author.api.get(`/api/v1/creations/${id}/export${query}`);
    expect(body).toMatchObject({ code: 400, data: { errors: [{ field: 'query.format' }] } });
  }
  const stranger = await platform.signUp();
  expect((await stranger.api.get(path(id, 'pdf'))).status).toBe(404);
  await author.api.delete(`/api/v1/creations/${id}`);
  expect((await author.api.get(path(id, 'pdf'))).status).toBe(404);
});
