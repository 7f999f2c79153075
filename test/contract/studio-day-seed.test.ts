import { startWechat, type WechatSimulator } from '../../simulators/publishing/wechat';
import { startXiaohongshu } from '../../simulators/publishing/xiaohongshu';
import { put } from '../support/gateway-management';
import { paymentCallback } from '../support/payment-callback';
import { platform, type TestPlatform, type TestUser } from '../support/platform';
import { newCreation, testAdapters } from '../support/publishing';
import { expectShape } from '../support/shape';
import { newAdministrator } from '../support/studio-administrator';

/**
 * The examples of the documentation that depend on the day that they were written on: the numbers of orders, what is
 * active, what is in the future. It is 10 o'clock in Beijing on 22 January 2026, whatever this machine says.
 */

const MORNING = Date.parse('2026-01-22T10:00:00+08:00');
const XIAOHONGSHU = { app_key: 'xxx', app_secret: 'xxx' };

let wechat: WechatSimulator;
let xiaohongshu: Awaited<ReturnType<typeof startXiaohongshu>>;
let studio: TestPlatform;
let user: TestUser;
let admin: TestUser;
beforeAll(async () => {
  wechat = await startWechat({ appId: 'xxx', secret: 'xxx' });
  xiaohongshu = await startXiaohongshu({ appKey: 'xxx', secret: 'xxx' });
  const urls = { wechat: wechat.url, xiaohongshu: xiaohongshu.url };
  studio = await platform({ cashier: true, publishing: (clock) => testAdapters(clock, urls) });
  studio.advance(MORNING - studio.clock.now().getTime());
  user = await studio.signUp(100);
  admin = await newAdministrator(studio);
});
afterAll(async () => {
  await studio.close();
  await Promise.all([wechat.close(), xiaohongshu.close()]);
});

const thatDay = expect.stringMatching(/^2026-01-22T10:\d\d:\d\d$/);

describe('积分', () => {
  test('POST /api/v1/credit/recharge', async () => {
    const answer = await user.api.post('/api/v1/credit/recharge', { amount: 10.0, payment_method: 'alipay' });
    const example = {
      code: 200,
      message: '订单创建成功',
      data: {
        order_id: 'R202601221000001',
        amount: 10.0,
        credits: 100,
        payment_url: 'https://payment.example.com/pay?order=...',
      },
    };
    expectShape(answer.body, example);
    expect(answer.body).toMatchObject({
      ...example,
      data: { ...example.data, payment_url: expect.stringMatching(/^http/) },
    });
  });

  test('POST /api/v1/credit/payment/callback', async () => {
    const answer = await paymentCallback(studio, {
      order_id: 'R202601221000001',
      payment_method: 'alipay',
      transaction_id: '2026012212345678',
      status: 'success',
    });
    expect(answer.body).toEqual({ code: 200, message: 'success', data: { success: true } });
  });

  test('GET /api/v1/credit/transactions?page=1&page_size=20', async () => {
    const { body } = await user.api.get('/api/v1/credit/transactions?page=1&page_size=20');
    expect(body).toMatchObject({
      code: 200,
      message: 'success',
      data: {
        total: 2,
        page: 1,
        page_size: 20,
        items: [
          {
            id: 2,
            type: 'recharge',
            amount: 100,
            balance_after: 200,
            description: '充值10元',
            created_at: thatDay,
          },
          { id: 1, type: 'recharge', amount: 100, balance_after: 100 },
        ],
      },
    });
  });

  test('GET /api/v1/credit/recharge/orders?page=1&page_size=20', async () => {
    const { body } = await user.api.get('/api/v1/credit/recharge/orders?page=1&page_size=20');
    expect(body).toMatchObject({
      code: 200,
      message: 'success',
      data: {
        ...{ total: 1, page: 1, page_size: 20 },
        items: [
          {
            ...{ order_no: 'R202601221000001', amount: 10, credits: 100, bonus_credits: 0 },
            ...{ payment_status: 'paid', payment_method: 'alipay', created_at: thatDay, paid_at: thatDay },
          },
        ],
      },
    });
  });

  test('POST /api/v1/credit/membership, GET /api/v1/credit/membership/orders?page=1&page_size=20', async () => {
    const answer = await user.api.post('/api/v1/credit/membership', {
      membership_type: 'monthly',
      payment_method: 'wechat',
    });
    expect(answer.body).toMatchObject({
      code: 200,
      message: '会员订单创建成功',
      data: {
        order_id: 'M202601221000002',
        membership_type: 'monthly',
        amount: 9.9,
        payment_url: expect.stringMatching(/^http/),
      },
    });
    await paymentCallback(studio, {
      order_id: 'M202601221000002',
      payment_method: 'wechat',
      transaction_id: '2026012212345679',
      status: 'success',
    });
    const { body } = await user.api.get('/api/v1/credit/membership/orders?page=1&page_size=20');
    expect(body).toMatchObject({
      code: 200,
      message: 'success',
      data: {
        ...{ total: 1, page: 1, page_size: 20, total_amount: 9.9 },
        items: [
          {
            ...{ order_no: 'M202601221000002', membership_type: 'monthly', amount: 9.9 },
            ...{ original_amount: 9.9, discount_amount: 0, payment_status: 'paid', payment_method: 'wechat' },
            expired_at: expect.stringMatching(/^2026-02-22T10:/),
          },
        ],
      },
    });
  });

  test('GET /api/v1/credit/balance and GET /api/v1/auth/me of a member', async () => {
    const membership = {
      is_member: true,
      membership_type: 'monthly',
      membership_end_date: expect.stringMatching(/^2026-02-22T10:\d\d:\d\d$/),
    };
    const balance = await user.api.get('/api/v1/credit/balance');
    expect(balance.body).toMatchObject({ message: 'success', data: { credit_balance: 200, ...membership } });
    const me = await user.api.get('/api/v1/auth/me');
    expect(me.body).toMatchObject({ message: 'success', data: { username: user.username, ...membership } });
    const { username, password } = user;
    const login = await studio.api.post('/api/v1/auth/login', { username, password });
    expect(login.body.data.user).toMatchObject({ is_member: true, membership_type: 'monthly' });
  });
});

describe('发布', () => {
  test('GET /api/v1/publish/platforms', async () => {
    const { body } = await user.api.get('/api/v1/publish/platforms');
    expectShape(body, { code: 200, message: 'success', data: [{ platform: 'wechat', name: '微信公众号' }] });
    expect(
      (body.data as { platform: string; name: string }[]).map(({ platform: id, name }) => [id, name]),
    ).toEqual([
      ['wechat', '微信公众号'],
      ['xiaohongshu', '小红书'],
      ['douyin', '抖音'],
      ['kuaishou', '快手'],
      ['toutiao', '今日头条'],
    ]);
  });

  test('POST /api/v1/publish/platforms/bind', async () => {
    const answer = await user.api.post('/api/v1/publish/platforms/bind', {
      platform: 'wechat',
      credentials: { app_id: 'xxx', app_secret: 'xxx' },
    });
    expect(answer.body).toMatchObject({
      code: 200,
      message: 'success',
      data: { platform: 'wechat', account_name: 'xxx', is_active: 'active', created_at: thatDay },
    });
    expect(answer.text).not.toContain('app_secret');
  });

  test('POST /api/v1/publish, GET /api/v1/publish/history?page=1&page_size=20', async () => {
    const { id } = await newCreation(studio, user.id);
    const order = {
      creation_id: id,
      platforms: ['wechat', 'xiaohongshu'],
      schedule_time: '2026-01-23T10:00:00',
    };
    const unbound = await user.api.post('/api/v1/publish', order);
    expect(unbound.body).toMatchObject({ code: 40008, message: '平台账号未绑定' });
    const bind = { platform: 'xiaohongshu', credentials: XIAOHONGSHU };
    expect((await user.api.post('/api/v1/publish/platforms/bind', bind)).status).toBe(200);

    const answer = await user.api.post('/api/v1/publish', order);
    expect(answer.body).toMatchObject({
      code: 200,
      message: '发布任务已创建',
      data: { publish_id: expect.any(Number), status: 'pending' },
    });
    const { body } = await user.api.get('/api/v1/publish/history?page=1&page_size=20');
    expect(body).toMatchObject({ code: 200, message: 'success', data: { total: 2, page: 1, page_size: 20 } });
    const { items } = body.data as { items: { platform: string }[] };
    expect(items.map(({ platform: name }) => name).toSorted()).toEqual(['wechat', 'xiaohongshu']);
    for (const item of items) {
      expect(item).toMatchObject({
        publish_id: answer.body.data.publish_id,
        creation_id: id,
        status: 'scheduled',
        scheduled_at: '2026-01-23T10:00:00',
        created_at: thatDay,
      });
    }
  });
});

describe('运营', () => {
  test('POST and GET /api/v1/operation/activities, POST …/{activity_id}/participate', async () => {
    const answer = await admin.api.post('/api/v1/operation/activities', {
      name: '新用户注册送积分',
      type: 'credit_gift',
      description: '新用户注册即送100积分',
      config: { credits: 100 },
      start_time: '2026-01-22T00:00:00',
      end_time: '2026-02-22T23:59:59',
    });
    const shown = { id: 1, name: '新用户注册送积分', status: 'active' };
    expect(answer.body).toMatchObject({ code: 200, message: '活动创建成功', data: shown });
    const list = await user.api.get('/api/v1/operation/activities?status=active&page=1&page_size=20');
    expect(list.body).toMatchObject({
      code: 200,
      message: 'success',
      data: { total: 1, page: 1, page_size: 20, items: [{ ...shown, config: { credits: 100 } }] },
    });
    const part = await user.api.post('/api/v1/operation/activities/1/participate');
    expect(part.body).toMatchObject({
      code: 200,
      data: {
        ...{ activity_id: 1, user_id: user.id, reward_type: 'credits', reward_amount: 100 },
        participated_at: thatDay,
      },
    });
  });

  test('POST and GET /api/v1/operation/coupons, POST …/{coupon_id}/claim, GET …/my-coupons?status=unused', async () => {
    const answer = await admin.api.post('/api/v1/operation/coupons', {
      code: 'DISCOUNT10',
      name: '充值优惠券',
      type: 'discount',
      value: 10.0,
      min_amount: 100.0,
      max_usage: 1000,
      valid_from: '2026-01-22T00:00:00',
      valid_until: '2026-02-22T23:59:59',
    });
    const shown = { id: 1, code: 'DISCOUNT10', status: 'active' };
    expect(answer.body).toMatchObject({ code: 200, message: '优惠券创建成功', data: shown });
    const list = await user.api.get('/api/v1/operation/coupons?status=active&page=1&page_size=20');
    expect(list.body).toMatchObject({
      code: 200,
      data: { total: 1, page: 1, page_size: 20, items: [{ ...shown, min_amount: 100, max_usage: 1000 }] },
    });
    const claim = await user.api.post('/api/v1/operation/coupons/1/claim');
    expect(claim.body).toMatchObject({
      code: 200,
      data: { coupon_id: 1, status: 'unused', received_at: thatDay, used_at: null, coupon: shown },
    });
    const own = await user.api.get('/api/v1/operation/my-coupons?status=unused');
    expect(own.body).toMatchObject({ code: 200, message: 'success', data: [{ coupon: shown }] });
  });

  test('the coupon’s examples meet: below its min_amount it is 40003, from there on a tenth is off', async () => {
    const recharge = (amount: number) =>
      user.api.post('/api/v1/credit/recharge', {
        amount,
        payment_method: 'alipay',
        coupon_code: 'DISCOUNT10',
      });
    expect((await recharge(10.0)).body).toEqual({
      code: 40003,
      message: '优惠券无效',
      data: { errors: [{ field: 'body.coupon_code', message: '满 100.00 元可用，当前为 10.00 元' }] },
    });
    expect((await recharge(100.0)).body).toMatchObject({
      message: '订单创建成功',
      data: { amount: 90, credits: 1000 },
    });
  });

  test('GET /api/v1/operation/referral/records, completed', async () => {
    const { body } = await user.api.post('/api/v1/operation/referral/generate');
    const { referral_code, referral_url } = body.data as { referral_code: string; referral_url: string };
    expect(referral_url).toMatch(new RegExp(`/register\\?ref=${referral_code}$`));
    const account = { username: 'user123', email: 'user123@example.com', password: 'password123' };
    await studio.api.post('/api/v1/auth/register', { ...account, referral_code });
    const login = await studio.api.post('/api/v1/auth/login', account);
    const order = await studio.api
      .as(login.body.data.access_token as string)
      .post('/api/v1/credit/recharge', { amount: 50, payment_method: 'alipay' });
    await paymentCallback(studio, {
      order_id: order.body.data.order_id as string,
      payment_method: 'alipay',
      transaction_id: '2026012212345680',
      status: 'success',
    });
    const records = await user.api.get('/api/v1/operation/referral/records?page=1&page_size=20');
    expect(records.body).toMatchObject({
      code: 200,
      message: 'success',
      data: {
        total: 1,
        total_rewards: 50,
        items: [
          {
            ...{ id: 1, referred_user: 'user123', reward_amount: 50, status: 'completed' },
            created_at: thatDay,
          },
        ],
      },
    });
  });

  test('GET /api/v1/operation/statistics?start_date=2026-01-01&end_date=2026-01-31', async () => {
    const path = '/api/v1/operation/statistics?start_date=2026-01-01&end_date=2026-01-31';
    const { body } = await admin.api.get(path);
    // 10 and 50 yuan of credits and a month of membership, from two of three users.
    expect(body.data).toMatchObject({
      total_users: 3,
      new_users: 3,
      total_revenue: 69.9,
      total_credits_sold: 600,
      active_members: 1,
      conversion_rate: 0.6667,
    });
  });
});

describe('模型', () => {
  test('GET /api/v1/models?provider=qwen&is_active=true, POST, PUT and DELETE /api/v1/models', async () => {
    const made = await admin.api.post('/api/v1/models', {
      name: '通义千问Plus',
      provider: 'qwen',
      model_name: 'qwen-plus',
      api_key: 'sk-xxx',
      api_base: 'https://dashscope.aliyuncs.com/api/v1',
      config: { temperature: 0.7, max_tokens: 2000 },
      credits_cost: 8,
    });
    const shown = { name: '通义千问Plus', provider: 'qwen', model_name: 'qwen-plus', is_active: true };
    expect(made.body).toMatchObject({ code: 200, data: { ...shown, credits_cost: 8 } });
    const list = await user.api.get('/api/v1/models?provider=qwen&is_active=true');
    expect(list.body).toMatchObject({ code: 200, message: 'success', data: [{ ...shown, credits_cost: 8 }] });
    const { id } = made.body.data as { id: number };
    const changed = await put(admin.api, `/api/v1/models/${id}`, { credits_cost: 10 });
    expect(changed.body).toMatchObject({
      code: 200,
      data: { ...shown, credits_cost: 10, config: { temperature: 0.7, max_tokens: 2000 } },
    });
    expect((await admin.api.delete(`/api/v1/models/${id}`)).body.code).toBe(200);
    expect((await user.api.get('/api/v1/models?provider=qwen')).body.data).toEqual([]);
  });
});
