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
import { money } from '../ledger/rows';
import { giftsByActivities, type Gift } from './rewards';

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
          // What stands before the page is counted off in the key: nobody's name is read for it.
          `SELECT r.id, u.username, r.reward, r.status, r.created_at
           FROM (SELECT id FROM referrals WHERE referrer_id = :referrerId ORDER BY id DESC LIMIT :limit OFFSET :offset)
             AS listed JOIN referrals r ON r.id = listed.id JOIN users u ON u.id = r.referred_id ORDER BY r.id DESC`,
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
        const referrer = await readUser(db, 'referral_code', code, tx);
        if (!referrer) throw refused({ zh: '推荐码不存在', en: 'There is no such referral code' });
        if (referrer.id === userId) throw refused({ zh: '不能使用自己的推荐码', en: 'is your own code' });
        // Both, for the row refers to both, and by their ids: two who name each other would each wait for the other.
        for (const id of [userId, referrer.id].sort((a, b) => a - b)) {
          await lockAccount(db, { userId: id }, tx);
        }
        const known = await db.query<Row>(
          `SELECT 1 FROM referrals WHERE referred_id = :userId OR (referred_id = :other AND referrer_id = :userId)
           UNION ALL SELECT 1 FROM orders WHERE user_id = :userId AND status IN ('paid', 'refunded') LIMIT 1`,
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
 * What who brought a user gets for the user's first payment, within the transaction that takes it, once: of later
 * payments, and of two first ones at once, the referral is found completed. Only money counts: credits that were given
 * away, and orders that coupons paid, bring nobody anything. It locks the referral and activities, and moves nothing.
 */
export async function giftsToReferrer(
  db: Database,
  payment: {
    readonly userId: number;
    readonly orderNo: string;
    readonly purpose: 'recharge' | 'membership';
    readonly amountFen: number;
    readonly now: Date;
  },
  tx: Transaction,
): Promise<Gift[]> {
  const { userId, orderNo, purpose, amountFen, now } = payment;
  const [referral] = await db.query<{ id: number; referrer_id: number }>(
    "SELECT id, referrer_id FROM referrals WHERE referred_id = ? AND status = 'pending' FOR UPDATE",
    { replacements: [userId], type: QueryTypes.SELECT, transaction: tx },
  );
  if (!referral) return [];
  const { id, referrer_id: referrerId } = referral;
  const reward = purpose === 'membership' ? MEMBERSHIP_REWARD : fenToCredits(amountFen) / 10n;
  const columns = { status: 'completed', reward, order_no: orderNo, completed_at: dateTime(now) };
  await updateRow(db, 'referrals', id, columns, tx);
  const bonus = { type: 'referral_bonus', userId, rewardedId: referrerId, now } as const;
  return [giftFor(referrerId, id, reward), ...(await giftsByActivities(db, bonus, tx))];
}

function giftFor(referrerId: number, id: number, amount: Credits): Gift {
  const name = '推荐奖励';
  return {
    movement: {
      type: 'transfer',
      key: `referral/${id}`,
      from: PLATFORM.rewards,
      to: userAccount(referrerId),
      amount,
      kind: 'reward',
      description: name,
      reference: `referral/${id}`,
    },
    news: {
      ownerId: referrerId,
      type: 'reward_received',
      subject: `reward/referral/${id}`,
      facts: { credits: formatCredits(amount), activityId: null, name },
    },
  };
}

function refused(message: Wording) {
  return invalidField('body.referral_code', message);
}
