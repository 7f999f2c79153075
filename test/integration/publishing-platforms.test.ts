import { createHash } from 'node:crypto';
import { sceneVideoRenderer } from '../../providers/media/video/scene-video-renderer';
import { createDouyin } from '../../providers/publishing/douyin/douyin';
import { createKuaishou } from '../../providers/publishing/kuaishou/kuaishou';
import { startDouyin, type DouyinSimulator } from '../../simulators/publishing/douyin';
import { startKuaishou, type KuaishouSimulator } from '../../simulators/publishing/kuaishou';
import type { PlatformServer } from '../../simulators/publishing/server';
import { startToutiao, type ToutiaoSimulator } from '../../simulators/publishing/toutiao';
import { startXiaohongshu } from '../../simulators/publishing/xiaohongshu';
import { platform, type TestPlatform } from '../support/platform';
import { testAdapters } from '../support/publishing';
import { newPublisher, type Publisher } from '../support/publisher';

/** The other platforms, each in its own protocol: two that take videos, and two that hand off to their users. */

const CLIENT = { key: 'client-of-the-tests', secret: 'a secret of the client' };
const FRAGMENTS = { over: 10_000, bytes: 4_000 };
const VIDEO = Buffer.from(Array.from({ length: 11_000 }, (_none, index) => index % 251));
const SHA256 = createHash('sha256').update(VIDEO).digest('hex');

let kuaishou: KuaishouSimulator;
let douyin: DouyinSimulator;
let toutiao: ToutiaoSimulator;
let xiaohongshu: PlatformServer;
let studio: TestPlatform;
let publisher: Publisher;

beforeAll(async () => {
  [kuaishou, douyin, toutiao, xiaohongshu] = await Promise.all([
    startKuaishou(CLIENT),
    startDouyin(CLIENT),
    startToutiao(CLIENT),
    startXiaohongshu({ appKey: CLIENT.key, secret: CLIENT.secret }),
  ]);
  studio = await platform({
    worker: { videos: sceneVideoRenderer() },
    publishing(clock) {
      const settings = { timeoutMs: 1_000, now: () => clock.now() };
      return {
        ...testAdapters(clock, { toutiao: toutiao.url, xiaohongshu: xiaohongshu.url }),
        // Smaller limits than the platforms have, for smaller files.
        kuaishou: createKuaishou({ ...settings, url: kuaishou.url, fragments: FRAGMENTS }),
        douyin: createDouyin({ ...settings, url: douyin.url, parts: FRAGMENTS }),
      };
    },
  });
  publisher = await newPublisher(studio, 70);
  const { key, secret } = CLIENT;
  const oauth = { client_key: key, client_secret: secret };
  const bindings = [
    ['kuaishou', { app_id: key, app_secret: secret, code: kuaishou.newCode() }, '快手创作者'],
    ['douyin', { ...oauth, code: douyin.newCode() }, '抖音创作者'],
    ['toutiao', { ...oauth, code: toutiao.newCode() }, '头条作者'],
    ['xiaohongshu', { app_key: key, app_secret: secret }, key],
  ] as const;
  for (const [name, credentials, accountName] of bindings) {
    expect((await publisher.bind(name, credentials)).body).toMatchObject({
      code: 200,
      data: { account_name: accountName },
    });
  }
});
afterAll(async () => {
  await studio.close();
  await Promise.all([kuaishou, douyin, toutiao, xiaohongshu].map((each) => each.close()));
});

async function newVideo(title: string, bytes = VIDEO): Promise<number> {
  const { id, jobId } = await publisher.creation({ type: 'video', title, content: title });
  await studio.artifacts.save(jobId, 'video', bytes, { fileName: 'video.mp4', contentType: 'video/mp4' });
  return id;
}

async function publishAt(creation: number, ...platforms: string[]) {
  const { body } = await publisher.publish(creation, platforms);
  expect(body).toMatchObject({ code: 200 });
  return publisher.until(body.data.publish_id as number);
}

describe('kuaishou', () => {
  const photosOf = (caption: string) => kuaishou.photos.filter((photo) => photo.caption === caption);
  const PUBLISH = '/openapi/photo/publish';

  test('a large video goes in fragments, and is asked about until it is ready', async () => {
    kuaishou.pendNext(1);
    const [record] = await publishAt(await newVideo('清晨的城市'), 'kuaishou');
    const [photo, ...more] = photosOf('清晨的城市');
    expect(more).toEqual([]);
    expect(photo).toMatchObject({ sha256: SHA256, fragments: 3 });
    expect(record).toMatchObject({
      status: 'success',
      platform_post_id: photo?.photoId,
      platform_url: `https://v.kuaishou.com/${photo?.photoId}`,
    });
  });

  test('a small one goes whole; a fragment that fails is brought again, and none twice after it', async () => {
    await publishAt(await newVideo('短片', VIDEO.subarray(0, 5_000)), 'kuaishou');
    expect(photosOf('短片')).toMatchObject([{ fragments: 0 }]);
    const path = '/api/upload/fragment';
    const before = kuaishou.calls.filter((called) => called === path).length;
    kuaishou.failNext(path, { kind: 'hold', released: Promise.resolve() }, { kind: 'reset' });
    await publishAt(await newVideo('断线'), 'kuaishou');
    expect(photosOf('断线')).toMatchObject([{ sha256: SHA256 }]);
    expect(kuaishou.calls.filter((called) => called === path)).toHaveLength(before + 4);
  });

  test('a publication whose answer never comes is found by its caption, also among others of the same', async () => {
    await publishAt(await newVideo('同名'), 'kuaishou');
    kuaishou.failNext(PUBLISH, { kind: 'silent' });
    const [record] = await publishAt(await newVideo('同名'), 'kuaishou');
    expect(photosOf('同名')).toHaveLength(2);
    expect(record).toMatchObject({ status: 'success', platform_post_id: photosOf('同名')[1]?.photoId });
  });

  test('an access token that has ended is refreshed; an authorisation that was withdrawn ends the binding', async () => {
    kuaishou.endTokens();
    const grants = kuaishou.grants();
    await publishAt(await newVideo('续期'), 'kuaishou');
    expect(kuaishou.grants()).toBe(grants + 1);
    const creation = await newVideo('撤回');
    kuaishou.endTokens(true);
    const [record] = await publishAt(creation, 'kuaishou');
    expect(record).toMatchObject({ status: 'failed', error_code: 40008 });
    expect((await publisher.publish(creation, ['kuaishou'])).body).toMatchObject({ code: 40008 });
    const { key, secret } = CLIENT;
    await publisher.bind('kuaishou', { app_id: key, app_secret: secret, code: kuaishou.newCode() });
  });

  test('an upload address that is not the platform’s is not called', async () => {
    kuaishou.sendUploadsTo('evil.example.com');
    const [record] = await publishAt(await newVideo('陌生地址'), 'kuaishou');
    expect(record).toMatchObject({ status: 'failed', error_message: '快手返回了未知的上传地址' });
    kuaishou.sendUploadsTo(new URL(kuaishou.url).host);
  });

  test.each([
    'gifshow.com.evil.example',
    'evilgifshow.com',
    'gifshow.com@127.0.0.1',
    '127.0.0.1',
    '127.0.0.1:22/.gifshow.com',
    '169.254.169.254#.gifshow.com',
    'upload.gifshow.com:22',
    '[::1]',
  ])('nor is %o', async (endpoint) => {
    const settings = { url: kuaishou.url, timeoutMs: 1_000, now: () => studio.clock.now() };
    const adapter = createKuaishou(settings);
    const { signal } = new AbortController();
    const given = { app_id: CLIENT.key, app_secret: CLIENT.secret, code: kuaishou.newCode() };
    const { token, externalId, credentials } = await adapter.recognise(given, signal);
    kuaishou.sendUploadsTo(endpoint);
    const { jobId } = await publisher.creation({ type: 'video' });
    const as = { fileName: 'video.mp4', contentType: 'video/mp4' };
    const media = [await studio.artifacts.save(jobId, 'video', VIDEO, as)];
    const calls = kuaishou.calls.length;
    const upload = adapter.upload(
      { kind: 'video', title: '陌生地址', text: '', media },
      {
        ...{ accessToken: token.access, externalId, credentials, references: {}, signal },
        keep: () => Promise.resolve(),
        withBytes: () => Promise.reject(new Error('nothing is brought')),
        take: () => Promise.resolve(true),
        cover: () => Promise.resolve(Buffer.alloc(0)),
      },
    );
    await expect(upload).rejects.toMatchObject({ code: 'endpoint', kind: 'other' });
    expect(kuaishou.calls.slice(calls)).toEqual(['/openapi/photo/start_upload']);
    kuaishou.sendUploadsTo(new URL(kuaishou.url).host);
  });

  test('a code that was used, and a platform that says no, are told', async () => {
    const { key, secret } = CLIENT;
    const again = await publisher.bind('kuaishou', { app_id: key, app_secret: secret, code: 'used' });
    expect(again.body).toMatchObject({
      code: 400,
      data: { errors: [{ message: '平台未接受：invalid grant (100200105)' }] },
    });
    kuaishou.failNext(PUBLISH, { kind: 'refuse', code: 100200100, message: 'caption is not allowed' });
    const [record] = await publishAt(await newVideo('违规'), 'kuaishou');
    expect(record).toMatchObject({
      status: 'failed',
      error_code: 40009,
      error_message: 'caption is not allowed (100200100)',
    });
  });
});

describe('douyin', () => {
  const BASE = '/api/douyin/v1/video';
  const postsOf = (title: string) => douyin.posts.filter((post) => post.title === title);

  test('a video goes in parts, and is published when its review has ended', async () => {
    const [record] = await publishAt(await newVideo('抖音视频'), 'douyin');
    expect(postsOf('抖音视频')).toMatchObject([{ sha256: SHA256 }]);
    expect(record).toMatchObject({ status: 'success', platform_post_id: postsOf('抖音视频')[0]?.itemId });
  });

  test('images become an image text', async () => {
    const { id, jobId } = await publisher.creation({ type: 'image', title: '花园', content: '' });
    const as = { fileName: 'garden.png', contentType: 'image/png' };
    await studio.artifacts.save(jobId, 'image', Buffer.from('the bytes of a garden'), as);
    await publishAt(id, 'douyin');
    const image = createHash('sha256').update('the bytes of a garden').digest('hex');
    expect(postsOf('花园')).toMatchObject([{ images: [image] }]);
  });

  test.each([
    ['a review that says no', undefined, '平台审核不通过'],
    ['a quota that is spent', 28003017, '发布次数已达上限 (28003017)'],
  ])('%s is told', async (name, code, message) => {
    if (code === undefined) douyin.reviewNext(2);
    else douyin.failNext(`${BASE}/create_video/`, { kind: 'refuse', code });
    const [record] = await publishAt(await newVideo(name), 'douyin');
    expect(record).toMatchObject({ status: 'failed', error_code: 40009, error_message: message });
  });

  test.each(['cut', 'silent'] as const)(
    'a creation whose answer is lost (%s) after it was done is found, and not made again',
    async (kind) => {
      douyin.failNext(`${BASE}/create_video/`, { kind });
      const title = `断开 ${kind}`;
      const [record] = await publishAt(await newVideo(title), 'douyin');
      expect(postsOf(title)).toHaveLength(1);
      expect(record).toMatchObject({ status: 'success', platform_post_id: postsOf(title)[0]?.itemId });
    },
  );

  test('a rate that is passed (28003018) is waited for', async () => {
    douyin.failNext(`${BASE}/init_video_part_upload/`, { kind: 'refuse', code: 28003018 });
    await publishAt(await newVideo('限流'), 'douyin');
    expect(postsOf('限流')).toHaveLength(1);
  });

  test('a token that is over is refreshed', async () => {
    douyin.endTokens();
    await publishAt(await newVideo('刷新'), 'douyin');
    expect(postsOf('刷新')).toHaveLength(1);
  });
});

describe('what was made here', () => {
  const sha256 = (bytes: Buffer) => createHash('sha256').update(bytes).digest('hex');

  test('a picture is published with its very bytes', async () => {
    const { id, bytes } = await publisher.made('image', '花园里的猫咪');
    const [record] = await publishAt(id, 'douyin');
    expect(record).toMatchObject({ status: 'success' });
    expect(douyin.posts.filter(({ title }) => title === '花园里的猫咪')).toMatchObject([
      { images: [sha256(bytes)] },
    ]);
  });

  test('a video is published with its very bytes', async () => {
    const { id, bytes } = await publisher.made('video', '清晨的海边。');
    expect(bytes.length).toBeGreaterThan(5_000);
    const records = await publishAt(id, 'douyin', 'kuaishou');
    expect(records.map(({ status }) => status)).toEqual(['success', 'success']);
    expect(douyin.posts.filter((post) => post.sha256 === sha256(bytes))).toHaveLength(1);
    expect(kuaishou.photos.filter((photo) => photo.sha256 === sha256(bytes))).toHaveLength(1);
  });
});

test('one platform that fails leaves the others as they are, and the whole is partial', async () => {
  douyin.failNext('/api/douyin/v1/video/create_video/', { kind: 'refuse', code: 28003017 });
  const records = await publishAt(await newVideo('部分成功'), 'kuaishou', 'douyin');
  expect(records.map(({ platform: name, status }) => [name, status])).toEqual([
    ['kuaishou', 'success'],
    ['douyin', 'failed'],
  ]);
  const { body } = await publisher.user.api.get(`/api/v1/publish/${records[0]?.publish_id}`);
  expect(body.data.status).toBe('partial');
});

test.each([
  ['toutiao', { title: '字'.repeat(31) }, '今日头条标题应为 2 到 30 个字，现有 31 个'],
  ['xiaohongshu', { title: '字'.repeat(21) }, '小红书标题应为 1 到 20 个字，现有 21 个'],
  ['xiaohongshu', { title: '短', content: '字'.repeat(1_001) }, '小红书正文最多 1000 个字，现有 1001 个'],
  ['kuaishou', {}, '快手只能发布视频'],
  ['douyin', {}, '抖音只能发布图片、视频'],
])('%s has rules of its own', async (name, creation, message) => {
  const { id } = await publisher.creation(creation);
  const { body } = await publisher.publish(id, [name]);
  expect([body.code, body.data.errors[0].message]).toEqual([40009, message]);
});
