import { platform, type TestPlatform, type TestUser } from '../support/platform';

/**
 * The examples of the surface's own documentation, each as it is written there: the same request, the same
 * shape back. A field that the example does not have is allowed; one that it has is not missing, nor of
 * another kind.
 */

let studio: TestPlatform;
let user: TestUser;

beforeAll(async () => {
  studio = await platform({ cashier: true, worker: {} });
  user = await studio.signUp(1000);
});
afterAll(() => studio.close());

/** That `answer` has every field of `example`, of the same kind, through and through. */
function expectShape(answer: unknown, example: unknown, where = 'answer'): void {
  if (Array.isArray(example)) {
    expect({ where, isArray: Array.isArray(answer) }).toEqual({ where, isArray: true });
    for (const item of answer as unknown[]) expectShape(item, example[0], `${where}[]`);
  } else if (typeof example === 'object' && example !== null) {
    for (const [key, value] of Object.entries(example)) {
      expect(answer).toHaveProperty([key]);
      expectShape((answer as Record<string, unknown>)[key], value, `${where}.${key}`);
    }
  } else {
    expect({ where, type: typeof answer }).toEqual({ where, type: typeof example });
  }
}

describe('认证', () => {
  const body = { username: 'testuser', email: 'test@example.com', password: 'password123' };

  test('POST /api/v1/auth/register', async () => {
    const answer = await studio.api.post('/api/v1/auth/register', body);
    expect(answer.status).toBe(200);
    expectShape(answer.body, {
      code: 200,
      message: '注册成功',
      data: {
        id: 1,
        username: 'testuser',
        email: 'test@example.com',
        credit_balance: 0,
        is_member: false,
        referral_code: 'ABC123',
      },
    });
    expect(answer.body).toMatchObject({
      code: 200,
      message: '注册成功',
      data: { username: 'testuser', email: 'test@example.com', credit_balance: 0, is_member: false },
    });
    expect(answer.text).not.toContain('password');
  });

  test('POST /api/v1/auth/login', async () => {
    const { username, password } = body;
    const answer = await studio.api.post('/api/v1/auth/login', { username, password });
    expectShape(answer.body, {
      code: 200,
      message: '登录成功',
      data: {
        access_token: 'eyJ0eXAiOiJKV1QiLCJhbGc...',
        refresh_token: 'eyJ0eXAiOiJKV1QiLCJhbGc...',
        token_type: 'bearer',
        user: {
          id: 1,
          username: 'testuser',
          email: 'test@example.com',
          credit_balance: 100,
          is_member: true,
        },
      },
    });
    // Nobody is a member yet: the type is there, and is null.
    expect(answer.body).toMatchObject({
      code: 200,
      message: '登录成功',
      data: { token_type: 'bearer', user: { username: 'testuser', is_member: false, membership_type: null } },
    });
  });

  test('POST /api/v1/auth/refresh', async () => {
    const answer = await studio.api.as(user.refreshToken).post('/api/v1/auth/refresh');
    expect(answer.body).toEqual({
      code: 200,
      message: 'Token刷新成功',
      data: { access_token: expect.stringMatching(/^eyJ/), token_type: 'bearer' },
    });
    const me = await studio.api.as(answer.body.data.access_token).get('/api/v1/auth/me');
    expect(me.status).toBe(200);
  });

  test('GET /api/v1/auth/me', async () => {
    const answer = await user.api.get('/api/v1/auth/me');
    expect(answer.body).toEqual({
      code: 200,
      message: 'success',
      data: {
        id: user.id,
        username: user.username,
        email: user.email,
        nickname: null,
        credit_balance: 1000,
        is_member: false,
        membership_type: null,
        membership_end_date: null,
        referral_code: expect.stringMatching(/^[A-Z0-9]+$/),
      },
    });
  });

  test('a member is shown with the end of the membership in Beijing time', async () => {
    await studio.db.query(
      `UPDATE users SET membership_type = 'monthly', membership_end_at = '2099-02-22 02:00:00.000' WHERE id = ?`,
      { replacements: [user.id] },
    );
    const balance = await user.api.get('/api/v1/credit/balance');
    expect(balance.body).toEqual({
      code: 200,
      message: 'success',
      data: {
        credit_balance: 1000,
        held_credits: 0,
        is_member: true,
        membership_type: 'monthly',
        membership_end_date: '2099-02-22T10:00:00',
      },
    });
    await studio.db.query('UPDATE users SET membership_type = NULL, membership_end_at = NULL');
  });
});

describe('积分', () => {
  test('POST /api/v1/credit/recharge', async () => {
    const answer = await user.api.post('/api/v1/credit/recharge', { amount: 10.0, payment_method: 'alipay' });
    expect(answer.body).toEqual({
      code: 200,
      message: '订单创建成功',
      data: {
        order_id: expect.stringMatching(/^R\d{15,}$/),
        amount: 10,
        credits: 100,
        payment_url: expect.stringMatching(/^http/),
      },
    });
  });

  test('POST /api/v1/credit/recharge with the example’s coupon: no coupon is known', async () => {
    const answer = await user.api.post('/api/v1/credit/recharge', {
      amount: 10.0,
      payment_method: 'alipay',
      coupon_code: 'DISCOUNT10',
    });
    expect(answer.status).toBe(400);
    expect(answer.body).toEqual({ code: 40003, message: '优惠券无效', data: null });
  });

  test('GET /api/v1/credit/balance', async () => {
    const answer = await user.api.get('/api/v1/credit/balance');
    expectShape(answer.body, {
      code: 200,
      message: 'success',
      data: { credit_balance: 100, is_member: true },
    });
  });

  test('GET /api/v1/credit/transactions?page=1&page_size=20', async () => {
    const answer = await user.api.get('/api/v1/credit/transactions?page=1&page_size=20');
    expect(answer.body).toEqual({
      code: 200,
      message: 'success',
      data: {
        total: 1,
        page: 1,
        page_size: 20,
        items: [
          {
            id: 1,
            type: 'recharge',
            amount: 1000,
            balance_after: 1000,
            description: '充值100元',
            created_at: expect.stringMatching(/^\d{4}-\d\d-\d\dT\d\d:\d\d:\d\d$/),
          },
        ],
      },
    });
  });

  test('GET /api/v1/credit/recharge/orders?page=1&page_size=20', async () => {
    const answer = await user.api.get('/api/v1/credit/recharge/orders?page=1&page_size=20');
    expect(answer.body.data).toEqual({
      total: 1,
      page: 1,
      page_size: 20,
      items: [
        {
          id: expect.any(Number),
          order_no: expect.stringMatching(/^R/),
          order_id: answer.body.data.items[0].order_no,
          amount: 10,
          credits: 100,
          bonus_credits: 0,
          payment_status: 'pending',
          payment_method: 'alipay',
          created_at: expect.any(String),
          paid_at: null,
        },
      ],
    });
  });
});

describe('生成', () => {
  test('POST /api/v1/ppt/generate', async () => {
    const answer = await user.api.post('/api/v1/ppt/generate', {
      topic: '产品发布会',
      outline: ['产品介绍', '核心功能', '市场分析'],
      model_id: 4,
    });
    expect(answer.body).toEqual({
      code: 200,
      message: '生成成功',
      data: { ppt_id: expect.any(Number), download_url: expect.stringMatching(/^http/), credits_used: 30 },
    });
    const file = await fetch(answer.body.data.download_url);
    expect(file.status).toBe(200);
    expect(file.headers.get('content-type')).toContain('presentation');
  });

  test('POST /api/v1/video/generate, then GET /api/v1/video/{task_id}/status', async () => {
    const answer = await user.api.post('/api/v1/video/generate', {
      script: '视频脚本内容',
      duration: 30,
      model_id: 3,
    });
    expect(answer.body).toEqual({
      code: 200,
      message: '任务已创建',
      data: { task_id: expect.stringMatching(/^video_task_/), status: 'processing' },
    });

    const taskId = answer.body.data.task_id as string;
    await studio.worker!.ended(taskId.replace('video_task_', ''));
    const status = await user.api.get(`/api/v1/video/${taskId}/status`);
    expect(status.body).toEqual({
      code: 200,
      message: 'success',
      data: {
        task_id: taskId,
        status: 'completed',
        video_url: expect.stringMatching(/^http/),
        credits_used: 50,
        progress: 100,
      },
    });
  });
});

describe('作品', () => {
  test('GET /api/v1/creations?page=1&page_size=20&type=writing', async () => {
    const answer = await user.api.get('/api/v1/creations?page=1&page_size=20&type=writing');
    expect(answer.body).toEqual({
      code: 200,
      message: 'success',
      data: { total: 0, page: 1, page_size: 20, items: [] },
    });
    const all = await user.api.get('/api/v1/creations');
    expectShape(all.body.data.items, [
      { id: 123, type: 'writing', title: '如何提高工作效率', created_at: '' },
    ]);
    expect(all.body.data.total).toBe(2);
  });

  test('GET /api/v1/creations/{id}, DELETE /api/v1/creations/{id}', async () => {
    const list = await user.api.get('/api/v1/creations?type=ppt');
    const { id } = list.body.data.items[0] as { id: number };
    const one = await user.api.get(`/api/v1/creations/${id}`);
    expect(one.body.data).toMatchObject({
      id,
      type: 'ppt',
      title: '产品发布会',
      file_url: expect.any(String),
    });

    const gone = await user.api.delete(`/api/v1/creations/${id}`);
    expect(gone.body).toEqual({ code: 200, message: 'success', data: { message: '删除成功' } });
    expect((await user.api.get(`/api/v1/creations/${id}`)).body).toEqual({
      code: 404,
      message: '资源不存在',
      data: null,
    });
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
    expect(all.body.data).toHaveLength(3);
  });
});
