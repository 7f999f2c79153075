import { useCoupon } from '../campaigns/coupon-use';
import { giftsToReferrer } from '../campaigns/referrals';
import { giftsByActivities, type Gift } from '../campaigns/rewards';
import { fenToCredits } from '../credits';
import { selectRows } from '../db/rows';
import type { Transaction } from '../db/transaction';
import { lockAccount } from '../identity/account-lock';
import { PLATFORM, userAccount } from '../ledger/accounts';
import type { Movement } from '../ledger/ledger';
import { extendMembership } from '../membership/extension';
import { notifyAll } from '../notifications/notify';
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
    const gifts = isFirst ? await giftsForFirst(order, paidAt, tx) : [];
    // Late, for movements lock the platform's accounts, where all payments meet; in one go, for payments have more than
    // one wallet in common; and before the owners' feeds, in the order in which jobs take both when they end.
    await ledger.applyAll([...movementsOf(order), ...gifts.map(({ movement }) => movement)], tx);
    const told = [orderNews(order, 'order_paid'), ...gifts.map(({ news }) => news)];
    await notifyAll({ db, tellOwner }, told, paidAt, tx);
    return {
      ...order,
      status: 'paid',
      tradeNo,
      paidAt,
      membership: membership && { ...membership, ...period },
    };
  };

  /** Whether a buyer's money comes for the first time. Of two such payments at once the account's lock lets one be it. */
  async function isFirstPayment({ id, userId }: Order, tx: Transaction): Promise<boolean> {
    if (await hasPaid(userId, id, tx)) return false;
    await lockAccount(db, { userId }, tx);
    return !(await hasPaid(userId, id, tx));
  }

  async function hasPaid(userId: number, besides: number, tx: Transaction): Promise<boolean> {
    const paid = await selectRows(
      db,
      "SELECT 1 FROM orders WHERE user_id = ? AND status IN ('paid', 'refunded') AND trade_no IS NOT NULL AND id <> ? LIMIT 1",
      [userId, besides],
      tx,
    );
    return paid.length > 0;
  }

  /** What a first payment brings to who brought the buyer, and to the buyer; each only takes its place here. */
  async function giftsForFirst(order: Order, now: Date, tx: Transaction): Promise<Gift[]> {
    const { userId } = order;
    const toReferrer = await giftsToReferrer(db, { ...order, now }, tx);
    const first = { type: 'first_purchase', userId, rewardedId: userId, now } as const;
    return [...toReferrer, ...(await giftsByActivities(db, first, tx))];
  }
}

/** What the order itself moves: the balance that pays it, and the credits that it gives. */
function movementsOf(order: Order): Movement[] {
  const { orderNo, amountFen, title, credits, bonusCredits } = order;
  const wallet = userAccount(order.userId);
  const key = `order/${orderNo}`;
  const named = { type: 'transfer', description: title, reference: orderNo } as const;
  const movements: Movement[] = [];
  if (order.paymentMethod === 'balance' && amountFen > 0) {
    const amount = fenToCredits(amountFen);
    movements.push({ ...named, key, from: wallet, to: PLATFORM.revenue, amount, kind: 'consume' });
  }
  if (credits > 0n) {
    movements.push({ ...named, key, from: PLATFORM.sales, to: wallet, amount: credits, kind: 'recharge' });
  }
  if (bonusCredits > 0n) {
    const description = '优惠券加赠积分';
    movements.push({
      ...named,
      key: `${key}/bonus`,
      from: PLATFORM.rewards,
      to: wallet,
      amount: bonusCredits,
      kind: 'reward',
      description,
    });
  }
  return movements;
}
