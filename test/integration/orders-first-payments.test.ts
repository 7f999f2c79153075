import { createCampaignActivities } from '../../domain/campaigns/activities';
import { createReferrals } from '../../domain/campaigns/referrals';
import { PLATFORM, userAccount } from '../../domain/ledger/accounts';
import { createLedger } from '../../domain/ledger/ledger';
import { ALL_AUDIT_RULES } from '../support/audit-rules';
import { newUsers } from '../support/many-users';
import { paymentPlatform, type PaymentPlatform } from '../support/payment-platform';

/** Many who were brought by a few, who brought each other, pay for the first time at the same moment. */

const BUYERS = 40;
const REFERRERS = 4;

let platform: PaymentPlatform;
beforeAll(async () => {
  platform = await paymentPlatform();
});
afterAll(() => platform.close());
afterEach(() => vi.restoreAllMocks());

async function activity(type: 'first_purchase' | 'referral_bonus', credits: number): Promise<void> {
  const now = platform.clock.now().getTime();
  await createCampaignActivities(platform).create({
    name: type,
    type,
    description: '',
    config: { credits },
    startsAt: new Date(now - 60_000),
    endsAt: new Date(now + 3_600_000),
  });
}

/** The first few are a ring: each was brought by the one before. All others were brought by one of these. */
async function broughtByEachOther(): Promise<number[]> {
  const users = await newUsers(platform.db, BUYERS);
  const referrals = createReferrals(platform);
  for (const [n, user] of users.entries()) {
    const referrer = users[n < REFERRERS ? (n + 1) % REFERRERS : n % REFERRERS] ?? 0;
    await platform.db.query('UPDATE users SET referral_code = ? WHERE id = ?', {
      replacements: [`ring${referrer}`, referrer],
    });
    await referrals.bind(user, `ring${referrer}`);
  }
  return users;
}

test('all of them are paid, each in one transaction, and every reward is given', async () => {
  await activity('first_purchase', 5);
  await activity('referral_bonus', 3);
  await activity('first_purchase', 2);
  const users = await broughtByEachOther();
  const orders = await Promise.all(users.map((user) => platform.newOrder(user)));
  const transactions = vi.spyOn(platform.db, 'transaction');

  const outcomes = await Promise.all(
    orders.map(({ orderNo, amountFen }) =>
      platform.orders.applyPayment({
        provider: 'epay',
        channel: 'alipay',
        orderNo,
        tradeNo: `T-${orderNo}`,
        amountFen,
        source: 'notify',
      }),
    ),
  );
  expect(outcomes).toEqual(users.map(() => 'credited'));
  expect(transactions).toHaveBeenCalledTimes(BUYERS);

  // 100 for 10 yuan and 7 for the first purchase; of each whom one brought, a tenth and 3.
  const brought = BUYERS / REFERRERS;
  const balances = await Promise.all(users.map((user) => platform.credits(user)));
  expect(balances.slice(0, REFERRERS)).toEqual(
    Array.from({ length: REFERRERS }, () => String(107 + 13 * brought)),
  );
  expect(new Set(balances.slice(REFERRERS))).toEqual(new Set(['107']));

  const auditor = createLedger({ ...platform, auditRules: ALL_AUDIT_RULES });
  expect((await auditor.audit()).violations).toEqual([]);
  await auditor.close();
});

test('two who name each other at once do not wait for each other, and one of them is refused', async () => {
  const referrals = createReferrals(platform);
  const pairs = 10;
  const users = await newUsers(platform.db, 2 * pairs);
  for (const user of users) {
    await platform.db.query('UPDATE users SET referral_code = ? WHERE id = ?', {
      replacements: [`each${user}`, user],
    });
  }
  const transactions = vi.spyOn(platform.db, 'transaction');
  const outcomes = await Promise.all(
    users.map((user, n) =>
      referrals.bind(user, `each${users[n ^ 1] ?? 0}`).then(
        () => 'bound',
        ({ code }: { code: string }) => code,
      ),
    ),
  );
  expect(outcomes.filter((outcome) => outcome === 'bound')).toHaveLength(pairs);
  expect(outcomes.filter((outcome) => outcome === 'VALIDATION')).toHaveLength(pairs);
  expect(transactions).toHaveBeenCalledTimes(users.length);
});

test('of movements that are made together none is made when one is refused', async () => {
  const { ledger, db } = platform;
  const [poor = 0, other = 0] = await newUsers(db, 2);
  const given = {
    type: 'transfer',
    amount: 10n,
    kind: 'reward',
    description: '',
    reference: 'test',
  } as const;
  const to = userAccount(other);
  const movements = [
    { ...given, key: `together/${other}/1`, from: PLATFORM.rewards, to },
    { ...given, key: `together/${other}/2`, from: userAccount(poor), to },
  ];
  const refused = await db.transaction((tx) =>
    ledger.applyAll(movements, tx).then(
      () => undefined,
      (error: unknown) => error,
    ),
  );
  expect(refused).toMatchObject({ code: 'INSUFFICIENT_CREDITS' });
  expect((await ledger.balance(to)).posted).toBe(0n);
});
