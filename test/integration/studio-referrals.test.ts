import { randomBytes } from 'node:crypto';
import { payAt } from '../support/cashier';
import { platform, type TestPlatform, type TestUser } from '../support/platform';
import { newAdministrator } from '../support/studio-administrator';

/** Who brings whom, and what that brings, over the API. */

let studio: TestPlatform;
let admin: TestUser;
let referrer: TestUser;
let code: string;
beforeAll(async () => {
  studio = await platform({ cashier: true });
  admin = await newAdministrator(studio);
});
beforeEach(async () => {
  referrer = await studio.signUp();
  code = (await referrer.api.post('/api/v1/operation/referral/generate')).body.data.referral_code as string;
});
afterAll(() => studio.close());

async function register(referral_code: string) {
  const username = `user_${randomBytes(6).toString('hex')}`;
  const account = { username, email: `${username}@example.com`, password: 'password123' };
  const answer = await studio.api.post('/api/v1/auth/register', { ...account, referral_code });
  return { answer, account };
}

/** Somebody who registered with the code, signed in. */
async function referred() {
  const { account } = await register(code);
  const { body } = await studio.api.post('/api/v1/auth/login', account);
  return { username: account.username, api: studio.api.as(body.data.access_token as string) };
}

async function pay(api: TestUser['api'], path: string, body: object): Promise<string> {
  const { body: made } = await api.post(`/api/v1/credit/${path}`, { payment_method: 'alipay', ...body });
  await payAt(made.data.payment_url);
  await studio.cashier!.notifies(made.data.order_id, 1);
  return made.data.order_id as string;
}

const records = async () =>
  (await referrer.api.get('/api/v1/operation/referral/records')).body.data as object;

test('a code stays the same, and comes with a link', async () => {
  const { body } = await referrer.api.post('/api/v1/operation/referral/generate');
  expect(body).toEqual({
    code: 200,
    message: '推荐码已生成',
    data: {
      referral_code: code,
      referral_url: expect.stringMatching(new RegExp(`^http.*\\?ref=${code}$`)) as string,
    },
  });
});

test('the first payment of who was referred brings a tenth of a recharge, and the second nothing', async () => {
  const { username, api } = await referred();
  expect(await records()).toMatchObject({
    total: 1,
    total_rewards: 0,
    items: [{ referred_user: username, reward_amount: 0, status: 'pending' }],
  });
  const orderNo = await pay(api, 'recharge', { amount: 50 });
  await studio.cashier!.notifyAgain(orderNo);
  await pay(api, 'recharge', { amount: 100 });
  expect(await referrer.balance()).toEqual({ available: 50, held: 0 });
  expect(await records()).toMatchObject({
    total: 1,
    total_rewards: 50,
    items: [{ reward_amount: 50, status: 'completed' }],
  });
});

test('a membership brings a hundred credits; one that is paid from the balance brings nothing', async () => {
  const { api } = await referred();
  const { body } = await api.get('/api/v1/auth/me');
  await studio.ledger.transfer({
    key: `test/gift/${body.data.id}`,
    from: { owner: 'platform', type: 'rewards' },
    to: { owner: `user:${body.data.id}`, type: 'wallet' },
    amount: 9_900_000_000n,
    kind: 'reward',
    description: '赠送',
    reference: 'test',
  });
  await api.post('/api/v1/credit/membership', { membership_type: 'monthly', payment_method: 'balance' });
  expect(await records()).toMatchObject({ total_rewards: 0, items: [{ status: 'pending' }] });
  await pay(api, 'membership', { membership_type: 'monthly' });
  expect(await referrer.balance()).toEqual({ available: 100, held: 0 });
});

test('two first payments at once bring one reward', async () => {
  const { api } = await referred();
  const orders = await Promise.all(
    [20, 20].map(async (amount) => {
      const { body } = await api.post('/api/v1/credit/recharge', { amount, payment_method: 'alipay' });
      return body.data as { order_id: string; payment_url: string };
    }),
  );
  await Promise.all(orders.map(({ payment_url: url }) => payAt(url)));
  await Promise.all(orders.map(({ order_id: orderNo }) => studio.cashier!.notifies(orderNo, 1)));
  expect(await referrer.balance()).toEqual({ available: 20, held: 0 });
});

test('an activity adds to the reward while it lasts', async () => {
  const { body } = await admin.api.post('/api/v1/operation/activities', {
    name: '推荐奖励翻倍',
    type: 'referral_bonus',
    config: { credits: 30 },
    start_time: '2026-01-01T00:00:00',
    end_time: '2099-01-01T00:00:00',
  });
  const { api } = await referred();
  await pay(api, 'recharge', { amount: 50 });
  expect(await referrer.balance()).toEqual({ available: 80, held: 0 });
  await admin.api.call('PUT', `/api/v1/operation/activities/${body.data.id}`, { body: { status: 'ended' } });
});

test('an unknown code is refused, and nobody is made', async () => {
  const { answer, account } = await register('NOSUCH99');
  expect([answer.status, answer.body.data.errors[0].field]).toEqual([400, 'body.referral_code']);
  expect((await studio.api.post('/api/v1/auth/login', account)).status).toBe(401);
});

describe('naming a referrer afterwards', () => {
  const bind = async (user: Pick<TestUser, 'api'>, referral_code: string) =>
    (await user.api.post('/api/v1/operation/referral/bind', { referral_code })).status;

  test('works once', async () => {
    const user = await studio.signUp();
    expect(await bind(user, code)).toBe(200);
    expect(await bind(user, code)).toBe(400);
    expect(await records()).toMatchObject({ total: 1, items: [{ referred_user: user.username }] });
  });

  test('at once from two referrers is one of them', async () => {
    const [user, other] = [await studio.signUp(), await studio.signUp()];
    const { body } = await other.api.post('/api/v1/operation/referral/generate');
    const statuses = await Promise.all([bind(user, code), bind(user, body.data.referral_code as string)]);
    expect(statuses.toSorted((a, b) => a - b)).toEqual([200, 400]);
  });

  test('does not with one’s own code, a second one, in a circle, with none that there is, or after paying', async () => {
    expect(await bind(referrer, code)).toBe(400);
    expect(await bind(referrer, 'NOSUCH99')).toBe(400);
    const user = await referred();
    expect(await bind(user, (await otherCode()) ?? '')).toBe(400);
    const own = (await user.api.post('/api/v1/operation/referral/generate')).body.data
      .referral_code as string;
    expect(await bind(referrer, own)).toBe(400);
    const payer = await studio.signUp();
    await pay(payer.api, 'recharge', { amount: 1 });
    expect(await bind(payer, code)).toBe(400);
  });

  async function otherCode(): Promise<string | undefined> {
    const { api } = await studio.signUp();
    return (await api.post('/api/v1/operation/referral/generate')).body.data.referral_code as string;
  }
});

test('the books are in order after all of this', async () => {
  expect((await studio.ledger.audit()).violations).toEqual([]);
});
