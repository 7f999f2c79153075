import { randomBytes, randomUUID } from 'node:crypto';
import { readOperations, type Operation } from '../../api/router/operation';
import { inProject } from '../../config/paths';
import { signCallback } from '../../domain/orders/callback-signature';
import { builtSurfaces, dereference, isObject, type Json, type JsonObject } from '../../openapi/document';
import type { ApiAnswer } from '../support/api-client';
import { put } from '../support/gateway-management';
import { paymentCallback } from '../support/payment-callback';
import { CALLBACK_SECRET, platform, type TestPlatform, type TestUser } from '../support/platform';
import { newAdministrator } from '../support/studio-administrator';

/** What nobody should send: every field of every operation, and money that is raced for. */

const DOCUMENT = builtSurfaces(inProject('dist')).studio;
const OPERATIONS = readOperations(DOCUMENT);

let studio: TestPlatform;
let admin: TestUser;
let user: TestUser;
beforeAll(async () => {
  studio = await platform({ cashier: true, settings: { waitMs: 0 } });
  admin = await newAdministrator(studio);
});
beforeEach(async () => {
  user = await studio.signUp();
});
afterAll(() => studio.close());

/** The request of an operation's example. */
function exampleOf({ path, method }: Operation): JsonObject | undefined {
  const item = dereference(DOCUMENT, DOCUMENT.paths[path] ?? {}) as JsonObject;
  const body = (item[method.toLowerCase()] as JsonObject)['requestBody'];
  const content = isObject(body) && isObject(body['content']) && body['content']['application/json'];
  if (!isObject(content)) return undefined;
  const examples = content['examples'];
  const first = isObject(examples) && Object.values(examples)[0];
  return (isObject(first) ? first['value'] : content['example']) as JsonObject;
}

/** Values that are no good, by the type that a field may have. */
const VALUES: Readonly<Record<string, readonly unknown[]>> = {
  string: [
    ...['', ' ', 'a\0b', '\ud800', '１２', '1e3', "' OR 1=1 --", '\u202e<script>', 'x'.repeat(70_000)],
    ...['2026-02-30T00:00:00', '9999-12-31T23:59:59', 'http://[', 'constructor'],
  ],
  number: [-0, -1, 0.1 + 0.2, 1e308, 2 ** 31, 9007199254740993],
  array: [[], [null], Array<string[]>(500).fill([])],
  object: [{}, { $gt: '' }, JSON.parse('{"__proto__": {"a": 1}}') as unknown],
};
const TEXTS = ['-1', '0', '1e3', '１２', '9007199254740993', 'a\0b', "' OR 1=1 --", '2026-02-30', '%', ''];

/** Such values of a field's own type, and what is of none. */
function valuesFor({ type }: JsonObject): readonly unknown[] {
  const named = (Array.isArray(type) ? type : [type]) as readonly unknown[];
  const types = named.map((name) => (name === 'integer' ? 'number' : name));
  const own = Object.entries(VALUES).flatMap(([name, values]) => (types.includes(name) ? values : []));
  return [...own, null, types.includes('object') ? [] : {}];
}

/** Sends all, a few at a time, and answers what broke. */
async function broken(requests: readonly (() => Promise<[string, ApiAnswer]>)[]): Promise<string[]> {
  const waiting = [...requests];
  const found: string[] = [];
  const send = async () => {
    for (let next = waiting.pop(); next; next = waiting.pop()) {
      const [what, { status, body, text }] = await next();
      // An operation may find its vendor away; it never breaks.
      const isTold = status < 500 || (status > 501 && (body as { data: unknown }).data === null);
      if (!isTold) found.push(`${what}: ${status} ${text.slice(0, 200)}`);
    }
  };
  await Promise.all(Array.from({ length: 16 }, send));
  return found;
}

const placed = ({ path }: Operation, value = '1') => path.replaceAll(/\{\w+\}/g, encodeURIComponent(value));

/** The example with one field after the other, and one of what is in it, made worse. */
function* worse(example: JsonObject, schema: JsonObject): Generator<[field: string, body: JsonObject]> {
  const properties = (schema['properties'] ?? {}) as Record<string, JsonObject>;
  for (const [field, property] of Object.entries(properties)) {
    for (const value of valuesFor(property)) yield [field, { ...example, [field]: value as Json }];
    const inner = example[field];
    if (!isObject(inner)) continue;
    for (const [key, body] of worse(inner, property))
      yield [`${field}.${key}`, { ...example, [field]: body }];
  }
}

test('no value in any field of any body breaks anything', async () => {
  const requests = OPERATIONS.flatMap((operation) => {
    const example = exampleOf(operation);
    if (!example || !operation.body) return [];
    const bodies: [string, unknown][] = [
      ...worse(example, operation.body.schema),
      ['all', null],
      ['all', []],
    ];
    return bodies.map(([field, body]) => async (): Promise<[string, ApiAnswer]> => [
      `${operation.id} ${field}: ${JSON.stringify(body).slice(0, 200)}`,
      await admin.api.call(operation.method, placed(operation), { body: JSON.stringify(body) }),
    ]);
  });
  expect(requests.length).toBeGreaterThan(500);
  expect(await broken(requests)).toEqual([]);
});

test('no value in a path or a query breaks anything', async () => {
  const requests = OPERATIONS.filter(({ stream }) => stream !== 'always').flatMap((operation) => {
    const { id, method, path, parameters } = operation;
    const body = exampleOf(operation);
    const names = Object.keys((parameters.query['properties'] ?? {}) as object);
    const targets = TEXTS.flatMap((text) => [
      ...(path.includes('{') && text !== '' ? [placed(operation, text)] : []),
      ...names.map((name) => `${placed(operation)}?${name}=${encodeURIComponent(text)}`),
    ]);
    return targets.map((target) => async (): Promise<[string, ApiAnswer]> => [
      `${id} ${target}`,
      await admin.api.call(method, target, { body }),
    ]);
  });
  expect(await broken(requests)).toEqual([]);
});

const LISTS = OPERATIONS.filter(
  ({ path, parameters }) =>
    !path.includes('{') && 'page' in ((parameters.query['properties'] ?? {}) as object),
);

test.each(LISTS.map((operation): [string, Operation] => [operation.id, operation]))(
  '%s refuses pages that cannot be, and has nothing on those behind its last',
  async (_id, operation) => {
    const ask = (query: string) => admin.api.get(`${operation.path}?${query}`);
    for (const query of ['page=0', 'page=-1', 'page=1.5', 'page=1e3', 'page=9007199254740993', 'page=']) {
      expect([query, (await ask(query)).status]).toEqual([query, 400]);
    }
    for (const query of ['page_size=0', 'page_size=-20', 'page_size=101', 'page_size=all']) {
      expect([query, (await ask(query)).status]).toEqual([query, 400]);
    }
    const { status, body } = await ask('page=1000000&page_size=100');
    expect(status).toBe(200);
    const items = (Array.isArray(body.data) ? body.data : body.data.items) as unknown[];
    expect(items).toEqual([]);
  },
);

describe('what JSON allows', () => {
  test('a key that comes twice counts once, as its last value', async () => {
    const body = '{"amount": 50000, "payment_method": "wechat", "amount": 1, "payment_method": "alipay"}';
    const answer = await user.api.call('POST', '/api/v1/credit/recharge', { body });
    expect(answer.body.data).toMatchObject({ amount: 1, credits: 10 });
    const { body: list } = await user.api.get('/api/v1/credit/recharge/orders');
    expect(list.data.items).toMatchObject([{ amount: 1, payment_method: 'alipay' }]);
  });

  test('maps come back as they went in, whatever their keys are called', async () => {
    const config = { temperature: 0.7, max_tokens: 2000 };
    const { body: model } = await admin.api.post('/api/v1/models', {
      ...{ name: '映射', provider: 'qwen', model_name: 'qwen-plus', api_key: 'sk-xxx', credits_cost: 8 },
      ...{ api_base: 'https://dashscope.aliyuncs.com/api/v1', config },
    });
    expect(model.data).toMatchObject({ config });
    const { body: activity } = await admin.api.post('/api/v1/operation/activities', {
      ...{ name: '映射', type: 'credit_gift', config: { credits: 1.5, trigger: 'registration' } },
      ...{ start_time: '2098-01-01T00:00:00', end_time: '2098-02-01T00:00:00' },
    });
    expect(activity.data).toMatchObject({ config: { credits: 1.5, trigger: 'registration' } });
    await admin.api.post('/api/v1/video/generate', { script: '日出', duration: 2 });
  });
});

describe('coupons and activities that would make no sense', () => {
  const coupon = {
    ...{ name: '券', type: 'discount', value: 10, min_amount: 0 },
    ...{ valid_from: '2026-01-22T00:00:00', valid_until: '2099-02-22T23:59:59' },
  };
  const make = (changes: object) =>
    admin.api.post('/api/v1/operation/coupons', {
      ...coupon,
      code: `B${randomBytes(5).toString('hex')}`,
      ...changes,
    });

  test.each<[string, object]>([
    ['value', { value: 150 }],
    ['value', { value: -10 }],
    ['value', { value: 33.333 }],
    ['value', { value: 1e308 }],
    ['value', { type: 'deduction', value: 1e308 }],
    ['value', { type: 'credit_bonus', value: 1e308 }],
    ['value', { value: [10] }],
    ['min_amount', { min_amount: 1e308 }],
    ['min_amount', { min_amount: 0.001 }],
    ['max_usage', { max_usage: -1 }],
    ['max_usage', { max_usage: 1.5 }],
    ['max_usage', { max_usage: 1e308 }],
    ['valid_from', { valid_from: '2026-02-29T00:00:00' }],
    ['valid_from', { valid_from: '2026-01-22T24:00:00' }],
    ['valid_until', { valid_until: '2026-01-21T00:00:00' }],
    ['valid_until', { valid_until: '2026-1-22' }],
  ])('%s: %j', async (field, changes) => {
    const { status, body } = await make(changes);
    expect([status, body.data.errors[0].field]).toEqual([400, `body.${field}`]);
  });

  test('a discount of all of it leaves 0 to pay, not less; one of a third keeps the part of a fen', async () => {
    for (const [value, amount, left] of [
      [100, 10, 0],
      [33.33, 0.01, 0.01],
      [33.33, 10, 6.67],
    ]) {
      const { body: made } = await make({ value, min_amount: -0 });
      expect(Object.is(made.data.min_amount, 0)).toBe(true);
      await user.api.post(`/api/v1/operation/coupons/${made.data.id}/claim`);
      const order = { amount, payment_method: 'alipay', coupon_code: made.data.code as string };
      expect((await user.api.post('/api/v1/credit/recharge', order)).body.data).toMatchObject({
        amount: left,
      });
    }
  });

  test('one that somebody else claimed is 40003', async () => {
    const { body: made } = await make({});
    const other = await studio.signUp();
    await other.api.post(`/api/v1/operation/coupons/${made.data.id}/claim`);
    const order = { amount: 10, payment_method: 'alipay', coupon_code: made.data.code as string };
    expect((await user.api.post('/api/v1/credit/recharge', order)).body.code).toBe(40003);
  });

  test('an activity that has ended is 40010, and nobody has anything of it', async () => {
    const { body } = await admin.api.post('/api/v1/operation/activities', {
      ...{ name: '结束', type: 'credit_gift', config: { credits: 5 } },
      ...{ start_time: '2026-01-22T00:00:00', end_time: '2099-01-01T00:00:00' },
    });
    await put(admin.api, `/api/v1/operation/activities/${body.data.id}`, { status: 'ended' });
    const part = await user.api.post(`/api/v1/operation/activities/${body.data.id}/participate`);
    expect([part.status, part.body]).toEqual([400, { code: 40010, message: '活动已结束', data: null }]);
    expect(await user.balance()).toEqual({ available: 0, held: 0 });
  });
});

describe('an order that is raced for', () => {
  async function couponOrder(): Promise<string> {
    const code = `R${randomBytes(5).toString('hex')}`;
    const { body: made } = await admin.api.post('/api/v1/operation/coupons', {
      ...{ code, name: '券', type: 'discount', value: 10, min_amount: 0 },
      ...{ valid_from: '2026-01-22T00:00:00', valid_until: '2099-02-22T23:59:59' },
    });
    await user.api.post(`/api/v1/operation/coupons/${made.data.id}/claim`);
    const order = { amount: 10, payment_method: 'alipay', coupon_code: code };
    return (await user.api.post('/api/v1/credit/recharge', order)).body.data.order_id as string;
  }
  const claimOf = (order_id: string) => ({
    ...{ order_id, payment_method: 'alipay', transaction_id: `t-${order_id}`, status: 'success' },
  });

  test('giving it up and its payment, at once: it is paid, once, with its coupon', async () => {
    const orders = await Promise.all(Array.from({ length: 8 }, couponOrder));
    await Promise.all(
      orders.flatMap((orderNo) => [
        user.api.post(`/api/v1/credit/orders/${orderNo}/cancel`),
        paymentCallback(studio, claimOf(orderNo)),
        user.api.post(`/api/v1/credit/orders/${orderNo}/cancel`),
      ]),
    );
    const { body } = await user.api.get('/api/v1/credit/recharge/orders?payment_status=paid');
    expect(body.data).toMatchObject({ total: 8, total_amount: 72, total_credits: 800 });
    expect(await user.balance()).toEqual({ available: 800, held: 0 });
    expect((await user.api.get('/api/v1/operation/my-coupons?status=used')).body.data).toHaveLength(8);
  });

  test('one and the same callback, fifty times at once, is taken once', async () => {
    const orderNo = await couponOrder();
    const body = JSON.stringify(claimOf(orderNo));
    const [timestamp, nonce] = [String(Math.floor(studio.clock.now().getTime() / 1000)), randomUUID()];
    const headers = {
      'x-taskloom-timestamp': timestamp,
      'x-taskloom-nonce': nonce,
      'x-taskloom-signature': signCallback(CALLBACK_SECRET, timestamp, nonce, body),
    };
    const send = () => studio.api.call('POST', '/api/v1/credit/payment/callback', { body, headers });
    const answers = await Promise.all(Array.from({ length: 50 }, send));
    expect(answers.filter(({ status }) => status === 200)).toHaveLength(1);
    expect(answers.filter(({ status }) => status === 401)).toHaveLength(49);
    expect(await user.balance()).toEqual({ available: 100, held: 0 });
  });

  test('a membership from a balance for one, twice at once: one', async () => {
    const rich = await studio.signUp(150);
    const buy = () =>
      rich.api.post('/api/v1/credit/membership', { membership_type: 'monthly', payment_method: 'balance' });
    const codes = (await Promise.all([buy(), buy()])).map(({ body }) => body.code as number);
    expect(codes.toSorted((a, b) => a - b)).toEqual([200, 40001]);
    expect(await rich.balance()).toEqual({ available: 51, held: 0 });
  });
});

test('an address that a caller makes up is not believed where no proxy is trusted', async () => {
  const login = async (address: string) => {
    const body = { username: 'nobody', password: 'wrong-password' };
    const { headers } = await studio.api.post('/api/v1/auth/login', body, { 'x-forwarded-for': address });
    return Number(headers.get('ratelimit-remaining'));
  };
  const left = await login('198.51.100.1');
  expect(await login('198.51.100.2')).toBe(left - 1);
});

test('the books are in order after all of this', async () => {
  expect((await studio.ledger.audit()).violations).toEqual([]);
});
