import { platform, type TestPlatform, type TestUser } from '../support/platform';
import { expectShape } from '../support/shape';
import { newAdministrator } from '../support/studio-administrator';

/** The examples of the surface's documentation for what operators run (activities, coupons, referrals, statistics, models), as they stand there. */

let studio: TestPlatform;
let user: TestUser;
let admin: TestUser;
beforeAll(async () => {
  studio = await platform();
  user = await studio.signUp();
  admin = await newAdministrator(studio);
});
afterAll(() => studio.close());

describe('运营', () => {
  test('POST /api/v1/operation/activities, GET /api/v1/operation/activities', async () => {
    const answer = await admin.api.post('/api/v1/operation/activities', {
      name: '新用户注册送积分',
      type: 'credit_gift',
      description: '新用户注册即送100积分',
      config: { credits: 100 },
      start_time: '2026-01-22T00:00:00',
      end_time: '2026-02-22T23:59:59',
    });
    expectShape(answer.body, {
      code: 200,
      message: '活动创建成功',
      data: { id: 1, name: '新用户注册送积分', status: 'active' },
    });
    expect(answer.body).toMatchObject({
      message: '活动创建成功',
      data: { name: '新用户注册送积分', start_time: '2026-01-22T00:00:00', end_time: '2026-02-22T23:59:59' },
    });
    const list = await user.api.get('/api/v1/operation/activities?status=active&page=1&page_size=20');
    expectShape(list.body.data, { total: 1, page: 1, page_size: 20, items: [{ id: 1 }] });
  });

  test('POST /api/v1/operation/activities/{activity_id}/participate', async () => {
    const { body } = await admin.api.post('/api/v1/operation/activities', {
      name: '参与送积分',
      type: 'credit_gift',
      config: { credits: 100 },
      start_time: '2026-01-22T00:00:00',
      end_time: '2099-02-22T23:59:59',
    });
    expect(body.data.status).toBe('active');
    const answer = await user.api.post(`/api/v1/operation/activities/${body.data.id}/participate`);
    expect(answer.body.data).toMatchObject({ user_id: user.id, reward_type: 'credits', reward_amount: 100 });
  });

  test('POST /api/v1/operation/coupons, GET /api/v1/operation/coupons', async () => {
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
    expectShape(answer.body, {
      code: 200,
      message: '优惠券创建成功',
      data: { id: 1, code: 'DISCOUNT10', status: 'active' },
    });
    expect(answer.body).toMatchObject({ message: '优惠券创建成功', data: { code: 'DISCOUNT10', value: 10 } });
    const list = await user.api.get('/api/v1/operation/coupons?status=active&page=1&page_size=20');
    expectShape(list.body.data, { total: 1, page: 1, page_size: 20, items: [{ id: 1 }] });
  });

  test('POST /api/v1/operation/coupons/{coupon_id}/claim, GET /api/v1/operation/my-coupons', async () => {
    const { body } = await admin.api.post('/api/v1/operation/coupons', {
      code: 'DEDUCT5',
      name: '抵扣券',
      type: 'deduction',
      value: 5,
      valid_from: '2026-01-22T00:00:00',
      valid_until: '2099-02-22T23:59:59',
    });
    const claim = await user.api.post(`/api/v1/operation/coupons/${body.data.id}/claim`);
    expect(claim.body.data).toMatchObject({ coupon_id: body.data.id, status: 'unused', used_at: null });
    const own = await user.api.get('/api/v1/operation/my-coupons?status=unused');
    expect(own.body).toMatchObject({ code: 200, data: [{ status: 'unused', coupon: { code: 'DEDUCT5' } }] });
  });

  test('POST /api/v1/operation/referral/generate, GET /api/v1/operation/referral/records', async () => {
    const answer = await user.api.post('/api/v1/operation/referral/generate');
    expectShape(answer.body, {
      code: 200,
      message: '推荐码已生成',
      data: { referral_code: 'ABC123', referral_url: 'https://example.com/register?ref=ABC123' },
    });
    const account = { username: 'user123', email: 'user123@example.com', password: 'password123' };
    const { referral_code } = answer.body.data as { referral_code: string };
    await studio.api.post('/api/v1/auth/register', { ...account, referral_code });
    const records = await user.api.get('/api/v1/operation/referral/records?page=1&page_size=20');
    expectShape(records.body, {
      code: 200,
      message: 'success',
      data: {
        total: 10,
        total_rewards: 500,
        items: [
          {
            id: 1,
            referred_user: 'user123',
            reward_amount: 50,
            status: 'completed',
            created_at: '2026-01-22T10:00:00',
          },
        ],
      },
    });
    expect(records.body.data).toMatchObject({ total: 1, items: [{ referred_user: 'user123' }] });
  });

  test('GET /api/v1/operation/statistics?start_date=2026-01-01&end_date=2026-01-31', async () => {
    const path = '/api/v1/operation/statistics?start_date=2026-01-01&end_date=2026-01-31';
    expectShape((await admin.api.get(path)).body, {
      code: 200,
      message: 'success',
      data: {
        total_users: 10000,
        new_users: 500,
        total_revenue: 50000.0,
        total_credits_sold: 500000,
        active_members: 1000,
        conversion_rate: 0.15,
      },
    });
    expect((await user.api.get(path)).body).toEqual({ code: 403, message: '无权限', data: null });
  });
});

describe('模型', () => {
  test('GET /api/v1/models?provider=qwen&is_active=true', async () => {
    const none = await user.api.get('/api/v1/models?provider=qwen&is_active=true');
    expect(none.body).toEqual({ code: 200, message: 'success', data: [] });
    const all = await user.api.get('/api/v1/models');
    expectShape(all.body, {
      code: 200,
      message: 'success',
      data: [
        {
          id: 1,
          name: '通义千问Max',
          provider: 'qwen',
          model_name: 'qwen-max',
          is_active: true,
          credits_cost: 10,
        },
      ],
    });
    // The numbers by which the examples name their models.
    expect((all.body.data as { id: number }[]).map(({ id }) => id)).toEqual([1, 2, 3, 4]);
  });

  test('POST /api/v1/models', async () => {
    const answer = await admin.api.post('/api/v1/models', {
      name: '通义千问Plus',
      provider: 'qwen',
      model_name: 'qwen-plus',
      api_key: 'sk-xxx',
      api_base: 'https://dashscope.aliyuncs.com/api/v1',
      config: { temperature: 0.7, max_tokens: 2000 },
      credits_cost: 8,
    });
    expect(answer.body).toMatchObject({
      code: 200,
      message: 'success',
      data: {
        name: '通义千问Plus',
        provider: 'qwen',
        model_name: 'qwen-plus',
        is_active: true,
        credits_cost: 8,
      },
    });
  });
});
