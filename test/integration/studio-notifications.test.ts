import { QueryTypes } from 'sequelize';
import { startWechat, type WechatSimulator } from '../../simulators/publishing/wechat';
import { createMembershipNotices } from '../../domain/membership/notices';
import { createNotificationRetention } from '../../domain/notifications/retention';
import { createOrders } from '../../domain/orders/orders';
import { createPublicationRuns } from '../../domain/publishing/runs';
import { createTargets } from '../../domain/publishing/targets';
import { layCable, type Cable } from '../support/cable';
import { payAt } from '../support/cashier';
import { required } from '../support/environment';
import { put } from '../support/gateway-management';
import {
  listOf,
  NOTIFICATIONS as PATH,
  openFeedOf,
  wholeFeedOf,
  type Line,
} from '../support/notification-reader';
import { platform, type TestPlatform, type TestUser } from '../support/platform';
import { inSeconds, newPublisher } from '../support/publisher';
import { testAdapters } from '../support/publishing';
import { openSocket } from '../support/socket';
import { newAdministrator } from '../support/studio-administrator';

/** What users are told of what ends, and of what moves: in the list, on the stream and on the WebSocket. */

const CREDENTIALS = { app_id: 'wx0123456789abcdef', app_secret: 'a secret of the account' };

let studio: TestPlatform;
let wechat: WechatSimulator;
let redis: Cable;
let user: TestUser;

beforeAll(async () => {
  const redisAt = new URL(required('TASKLOOM_TEST_REDIS_URL'));
  redis = await layCable({ host: redisAt.hostname, port: Number(redisAt.port) });
  redisAt.host = `${redis.host}:${redis.port}`;
  wechat = await startWechat({ appId: CREDENTIALS.app_id, secret: CREDENTIALS.app_secret });
  studio = await platform({
    cashier: true,
    redisUrl: redisAt.href,
    settings: { heartbeatMs: 200 },
    publishing: (clock) => testAdapters(clock, { wechat: wechat.url }),
  });
});
beforeEach(async () => {
  user = await studio.signUp(1000);
});
afterAll(async () => {
  await studio.close();
  await wechat.close();
  await redis.remove();
});

const list = (query = '', of = user) => listOf(of, query);
const feed = () => wholeFeedOf(studio, user);
const openFeed = (from?: { after?: number; lastEventId?: string }) => openFeedOf(studio, user, from);

/** The types of the list, oldest first. */
const types = async () => (await list()).items.map(({ type }) => type).reverse();

async function orderVideo(of = user): Promise<string> {
  const { body } = await of.api.post('/api/v1/video/generate', { script: '清晨的城市', duration: 3 });
  return (body.data.task_id as string).replace('video_task_', '');
}

async function failVideo(of = user): Promise<string> {
  const jobId = await orderVideo(of);
  await studio.jobs.giveUp(jobId, { state: 'failed', reason: 'GENERATION_FAILED' });
  return jobId;
}

async function recharge(): Promise<{ order_id: string; payment_url: string }> {
  const { body } = await user.api.post('/api/v1/credit/recharge', { amount: 10, payment_method: 'alipay' });
  return body.data as { order_id: string; payment_url: string };
}

describe('each end is told once, however often it is written:', () => {
  test('a job’s, with what it was to make, and why it failed', async () => {
    const made = await orderVideo();
    const failed = await orderVideo();
    const cancelled = await orderVideo();
    for (const _again of [1, 2]) {
      await studio.jobs.succeed(made, { artifactId: 'none', demo: true });
      await studio.jobs.giveUp(failed, { state: 'failed', reason: 'GENERATION_FAILED' });
      await studio.jobs.giveUp(cancelled, { state: 'cancelled' });
    }
    expect((await list()).items).toMatchObject([
      { type: 'job_cancelled', subject: { job_id: cancelled }, title: '视频生成已取消' },
      {
        type: 'job_failed',
        subject: { job_id: failed },
        title: '视频生成失败',
        message: '《清晨的城市》生成失败：内容生成失败。积分已退还。',
      },
      {
        type: 'job_succeeded',
        listed: true,
        subject: { job_id: made, creation_id: expect.any(Number) as number },
        title: '视频已生成',
        message: '《清晨的城市》已生成。',
        read_at: null,
      },
    ]);
    const { body } = await user.api.get(PATH, { 'accept-language': 'en' });
    expect(body.data.items[2]).toMatchObject({ title: 'Your video is ready' });
  });

  test('a job’s that costs nothing', async () => {
    await studio.db.query(
      `UPDATE users SET membership_type = 'monthly', membership_end_at = UTC_TIMESTAMP(3) + INTERVAL 1 DAY
       WHERE id = ${user.id}`,
    );
    await studio.jobs.giveUp(await failVideo(), { state: 'cancelled' });
    expect(await types()).toEqual(['job_failed']);
  });

  test('an order’s: paid, cancelled, expired, paid from the balance', async () => {
    const paid = await recharge();
    await payAt(paid.payment_url);
    await studio.cashier!.notifies(paid.order_id, 1);
    await studio.cashier!.notifyAgain(paid.order_id);
    const cancelled = await recharge();
    await user.api.post(`/api/v1/credit/orders/${cancelled.order_id}/cancel`);
    await user.api.post(`/api/v1/credit/orders/${cancelled.order_id}/cancel`);
    const expired = await recharge();
    const later = { now: () => new Date(studio.clock.now().getTime() + 86_400_000) };
    const orders = createOrders({ ...studio, clock: later, orderTtlMs: 1 });
    await orders.close(expired.order_id);
    await orders.close(expired.order_id);
    const membership = { membership_type: 'monthly', payment_method: 'balance' };
    expect((await user.api.post('/api/v1/credit/membership', membership)).status).toBe(200);

    const { items } = await list();
    expect(items.map(({ type, subject }) => [type, subject['order_id']]).reverse()).toEqual([
      ['order_paid', paid.order_id],
      ['order_cancelled', cancelled.order_id],
      ['order_expired', expired.order_id],
      ['order_paid', expect.stringMatching(/^M/)],
    ]);
    expect(items[3]!.message).toBe(`订单 ${paid.order_id}（充值10元，10.00 元）已支付。`);
    expect(await feed()).toEqual([
      'change order_pending',
      'notification order_paid',
      'change order_pending',
      'notification order_cancelled',
      'change order_pending',
      'notification order_expired',
      'notification order_paid',
    ]);
  });

  test('a publication’s, at each platform, and its way there on the feed', async () => {
    const publisher = await newPublisher(studio);
    ({ user } = publisher);
    await publisher.bind('wechat', CREDENTIALS);
    const [runs, targets] = [createPublicationRuns(studio), createTargets(studio)];
    const [soon, later] = [inSeconds(3600), inSeconds(7200)];
    const publish = async (more?: object) => {
      const { id } = await publisher.creation();
      const publishId = (await publisher.publish(id, ['wechat'], more)).body.data.publish_id as number;
      return { publishId, recordId: (await publisher.records(publishId))[0]!.id };
    };
    const moved = await publish({ schedule_time: soon });
    await put(user.api, `/api/v1/publish/${moved.publishId}/schedule`, { schedule_time: later });
    await user.api.post(`/api/v1/publish/${moved.publishId}/cancel`);
    expect(await types()).toEqual([]);
    expect(await feed()).toEqual([
      'change publish_pending',
      'change publish_rescheduled',
      'change publish_cancelled',
    ]);

    const [good, bad, byHand, lost] = [await publish(), await publish(), await publish(), await publish()];
    for (const { publishId } of [good, bad, byHand, lost]) {
      await runs.begin(publishId);
      await runs.begin(publishId);
    }
    for (const _again of [1, 2]) {
      await targets.published(good.recordId, { postId: 'post', url: 'https://example.com/post' });
      await targets.failed(bad.recordId, 'PUBLISH_FAILED', '标题含有违规词');
      await targets.handedOff(byHand.recordId);
    }
    await targets.prepared(lost.recordId, (await targets.preparing(lost.recordId))!);
    await targets.submitting(lost.recordId);
    await targets.unknown(lost.recordId, '?');
    await targets.unknown(lost.recordId, '?');
    await targets.unresolved(lost.recordId, '?');
    await targets.unresolved(lost.recordId, '?');
    await user.api.post(`/api/v1/publish/history/${lost.recordId}/confirm`, { published: true });

    const { items } = await list();
    expect(items.reverse()).toMatchObject([
      {
        type: 'publish_succeeded',
        subject: { publish_id: good.publishId, record_id: good.recordId, platform: 'wechat' },
        message: '《如何提高工作效率》已发布到微信公众号。',
      },
      { type: 'publish_failed', message: '《如何提高工作效率》未能发布到微信公众号：标题含有违规词' },
      {
        type: 'publish_handed_off',
        subject: {
          record_id: byHand.recordId,
          hand_off_url: expect.stringContaining(`/publish/hand-offs/${byHand.recordId}?expires=`) as string,
        },
      },
      { type: 'publish_unknown', subject: { record_id: lost.recordId } },
    ]);
    expect(items).toHaveLength(4);
    expect((await feed()).slice(3)).toEqual([
      ...Array.from({ length: 4 }, () => 'change publish_pending'),
      ...Array.from({ length: 4 }, () => 'change publish_started'),
      'notification publish_succeeded',
      'notification publish_failed',
      'notification publish_handed_off',
      'change publish_checking',
      'notification publish_unknown',
      'change publish_confirmed',
    ]);
    const stopped = await publish();
    await runs.abandon(stopped.publishId);
    await runs.abandon(stopped.publishId);
    expect(await types()).toHaveLength(5);
  });

  test('a coupon, a gift, a reward for a friend, and the end of a membership', async () => {
    const admin = await newAdministrator(studio);
    const window = { start_time: '2026-01-22T00:00:00', end_time: '2099-02-22T23:59:59' };
    const { body: coupon } = await admin.api.post('/api/v1/operation/coupons', {
      ...{ code: `FIVE${user.id}`, name: '五元券', type: 'deduction', value: 5 },
      ...{ valid_from: window.start_time, valid_until: window.end_time },
    });
    const claim = () => user.api.post(`/api/v1/operation/coupons/${coupon.data.id}/claim`);
    expect([(await claim()).status, (await claim()).status]).toEqual([200, 400]);
    const gift = { name: '参与送积分', type: 'credit_gift', config: { credits: 100 }, ...window };
    const { body: activity } = await admin.api.post('/api/v1/operation/activities', gift);
    await user.api.post(`/api/v1/operation/activities/${activity.data.id}/participate`);

    const { body } = await user.api.post('/api/v1/operation/referral/generate');
    const friend = await studio.signUp();
    await friend.api.post('/api/v1/operation/referral/bind', { referral_code: body.data.referral_code });
    const order = await friend.api.post('/api/v1/credit/recharge', { amount: 10, payment_method: 'alipay' });
    await payAt(order.body.data.payment_url);
    await studio.cashier!.notifies(order.body.data.order_id, 1);
    const notices = createMembershipNotices(studio);
    const end = { userId: user.id, email: null, endsAt: new Date('2026-01-22T02:00:00Z') };
    for (const kind of ['ending', 'ended', 'ended'] as const) await notices.show({ ...end, kind });

    expect((await list()).items.map(({ type, message }) => `${type}: ${message}`).reverse()).toEqual([
      'coupon_received: “五元券”已放入您的账户，有效期至 2099-02-22 23:59。',
      'reward_received: 您获得 100 积分：参与送积分。',
      'reward_received: 您获得 10 积分：推荐奖励。',
      'membership_ending: 您的会员将于 2026-01-22 10:00 到期，续费后有效期顺延。',
      'membership_ended: 您的会员已于 2026-01-22 10:00 到期，之后的创作将使用积分。',
    ]);
  });
});

describe('the list', () => {
  test('counts what is unread, filters, and marks as read: one, some, all', async () => {
    for (let n = 0; n < 4; n++) await failVideo();
    const [newest, , older] = (await list()).items as [Line, Line, Line];
    const first = await user.api.post(`${PATH}/${newest.id}/read`);
    expect(first.body.data).toMatchObject({ id: newest.id, read_at: expect.any(String) as string });
    expect((await user.api.post(`${PATH}/${newest.id}/read`)).body).toEqual(first.body);
    expect(await list('unread=true')).toMatchObject({ total: 3, unread_count: 3 });
    expect(await list('unread=false')).toMatchObject({
      total: 1,
      unread_count: 3,
      items: [{ id: newest.id }],
    });
    expect(await list('type=job_succeeded')).toMatchObject({ total: 0, unread_count: 3 });
    expect((await user.api.post(`${PATH}/read-all?up_to=${older.seq}`)).body.data).toEqual({
      read: 2,
      unread_count: 1,
    });
    expect((await user.api.post(`${PATH}/read-all`)).body.data).toEqual({ read: 1, unread_count: 0 });
    expect(await list('unread=true')).toMatchObject({ total: 0, unread_count: 0, items: [] });
    expect(await list('page=2&page_size=3')).toMatchObject({ total: 4, items: [{ type: 'job_failed' }] });
    expect(await list('page=1000000')).toMatchObject({ total: 4, items: [] });
  });

  test.each(['page=-1', 'page=0', 'page=9999999', 'page_size=101', 'type=gossip', 'unread=perhaps'])(
    '?%s is refused',
    async (query) => expect((await user.api.get(`${PATH}?${query}`)).status).toBe(400),
  );

  test('is its owner’s alone', async () => {
    await failVideo();
    const [own] = (await list()).items;
    const other = await studio.signUp();
    expect(await list('', other)).toMatchObject({ total: 0, unread_count: 0 });
    expect((await other.api.post(`${PATH}/${own!.id}/read`)).status).toBe(404);
    expect((await other.api.post(`${PATH}/7/read`)).status).toBe(400);
    expect(await list()).toMatchObject({ unread_count: 1 });
  });

  test('keeps what was read for its time, and what was not for four times that', async () => {
    await failVideo();
    await user.api.post(`${PATH}/read-all`);
    await failVideo();
    const retentionIn = (days: number) => {
      const clock = { now: () => new Date(studio.clock.now().getTime() + days * 86_400_000) };
      return createNotificationRetention({ db: studio.db, clock, days: 90 });
    };
    await retentionIn(89).deleteOld(1000);
    expect(await types()).toHaveLength(2);
    await retentionIn(91).deleteOld(1000);
    expect(await list()).toMatchObject({ total: 1, unread_count: 1 });
    while ((await retentionIn(361).deleteOld(2)) === 2);
    expect(await list()).toMatchObject({ total: 0 });
    expect(await studio.count('notifications')).toBe(0);
  });
});

describe('the stream', () => {
  test('says where it begins, tells what comes, and goes on where a reader was', async () => {
    await failVideo();
    const stream = await openFeed();
    await stream.count(1);
    expect(stream.events[0]).toMatchObject({ id: '1', event: 'opened' });
    expect(JSON.parse(stream.events[0]!.data)).toEqual({ seq: 1, last_seq: 1, unread_count: 1 });
    const { order_id } = await recharge();
    await stream.count(2);
    expect(stream.events[1]).toMatchObject({ id: '2', event: 'change' });
    expect(JSON.parse(stream.events[1]!.data)).toMatchObject({
      type: 'order_pending',
      subject: { order_id },
    });
    stream.hangUp();
    await user.api.post(`/api/v1/credit/orders/${order_id}/cancel`);
    const again = await openFeed({ lastEventId: '2', after: 0 });
    await again.count(2);
    expect(again.events.map(({ id, event }) => `${id} ${event}`)).toEqual(['2 opened', '3 notification']);
    again.hangUp();
    const beyond = await openFeed({ lastEventId: '9007199254740991' });
    await beyond.count(1);
    expect(beyond.events[0]).toMatchObject({ id: '3' });
    beyond.hangUp();
    expect((await user.api.get(`${PATH}/stream?after=-1`)).status).toBe(400);
  });

  test('has neither gap nor repeat for readers who come and go while several write', async () => {
    const jobs = await Promise.all(Array.from({ length: 16 }, () => orderVideo()));
    const steady = await openFeed({ after: 0 });
    const seen: string[] = [];
    const roaming = (async () => {
      for (let last = '0'; seen.length < 24;) {
        const stream = await openFeed({ lastEventId: last });
        await stream.count(Math.min(4, 25 - seen.length));
        const lines = stream.events.slice(1);
        stream.hangUp();
        seen.push(...lines.map(({ id }) => id!));
        last = seen.at(-1)!;
      }
    })();
    await Promise.all([
      ...jobs.map((id) => studio.jobs.giveUp(id, { state: 'failed', reason: 'GENERATION_FAILED' })),
      ...Array.from({ length: 8 }, () => recharge()),
    ]);
    await Promise.all([steady.count(25), roaming]);
    steady.hangUp();
    const expected = Array.from({ length: 24 }, (_, n) => String(n + 1));
    expect(steady.events.slice(1).map(({ id }) => id)).toEqual(expected);
    expect(seen).toEqual(expected);
  });

  test('tells what happened while Redis was away, once it is back', async () => {
    const stream = await openFeed();
    await stream.count(1);
    redis.cut();
    await failVideo();
    redis.mend();
    await stream.count(2);
    expect(JSON.parse(stream.events[1]!.data)).toMatchObject({ type: 'job_failed' });
    stream.hangUp();
  });
});

describe('the WebSocket', () => {
  const open = (query = '') =>
    openSocket(studio, {
      headers: { authorization: `Bearer ${user.accessToken}` },
      path: `/api/v1/ws${query}`,
    });

  test('carries jobs, publications and orders side by side, each event of a job as it always was', async () => {
    const socket = await open();
    const jobId = await failVideo();
    await recharge();
    await socket.until(({ type }) => type === 'order_pending');
    await socket.until(({ type }) => type === 'failed');
    expect(socket.messages.find(({ type }) => type === 'failed')).toEqual({
      ...{ job_id: jobId, seq: 2, type: 'failed' },
      data: { error: { code: 40007, message: '内容生成失败' } },
      created_at: expect.any(String) as string,
    });
    const lines = socket.messages.filter(({ event }) => event !== undefined);
    expect(lines).toMatchObject([
      { event: 'notification', seq: 1, type: 'job_failed', subject: { job_id: jobId } },
      { event: 'change', seq: 2, type: 'order_pending' },
    ]);
    await socket.close();
  });

  test('goes on after a number, and finds what nobody announced', async () => {
    await failVideo();
    await failVideo();
    const socket = await open('?after=1');
    await socket.until(({ seq, event }) => event !== undefined && seq === 2);
    const end = { userId: user.id, email: null, endsAt: new Date(), kind: 'ended' } as const;
    await createMembershipNotices(studio).show(end); // by a process that reaches no Redis
    await socket.until(({ type }) => type === 'membership_ended');
    const lines = socket.messages.filter(({ event }) => event !== undefined);
    expect(lines.map(({ seq }) => seq)).toEqual([2, 3]);
    await socket.close();
    expect(await open('?after=-1').catch(String)).toContain('400');
  });
});

describe('mail', () => {
  const owed = async () => {
    const rows = await studio.db.query<{ payload: unknown }>(
      "SELECT payload FROM outbox WHERE name = 'mailNotification'",
      { type: QueryTypes.SELECT },
    );
    return rows.length;
  };

  test('is owed for what its owner chose, in the same commit, and for nothing else', async () => {
    const settings = `${PATH}/settings`;
    expect((await user.api.get(settings)).body.data).toEqual({ mail_types: [], mail_address: null });
    const before = await owed();
    await failVideo();
    expect(await owed()).toBe(before);
    const wanted = { mail_types: ['job_failed', 'order_paid'] };
    expect((await put(user.api, settings, wanted)).body.data).toMatchObject(wanted);
    const jobId = await failVideo();
    await studio.jobs.giveUp(jobId, { state: 'cancelled' });
    await recharge();
    expect(await owed()).toBe(before + 1);
    await put(user.api, settings, { mail_types: [] });
    await failVideo();
    expect(await owed()).toBe(before + 1);
    for (const mail_types of [['gossip'], ['order_pending'], ['membership_ended'], 'job_failed', null]) {
      expect((await put(user.api, settings, { mail_types })).status).toBe(400);
    }
  });
});
