import { useCoupon } from '../campaigns/coupon-use';
import { rewardReferrer } from '../campaigns/referrals';
import { rewardByActivities } from '../campaigns/rewards';
import { fenToCredits } from '../credits';
import { selectRows } from '../db/rows';
import type { Transaction } from '../db/transaction';
import { lockAccount } from '../identity/account-lock';
import { PLATFORM, userAccount } from '../ledger/accounts';
import { extendMembership } from '../membership/extension';
import { notify } from '../notifications/notify';
import type { Order } from './order';
import { orderNews } from './order-news';
import { markPaid } from './order-rows';
import type { OrdersDependencies } from './orders';

/**
 * What a paid order gives, all within the transaction that takes the payment and holds the order's lock: the order is
 * paid, its coupon is used, its buyer has the membership or the credits, and of a first payment so has who brought the
 * buyer, and the buyer what activities give for it. `tradeNo` is the provider's number of the payment; null where the
 * balance or a coupon pays. AppError INSUFFICIENT_CREDITS when the balance does not.
 */
export function completion({
  db,
  ledger,
  clock,
  tellOwner,
}: Pick<OrdersDependencies, 'db' | 'ledger' | 'clock' | 'tellOwner'>) {
  return async (order: Order, tradeNo: string | null, tx: Transaction): Promise<Order> => {
    const paidAt = clock.now();
    const isFirst = tradeNo !== null && (await isFirstPayment(order, tx));
    if (order.userCouponId !== null) await useCoupon(db, order.id, paidAt, tx);
    const { membership } = order;
    const period = membership && (await extendMembership(db, order.userId, membership.type, paidAt, tx));
    await markPaid(db, order.id, { tradeNo, paidAt, period }, tx);
    // Late, for transfers lock the platform's accounts, where all payments meet; and before the owners' feeds, in the
    // order in which jobs take both when they end.
    await moveCredits(order, tx);
    await notify({ db, tellOwner }, orderNews(order, 'order_paid'), paidAt, tx);
    if (isFirst) await rewardFirstPayment(order, paidAt, tx);
    return {
      ...order,
      status: 'paid',
      tradeNo,
      paidAt,
      membership: membership && { ...membership, ...period },
    };
  };

  async function moveCredits(order: Order, tx: Transaction): Promise<void> {
    const { orderNo, amountFen, title } = order;
    const wallet = userAccount(order.userId);
    const named = { description: title, reference: orderNo };
    if (order.paymentMethod === 'balance' && amountFen > 0) {
      const amount = fenToCredits(amountFen);
      const to = PLATFORM.revenue;
      await ledger.transfer(
        { key: `order/${orderNo}`, from: wallet, to, amount, kind: 'consume', ...named },
        tx,
      );
    }
    if (order.credits > 0n) {
      const { credits: amount } = order;
      const from = PLATFORM.sales;
      await ledger.transfer(
        { key: `order/${orderNo}`, from, to: wallet, amount, kind: 'recharge', ...named },
        tx,
      );
    }
    if (order.bonusCredits > 0n) {
      const key = `order/${orderNo}/bonus`;
      const { bonusCredits: amount } = order;
      const bonus = { kind: 'reward', description: '优惠券加赠积分', reference: orderNo } as const;
      await ledger.transfer({ key, from: PLATFORM.rewards, to: wallet, amount, ...bonus }, tx);
    }
  }

  /** Whether a buyer's money comes for the first time. Of two such payments at once the account's lock lets one be it. */
  async function isFirstPayment({ id, userId }: Order, tx: Transaction): Promise<boolean> {
    if (await hasPaid(userId, id, tx)) return false;
    await lockAccount(db, { userId }, tx);
    return !(await hasPaid(userId, id, tx));
  }

  async function hasPaid(userId: number, besides: number, tx: Transaction): Promise<boolean> {
    const paid = await selectRows(
      db,
      "SELECT 1 FROM orders WHERE user_id = ? AND status = 'paid' AND trade_no IS NOT NULL AND id <> ? LIMIT 1",
      [userId, besides],
      tx,
    );
    return paid.length > 0;
  }

  async function rewardFirstPayment(order: Order, now: Date, tx: Transaction): Promise<void> {
    await rewardReferrer({ db, ledger, tellOwner }, { ...order, now }, tx);
    const { userId } = order;
    const first = { type: 'first_purchase', userId, rewardedId: userId, now } as const;
    await rewardByActivities({ db, ledger, tellOwner }, first, tx);
  }
}
