import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { createEpay } from '../../providers/payment/epay';
import { signed, type Fields } from '../../simulators/epay/signature';
import { EPAY_KEY, EPAY_PID, payAt, startCashier, type TestCashier } from '../support/cashier';
import { startMerchant, type Merchant } from '../support/merchant';

let cashier: TestCashier;
let merchant: Merchant;

beforeAll(async () => {
  merchant = await startMerchant();
  cashier = await startCashier({ retryMs: [10, 10, 10] });
});
afterAll(async () => {
  await cashier.stop();
  await merchant.stop();
});

function request(changes: Fields = {}): Fields {
  const fields = {
    pid: EPAY_PID,
    type: 'alipay',
    out_trade_no: 'R1',
    notify_url: merchant.notifyUrl,
    return_url: 'http://127.0.0.1:9/return?order=R1',
    name: '充值10元',
    money: '10.00',
    ...changes,
  };
  return signed(fields, EPAY_KEY);
}

function submit(fields: Fields): Promise<Response> {
  return fetch(new URL(`submit.php?${new URLSearchParams(fields).toString()}`, cashier.url));
}

async function callApi(fields: Fields, method: 'GET' | 'POST' = 'GET'): Promise<Record<string, unknown>> {
  const params = new URLSearchParams({ pid: EPAY_PID, key: EPAY_KEY, ...fields });
  const response =
    method === 'GET'
      ? await fetch(new URL(`api.php?${params.toString()}`, cashier.url))
      : await fetch(new URL('api.php', cashier.url), { method, body: params });
  return (await response.json()) as Record<string, unknown>;
}

describe('the pages', () => {
  test('whatever an order is called, its name is text on the page', async () => {
    const name = `<script>alert(1)</script>" onclick="x' & 🎬`;
    const page = await (await submit(request({ out_trade_no: 'R2', name }))).text();
    expect(page).toContain('&lt;script&gt;alert(1)&lt;/script&gt;&quot; onclick=&quot;x&#39; &amp; 🎬');
    expect(page).not.toContain('<script');
  });

  test('the cashier page may run no script and load nothing foreign', async () => {
    const response = await submit(request({ out_trade_no: 'R3' }));
    expect(response.headers.get('content-security-policy')).toContain("default-src 'none'");
  });

  test('the form works by POST as it does by GET', async () => {
    const body = new URLSearchParams(request({ out_trade_no: 'R4' }));
    const response = await fetch(new URL('submit.php', cashier.url), { method: 'POST', body });
    expect(await response.text()).toContain('应付金额');
  });

  test.each([
    ['an address that a browser would run', { return_url: 'javascript:alert(1)' }, 'return_url'],
    ['no money', { money: '0.00' }, '金额不合法'],
    ['three decimals', { money: '1.005' }, '金额不合法'],
    ['another merchant', { pid: '7' }, '商户不存在'],
    ['an unknown payment type', { type: 'bank' }, '支付方式不支持'],
  ])('%s gets a page that says what is wrong', async (_what, changes, message) => {
    const response = await submit(request({ out_trade_no: 'R5', ...changes }));
    expect(response.status).toBe(400);
    expect(await response.text()).toContain(message);
  });

  test('a parameter that comes twice is refused', async () => {
    const query = new URLSearchParams(request({ out_trade_no: 'R6' })).toString();
    expect((await fetch(new URL(`submit.php?${query}&money=0.01`, cashier.url))).status).toBe(400);
  });

  test('one order number is one trade: asking again shows it, asking for another amount is refused', async () => {
    const first = await submit(request({ out_trade_no: 'R7' }));
    expect((await submit(request({ out_trade_no: 'R7' }))).url).toBe(first.url);
    expect((await submit(request({ out_trade_no: 'R7', money: '11.00' }))).status).toBe(400);
  });

  test('a buyer who turns back has paid nothing and can still pay', async () => {
    const page = await submit(request({ out_trade_no: 'R8' }));
    const cancelled = await (await fetch(page.url.replace('/pay/', '/cancel/'))).text();
    expect(cancelled).toContain('已取消支付');
    expect(cancelled).toContain('href="http://127.0.0.1:9/return?order=R1"');
    expect(await callApi({ act: 'order', out_trade_no: 'R8' })).toMatchObject({ status: 0 });
    expect((await payAt(page.url)).result).toContain('支付成功');
  });

  test('the way back carries the signed result', async () => {
    const { result } = await payAt((await submit(request({ out_trade_no: 'R9' }))).url);
    const link = /class="button primary" href="([^"]+)"/.exec(result)?.[1]?.replaceAll('&amp;', '&') ?? '';
    const query = new URL(link).searchParams;
    query.delete('order'); // the merchant's own
    const epay = createEpay({
      url: cashier.url,
      pid: EPAY_PID,
      key: EPAY_KEY,
      notifyUrl: 'x',
      returnUrl: 'x',
    });
    expect(epay.verifyNotify(query.toString())).toMatchObject({ orderNo: 'R9', amountFen: 1000 });
  });

  test('an address that does not exist gets a page, not a stack', async () => {
    const response = await fetch(new URL('nowhere', cashier.url));
    expect(response.status).toBe(404);
    expect(await response.text()).toContain('页面不存在');
  });
});

describe("the merchant's interfaces", () => {
  test('mapi.php makes an order that the buyer can pay', async () => {
    const body = new URLSearchParams(request({ out_trade_no: 'M1', clientip: '127.0.0.1', device: 'pc' }));
    const response = await fetch(new URL('mapi.php', cashier.url), { method: 'POST', body });
    const answer = (await response.json()) as Record<string, string>;
    expect(answer).toMatchObject({ code: 1, trade_no: expect.stringMatching(/^\d{19}$/) as string });
    expect((await payAt(answer['payurl'] ?? '')).result).toContain('支付成功');
  });

  test('mapi.php says in words what is wrong', async () => {
    const body = new URLSearchParams({ ...request(), sign: 'wrong' });
    const response = await fetch(new URL('mapi.php', cashier.url), { method: 'POST', body });
    expect(await response.json()).toEqual({ code: -1, msg: '签名校验失败' });
  });

  test('refunds give back at most what was paid', async () => {
    await payAt((await submit(request({ out_trade_no: 'M2' }))).url);
    const refund = (money: string) => callApi({ act: 'refund', out_trade_no: 'M2', money }, 'POST');
    expect(await refund('4.00')).toMatchObject({ code: 1 });
    expect(await refund('6.01')).toMatchObject({ code: -1 });
    expect(await refund('6.00')).toMatchObject({ code: 1 });
    expect(await refund('0.01')).toMatchObject({ code: -1 });
  });

  test('an order that was not paid cannot be refunded, and one that is unknown is said to be so', async () => {
    await submit(request({ out_trade_no: 'M3' }));
    expect(await callApi({ act: 'refund', out_trade_no: 'M3', money: '1.00' }, 'POST')).toMatchObject({
      code: -1,
    });
    expect(await callApi({ act: 'order', out_trade_no: 'M4' })).toEqual({ code: -1, msg: '订单号不存在' });
    expect(await callApi({ act: 'order', out_trade_no: 'M3', key: 'guess' })).toMatchObject({ code: -3 });
  });
});

describe('the notify', () => {
  test('is repeated until the merchant says success, then no more', async () => {
    merchant.answers('no', '<h1>success</h1>', 'success');
    await payAt((await submit(request({ out_trade_no: 'N1' }))).url);
    const attempts = await cashier.notifies('N1', 3);
    expect(attempts.map(({ outcome }) => outcome)).toEqual(['refused', 'refused', 'acknowledged']);
    expect(new Set(attempts.map(({ fields }) => fields['trade_no'])).size).toBe(1);
  });

  test('one that is lost on the way is made up for by the next', async () => {
    await cashier.misbehave({ outTradeNo: 'N2', drop: 1, method: 'POST' });
    await payAt((await submit(request({ out_trade_no: 'N2' }))).url);
    const attempts = await cashier.notifies('N2', 2);
    expect(attempts.map(({ outcome, method }) => [outcome, method])).toEqual([
      ['dropped', 'POST'],
      ['acknowledged', 'POST'],
    ]);
  });

  test('can be told to come before the order was answered', async () => {
    await cashier.misbehave({ outTradeNo: 'N3', before: 'create' });
    const page = await (await submit(request({ out_trade_no: 'N3' }))).text();
    expect(page).toContain('支付成功');
    expect((await cashier.notifies('N3', 1)).map(({ outcome }) => outcome)).toEqual(['acknowledged']);
  });

  test('a fault that does not exist is refused by name', async () => {
    await expect(cashier.misbehave({ explode: true })).rejects.toThrow('explode');
    await expect(cashier.misbehave({ repeat: 'often' })).rejects.toThrow('repeat');
  });
});

test('a restart forgets no trade, and finishes telling of those that were paid', async () => {
  const folder = await mkdtemp(join(tmpdir(), 'cashier-'));
  const stateFile = join(folder, 'state', 'trades.json');
  const before = await startCashier({ stateFile });
  merchant.answers('not now');
  const link = (url: string) =>
    `${url}submit.php?${new URLSearchParams(request({ out_trade_no: 'S1' })).toString()}`;
  await payAt(link(before.url));
  expect(await before.notifies('S1', 1)).toMatchObject([{ outcome: 'refused' }]);
  await before.stop();

  const after = await startCashier({ stateFile });
  expect(await after.notifies('S1', 1)).toMatchObject([{ outcome: 'acknowledged' }]);
  expect(await (await fetch(link(after.url))).text()).toContain('支付成功');
  await after.stop();
  await rm(folder, { recursive: true });
});
