import { QueryTypes } from 'sequelize';
import { dateTime } from '../db/columns';
import type { Database } from '../db/database';
import type { Row } from '../db/rows';
import type { Transaction } from '../db/transaction';
import type { AppError, Wording } from '../errors';
import { effectOf, fits, type CouponEffect } from './coupon';
import {
  belowMinimum,
  couponRefused,
  NOT_CLAIMED,
  RECHARGES_ONLY,
  SET_ASIDE,
  USED,
  whyNotNow,
} from './coupon-refusal';
import { COUPON_COLUMNS, toCoupon } from './coupon-rows';

/*
 * What orders do with users' coupons, each within the transaction that changes the order: set aside by an order, used
 * when that is paid, free again when it dies.
 */

export interface CouponWanted {
  readonly code: string;
  readonly userId: number;
  readonly purpose: 'recharge' | 'membership';
  /** The price before the coupon, in fen. */
  readonly amountFen: number;
  readonly now: Date;
}

const CODE = /^[\w-]{1,50}$/;

/**
 * Locks the user's coupon of this code until `tx` ends, and answers what it does to the price. AppError COUPON_INVALID,
 * which says why, for one that was not claimed, is taken by another order, is not active now, or is not for such an order.
 */
export async function chooseCoupon(
  db: Database,
  { code, userId, purpose, amountFen, now }: CouponWanted,
  tx: Transaction,
): Promise<CouponEffect & { readonly userCouponId: number }> {
  const [row] = CODE.test(code)
    ? await db.query<Row>(`SELECT ${COUPON_COLUMNS} FROM coupons c WHERE c.code = :code`, {
        replacements: { code, now: dateTime(now) },
        type: QueryTypes.SELECT,
        transaction: tx,
      })
    : [];
  if (!row) throw refused(NOT_CLAIMED, `there is no coupon ${code}`);
  const coupon = toCoupon(row);
  // The user's row alone is locked: the coupon's own is everybody's.
  const [own] = await db.query<{ id: number; status: string }>(
    'SELECT id, status FROM user_coupons WHERE coupon_id = ? AND user_id = ? FOR UPDATE',
    { replacements: [coupon.id, userId], type: QueryTypes.SELECT, transaction: tx },
  );
  if (!own) throw refused(NOT_CLAIMED, `coupon ${code} was not claimed`);
  if (own.status !== 'unused') throw refused(own.status === 'reserved' ? SET_ASIDE : USED);
  const closed = whyNotNow(coupon, now);
  if (closed) throw refused(closed);
  if (!fits(coupon.type, purpose)) throw refused(RECHARGES_ONLY);
  if (amountFen < coupon.minAmountFen) throw refused(belowMinimum(coupon.minAmountFen, amountFen));
  return { ...effectOf(coupon, amountFen), userCouponId: own.id };
}

/** Sets a coupon aside for an order. False when it is not free: another order has it, or had it. */
export async function reserveCoupon(
  db: Database,
  userCouponId: number,
  orderId: number,
  tx: Transaction,
): Promise<boolean> {
  return change(
    db,
    "UPDATE user_coupons SET status = 'reserved', order_id = ? WHERE id = ? AND status = 'unused'",
    [orderId, userCouponId],
    tx,
  );
}

/** The order that has it set aside is paid. */
export async function useCoupon(db: Database, orderId: number, now: Date, tx: Transaction): Promise<void> {
  await change(
    db,
    "UPDATE user_coupons SET status = 'used', used_at = ? WHERE order_id = ? AND status = 'reserved'",
    [dateTime(now), orderId],
    tx,
  );
}

/** The order that has it set aside has died. */
export async function freeCoupon(db: Database, orderId: number, tx: Transaction): Promise<void> {
  await change(
    db,
    "UPDATE user_coupons SET status = 'unused', order_id = NULL WHERE order_id = ? AND status = 'reserved'",
    [orderId],
    tx,
  );
}

/** The order that it was used for has been refunded: it is its user's again, for as long as it is valid. */
export async function returnCoupon(db: Database, orderId: number, tx: Transaction): Promise<void> {
  await change(
    db,
    "UPDATE user_coupons SET status = 'unused', order_id = NULL, used_at = NULL WHERE order_id = ? AND status = 'used'",
    [orderId],
    tx,
  );
}

async function change(db: Database, query: string, values: unknown[], tx: Transaction): Promise<boolean> {
  const [, changed] = await db.query(query, {
    replacements: values,
    type: QueryTypes.UPDATE,
    transaction: tx,
  });
  return changed === 1;
}

function refused(why: Wording, note?: string): AppError<'COUPON_INVALID'> {
  return couponRefused('body.coupon_code', why, note);
}
