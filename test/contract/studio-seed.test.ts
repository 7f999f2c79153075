import { platform, type TestPlatform, type TestUser } from '../support/platform';
import { expectShape } from '../support/shape';

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
        original_amount: 10,
        discount_amount: 0,
        credits: 100,
        bonus_credits: 0,
        payment_status: 'pending',
        payment_url: expect.stringMatching(/^http/),
      },
    });
  });

  test('POST /api/v1/credit/membership', async () => {
    const answer = await user.api.post('/api/v1/credit/membership', {
      membership_type: 'monthly',
      payment_method: 'wechat',
    });
    expectShape(answer.body, {
      code: 200,
      message: '会员订单创建成功',
      data: {
        order_id: 'M202601221000001',
        membership_type: 'monthly',
        amount: 9.9,
        payment_url: 'https://payment.example.com/pay?order=...',
      },
    });
    expect(answer.body).toMatchObject({
      message: '会员订单创建成功',
      data: { order_id: expect.stringMatching(/^M\d{15,}$/), membership_type: 'monthly', amount: 9.9 },
    });
    const orders = await user.api.get('/api/v1/credit/membership/orders?page=1&page_size=20');
    expect(orders.body.data).toMatchObject({
      total: 1,
      page: 1,
      page_size: 20,
      items: [{ order_no: answer.body.data.order_id, payment_status: 'pending', expired_at: null }],
    });
  });

  test('POST /api/v1/credit/recharge with the example’s coupon, which was not claimed', async () => {
    const answer = await user.api.post('/api/v1/credit/recharge', {
      amount: 10.0,
      payment_method: 'alipay',
      coupon_code: 'DISCOUNT10',
    });
    expect(answer.status).toBe(400);
    expect(answer.body).toEqual({
      code: 40003,
      message: '优惠券无效',
      data: { errors: [{ field: 'body.coupon_code', message: '您没有领取过此优惠券' }] },
    });
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
        total_received: 1000,
        total_spent: 0,
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
      total_amount: 0,
      total_credits: 0,
      items: [
        {
          id: expect.any(Number),
          order_no: expect.stringMatching(/^R/),
          order_id: answer.body.data.items[0].order_no,
          amount: 10,
          original_amount: 10,
          discount_amount: 0,
          credits: 100,
          bonus_credits: 0,
          payment_status: 'pending',
          payment_method: 'alipay',
          payment_url: expect.stringMatching(/^http/),
          created_at: expect.any(String),
          paid_at: null,
        },
      ],
    });
  });
});

describe('生成', () => {
  test('POST /api/v1/writing/{tool_type}/generate', async () => {
    const answer = await user.api.post('/api/v1/writing/wechat_article/generate', {
      title: '如何提高工作效率',
      keywords: ['时间管理', '效率工具'],
      requirements: '字数2000字,包含实用技巧',
      model_id: 1,
    });
    expect(answer.body).toEqual({
      code: 200,
      message: '生成成功',
      data: {
        creation_id: expect.any(Number),
        job_id: expect.any(String),
        is_demo: true,
        content: expect.stringMatching(/^# 如何提高工作效率\n/),
        credits_used: 10,
      },
    });
  });

  test('GET /api/v1/writing/tools', async () => {
    const answer = await user.api.get('/api/v1/writing/tools');
    expectShape(answer.body, {
      code: 200,
      message: 'success',
      data: [
        {
          type: 'wechat_article',
          name: '公众号文章',
          description: '生成适合微信公众号的文章',
          credits_cost: 10,
        },
      ],
    });
    const named = (answer.body.data as { type: string; name: string }[]).map(({ type, name }) => [
      type,
      name,
    ]);
    expect(named).toEqual([
      ['wechat_article', '公众号文章'],
      ['xiaohongshu_note', '小红书笔记'],
      ['official_document', '公文写作'],
      ['academic_paper', '论文写作'],
      ['marketing_copy', '营销文案'],
      ['news_article', '新闻稿/软文'],
      ['video_script', '短视频脚本'],
      ['story_novel', '故事/小说'],
      ['business_plan', '商业计划书'],
      ['work_report', '工作报告'],
      ['resume', '简历/求职信'],
      ['lesson_plan', '教案/课件'],
      ['content_rewrite', '内容改写'],
      ['translation', '多语言翻译'],
    ]);
  });

  test('POST /api/v1/image/generate', async () => {
    const answer = await user.api.post('/api/v1/image/generate', {
      prompt: '一只可爱的猫咪在花园里玩耍',
      size: '1024x1024',
      model_id: 2,
    });
    expect(answer.body).toMatchObject({
      code: 200,
      message: '生成成功',
      data: { image_url: expect.stringMatching(/^http/), credits_used: 20 },
    });
    const file = await fetch(answer.body.data.image_url);
    expect([file.status, file.headers.get('content-type')]).toEqual([200, 'image/png']);
  });

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
    expectShape(answer.body, {
      code: 200,
      message: 'success',
      data: {
        total: 100,
        page: 1,
        page_size: 20,
        items: [
          {
            id: 123,
            type: 'writing',
            tool_type: 'wechat_article',
            title: '如何提高工作效率',
            content: '文章内容...',
            created_at: '2026-01-22T10:00:00',
          },
        ],
      },
    });
    expect(answer.body.data).toMatchObject({ total: 1, items: [{ tool_type: 'wechat_article' }] });
    const all = await user.api.get('/api/v1/creations');
    expect(all.body.data.total).toBeGreaterThanOrEqual(4); // a picture, a video and a deck beside it
  });

  test('PUT /api/v1/creations/{id}', async () => {
    const list = await user.api.get('/api/v1/creations?type=writing');
    const { id } = list.body.data.items[0] as { id: number };
    const edit = { title: '新标题', content: '更新后的内容' };
    const answer = await user.api.call('PUT', `/api/v1/creations/${id}`, { body: edit });
    expect(answer.body).toMatchObject({ code: 200, message: 'success', data: { id, ...edit } });
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
