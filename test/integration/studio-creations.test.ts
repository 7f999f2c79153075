import type { ApiAnswer } from '../support/api-client';
import { finishedWork } from '../support/finished-work';
import { put } from '../support/gateway-management';
import { platform as testPlatform, type TestPlatform, type TestUser } from '../support/platform';

/** What users made, as they edit it, take it out and bring it back. */

let platform: TestPlatform;
let author: TestUser;
let stranger: TestUser;
beforeAll(async () => {
  platform = await testPlatform();
  author = await platform.signUp(10_000);
  stranger = await platform.signUp(0);
});
afterAll(() => platform.close());

const article = { toolType: 'wechat_article', title: '如何提高工作效率', content: '第一稿' };
const newArticle = () => finishedWork(platform, author.id, article);
const path = (id: number, rest = '') => `/api/v1/creations/${id}${rest}`;
const versions = async (id: number) =>
  (await author.api.get(path(id, '/versions'))).body.data as {
    total: number;
    items: { version: number; title: string; excerpt: string | null; characters: number }[];
  };

function refusal({ status, body }: ApiAnswer) {
  const { code, data } = body as { code: number; data: { errors?: { field: string }[] } | null };
  return [status, code, data?.errors?.[0]?.field];
}

test('a list has how a text begins, and the creation has all of it', async () => {
  const user = await platform.signUp(1_000);
  const texts = ['字'.repeat(200), '🌅'.repeat(201), '字'.repeat(100_000)];
  for (const content of texts) await finishedWork(platform, user.id, { ...article, content });
  const { body } = await user.api.get('/api/v1/creations?type=writing');
  const items = body.data.items as { id: number; content: string }[];
  expect(items.map(({ content }) => content)).toEqual([
    `${'字'.repeat(200)}…`,
    `${'🌅'.repeat(200)}…`,
    '字'.repeat(200),
  ]);
  expect((await user.api.get(path(items[0]!.id))).body.data.content).toBe(texts[2]);
});

describe('an edit', () => {
  test('answers the whole creation, keeps what it does not name, and what it replaced as a version', async () => {
    const id = await newArticle();
    const edited = await put(author.api, path(id), { title: ' 新标题 ', content: '更新后的内容' });
    expect(edited.status).toBe(200);
    expect(edited.body).toEqual({
      code: 200,
      message: 'success',
      data: {
        id,
        type: 'writing',
        tool_type: 'wechat_article',
        title: '新标题',
        content: '更新后的内容',
        extra_data: {},
        result: { edited: true, characters: 6, generated: { demo: true } },
        version: 2,
        job_id: expect.any(String),
        file_url: null,
        created_at: expect.any(String),
        updated_at: expect.any(String),
      },
    });
    const noted = await put(author.api, path(id), { extra_data: { cover: '🌅.png' } });
    expect(noted.body.data).toMatchObject({
      title: '新标题',
      content: '更新后的内容',
      extra_data: { cover: '🌅.png' },
      version: 2,
    });
    expect((await author.api.get(path(id))).body.data).toEqual(noted.body.data);
    expect((await versions(id)).items).toMatchObject([
      { version: 1, title: '如何提高工作效率', excerpt: '第一稿', characters: 3 },
    ]);
  });

  test('that changes nothing makes no version', async () => {
    const id = await newArticle();
    const { body: before } = await author.api.get(path(id));
    for (const edit of [{}, { title: article.title, content: article.content }]) {
      expect((await put(author.api, path(id), edit)).body.data).toEqual(before.data);
    }
    expect(await versions(id)).toMatchObject({ total: 0, items: [] });
  });

  test('of many at once loses none: each is the text, or a version', async () => {
    const id = await newArticle();
    const drafts = Array.from({ length: 12 }, (_, n) => `第 ${n} 稿`);
    const answers = await Promise.all(drafts.map((content) => put(author.api, path(id), { content })));
    expect(answers.map(({ status }) => status)).toEqual(drafts.map(() => 200));
    const { body } = await author.api.get(path(id));
    expect(body.data.version).toBe(13);
    const { total, items } = await versions(id);
    expect(total).toBe(12);
    expect([...items.map(({ excerpt }) => excerpt), body.data.content].toSorted()).toEqual(
      ['第一稿', ...drafts].toSorted(),
    );
  });

  test.each([
    [{ title: '' }, 'body.title'],
    [{ title: '   ' }, 'body.title'],
    [{ title: '长'.repeat(201) }, 'body.title'],
    [{ content: 7 }, 'body.content'],
    [{ content: null }, 'body.content'],
    [{ content: '字'.repeat(300_001) }, 'body.content'],
    [{ extra_data: [] }, 'body.extra_data'],
    [{ extra_data: { text: 'x'.repeat(70_000) } }, 'body.extra_data'],
  ])('%# is refused, and changes nothing', async (edit, field) => {
    const id = await newArticle();
    expect(refusal(await put(author.api, path(id), edit))).toEqual([400, 400, field]);
    expect((await author.api.get(path(id))).body.data).toMatchObject({ content: '第一稿', version: 1 });
  });

  test('markup in a text stays the text that it is', async () => {
    const id = await newArticle();
    const content = `<script>alert(1)</script> '; DROP TABLE creations; -- \\ 𠮷`;
    expect((await put(author.api, path(id), { content })).body.data.content).toBe(content);
  });
});

describe('a version', () => {
  test('is read whole and made the text again, and what it replaces is kept too', async () => {
    const id = await newArticle();
    const long = '很长的第二稿。'.repeat(100);
    await put(author.api, path(id), { content: long, title: '第二' });
    await put(author.api, path(id), { content: '第三稿' });
    expect((await versions(id)).items).toMatchObject([
      { version: 2, title: '第二', excerpt: long.slice(0, 200), characters: long.length },
      { version: 1, excerpt: '第一稿' },
    ]);
    const { body: second } = await author.api.get(path(id, '/versions/2'));
    expect(second.data).toMatchObject({ version: 2, title: '第二', content: long });
    const restored = await author.api.post(path(id, '/versions/1/restore'));
    expect(restored.body.data).toMatchObject({ title: article.title, content: '第一稿', version: 4 });
    expect((await versions(id)).items.map(({ version }) => version)).toEqual([3, 2, 1]);
  });

  test('that is not there is 404, and one beyond every number is 400', async () => {
    const id = await newArticle();
    for (const version of ['1', '99']) {
      expect((await author.api.get(path(id, `/versions/${version}`))).status).toBe(404);
      expect((await author.api.post(path(id, `/versions/${version}/restore`))).status).toBe(404);
    }
    for (const version of ['0', '-1', '99999999999', 'x']) {
      expect(refusal(await author.api.get(path(id, `/versions/${version}`)))).toEqual([
        400,
        400,
        'path.version',
      ]);
    }
  });

  test('of long ago goes, so that edits do not fill the database', async () => {
    const id = await newArticle();
    for (let n = 0; n < 103; n++) {
      await platform.db.query(
        `INSERT INTO creation_versions VALUES (?, ?, 'x', 'x', UTC_TIMESTAMP(3)) ON DUPLICATE KEY UPDATE title = title`,
        { replacements: [id, n + 1] },
      );
    }
    await platform.db.query('UPDATE creations SET version = 104 WHERE id = ?', { replacements: [id] });
    await put(author.api, path(id), { content: '新' });
    const { total, items } = await versions(id);
    expect([total, items[0]?.version]).toEqual([100, 104]);
  });
});

describe('a creation that was deleted', () => {
  test('is neither read nor edited, is listed apart, and comes back as it was', async () => {
    const id = await newArticle();
    const { body: before } = await author.api.get(path(id));
    await author.api.delete(path(id));
    expect((await author.api.get(path(id))).status).toBe(404);
    expect((await put(author.api, path(id), { content: 'x' })).status).toBe(404);
    expect((await author.api.get(path(id, '/versions'))).status).toBe(404);
    const { body: deleted } = await author.api.get('/api/v1/creations?deleted=true');
    expect(deleted.data).toMatchObject({ total: 1, items: [{ id }] });
    const back = await author.api.post(path(id, '/restore'));
    expect(back.body.data).toEqual(before.data);
    // Asking again changes nothing.
    expect((await author.api.post(path(id, '/restore'))).body.data).toEqual(before.data);
    expect((await author.api.get('/api/v1/creations?deleted=true')).body.data.total).toBe(0);
  });
});

test("somebody else's creation is as one that is not there", async () => {
  const id = await newArticle();
  await put(author.api, path(id), { content: '第二稿' });
  const { api } = stranger;
  const answers = [
    await api.get(path(id)),
    await put(api, path(id), { content: '占为己有' }),
    await api.delete(path(id)),
    await api.get(path(id, '/versions')),
    await api.get(path(id, '/versions/1')),
    await api.post(path(id, '/versions/1/restore')),
    await api.post(path(id, '/restore')),
    await put(author.api, path(9_007_199_254_740_991), { content: 'x' }),
  ];
  expect(answers.map(({ status }) => status)).toEqual(answers.map(() => 404));
  expect((await author.api.get(path(id))).body.data.content).toBe('第二稿');
});

describe('the list', () => {
  const list = async (query: string) =>
    (await writer.api.get(`/api/v1/creations?${query}`)).body.data as { items: { title: string }[] };
  const titles = async (query: string) => (await list(query)).items.map(({ title }) => title);
  let writer: TestUser;
  beforeAll(async () => {
    writer = await platform.signUp(1_000);
    for (const title of ['100% 棉', '100 件', 'Go_home', "O'Neil!"]) {
      await finishedWork(platform, writer.id, { title, toolType: 'wechat_article' });
    }
    await finishedWork(platform, writer.id, { title: '简历', toolType: 'resume' });
    await finishedWork(platform, writer.id, { title: '猫', type: 'image' });
  });

  test('is filtered by type, tool and title, where % _ ! and quotes mean themselves', async () => {
    expect(await titles('type=writing&page_size=2')).toEqual(['简历', "O'Neil!"]);
    expect(await titles('tool_type=resume')).toEqual(['简历']);
    expect(await titles('type=image&tool_type=resume')).toEqual([]);
    expect(await titles(`search=${encodeURIComponent('100%')}`)).toEqual(['100% 棉']);
    expect(await titles('search=go_')).toEqual(['Go_home']);
    expect(await titles(`search=${encodeURIComponent("'neil!")}`)).toEqual(["O'Neil!"]);
    expect(await titles(`search=${encodeURIComponent("' OR 1=1 -- ")}`)).toEqual([]);
  });

  test('has empty pages past its end, and refuses pages and filters that cannot be', async () => {
    expect(await list('page=1000000&page_size=100')).toEqual({
      total: 6,
      page: 1_000_000,
      page_size: 100,
      items: [],
    });
    for (const [query, field] of [
      ['page=0', 'page'],
      ['page=-1', 'page'],
      ['page=1000001', 'page'],
      ['page=1e3x', 'page'],
      ['page_size=101', 'page_size'],
      ['type=nothing', 'type'],
      ['search=', 'search'],
      ['deleted=maybe', 'deleted'],
    ]) {
      expect(refusal(await writer.api.get(`/api/v1/creations?${query}`))).toEqual([
        400,
        400,
        `query.${field}`,
      ]);
    }
  });

  test('is found in a key alone, whatever it is filtered by', async () => {
    for (const filter of ['', `AND title LIKE '%x%'`, `AND type = 'writing'`, `AND tool_type = 'resume'`]) {
      const [rows] = await platform.db.query(
        `EXPLAIN SELECT id FROM creations IGNORE INDEX (PRIMARY) WHERE owner_id = ${writer.id}
         AND status = 'completed' AND deleted_at IS NULL ${filter} AND id < 16384 ORDER BY id DESC LIMIT 20`,
      );
      const [{ key, Extra }] = rows as [{ key: string; Extra: string }];
      expect({ filter, key, Extra }).toMatchObject({
        key: expect.stringMatching(/^creations_(listed|type|tool)$/),
        Extra: expect.stringContaining('Using index'),
      });
    }
  });
});
