import type { ApiClient } from '../support/api-client';
import { paymentCallback } from '../support/payment-callback';
import { platform, type TestPlatform, type TestUser } from '../support/platform';

/** The lists of orders and of the account, by what they are filtered by; their totals are what the books say. */

const DAY_MS = 86_400_000;

let studio: TestPlatform;
let user: TestUser;
/** The API as the user calls it, with a token of that day. */
let api: ApiClient;
/** The days, in Beijing, on which the first and the second half were bought. */
let first: string;
let second: string;

beforeAll(async () => {
  studio = await platform({ cashier: true });
  // Noon in Beijing, so that no day ends while these are bought.
  studio.advance(Date.parse('2026-03-01T12:00:00+08:00') - studio.clock.now().getTime());
  user = await studio.signUp();
  ({ api } = user);
  const { api: other } = await studio.signUp();
  first = today();
  await recharge(10, 'alipay', true);
  await recharge(20.5, 'wechat', true);
  await recharge(30, 'alipay', false);
  await recharge(1000, 'alipay', true, other);
  await member('monthly', 'alipay', true);
  studio.advance(DAY_MS);
  const { username, password } = user;
  const login = await studio.api.post('/api/v1/auth/login', { username, password });
  api = studio.api.as(login.body.data.access_token as string);
  second = today();
  await recharge(40, 'wechat', true);
  await cancelled(await recharge(50, 'wechat', false));
  await member('quarterly', 'wechat', true);
  await member('yearly', 'wechat', false);
  await member('monthly', 'balance', true);
});
afterAll(() => studio.close());

const today = () => new Date(studio.clock.now().getTime() + 8 * 3_600_000).toISOString().slice(0, 10);

async function bought(path: string, body: object, isPaid: boolean, buyer: ApiClient): Promise<string> {
  const { body: made } = await buyer.post(`/api/v1/credit/${path}`, body);
  const order_id = made.data.order_id as string;
  const { payment_method } = body as { payment_method: string };
  if (isPaid && payment_method !== 'balance') {
    const claim = { order_id, payment_method, transaction_id: `t-${order_id}`, status: 'success' };
    expect((await paymentCallback(studio, claim)).body.data).toEqual({ success: true });
  }
  return order_id;
}

const recharge = (amount: number, payment_method: string, isPaid: boolean, buyer = api) =>
  bought('recharge', { amount, payment_method }, isPaid, buyer);

const member = (membership_type: string, payment_method: string, isPaid: boolean) =>
  bought('membership', { membership_type, payment_method }, isPaid, api);

const cancelled = (orderNo: string) => api.post(`/api/v1/credit/orders/${orderNo}/cancel`);

interface List {
  readonly total: number;
  readonly total_amount: number;
  readonly total_credits?: number;
  readonly items: readonly {
    readonly order_no: string;
    readonly amount: number;
    readonly payment_status: string;
    readonly payment_url: string | null;
  }[];
}

async function list(path: string, query: string): Promise<List> {
  const { status, body } = await api.get(`/api/v1/credit/${path}?${query}`);
  expect([query, status]).toEqual([query, 200]);
  return body.data as List;
}

/** How many there are, and the yuan and credits of those that are paid. */
const totals = ({ total, total_amount, total_credits }: List) => [total, total_amount, total_credits];

test('recharges, by status, way of paying and day, together too', async () => {
  const cases: [query: string, ...totals: number[]][] = [
    ['', 5, 70.5, 705],
    ['payment_status=paid', 3, 70.5, 705],
    ['payment_status=pending', 1, 0, 0],
    ['payment_status=cancelled', 1, 0, 0],
    ['payment_status=failed', 0, 0, 0],
    ['payment_method=alipay', 2, 10, 100],
    ['payment_method=wechat', 3, 60.5, 605],
    ['payment_method=balance', 0, 0, 0],
    [`start_date=${first}&end_date=${first}`, 3, 30.5, 305],
    [`start_date=${second}`, 2, 40, 400],
    [`end_date=${first}&payment_method=wechat`, 1, 20.5, 205],
    [`start_date=${second}&payment_method=wechat&payment_status=paid`, 1, 40, 400],
  ];
  for (const [query, ...expected] of cases) {
    expect([query, ...totals(await list('recharge/orders', query))]).toEqual([query, ...expected]);
  }
});

test('totals are over all that fit, whatever the page shows of them', async () => {
  const page = await list('recharge/orders', 'page=2&page_size=2');
  expect(totals(page)).toEqual([5, 70.5, 705]);
  expect(page.items.map(({ amount }) => amount)).toEqual([30, 20.5]);
});

test('memberships, by what was bought too', async () => {
  const cases: [query: string, total: number, amount: number][] = [
    ['', 4, 44.8],
    ['membership_type=monthly', 2, 19.8],
    ['membership_type=monthly&payment_method=balance', 1, 9.9],
    ['membership_type=yearly', 1, 0],
    ['payment_method=wechat', 2, 25],
    [`start_date=${first}&end_date=${first}`, 1, 9.9],
  ];
  for (const [query, total, amount] of cases) {
    const { total: found, total_amount: paid } = await list('membership/orders', query);
    expect([query, found, paid]).toEqual([query, total, amount]);
  }
});

test('an order that waits says where it is paid, in the list and by itself; no other does', async () => {
  const urls = async (status: string) => {
    const { items } = await list('recharge/orders', `payment_status=${status}`);
    return items.map(({ payment_url: url }) => url);
  };
  expect(await urls('pending')).toEqual([expect.stringMatching(/^http.*submit\.php/)]);
  expect(new Set([...(await urls('paid')), ...(await urls('cancelled'))])).toEqual(new Set([null]));
  const [waiting] = (await list('membership/orders', 'payment_status=pending')).items;
  const { body } = await api.get(`/api/v1/credit/orders/${waiting?.order_no}`);
  expect(body.data.payment_url).toBe(waiting?.payment_url);
  expect((await fetch(body.data.payment_url as string)).status).toBe(200);
});

test('the account: what came and went, by kind and day, adds up to its balance', async () => {
  const of = async (query: string) => {
    const { body } = await api.get(`/api/v1/credit/transactions?${query}`);
    const { total, total_received, total_spent } = body.data as Record<string, number>;
    return [total, total_received, total_spent];
  };
  expect(await of('')).toEqual([4, 705, 99]);
  expect(await of('type=recharge')).toEqual([3, 705, 0]);
  expect(await of('type=consume')).toEqual([1, 0, 99]);
  expect(await of('type=refund')).toEqual([0, 0, 0]);
  expect(await of(`end_date=${first}`)).toEqual([2, 305, 0]);
  expect(await of(`start_date=${second}&type=recharge`)).toEqual([1, 400, 0]);
  expect(await user.balance()).toEqual({ available: 705 - 99, held: 0 });
});

test('the paid recharges are what the ledger moved for them', async () => {
  const { total_credits: listed } = await list('recharge/orders', '');
  const { body } = await api.get('/api/v1/credit/transactions?type=recharge');
  expect(listed).toBe(body.data.total_received);
  expect((await studio.ledger.audit()).violations).toEqual([]);
});

test.each([
  'recharge/orders?payment_method=cash',
  'recharge/orders?payment_status=lost',
  'membership/orders?membership_type=daily',
  'transactions?type=gift',
  'recharge/orders?start_date=2026-02-30',
  'recharge/orders?start_date=2026-03-02&end_date=2026-03-01',
])('%s is refused', async (query) => {
  expect((await api.get(`/api/v1/credit/${query}`)).status).toBe(400);
});
