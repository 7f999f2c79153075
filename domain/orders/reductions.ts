import { leave, openActivities, takePart } from '../campaigns/activity-rows';
import { partOf } from '../campaigns/coupon';
import { chooseCoupon, freeCoupon, reserveCoupon } from '../campaigns/coupon-use';
import type { Credits } from '../credits';
import type { Database } from '../db/database';
import { selectRows, updateRow } from '../db/rows';
import type { Transaction } from '../db/transaction';
import { lockAccount } from '../identity/account-lock';
import type { Order, OrderPurpose } from './order';

/*
 * What makes an order cheaper than its price: an activity first, then a coupon on what is left. Both are set aside by
 * the order, and free again when it dies.
 */

export interface Reductions {
  readonly discountFen: number;
  readonly bonusCredits: Credits;
  readonly userCouponId: number | null;
  readonly activityId: number | null;
  readonly participationId: number | null;
}

/**
 * Locks and takes what makes a purchase cheaper; the caller has the buyer's account locked if it is of a membership.
 * AppError COUPON_INVALID for a coupon that cannot be used.
 */
export async function chooseReductions(
  db: Database,
  {
    userId,
    purpose,
    priceFen,
    couponCode,
  }: {
    readonly userId: number;
    readonly purpose: OrderPurpose;
    readonly priceFen: number;
    readonly couponCode: string | undefined;
  },
  now: Date,
  tx: Transaction,
): Promise<Reductions> {
  const activity = purpose === 'membership' ? await joinDiscount(db, userId, now, tx) : undefined;
  const offFen = activity ? partOf(priceFen, activity.discount) : 0;
  const coupon =
    couponCode === undefined
      ? undefined
      : await chooseCoupon(db, { code: couponCode, userId, purpose, amountFen: priceFen - offFen, now }, tx);
  return {
    discountFen: offFen + (coupon?.discountFen ?? 0),
    bonusCredits: coupon?.bonusCredits ?? 0n,
    userCouponId: coupon?.userCouponId ?? null,
    activityId: activity?.activityId ?? null,
    participationId: activity?.participationId ?? null,
  };
}

/** Sets them aside for the order that was made with them. */
export async function assignReductions(
  db: Database,
  { userCouponId, participationId }: Reductions,
  orderId: number,
  tx: Transaction,
): Promise<void> {
  if (participationId !== null)
    await updateRow(db, 'participations', participationId, { order_id: orderId }, tx);
  if (userCouponId !== null) await reserveCoupon(db, userCouponId, orderId, tx);
}

/** The order has died: what it had is free for others. */
export async function freeReductions(
  db: Database,
  { id, userCouponId, activityId }: Order,
  tx: Transaction,
): Promise<void> {
  // In the order in which an order takes them.
  if (activityId !== null) await leave(db, activityId, id, tx);
  if (userCouponId !== null) await freeCoupon(db, id, tx);
}

/** An order that died is paid after all: false when what made it cheaper has gone into another one since. */
export async function retakeReductions(
  db: Database,
  { id, userId, userCouponId, activityId }: Order,
  now: Date,
  tx: Transaction,
): Promise<boolean> {
  if (activityId !== null) {
    await lockAccount(db, { userId }, tx);
    if (await hasTakenPart(db, activityId, userId, tx)) return false;
    if ((await takePart(db, { activityId, userId, orderId: id, now }, tx)) === undefined) return false;
  }
  if (userCouponId === null || (await reserveCoupon(db, userCouponId, id, tx))) return true;
  if (activityId !== null) await leave(db, activityId, id, tx);
  return false;
}

/** The best discount on memberships that takes place and has a place left, once a user. */
async function joinDiscount(db: Database, userId: number, now: Date, tx: Transaction) {
  const open = await openActivities(db, { type: 'membership_discount', userId, now }, tx);
  const best = open.toSorted((a, b) => (b.config.discount ?? 0) - (a.config.discount ?? 0));
  for (const { id: activityId, config } of best) {
    const participationId = await takePart(db, { activityId, userId, now }, tx);
    if (participationId === undefined) continue;
    return { activityId, participationId, discount: BigInt(Math.round((config.discount ?? 0) * 100)) };
  }
  return undefined;
}

async function hasTakenPart(
  db: Database,
  activityId: number,
  userId: number,
  tx: Transaction,
): Promise<boolean> {
  const rows = await selectRows(
    db,
    'SELECT 1 FROM participations WHERE activity_id = ? AND user_id = ?',
    [activityId, userId],
    tx,
  );
  return rows.length > 0;
}
