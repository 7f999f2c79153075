import { startWechat, type WechatSimulator } from '../../simulators/publishing/wechat';
import { createMembershipNotices } from '../../domain/membership/notices';
import { createOrders } from '../../domain/orders/orders';
import { createPublicationRuns } from '../../domain/publishing/runs';
import { createTargets } from '../../domain/publishing/targets';
import { payAt } from '../support/cashier';
import { put } from '../support/gateway-management';
import { listOf, NOTIFICATIONS, wholeFeedOf } from '../support/notification-reader';
import { platform, type TestPlatform, type TestUser } from '../support/platform';
import { inSeconds, newPublisher } from '../support/publisher';
import { testAdapters } from '../support/publishing';
import { failVideo, orderVideo, recharge } from '../support/small-orders';
import { newAdministrator } from '../support/studio-administrator';

/** What users are told of what ends, and of what moves on the way there: once, however often it is written. */

const CREDENTIALS = { app_id: 'wx0123456789abcdef', app_secret: 'a secret of the account' };

let studio: TestPlatform;
let wechat: WechatSimulator;
let user: TestUser;

beforeAll(async () => {
  wechat = await startWechat({ appId: CREDENTIALS.app_id, secret: CREDENTIALS.app_secret });
  studio = await platform({
    cashier: true,
    publishing: (clock) => testAdapters(clock, { wechat: wechat.url }),
  });
});
beforeEach(async () => {
  user = await studio.signUp(1000);
});
afterAll(async () => {
  await studio.close();
  await wechat.close();
});

const list = () => listOf(user);
const feed = () => wholeFeedOf(studio, user);

/** The types of the list, oldest first. */
const types = async () => (await list()).items.map(({ type }) => type).reverse();

test('a job’s end, with what it was to make, and why it failed', async () => {
  const made = await orderVideo(user);
  const failed = await orderVideo(user);
  const cancelled = await orderVideo(user);
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
  const { body } = await user.api.get(NOTIFICATIONS, { 'accept-language': 'en' });
  expect(body.data.items[2]).toMatchObject({ title: 'Your video is ready' });
});

test('the end of a job that costs nothing', async () => {
  await studio.db.query(
    `UPDATE users SET membership_type = 'monthly', membership_end_at = UTC_TIMESTAMP(3) + INTERVAL 1 DAY
     WHERE id = ${user.id}`,
  );
  await studio.jobs.giveUp(await failVideo(studio, user), { state: 'cancelled' });
  expect(await types()).toEqual(['job_failed']);
});

test('an order’s end: paid, cancelled, expired, paid from the balance', async () => {
  const paid = await recharge(user);
  await payAt(paid.payment_url);
  await studio.cashier!.notifies(paid.order_id, 1);
  await studio.cashier!.notifyAgain(paid.order_id);
  const cancelled = await recharge(user);
  await user.api.post(`/api/v1/credit/orders/${cancelled.order_id}/cancel`);
  await user.api.post(`/api/v1/credit/orders/${cancelled.order_id}/cancel`);
  const expired = await recharge(user);
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

test('a publication’s end at each platform, and its way there on the feed', async () => {
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
