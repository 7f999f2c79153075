import { connect } from 'node:net';
import { platform, type TestPlatform, type TestUser } from '../support/platform';

/** What is refused names its field in the surface's envelope, and nothing is written. */

let studio: TestPlatform;
let user: TestUser;

beforeAll(async () => {
  studio = await platform({ cashier: true });
  user = await studio.signUp(1000);
});
afterAll(() => studio.close());

const RECHARGE = '/api/v1/credit/recharge';
const recharge = { amount: 10, payment_method: 'alipay' };

function refusal(...errors: { field: string; message: string }[]) {
  return { code: 400, message: '请求参数错误', data: { errors } };
}

describe('a body that is no JSON of ours', () => {
  const cases: [name: string, body: string | Uint8Array, headers: Record<string, string>, problem: object][] =
    [
      ['malformed JSON', '{"amount": 10,', {}, { field: 'body', message: '不是有效的 JSON' }],
      [
        'bytes that are not UTF-8',
        Uint8Array.of(0x22, 0xff, 0x22),
        {},
        { field: 'body', message: '不是有效的 JSON' },
      ],
      ['nothing at all', '', {}, { field: 'body', message: '应为对象' }],
      ['a JSON that is no object', '[1]', {}, { field: 'body', message: '应为对象' }],
      [
        'a form',
        'amount=10',
        { 'content-type': 'application/x-www-form-urlencoded' },
        { field: 'header.content-type', message: '应为 application/json' },
      ],
      [
        'text',
        '{}',
        { 'content-type': 'text/plain' },
        { field: 'header.content-type', message: '应为 application/json' },
      ],
      [
        'an encoding that nobody knows',
        '{}',
        { 'content-encoding': 'zip' },
        { field: 'body', message: '不支持的内容编码' },
      ],
      [
        'more than 1 MB',
        JSON.stringify({ ...recharge, note: 'x'.repeat(1_048_577) }),
        {},
        { field: 'body', message: '不能超过 1 MB' },
      ],
    ];

  test.each(cases)('%s', async (_name, body, headers, problem) => {
    const answer = await user.api.call('POST', RECHARGE, { body, headers });
    expect(answer.status).toBe(400);
    expect(answer.body).toEqual(refusal(problem as { field: string; message: string }));
    expect(await studio.count('orders')).toBe(0);
  });

  test('what is nested deeper than any parser likes is refused, too', async () => {
    const body = `{"amount": ${'['.repeat(200_000)}${']'.repeat(200_000)}, "payment_method": "alipay"}`;
    const answer = await user.api.call('POST', RECHARGE, { body });
    expect(answer.body).toEqual(refusal({ field: 'body.amount', message: '应为数字' }));
  });

  test('a body that ends before its announced length leaves nothing behind', async () => {
    const { port } = new URL(studio.baseUrl);
    const socket = connect(Number(port), '127.0.0.1');
    const closed = new Promise((resolve) => socket.once('close', resolve));
    socket.on('error', () => undefined).resume();
    socket.write(
      `POST ${RECHARGE} HTTP/1.1\r\nHost: x\r\nAuthorization: Bearer ${user.accessToken}\r\n` +
        'Content-Type: application/json\r\nContent-Length: 100\r\n\r\n{"amount": 10,',
    );
    socket.end();
    await closed;
    expect(await studio.count('orders')).toBe(0);
    expect((await user.api.get('/api/v1/auth/me')).status).toBe(200);
  });
});

describe('fields that are wrong', () => {
  const cases: [name: string, body: object, ...problems: { field: string; message: string }[]][] = [
    ['no amount', { payment_method: 'alipay' }, { field: 'body.amount', message: '必填' }],
    ['an amount as text', { ...recharge, amount: '10' }, { field: 'body.amount', message: '应为数字' }],
    ['an amount of null', { ...recharge, amount: null }, { field: 'body.amount', message: '应为数字' }],
    ['too little', { ...recharge, amount: 0 }, { field: 'body.amount', message: '不能小于 0.01' }],
    ['too much', { ...recharge, amount: 50_000.01 }, { field: 'body.amount', message: '不能大于 50000' }],
    ['three decimals', { ...recharge, amount: 0.015 }, { field: 'body.amount', message: '应为 0.01 的倍数' }],
    [
      'a sliver of a fen',
      { ...recharge, amount: 10.0000000001 },
      { field: 'body.amount', message: '最多两位小数' },
    ],
    [
      'an unknown way to pay',
      { ...recharge, payment_method: 'cash' },
      { field: 'body.payment_method', message: '应为以下之一：alipay, wechat' },
    ],
    [
      'several at once',
      { amount: -1, payment_method: 1 },
      { field: 'body.amount', message: '不能小于 0.01' },
      { field: 'body.payment_method', message: '应为字符串' },
    ],
    ['NUL', { ...recharge, coupon_code: 'A\0B' }, { field: 'body.coupon_code', message: '含有不允许的字符' }],
    [
      'half a character',
      { ...recharge, coupon_code: 'A\ud83d' },
      { field: 'body.coupon_code', message: '含有不允许的字符' },
    ],
  ];

  test.each(cases)('%s', async (_name, body, ...problems) => {
    const answer = await user.api.post(RECHARGE, body);
    expect(answer.status).toBe(400);
    expect(answer.body).toEqual(refusal(...problems));
    expect(await studio.count('orders')).toBe(0);
  });

  test('in lists, by their place', async () => {
    const outline = ['产品介绍', '', 7, 'a\0b'];
    const answer = await user.api.post('/api/v1/ppt/generate', { topic: '  ', outline });
    expect(answer.body.data.errors).toEqual([
      { field: 'body.topic', message: '格式不正确' },
      { field: 'body.outline[1]', message: '至少 1 个字符' },
      { field: 'body.outline[2]', message: '应为字符串' },
    ]);
    const nul = await user.api.post('/api/v1/ppt/generate', { topic: '产品', outline: ['介绍', 'a\0b'] });
    expect(nul.body.data.errors).toEqual([{ field: 'body.outline[1]', message: '含有不允许的字符' }]);
    expect(await studio.count('jobs')).toBe(0);
  });

  test('a huge list of wrong entries is told its first problem only', async () => {
    const answer = await user.api.post('/api/v1/ppt/generate', {
      topic: '产品',
      outline: Array(200_000).fill(1),
    });
    expect(answer.status).toBe(400);
    expect(answer.body.data.errors).toHaveLength(1);
  });

  test.each([
    ['/api/v1/creations?page=0', 'query.page', '不能小于 1'],
    ['/api/v1/creations?page_size=101', 'query.page_size', '不能大于 100'],
    ['/api/v1/creations?page=one', 'query.page', '应为整数'],
    ['/api/v1/creations?page=1&page=2', 'query.page', '应为整数'],
    ['/api/v1/creations?type=song', 'query.type', '应为以下之一：writing, image, video, ppt'],
    ['/api/v1/creations?search=a%00b', 'query.search', '含有不允许的字符'],
    ['/api/v1/creations/abc', 'path.id', '应为整数'],
    ['/api/v1/creations/99999999999999999999', 'path.id', '不能大于 9007199254740991'],
    ['/api/v1/jobs/42', 'path.id', '不是有效的 UUID'],
    ['/api/v1/video/a%00b/status', 'path.task_id', '格式不正确'],
    ['/api/v1/models?is_active=maybe', 'query.is_active', '应为 true 或 false'],
  ])('GET %s', async (path, field, message) => {
    const answer = await user.api.get(path);
    expect(answer.status).toBe(400);
    expect(answer.body).toEqual(refusal({ field, message }));
  });

  test('an Idempotency-Key that cannot be kept', async () => {
    const answer = await user.api.post(RECHARGE, recharge, { 'idempotency-key': 'x'.repeat(256) });
    expect(answer.body).toEqual(refusal({ field: 'header.idempotency-key', message: '最多 255 个字符' }));
  });

  test('a model that makes something else', async () => {
    const answer = await user.api.post('/api/v1/video/generate', {
      script: '脚本',
      duration: 3,
      model_id: 4,
    });
    expect(answer.status).toBe(400);
    expect(answer.body.data.errors).toEqual([{ field: 'body.model_id', message: expect.any(String) }]);
  });

  test('in English for who prefers it', async () => {
    const answer = await user.api.post(RECHARGE, {}, { 'accept-language': 'en-GB,en;q=0.9,zh;q=0.5' });
    expect(answer.body).toEqual({
      code: 400,
      message: 'The request has invalid fields',
      data: {
        errors: [
          { field: 'body.amount', message: 'is required' },
          { field: 'body.payment_method', message: 'is required' },
        ],
      },
    });
  });
});

describe('what the document does not know', () => {
  test('fields of a body never reach a row', async () => {
    const answer = await studio.api.post('/api/v1/auth/register', {
      username: 'mallory',
      email: 'mallory@example.com',
      password: 'password123',
      role: 'admin',
      credit_balance: 1_000_000,
      is_member: true,
      __proto__: { role: 'admin' },
    });
    expect(answer.status).toBe(200);
    const [rows] = await studio.db.query(
      "SELECT role, membership_type FROM users WHERE username = 'mallory'",
    );
    expect(rows).toEqual([{ role: 'user', membership_type: null }]);
    expect((await studio.balance(answer.body.data.id)).available).toBe(0);
  });

  test('query parameters are ignored', async () => {
    expect((await user.api.get('/api/v1/creations?owner=1&colour=red')).status).toBe(200);
  });

  test('a path', async () => {
    const answer = await user.api.get('/api/v1/nothing/here');
    expect(answer.status).toBe(404);
    expect(answer.body).toEqual({ code: 404, message: '资源不存在', data: null });
    expect((await user.api.get('/api/v1/jobs/%E0%A4%A')).status).toBe(404);
  });

  test('a method, which is told those that there are', async () => {
    const answer = await user.api.call('POST', '/api/v1/creations/1');
    expect(answer.status).toBe(405);
    expect(answer.headers.get('allow')).toBe('GET, PUT, DELETE, HEAD');
    expect(answer.body).toEqual({ code: 405, message: '不支持的请求方法', data: null });
  });
});

test('emoji and other 4-byte characters come back as they went in', async () => {
  const script = '🌅 日出 𠮷野家 👩‍👩‍👧 \\ " \u2028 end';
  const made = await user.api.post('/api/v1/video/generate', { script, duration: 2 });
  const jobId = (made.body.data.task_id as string).replace('video_task_', '');
  expect((await studio.jobs.find(jobId))?.input).toEqual({ script, duration: 2 });
  await studio.jobs.started(jobId);
  await studio.jobs.succeed(jobId, {});
  const { body } = await user.api.get('/api/v1/creations?type=video');
  expect(body.data.items[0]).toMatchObject({
    title: script.replace('\u2028', ' ').replace(/ +/g, ' '),
    content: script,
  });
  const found = await user.api.get(`/api/v1/creations?search=${encodeURIComponent('𠮷野家')}`);
  expect(found.body.data.total).toBe(1);
});

test('a handler that breaks shows a request id, and nothing else', async () => {
  await studio.db.query('RENAME TABLE models TO models_away');
  try {
    const answer = await user.api.get('/api/v1/models', { 'x-request-id': 'ticket-42' });
    expect(answer.status).toBe(500);
    expect(answer.headers.get('x-request-id')).toBe('ticket-42');
    expect(answer.body).toEqual({ code: 500, message: '服务器内部错误', data: { request_id: 'ticket-42' } });
    expect(studio.logged).toContainEqual(
      expect.objectContaining({
        msg: 'request failed',
        requestId: 'ticket-42',
        operation: 'studio.listModels',
      }),
    );
  } finally {
    await studio.db.query('RENAME TABLE models_away TO models');
  }
});
