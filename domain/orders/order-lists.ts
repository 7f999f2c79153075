import { QueryTypes } from 'sequelize';
import { dateTime } from '../db/columns';
import type { Database } from '../db/database';
import type { Row } from '../db/rows';
import type { Credits } from '../credits';
import type { MembershipType } from '../identity/user';
import { money } from '../ledger/rows';
import type { Order, OrderPurpose, OrderStatus } from './order';
import { toOrder } from './order-rows';

/** Which of a user's orders of a purpose. Times are those of the orders' making. */
export interface OrderFilter {
  readonly userId: number;
  readonly purpose: OrderPurpose;
  /** Any text: there are no orders in a state that is none of ours. */
  readonly status?: string | undefined;
  readonly paymentMethod?: Order['paymentMethod'] | undefined;
  readonly membershipType?: MembershipType | undefined;
  readonly from?: Date | undefined;
  /** The first moment that is not wanted any more. */
  readonly before?: Date | undefined;
}

export interface OrderList {
  readonly total: number;
  /** What was paid for those of them that are paid, and the credits that they gave. */
  readonly paidFen: number;
  readonly paidCredits: Credits;
  readonly items: Order[];
}

/** A page of a user's orders, newest first; `page` counts from 1. */
export async function listOrders(
  db: Database,
  filter: OrderFilter,
  { page, pageSize }: { readonly page: number; readonly pageSize: number },
): Promise<OrderList> {
  const { userId, purpose, status, paymentMethod, membershipType, from, before } = filter;
  const where = [
    'user_id = :userId AND purpose = :purpose',
    ...(status === undefined ? [] : ['status = :status']),
    ...(paymentMethod === undefined ? [] : ['payment_method = :paymentMethod']),
    ...(membershipType === undefined ? [] : ['membership_type = :membershipType']),
    ...(from === undefined ? [] : ['created_at >= :from']),
    ...(before === undefined ? [] : ['created_at < :before']),
  ].join(' AND ');
  const replacements = {
    userId,
    purpose,
    status: status ?? null,
    paymentMethod: paymentMethod ?? null,
    membershipType: membershipType ?? null,
    from: from ? dateTime(from) : null,
    before: before ? dateTime(before) : null,
    limit: pageSize,
    offset: (page - 1) * pageSize,
  };
  const [[sums], rows] = await Promise.all([
    db.query<Row>(
      `SELECT COUNT(*) AS total, COALESCE(SUM(IF(status = 'paid', amount_fen, 0)), 0) AS fen,
         COALESCE(SUM(IF(status = 'paid', credits + bonus_credits, 0)), 0) AS credits
       FROM orders WHERE ${where}`,
      { replacements, type: QueryTypes.SELECT },
    ),
    // What is skipped is skipped in the index; only the page's rows are read.
    db.query<Row>(
      `SELECT o.* FROM orders o
       JOIN (SELECT id FROM orders WHERE ${where} ORDER BY id DESC LIMIT :limit OFFSET :offset) k ON k.id = o.id
       ORDER BY o.id DESC`,
      { replacements, type: QueryTypes.SELECT },
    ),
  ]);
  return {
    total: Number(sums?.['total'] ?? 0),
    paidFen: Number(sums?.['fen'] ?? 0),
    paidCredits: money(sums?.['credits'] ?? 0),
    items: rows.map(toOrder),
  };
}

/** Orders in a state that come after a place in the order of their `expires_at`, the earliest first. */
export async function ordersAfter(
  db: Database,
  status: OrderStatus,
  after: { readonly id: number; readonly expiresAt: Date },
  limit: number,
): Promise<Order[]> {
  const time = dateTime(after.expiresAt);
  const rows = await db.query<Row>(
    `SELECT * FROM orders WHERE status = ? AND expires_at >= ? AND (expires_at > ? OR id > ?)
     ORDER BY expires_at, id LIMIT ?`,
    { replacements: [status, time, time, after.id, limit], type: QueryTypes.SELECT },
  );
  return rows.map(toOrder);
}
