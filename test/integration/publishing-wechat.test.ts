import { startWechat, type WechatSimulator } from '../../simulators/publishing/wechat';
import { platform, type TestPlatform } from '../support/platform';
import { testAdapters } from '../support/publishing';
import { newPublisher, type Publisher } from '../support/publisher';
import { wordsOf } from '../support/record-history';

/** An article's way to a WeChat Official Account, over the API, the workflow and the vendor's protocol. */

const SECRET = 'a-secret-of-the-official-account';
const CREDENTIALS = { app_id: 'wx0123456789abcdef', app_secret: SECRET };
const SUBMIT = '/cgi-bin/freepublish/submit';

let wechat: WechatSimulator;
let studio: TestPlatform;
let publisher: Publisher;

beforeAll(async () => {
  wechat = await startWechat({ appId: CREDENTIALS.app_id, secret: SECRET });
  studio = await platform({ worker: {}, publishing: (clock) => testAdapters(clock, { wechat: wechat.url }) });
  publisher = await newPublisher(studio, 20);
  expect((await publisher.bind('wechat', CREDENTIALS)).body).toMatchObject({
    code: 200,
    data: { platform: 'wechat', account_name: CREDENTIALS.app_id, is_active: 'active' },
  });
});
afterAll(async () => {
  await studio.close();
  await wechat.close();
});

const postsOf = (title: string) => wechat.posts.filter((post) => post.title === title);

/** Publishes a new article now, and answers its id. */
async function publishNow(title: string): Promise<number> {
  const { id } = await publisher.creation({ title });
  const { body } = await publisher.publish(id, ['wechat']);
  expect(body).toMatchObject({ code: 200, message: '发布任务已创建', data: { status: 'pending' } });
  return body.data.publish_id as number;
}

test('an article is uploaded, published and asked about until it can be read', async () => {
  wechat.endNext({ status: 0, after: 1 });
  const publishId = await publishNow('如何提高工作效率');
  const [record] = await publisher.until(publishId);
  const [post, ...more] = postsOf('如何提高工作效率');
  expect(more).toEqual([]);
  expect(record).toMatchObject({
    status: 'success',
    platform_post_id: post?.articleId,
    platform_url: post?.url,
    error_code: null,
    error_message: null,
  });
  expect(post?.content).toBe(
    '<blockquote><p>三个办法</p></blockquote><h2>计划</h2><p>先做<strong>重要</strong>的事。</p><h2>休息</h2><ul><li>睡好</li><li>走路</li></ul>',
  );
  expect(wechat.materials.get(post?.thumbMediaId ?? '')?.toString()).toContain(
    'a cover for 如何提高工作效率',
  );
  expect((await publisher.user.api.get(`/api/v1/publish/${publishId}`)).body.data.status).toBe('success');
});

test('neither the history of the workflow nor a log has a secret in it', async () => {
  const publishId = await publishNow('秘密');
  await publisher.until(publishId, 'success');
  const handle = studio.worker!.client.workflow.getHandle(`publish/${publishId}`);
  expect(await handle.result()).toBe('published');
  const told = [wordsOf(await handle.fetchHistory()), ...studio.logged.map((line) => JSON.stringify(line))];
  for (const words of told) expect(words).not.toMatch(/a-secret-of-the-official|wechat-token|秘密/);
  const [rows] = await studio.db.query('SELECT * FROM platform_accounts');
  expect(JSON.stringify(rows)).not.toContain(Buffer.from(SECRET).toString('base64').slice(0, 12));
});

test.each([
  ['never comes', { kind: 'silent' }],
  ['is cut off', { kind: 'cut' }],
] as const)('a submission whose answer %s is found, and never posted again', async (name, fault) => {
  wechat.failNext(SUBMIT, fault);
  const before = wechat.calls.filter((path) => path === SUBMIT).length;
  const publishId = await publishNow(`回答丢失 ${name}`);
  const [record] = await publisher.until(publishId, 'success');
  const [post, ...more] = postsOf(`回答丢失 ${name}`);
  expect(more).toEqual([]);
  expect(record).toMatchObject({ platform_post_id: post?.articleId, platform_url: post?.url });
  expect(wechat.calls.filter((path) => path === SUBMIT)).toHaveLength(before + 1);
});

test.each([40001, 40014, 42001])(
  'a token that is refused with %i is replaced once, and the work goes on',
  async (code) => {
    const grants = wechat.grants();
    wechat.endToken();
    wechat.failNext('/cgi-bin/material/add_material', { kind: 'refuse', code });
    await publisher.until(await publishNow(`令牌 ${code}`), 'success');
    expect(wechat.grants()).toBe(grants + 1);
  },
);

test('a system that is busy while it is asked to publish is not asked again', async () => {
  const before = wechat.calls.filter((path) => path === SUBMIT).length;
  wechat.failNext(SUBMIT, { kind: 'refuse', code: -1 });
  const [record] = await publisher.until(await publishNow('繁忙'), 'unknown');
  expect(record).toMatchObject({ error_code: null, error_message: '微信系统繁忙 (-1)' });
  expect(wechat.calls.filter((path) => path === SUBMIT)).toHaveLength(before + 1);
});

test('no markup of a text comes into the article', async () => {
  const { id } = await publisher.creation({
    title: '<b>标记</b>',
    content: '<script>alert(1)</script>\n\n## <img src=x onerror=1>\n\n- "引号" & **<i>粗</i>**',
  });
  const { body } = await publisher.publish(id, ['wechat']);
  await publisher.until(body.data.publish_id as number, 'success');
  expect(postsOf('<b>标记</b>')).toMatchObject([
    {
      content:
        '<p>&lt;script&gt;alert(1)&lt;/script&gt;</p><h2>&lt;img src=x onerror=1&gt;</h2>' +
        '<ul><li>&quot;引号&quot; &amp; <strong>&lt;i&gt;粗&lt;/i&gt;</strong></li></ul>',
    },
  ]);
});

test.each([
  [2, '原创声明失败'],
  [4, '平台审核不通过'],
  [6, '发布成功后被系统封禁'],
])('status %i of a publication is told in words', async (status, words) => {
  wechat.endNext({ status });
  const [record] = await publisher.until(await publishNow(`状态 ${status}`));
  expect(record).toMatchObject({ status: 'failed', error_code: 40009, error_message: words });
  expect(postsOf(`状态 ${status}`)).toEqual([]);
});

test.each([
  [SUBMIT, 48001, '公众号没有发布接口的权限 (48001)'],
  [SUBMIT, 45009, '接口调用次数已达上限 (45009)'],
  ['/cgi-bin/draft/add', 40007, '素材已失效 (40007)'],
])('%s refused with %i fails at once, with the reason', async (path, code, message) => {
  wechat.failNext(path, { kind: 'refuse', code });
  const [record] = await publisher.until(await publishNow(`拒绝 ${code}`));
  expect(record).toMatchObject({ status: 'failed', error_code: 40009, error_message: message });
});

test('an upload is repeated until it succeeds, and what was brought is not brought again', async () => {
  const draft = '/cgi-bin/draft/add';
  const covers = wechat.materials.size;
  wechat.failNext(draft, { kind: 'refuse', code: -1 });
  await publisher.until(await publishNow('繁忙'), 'success');
  expect(wechat.materials.size).toBe(covers + 1);
});

test('a picture that was made here is brought into the article with its very bytes', async () => {
  const { id, bytes } = await publisher.made('image', '花园里的猫');
  const { body } = await publisher.publish(id, ['wechat']);
  await publisher.until(body.data.publish_id as number, 'success');
  const [post] = postsOf('花园里的猫');
  const [, source = ''] =
    /^<p><img src="http:\/\/mmbiz\.qpic\.cn\/([^"]+)"\/><\/p><p>花园里的猫<\/p>$/.exec(post?.content ?? '') ??
    [];
  expect(wechat.materials.get(source)?.includes(bytes)).toBe(true);
});
