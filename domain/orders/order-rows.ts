import { QueryTypes } from 'sequelize';
import { dateTime } from '../db/columns';
import type { Database } from '../db/database';
import { insertRow, updateRow, type Row } from '../db/rows';
import type { Transaction } from '../db/transaction';
import type { MembershipType } from '../identity/user';
import { money } from '../ledger/rows';
import type { MembershipPeriod } from '../membership/extension';
import {
  isOrderNumber,
  orderNumber,
  titleOf,
  type Order,
  type OrderProvider,
  type OrderPurpose,
  type OrderStatus,
} from './order';

/** An order as it is placed: all that is known of it before it has a number. */
export type NewOrder = Omit<
  Order,
  'id' | 'orderNo' | 'title' | 'membership' | 'status' | 'tradeNo' | 'paidAt' | 'closedAt'
> & { readonly membershipType: MembershipType | null };

/** Reads an order; with `lock`, no other transaction changes it before `tx` ends. */
export async function readOrder(
  db: Database,
  orderNo: string,
  tx: Transaction | null,
  lock = false,
): Promise<Order | undefined> {
  if (!isOrderNumber(orderNo)) return undefined;
  const [row] = await db.query<Row>(`SELECT * FROM orders WHERE order_no = ?${lock ? ' FOR UPDATE' : ''}`, {
    replacements: [orderNo],
    type: QueryTypes.SELECT,
    transaction: tx,
  });
  return row && toOrder(row);
}

/** Writes a pending order and gives it its number, which is made from the row's id. */
export async function insertOrder(db: Database, order: NewOrder, tx: Transaction): Promise<Order> {
  const { membershipType, ...rest } = order;
  const id = await insertRow(
    db,
    'orders',
    {
      user_id: order.userId,
      purpose: order.purpose,
      amount_fen: order.amountFen,
      discount_fen: order.discountFen,
      user_coupon_id: order.userCouponId,
      activity_id: order.activityId,
      credits: order.credits,
      bonus_credits: order.bonusCredits,
      membership_type: membershipType,
      payment_method: order.paymentMethod,
      provider: order.provider,
      status: 'pending',
      created_at: dateTime(order.createdAt),
      expires_at: dateTime(order.expiresAt),
    },
    tx,
  );
  const orderNo = orderNumber(id, order.createdAt, order.purpose);
  await updateRow(db, 'orders', id, { order_no: orderNo }, tx);
  const membership = membershipType && { type: membershipType, startsAt: null, endsAt: null };
  const title = titleOf({ ...rest, membership });
  return {
    ...rest,
    id,
    orderNo,
    title,
    membership,
    status: 'pending',
    tradeNo: null,
    paidAt: null,
    closedAt: null,
  };
}

/** The caller holds the order's lock. `tradeNo` is null where no provider took the payment. */
export async function markPaid(
  db: Database,
  id: number,
  payment: {
    readonly tradeNo: string | null;
    readonly paidAt: Date;
    readonly period: MembershipPeriod | null;
  },
  tx: Transaction,
): Promise<void> {
  const { tradeNo, paidAt, period } = payment;
  const columns = {
    status: 'paid',
    trade_no: tradeNo,
    paid_at: dateTime(paidAt),
    membership_starts_at: period && dateTime(period.startsAt),
    membership_ends_at: period && dateTime(period.endsAt),
  };
  await updateRow(db, 'orders', id, columns, tx);
}

/** The caller holds the order's lock. What it bought, and when it was paid, stays on record. */
export async function markRefunded(db: Database, id: number, tx: Transaction): Promise<void> {
  await updateRow(db, 'orders', id, { status: 'refunded' }, tx);
}

/** The caller holds the order's lock. */
export async function markCancelled(
  db: Database,
  id: number,
  closedAt: Date,
  tx: Transaction,
): Promise<void> {
  await updateRow(db, 'orders', id, { status: 'cancelled', closed_at: dateTime(closedAt) }, tx);
}

/** Whether nobody has taken a hint about this unpaid order since `before`; if so, this caller now has. */
export async function takeHint(db: Database, orderNo: string, now: Date, before: Date): Promise<boolean> {
  if (!isOrderNumber(orderNo)) return false;
  const [, changed] = await db.query(
    `UPDATE orders SET hinted_at = ?
     WHERE order_no = ? AND status IN ('pending', 'cancelled') AND (hinted_at IS NULL OR hinted_at < ?)`,
    { replacements: [dateTime(now), orderNo, dateTime(before)], type: QueryTypes.UPDATE },
  );
  return changed === 1;
}

export function toOrder(row: Row): Order {
  const type = row['membership_type'] as MembershipType | null;
  const order = {
    id: row['id'] as number,
    orderNo: row['order_no'] as string,
    userId: row['user_id'] as number,
    purpose: row['purpose'] as OrderPurpose,
    amountFen: Number(row['amount_fen']),
    discountFen: Number(row['discount_fen']),
    userCouponId: row['user_coupon_id'] as number | null,
    activityId: row['activity_id'] as number | null,
    credits: money(row['credits']),
    bonusCredits: money(row['bonus_credits']),
    membership: type && {
      type,
      startsAt: row['membership_starts_at'] as Date | null,
      endsAt: row['membership_ends_at'] as Date | null,
    },
    paymentMethod: row['payment_method'] as Order['paymentMethod'],
    provider: row['provider'] as OrderProvider,
    status: row['status'] as OrderStatus,
    tradeNo: row['trade_no'] as string | null,
    createdAt: row['created_at'] as Date,
    expiresAt: row['expires_at'] as Date,
    paidAt: row['paid_at'] as Date | null,
    closedAt: row['closed_at'] as Date | null,
  };
  return { ...order, title: titleOf(order) };
}
