import { createCampaignActivities } from '../../domain/campaigns/activities';
import { createCoupons } from '../../domain/campaigns/coupons';
import { createOrders } from '../../domain/orders/orders';
import { jobPlatform, videoOrder, type JobPlatform } from '../support/job-platform';

/** One user does everything that there is to do, at the same moment. */

const EACH = 10;

let platform: JobPlatform;
beforeAll(async () => {
  platform = await jobPlatform(60);
});
afterAll(() => platform.close());
afterEach(() => vi.restoreAllMocks());

const numbers = Array.from({ length: EACH }, (_, n) => n);

test('claims, payments, memberships, jobs and activities do not wait for each other in a circle', async () => {
  const { db, clock, ledger, outbox, jobs } = platform;
  const [user, referrer] = [await platform.newUser(2000), await platform.newUser(0)];
  const orders = createOrders({ db, clock, ledger, outbox, orderTtlMs: 3_600_000 });
  const [coupons, activities] = [createCoupons(platform), createCampaignActivities(platform)];
  await db.query(
    'INSERT INTO referrals (referrer_id, referred_id, created_at) VALUES (?, ?, UTC_TIMESTAMP(3))',
    { replacements: [referrer, user] },
  );
  const [from, until] = [new Date(clock.now().getTime() - 60_000), new Date('2099-01-01')];
  const recharges = await Promise.all(
    numbers.map(() =>
      orders.createRecharge({ userId: user, amountFen: 100, paymentMethod: 'alipay', provider: 'epay' }),
    ),
  );
  const given = await Promise.all(
    numbers.map((n) =>
      coupons.create({
        code: `once${n}`,
        name: 'a coupon',
        type: 'discount',
        value: 10,
        validFrom: from,
        validUntil: until,
      }),
    ),
  );
  const gifts = await Promise.all(
    numbers.map(() =>
      activities.create({
        name: 'a gift',
        type: 'credit_gift',
        description: '',
        config: { credits: 1 },
        startsAt: from,
        endsAt: until,
      }),
    ),
  );
  const transactions = vi.spyOn(db, 'transaction');
  const before = ledger.counts().retries;

  await Promise.all(
    numbers.flatMap((n) => [
      coupons.claim(given[n]?.id ?? 0, user),
      orders.applyPayment({
        provider: 'epay',
        channel: 'alipay',
        orderNo: recharges[n]?.order.orderNo ?? '',
        tradeNo: `T-mixed-${n}`,
        amountFen: 100,
        source: 'notify',
      }),
      orders.createMembership({
        userId: user,
        membershipType: 'monthly',
        paymentMethod: 'balance',
        provider: undefined,
      }),
      jobs.accept(videoOrder(user)),
      activities.participate(gifts[n]?.id ?? 0, user),
    ]),
  );
  expect(ledger.counts().retries).toBe(before);
  // A job is paid for in the ledger's own transaction, unless it came when the user was a member.
  const ofJobs = await platform.count('jobs WHERE covered_on IS NOT NULL');
  expect(transactions).toHaveBeenCalledTimes(4 * EACH + ofJobs);
  // Bought, 10 each and given, 1 each; spent: the memberships at 99, and the jobs at 50 that no membership paid.
  const { available, held } = await platform.balance(user);
  expect(held).toBe(50 * (EACH - ofJobs));
  expect(available + held).toBe(2000 + 11 * EACH - 99 * EACH);
  expect((await platform.balance(referrer)).available).toBe(1);
  expect((await ledger.audit()).violations).toEqual([]);
});
