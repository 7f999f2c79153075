import { createHmac, randomUUID } from 'node:crypto';
import { payAt } from '../support/cashier';
import { CALLBACK_SECRET, platform, type TestPlatform, type TestUser } from '../support/platform';

/** Buying credits, from the order to the balance, over the API alone. */

let studio: TestPlatform;
let user: TestUser;

beforeAll(async () => {
  studio = await platform({ cashier: true });
});
beforeEach(async () => {
  user = await studio.signUp();
});
afterAll(() => studio.close());

async function order(amount = 10, method = 'alipay'): Promise<{ order_id: string; payment_url: string }> {
  const { body } = await user.api.post('/api/v1/credit/recharge', { amount, payment_method: method });
  return body.data as { order_id: string; payment_url: string };
}

/** A callback as a payment system of one's own signs it. */
function callback(orderId: string, changes: { body?: object; secret?: string; headers?: object } = {}) {
  const body = JSON.stringify({
    order_id: orderId,
    payment_method: 'alipay',
    transaction_id: `2026012212345678-${orderId}`,
    status: 'success',
    ...changes.body,
  });
  const [timestamp, nonce] = [String(Math.floor(Date.now() / 1000)), randomUUID()];
  const signature = createHmac('sha256', changes.secret ?? CALLBACK_SECRET)
    .update(`${timestamp}.${nonce}.${body}`)
    .digest('hex');
  const headers = {
    'x-taskloom-timestamp': timestamp,
    'x-taskloom-nonce': nonce,
    'x-taskloom-signature': signature,
    ...changes.headers,
  };
  return () => studio.api.call('POST', '/api/v1/credit/payment/callback', { body, headers });
}

describe('at the cashier', () => {
  test.each(['alipay', 'wechat'])('%s: what is paid is credited, once', async (method) => {
    const { order_id, payment_url } = await order(10.5, method);
    await payAt(payment_url);
    await studio.cashier!.notifies(order_id, 1);
    await studio.cashier!.notifyAgain(order_id);
    expect(await user.balance()).toEqual({ available: 105, held: 0 });
    const { body } = await user.api.get('/api/v1/credit/recharge/orders');
    expect(body.data.items).toMatchObject([{ order_id, payment_status: 'paid', amount: 10.5, credits: 105 }]);
    const { body: statement } = await user.api.get('/api/v1/credit/transactions');
    expect(statement.data.items).toMatchObject([
      { type: 'recharge', amount: 105, description: '充值10.5元' },
    ]);
  });

  test('the gateway is answered in its own words', async () => {
    const { order_id, payment_url } = await order();
    await payAt(payment_url);
    const [attempt] = await studio.cashier!.notifies(order_id, 1);
    expect(attempt).toMatchObject({ status: 200, answer: 'success' });
    const forged = await studio.api.get(
      `/webhooks/epay?out_trade_no=${order_id}&trade_no=1&sign=00&sign_type=MD5`,
    );
    expect(forged.status).toBeGreaterThanOrEqual(400);
    expect(forged.text).toBe('fail');
  });

  test('the page that the buyer comes back to shows what we know, whatever its address says', async () => {
    const { order_id, payment_url } = await order();
    const before = await studio.api.get(`/pay/return?out_trade_no=${order_id}&trade_status=TRADE_SUCCESS`);
    expect(before.text).toContain('支付结果处理中');
    expect(await user.balance()).toEqual({ available: 0, held: 0 });
    const { result } = await payAt(payment_url);
    await studio.cashier!.notifies(order_id, 1);
    const [, back = ''] = /href="([^"]+\/pay\/return[^"]+)"/.exec(result.replaceAll('&amp;', '&')) ?? [];
    const { pathname, search } = new URL(back);
    expect((await studio.api.get(`${pathname}${search}`)).text).toContain('支付成功');
    const guessed = await studio.api.get(`/pay/return?out_trade_no=${order_id}`);
    expect(guessed.text).toContain('支付结果处理中');
    const hostile = await studio.api.get('/pay/return?out_trade_no=<script>alert(1)</script>');
    expect(hostile.text).not.toContain('<script');
    expect(hostile.headers.get('content-security-policy')).toContain("default-src 'none'");
  });
});

describe('POST /api/v1/credit/payment/callback', () => {
  test('signed: fifty at once credit once', async () => {
    const { order_id } = await order();
    const answers = await Promise.all(Array.from({ length: 50 }, () => callback(order_id)()));
    expect(new Set(answers.map(({ text }) => text))).toEqual(
      new Set(['{"code":200,"message":"success","data":{"success":true}}']),
    );
    expect(await user.balance()).toEqual({ available: 100, held: 0 });
  });

  test('the very same call a second time is refused: its nonce was used', async () => {
    const { order_id } = await order();
    const call = callback(order_id);
    expect((await call()).status).toBe(200);
    expect((await call()).status).toBe(401);
    expect(await user.balance()).toEqual({ available: 100, held: 0 });
  });

  test.each([
    ['unsigned', { headers: { 'x-taskloom-signature': '' } }],
    ['signed by somebody else', { secret: 'another-secret-that-is-long-enough-too' }],
    ['signed long ago', { headers: { 'x-taskloom-timestamp': '1700000000' } }],
  ])('%s: 401, and no credits', async (_name, changes) => {
    const { order_id } = await order();
    const answer = await callback(order_id, changes)();
    expect(answer.status).toBe(401);
    expect(answer.body).toEqual({ code: 401, message: '签名缺失或无效', data: null });
    expect(await user.balance()).toEqual({ available: 0, held: 0 });
  });

  test('the signature is over the bytes that came, not over what they mean', async () => {
    const { order_id } = await order();
    const body = `{ "status":"success" , "order_id":"${order_id}","payment_method":"alipay","transaction_id":"77" }`;
    const [timestamp, nonce] = [String(Math.floor(Date.now() / 1000)), randomUUID()];
    const signature = createHmac('sha256', CALLBACK_SECRET)
      .update(`${timestamp}.${nonce}.${body}`)
      .digest('hex');
    const answer = await studio.api.call('POST', '/api/v1/credit/payment/callback', {
      body,
      headers: {
        'x-taskloom-timestamp': timestamp,
        'x-taskloom-nonce': nonce,
        'x-taskloom-signature': signature,
      },
    });
    expect(answer.body.data).toEqual({ success: true });
  });

  test('an order that nobody placed is 40004', async () => {
    const answer = await callback('R209901011000001')();
    expect(answer.status).toBe(404);
    expect(answer.body).toEqual({ code: 40004, message: '订单不存在', data: null });
  });

  test('a payment that failed changes nothing', async () => {
    const { order_id } = await order();
    expect((await callback(order_id, { body: { status: 'failed' } })()).body.data).toEqual({
      success: false,
    });
    const { body } = await user.api.get('/api/v1/credit/recharge/orders');
    expect(body.data.items).toMatchObject([{ payment_status: 'pending' }]);
  });

  test('another way to pay than the order’s credits nothing', async () => {
    const { order_id } = await order(10, 'alipay');
    const answer = await callback(order_id, { body: { payment_method: 'wechat', transaction_id: '99' } })();
    expect(answer.body).toEqual({ code: 40005, message: '支付失败', data: null });
    expect(await user.balance()).toEqual({ available: 0, held: 0 });
  });
});

test('where no provider is configured nothing can be bought', async () => {
  const shop = await platform();
  try {
    const buyer = await shop.signUp();
    const answer = await buyer.api.post('/api/v1/credit/recharge', { amount: 10, payment_method: 'alipay' });
    expect(answer.status).toBe(503);
    expect(answer.body).toEqual({ code: 503, message: '服务暂不可用', data: null });
    expect((await shop.api.get('/webhooks/epay')).status).toBe(404);
  } finally {
    await shop.close();
  }
});
