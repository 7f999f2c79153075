import { QueryTypes } from 'sequelize';
import type { Clock } from '../clock';
import { credits, fenToCredits, formatCredits, type Credits } from '../credits';
import { dateTime } from '../db/columns';
import type { Database } from '../db/database';
import { insertRow, updateRow, type Row } from '../db/rows';
import { inTransaction, type Transaction } from '../db/transaction';
import { invalidField, type Wording } from '../errors';
import { lockAccount } from '../identity/account-lock';
import { readUser } from '../identity/user-rows';
import { PLATFORM, userAccount } from '../ledger/accounts';
import type { Ledger } from '../ledger/ledger';
import { money } from '../ledger/rows';
import { notify, type Notifying } from '../notifications/notify';
import { rewardByActivities } from './rewards';

export interface ReferralRecord {
  readonly id: number;
  /** The user name of who was referred. */
  readonly referredUser: string;
  readonly reward: Credits;
  readonly status: 'pending' | 'completed';
  readonly createdAt: Date;
}

/** Who brought whom, and what came of it. */
export interface Referrals {
  /** Newest first; `page` counts from 1. */
  records(of: {
    readonly referrerId: number;
    readonly page: number;
    readonly pageSize: number;
  }): Promise<{ total: number; totalRewards: Credits; items: ReferralRecord[] }>;
  /**
   * Names who brought a user who registered without a code. AppError VALIDATION for a code that nobody has, the
   * user's own, one of somebody whom the user brought, a second referrer, and for who has paid already.
   */
  bind(userId: number, code: string): Promise<void>;
}

/** What a referrer gets for a membership. Of a recharge it is a tenth of what was paid. */
const MEMBERSHIP_REWARD = credits(100);

export function createReferrals({ db, clock }: { readonly db: Database; readonly clock: Clock }): Referrals {
  return {
    async records({ referrerId, page, pageSize }) {
      const replacements = { referrerId, limit: pageSize, offset: (page - 1) * pageSize };
      const [[sums], rows] = await Promise.all([
        db.query<Row>(
          'SELECT COUNT(*) AS total, COALESCE(SUM(reward), 0) AS rewards FROM referrals WHERE referrer_id = :referrerId',
          { replacements, type: QueryTypes.SELECT },
        ),
        db.query<Row>(
          `SELECT r.id, u.username, r.reward, r.status, r.created_at
           FROM referrals r JOIN users u ON u.id = r.referred_id
           WHERE r.referrer_id = :referrerId ORDER BY r.id DESC LIMIT :limit OFFSET :offset`,
          { replacements, type: QueryTypes.SELECT },
        ),
      ]);
      return {
        total: Number(sums?.['total'] ?? 0),
        totalRewards: money(sums?.['rewards'] ?? 0),
        items: rows.map((row) => ({
          id: row['id'] as number,
          referredUser: row['username'] as string,
          reward: money(row['reward']),
          status: row['status'] as ReferralRecord['status'],
          createdAt: row['created_at'] as Date,
        })),
      };
    },

    bind: (userId, code) =>
      inTransaction(db, async (tx) => {
        await lockAccount(db, { userId }, tx);
        const referrer = await readUser(db, 'referral_code', code, tx);
        if (!referrer) throw refused({ zh: '推荐码不存在', en: 'There is no such referral code' });
        if (referrer.id === userId) throw refused({ zh: '不能使用自己的推荐码', en: 'is your own code' });
        const known = await db.query<Row>(
          `SELECT 1 FROM referrals WHERE referred_id = :userId OR (referred_id = :other AND referrer_id = :userId)
           UNION ALL SELECT 1 FROM orders WHERE user_id = :userId AND status = 'paid' LIMIT 1`,
          { replacements: { userId, other: referrer.id }, type: QueryTypes.SELECT, transaction: tx },
        );
        if (known.length > 0) {
          throw refused({ zh: '您不能再填写此推荐码', en: 'cannot be yours any more' });
        }
        await insertReferral(db, { referrerId: referrer.id, referredId: userId, createdAt: clock.now() }, tx);
        await updateRow(db, 'users', userId, { referred_by: referrer.id }, tx);
      }),
  };
}

/** Notes who brought a new user. */
export async function insertReferral(
  db: Database,
  referral: { readonly referrerId: number; readonly referredId: number; readonly createdAt: Date },
  tx: Transaction,
): Promise<void> {
  await insertRow(
    db,
    'referrals',
    {
      referrer_id: referral.referrerId,
      referred_id: referral.referredId,
      created_at: dateTime(referral.createdAt),
    },
    tx,
  );
}

/**
 * Rewards who brought a user, within the transaction that takes the user's first payment, once: of later payments, and
 * of two first ones at once, the referral is found completed. Only money counts: credits that were given away, and
 * orders that coupons paid, bring nobody anything.
 */
export async function rewardReferrer(
  dependencies: Notifying & { readonly ledger: Ledger },
  payment: {
    readonly userId: number;
    readonly orderNo: string;
    readonly purpose: 'recharge' | 'membership';
    readonly amountFen: number;
    readonly now: Date;
  },
  tx: Transaction,
): Promise<void> {
  const { db, ledger } = dependencies;
  const { userId, orderNo, purpose, amountFen, now } = payment;
  const [referral] = await db.query<{ id: number; referrer_id: number }>(
    "SELECT id, referrer_id FROM referrals WHERE referred_id = ? AND status = 'pending' FOR UPDATE",
    { replacements: [userId], type: QueryTypes.SELECT, transaction: tx },
  );
  if (!referral) return;
  const reward = purpose === 'membership' ? MEMBERSHIP_REWARD : fenToCredits(amountFen) / 10n;
  const columns = { status: 'completed', reward, order_no: orderNo, completed_at: dateTime(now) };
  await updateRow(db, 'referrals', referral.id, columns, tx);
  await ledger.transfer(
    {
      key: `referral/${referral.id}`,
      from: PLATFORM.rewards,
      to: userAccount(referral.referrer_id),
      amount: reward,
      kind: 'reward',
      description: '推荐奖励',
      reference: `referral/${referral.id}`,
    },
    tx,
  );
  const facts = { credits: formatCredits(reward), activityId: null, name: '推荐奖励' };
  const subject = `reward/referral/${referral.id}`;
  const ownerId = referral.referrer_id;
  await notify(dependencies, { ownerId, type: 'reward_received', subject, facts }, now, tx);
  const bonus = { type: 'referral_bonus', userId, rewardedId: referral.referrer_id, now } as const;
  await rewardByActivities(dependencies, bonus, tx);
}

function refused(message: Wording) {
  return invalidField('body.referral_code', message);
}
