import { createServer, type RequestListener, type Server } from 'node:http';
import type { AddressInfo } from 'node:net';
import { inspect } from 'node:util';
import { isAppError } from '../../domain/errors';
import type { PayableOrder } from '../../domain/payments';
import { createEpay, type EpaySettings } from '../../providers/payment/epay';
import { epaySign } from '../../providers/payment/epay-signature';
import { EPAY_KEY, EPAY_PID, payAt, startCashier, type TestCashier } from '../support/cashier';

const ORDER: PayableOrder = {
  orderNo: 'R202601221000001',
  amountFen: 1050,
  paymentMethod: 'wechat',
  title: '充值10.5元',
};

let cashier: TestCashier;
const servers: Server[] = [];

beforeAll(async () => {
  cashier = await startCashier();
});
afterAll(async () => {
  await cashier.stop();
  for (const server of servers) server.closeAllConnections();
  await Promise.all(servers.map((server) => new Promise((resolve) => server.close(resolve))));
});

function adapter(settings: Partial<EpaySettings> = {}) {
  return createEpay({
    url: cashier.url,
    pid: EPAY_PID,
    key: EPAY_KEY,
    notifyUrl: 'http://127.0.0.1:9/notify',
    returnUrl: 'http://127.0.0.1:9/return',
    ...settings,
  });
}

/** A gateway that answers as the test says. */
async function gateway(listener: RequestListener): Promise<string> {
  const server = createServer(listener);
  servers.push(server);
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  return `http://127.0.0.1:${(server.address() as AddressInfo).port}/pay`;
}

async function failure(work: Promise<unknown>): Promise<unknown> {
  return work.then(
    () => Promise.reject(new Error('It should have failed.')),
    (error: unknown) => error,
  );
}

function notify(changes: Readonly<Record<string, string>> = {}, key = EPAY_KEY): string {
  const params: Record<string, string> = {
    pid: EPAY_PID,
    trade_no: '2026012210300012345',
    out_trade_no: ORDER.orderNo,
    type: 'wxpay',
    name: ORDER.title,
    money: '10.50',
    trade_status: 'TRADE_SUCCESS',
    ...changes,
  };
  return new URLSearchParams({ ...params, sign: epaySign(params, key), sign_type: 'MD5' }).toString();
}

describe('the payment link', () => {
  test('leads the buyer to a page with the amount, the name and a button', async () => {
    const { page, result } = await payAt(adapter().paymentUrl({ ...ORDER, orderNo: 'LINK1' }));
    expect(page).toContain('10.50');
    expect(page).toContain('充值10.5元');
    expect(page).toContain('微信支付');
    expect(result).toContain('支付成功');
  });

  test('asks for money as yuan with two decimals, and for the channel by its EPay name', () => {
    const query = new URL(adapter().paymentUrl({ ...ORDER, amountFen: 5, paymentMethod: 'alipay' }))
      .searchParams;
    expect(Object.fromEntries(query)).toMatchObject({ money: '0.05', type: 'alipay', sign_type: 'MD5' });
  });

  test('keeps the path that a gateway lives under, and never carries the key', () => {
    const link = adapter({ url: 'https://pay.example/epay' }).paymentUrl(ORDER);
    expect(link).toMatch(/^https:\/\/pay\.example\/epay\/submit\.php\?/);
    expect(link).not.toContain(EPAY_KEY);
  });

  test('is refused by the cashier when it was made with another key, or changed on the way', async () => {
    const forged = await fetch(adapter({ key: 'wrong' }).paymentUrl({ ...ORDER, orderNo: 'LINK2' }));
    expect(forged.status).toBe(400);
    expect(await forged.text()).toContain('签名校验失败');
    const cheaper = await fetch(adapter().paymentUrl(ORDER).replace('money=10.50', 'money=0.01'));
    expect(cheaper.status).toBe(400);
  });
});

describe('asking the provider', () => {
  test('an order is absent, then pending, then paid with all that its credit needs', async () => {
    const epay = adapter();
    const order = { ...ORDER, orderNo: 'QUERY1' };
    expect(await epay.query(order.orderNo)).toEqual({ state: 'absent' });
    await fetch(epay.paymentUrl(order));
    expect(await epay.query(order.orderNo)).toEqual({ state: 'pending' });
    await payAt(epay.paymentUrl(order));
    expect(await epay.query(order.orderNo)).toEqual({
      state: 'paid',
      evidence: {
        provider: 'epay',
        channel: 'wechat',
        orderNo: 'QUERY1',
        tradeNo: expect.stringMatching(/^\d{19}$/) as string,
        amountFen: 1050,
        source: 'query',
      },
    });
  });

  test.each([
    ['a gateway that breaks', { api: 'error' }, {}],
    ['a gateway that hangs', { api: 'hang' }, { timeoutMs: 100 }],
    ['a gateway that sends us elsewhere', { api: 'redirect' }, {}],
    ['a key that the gateway does not know', { api: 'answer' }, { key: 'a-key-that-is-wrong' }],
    ['a gateway that is not there', {}, { url: 'http://127.0.0.1:9/' }],
  ])('%s is an error that can be retried and does not show the key', async (_what, faults, settings) => {
    await cashier.misbehave({ outTradeNo: 'QUERY2', ...faults });
    const epay = adapter(settings);
    const error = await failure(epay.query('QUERY2'));
    expect(isAppError(error, 'UNAVAILABLE')).toBe(true);
    expect(inspect(error, { depth: null, showHidden: true })).not.toMatch(/a-key-that|key=/);
  });

  test('a time-out says that it was one', async () => {
    await cashier.misbehave({ outTradeNo: 'QUERY3', api: 'hang' });
    await expect(adapter({ timeoutMs: 50 }).query('QUERY3')).rejects.toThrow('timed out');
  });

  test('a redirect is not followed: the key reaches no second address', async () => {
    const seen: (string | undefined)[] = [];
    const elsewhere = await gateway((request, response) => {
      seen.push(request.url);
      response.end('{}');
    });
    const url = await gateway((_request, response) => response.writeHead(307, { location: elsewhere }).end());
    await failure(adapter({ url }).query(ORDER.orderNo));
    expect(seen).toEqual([]);
  });

  const paid = { code: 1, trade_no: 'T1', api_trade_no: 'A1', money: '10.50', status: 1 };

  test('numbers as strings, or money without decimals, are read the same; what is not repeated is not compared', async () => {
    const url = await gateway((_request, response) =>
      response.end(JSON.stringify({ ...paid, code: '1', status: '1', money: '10.5' })),
    );
    expect(await adapter({ url }).query(ORDER.orderNo)).toMatchObject({
      state: 'paid',
      evidence: { tradeNo: 'T1', amountFen: 1050, channel: null },
    });
  });

  test.each([
    ['another order', { ...paid, out_trade_no: 'R202601221000002' }],
    ['another merchant', { ...paid, pid: 1002 }],
    ['a payment without a trade number', { ...paid, trade_no: '' }],
    ['a payment of half a fen', { ...paid, money: '10.505' }],
    ['a list', [paid]],
    ['an unknown code', { ...paid, code: 0 }],
  ])('an answer about %s is not believed', async (_what, answer) => {
    const url = await gateway((_request, response) => response.end(JSON.stringify(answer)));
    expect(isAppError(await failure(adapter({ url }).query(ORDER.orderNo)), 'UNAVAILABLE')).toBe(true);
  });
});

describe('asking for the money back', () => {
  const { orderNo, amountFen } = ORDER;
  /** What the adapter makes of a gateway's answer; `mayBeDone` unless said otherwise. */
  const refundBy = async (listener: RequestListener, mayBeDone = true) =>
    adapter({ url: await gateway(listener), timeoutMs: 300 }).refund({ orderNo, amountFen, mayBeDone });
  const saying = (msg: string, code: unknown = -1): RequestListener => {
    return (_request, response) => response.end(JSON.stringify({ code, msg }));
  };

  test('goes as a form, with the key beside the address', async () => {
    let asked = '';
    const answer = await refundBy((request, response) => {
      request.on('data', (chunk: Buffer) => (asked += chunk.toString()));
      request.on('end', () => response.end('{"code":1}'));
      expect([request.method, request.url]).toEqual(['POST', '/pay/api.php?act=refund']);
    });
    expect(answer).toEqual({ isRefunded: true });
    expect(Object.fromEntries(new URLSearchParams(asked))).toEqual({
      pid: EPAY_PID,
      key: EPAY_KEY,
      out_trade_no: orderNo,
      money: '10.50',
    });
  });

  test.each([
    ['退款金额超过可退金额', true, true],
    ['退款金额大于订单金额', true, true],
    ['退款金额超过可退金额', false, false],
    ['该订单已全额退款', false, true],
    ['退款金额超过商户余额，请充值后支付', true, false],
    ['商户余额不足', true, false],
    ['该通道不支持退款', true, false],
  ])('%s, when it may be done: %o, means that it is: %o', async (words, mayBeDone, isRefunded) => {
    expect(await refundBy(saying(words), mayBeDone)).toMatchObject({ isRefunded });
  });

  test('a refusal is told on one line, and without our key', async () => {
    const answer = await refundBy(saying(`wrong key\n${EPAY_KEY}\u0000 ${'x'.repeat(500)}`, '-3'));
    if (answer.isRefunded) throw new Error('It was refused.');
    expect(answer.why).toMatch(/^wrong key … x+$/);
    expect(answer.why.length).toBeLessThanOrEqual(200);
  });

  test.each<[string, RequestListener]>([
    ['an error of the server', (_request, response) => response.writeHead(502).end('<h1>Bad Gateway</h1>')],
    ['a redirect', (_request, response) => response.writeHead(302, { location: '/elsewhere' }).end()],
    ['silence', () => undefined],
    ['no code', (_request, response) => response.end('{"msg":"ok"}')],
    ['a list', (_request, response) => response.end('[1]')],
  ])('%s leaves it open', async (_what, listener) => {
    const error = await failure(refundBy(listener));
    expect(isAppError(error) && error.code).toBe('UNAVAILABLE');
    expect(inspect(error, { depth: 10 })).not.toContain(EPAY_KEY);
  });
});

describe('a notify', () => {
  const read = (raw: string) => {
    try {
      return adapter().verifyNotify(raw);
    } catch (error) {
      return isAppError(error) ? error.code : error;
    }
  };

  test('with the right signature is evidence of the payment', () => {
    expect(read(notify())).toEqual({
      provider: 'epay',
      channel: 'wechat',
      orderNo: ORDER.orderNo,
      tradeNo: '2026012210300012345',
      amountFen: 1050,
      source: 'notify',
    });
  });

  test('may carry more fields, as long as they are signed', () => {
    expect(read(notify({ param: '附言 & 更多', buyer: '' }))).toMatchObject({ amountFen: 1050 });
    expect(read(`${notify()}&param=x`)).toBe('SIGNATURE_INVALID');
  });

  test.each([
    ['made with another key', notify({}, 'another key'), 'SIGNATURE_INVALID'],
    ['changed after signing', notify().replace('10.50', '99.50'), 'SIGNATURE_INVALID'],
    ['with a repeated parameter', `${notify()}&money=10.50`, 'VALIDATION'],
    ['with an array parameter', notify({ 'money[]': '1' }), 'VALIDATION'],
    ['that asks for another algorithm', notify().replace('sign_type=MD5', 'sign_type=NONE'), 'VALIDATION'],
    ['without an amount', notify({ money: '' }), 'VALIDATION'],
    ['with an amount in exponents', notify({ money: '1e1' }), 'VALIDATION'],
    ['with an order number that is none', notify({ out_trade_no: "1' OR '1" }), 'VALIDATION'],
    ['without anything', '', 'VALIDATION'],
    ['of a trade that is not paid', notify({ trade_status: 'WAIT_BUYER_PAY' }), 'PAYMENT_FAILED'],
  ])('%s is refused', (_what, raw, code) => {
    expect(read(raw)).toBe(code);
  });

  test('of another merchant under our key is marked for the operator', () => {
    expect(read(notify({ pid: '1002' }))).toMatchObject({ problem: 'wrong_merchant' });
  });

  test('through a channel that we do not offer fits none of our payment methods', () => {
    expect(read(notify({ type: 'qqpay' }))).toMatchObject({ channel: 'epay:qqpay' });
  });
});
