import { randomUUID } from 'node:crypto';
import { createTargetWork, type PublishingDependencies } from '../../activities/target-work';
import { PlatformRefusal } from '../../domain/publishing/platform-failure';
import { createTargets } from '../../domain/publishing/targets';
import { startDouyin, type DouyinSimulator } from '../../simulators/publishing/douyin';
import { startKuaishou, type KuaishouSimulator } from '../../simulators/publishing/kuaishou';
import type { PlatformFault, PlatformServer } from '../../simulators/publishing/server';
import { startWechat, type WechatSimulator } from '../../simulators/publishing/wechat';
import { eventually } from '../support/eventually';
import { gate } from '../support/gate';
import { platform, type TestPlatform } from '../support/platform';
import { testAdapters } from '../support/publishing';
import { inSeconds, newPublisher, type Publisher } from '../support/publisher';

/** What is known of a post when the platform's answer to the wish to publish it says nothing of that. */

const CLIENT = { key: 'client-of-the-tests', secret: 'a secret of the client' };
const WECHAT = { app_id: 'wx0123456789abcdef', app_secret: 'a-secret-of-the-account' };

let kuaishou: KuaishouSimulator;
let douyin: DouyinSimulator;
let wechat: WechatSimulator;
let studio: TestPlatform;
let publisher: Publisher;

beforeAll(async () => {
  [kuaishou, douyin, wechat] = await Promise.all([
    startKuaishou(CLIENT),
    startDouyin(CLIENT),
    startWechat({ appId: WECHAT.app_id, secret: WECHAT.app_secret }),
  ]);
  const urls = { kuaishou: kuaishou.url, douyin: douyin.url, wechat: wechat.url };
  studio = await platform({ worker: {}, publishing: (clock) => testAdapters(clock, urls, 5_000) });
  publisher = await newPublisher(studio);
  const { key, secret } = CLIENT;
  await publisher.bind('kuaishou', { app_id: key, app_secret: secret, code: kuaishou.newCode() });
  await publisher.bind('douyin', { client_key: key, client_secret: secret, code: douyin.newCode() });
  await publisher.bind('wechat', WECHAT);
});
afterAll(async () => {
  await studio.close();
  await Promise.all([kuaishou.close(), douyin.close(), wechat.close()]);
});

interface Case {
  readonly name: 'kuaishou' | 'douyin' | 'wechat';
  readonly server: () => PlatformServer;
  /** Where it is asked to publish, and where what it has is listed. */
  readonly submit: string;
  readonly list: string;
  /** What it has under a title, by its ids. */
  readonly posts: (title: string) => string[];
}

const KUAISHOU: Case = {
  name: 'kuaishou',
  server: () => kuaishou,
  submit: '/openapi/photo/publish',
  list: '/openapi/photo/list',
  posts: (title) => kuaishou.photos.filter(({ caption }) => caption === title).map(({ photoId }) => photoId),
};
const DOUYIN: Case = {
  name: 'douyin',
  server: () => douyin,
  submit: '/api/douyin/v1/video/create_video/',
  list: '/api/douyin/v1/video/video_list/',
  posts: (title) => douyin.posts.filter((post) => post.title === title).map(({ itemId }) => itemId),
};
const OFFICIAL_ACCOUNT: Case = {
  name: 'wechat',
  server: () => wechat,
  submit: '/cgi-bin/freepublish/submit',
  list: '/cgi-bin/freepublish/batchget',
  posts: (title) => wechat.posts.filter((post) => post.title === title).map(({ articleId }) => articleId),
};

const called = ({ server }: Case, path: string) => server().calls.filter((each) => each === path).length;

async function publish({ name }: Case, title: string): Promise<number> {
  const type = name === 'wechat' ? 'writing' : 'video';
  const { id, jobId } = await publisher.creation({ title, type });
  if (type === 'video') {
    const as = { fileName: 'video.mp4', contentType: 'video/mp4' };
    await studio.artifacts.save(jobId, 'video', Buffer.from(`a video for ${title}`), as);
  }
  const { body } = await publisher.publish(id, [name]);
  expect(body).toMatchObject({ code: 200 });
  return body.data.publish_id as number;
}

/** Two posts that look the same are submitted, both answers are lost, and then both are looked up at once. */
async function twoAlike(of: Case, title: string, ...faults: PlatformFault[]) {
  const looks = called(of, of.list);
  const bothLook = gate();
  const hold = { kind: 'hold', released: bothLook.passed } as const;
  of.server().failNext(of.submit, ...faults);
  of.server().failNext(of.list, hold, hold);
  const ids = [await publish(of, title), await publish(of, title)];
  await of.server().untilCalled(of.list, looks + 2);
  bothLook.open();
  return async () => (await Promise.all(ids.map((id) => publisher.records(id)))).flat();
}

describe.each([KUAISHOU, DOUYIN])('of two that look the same at $name', (of) => {
  test('where both were done each finds its own', async () => {
    const records = await twoAlike(of, '都成功', { kind: 'cut' }, { kind: 'cut' });
    await eventually(async () => {
      expect((await records()).map(({ status }) => status)).toEqual(['success', 'success']);
    }, 20_000);
    const found = (await records()).map((record) => record.platform_post_id);
    expect(found.toSorted()).toEqual(of.posts('都成功').toSorted());
  });

  test('where one was done, one alone is called published', async () => {
    const looks = called(of, of.list);
    const records = await twoAlike(of, '只有一个', { kind: 'cut' }, { kind: 'reset' });
    const published = async () => (await records()).filter(({ status }) => status === 'success');
    await eventually(async () => expect(await published()).toHaveLength(1), 20_000);
    await of.server().untilCalled(of.list, looks + 4); // and the other is looked up again
    expect(await published()).toMatchObject([{ platform_post_id: of.posts('只有一个')[0] }]);
    const [other] = (await records()).filter(({ status }) => status !== 'success');
    expect(other).toMatchObject({ status: 'unknown', platform_post_id: null });
    expect(of.posts('只有一个')).toHaveLength(1);
  });
});

test.each([
  [KUAISHOU, 100200500],
  [DOUYIN, 2100004],
  [DOUYIN, 28001005],
  [OFFICIAL_ACCOUNT, -1],
] as const)('an error of a platform’s own after it has published is looked up (%#)', async (of, code) => {
  const title = `系统错误 ${code}`;
  const submissions = called(of, of.submit);
  of.server().failNext(of.submit, { kind: 'refuse', code, done: true });
  const [record] = await publisher.until(await publish(of, title), 'success', 'failed');
  expect(record).toMatchObject({ status: 'success', platform_post_id: of.posts(title)[0] });
  expect(of.posts(title)).toHaveLength(1);
  expect(called(of, of.submit)).toBe(submissions + 1);
});

test.each([
  [KUAISHOU, 100200109],
  [DOUYIN, 28003018],
  [OFFICIAL_ACCOUNT, 45011],
] as const)('a platform that takes no more calls for now is asked again later (%#)', async (of, code) => {
  const title = `限流 ${code}`;
  const submissions = called(of, of.submit);
  of.server().failNext(of.submit, { kind: 'refuse', code });
  const [record] = await publisher.until(await publish(of, title), 'success', 'failed');
  expect(record).toMatchObject({ status: 'success', platform_post_id: of.posts(title)[0] });
  expect(of.posts(title)).toHaveLength(1);
  expect(called(of, of.submit)).toBe(submissions + 2);
});

describe('a post that looks like ours', () => {
  /** Two records of one account, of which nothing is done yet. */
  async function twoRecords() {
    const { db, clock } = studio;
    const targets = createTargets({ db, clock });
    const title = `同样 ${randomUUID()}`;
    const schedule_time = inSeconds(3_600);
    const ids = await Promise.all(
      [1, 2].map(async () => {
        const { id } = await publisher.creation({ title });
        const { body } = await publisher.publish(id, ['wechat'], { schedule_time });
        const [record] = await publisher.records(body.data.publish_id as number);
        const target = record!.id;
        await targets.prepared(target, (await targets.preparing(target))!);
        return { target, step: (await targets.submitting(target))! };
      }),
    );
    return { targets, one: ids[0]!, other: ids[1]! };
  }

  test('is not taken while another may be about to hear that it is its own', async () => {
    const { targets, one, other } = await twoRecords();
    await targets.unknown(one.target, '?');
    expect(await targets.take(one.target, 'post-1')).toBe(false);
    await targets.submitted(other.target, { post: 'post-1' });
    expect(await targets.take(one.target, 'post-1')).toBe(false);
    expect(await targets.take(one.target, 'POST-1')).toBe(true);
    expect(await targets.take(one.target, 'POST-1')).toBe(true);
    expect(await targets.take(one.target, 'post-2')).toBe(false);
  });

  test('is not said to have failed by a worker whose step another one has begun anew', async () => {
    const { targets, one, other } = await twoRecords();
    const { adapters, signal } = {
      adapters: testAdapters(studio.clock, {}, 5_000),
      signal: new AbortController().signal,
    };
    const { refusedFor } = createTargetWork({ targets, adapters } as unknown as PublishingDependencies);
    const refused = new PlatformRefusal('other', '1', '平台拒绝');
    const target = await targets.get(one.target);
    for (const step of [undefined, randomUUID()]) {
      expect(await refusedFor(target, refused, signal, step)).toEqual({ state: 'submitting' });
    }
    await targets.submitted(one.target, { post: 'post-4' });
    for (const step of [undefined, randomUUID()]) {
      expect(await refusedFor(target, refused, signal, step)).toEqual({ state: 'submitted' });
    }
    await targets.notSubmitted(other.target, other.step);
    const second = await targets.get(other.target);
    expect(await refusedFor(second, refused, signal, randomUUID())).toEqual({ state: 'prepared' });
    expect(await refusedFor(second, refused, signal, other.step)).toEqual({ state: 'failed' });
  });

  test('goes back to the one of whom the platform says that it is', async () => {
    const { targets, one, other } = await twoRecords();
    await targets.answerLost(other.target, '?', other.step);
    await targets.answerLost(one.target, '?', one.step);
    expect(await targets.take(other.target, 'post-3')).toBe(true);
    await targets.published(other.target, { postId: 'post-3', url: null });
    await targets.submitted(one.target, { post: 'post-3' });
    expect(await targets.get(one.target)).toMatchObject({ state: 'submitted', postId: 'post-3' });
    expect(await targets.get(other.target)).toMatchObject({ state: 'unknown', postId: null });
  });
});
