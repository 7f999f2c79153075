import { QueryTypes } from 'sequelize';
import { dateTime } from '../db/columns';
import type { Database } from '../db/database';
import type { Transaction } from '../db/transaction';
import type { PaymentMethod, PaymentProviderName } from '../payments';
import { isOrderNumber, orderNumber, rechargeTitle, type Order, type OrderStatus } from './order';

interface OrderRow {
  id: number;
  order_no: string;
  user_id: number;
  amount_fen: number;
  credits: number | string;
  bonus_credits: number | string;
  payment_method: string;
  provider: string;
  status: string;
  trade_no: string | null;
  created_at: Date;
  expires_at: Date;
  paid_at: Date | null;
  closed_at: Date | null;
}

/** Reads an order; with `lock`, no other transaction changes it before `tx` ends. */
export async function readOrder(
  db: Database,
  orderNo: string,
  tx: Transaction | null,
  lock = false,
): Promise<Order | undefined> {
  if (!isOrderNumber(orderNo)) return undefined;
  const [row] = await db.query<OrderRow>(
    `SELECT * FROM orders WHERE order_no = ?${lock ? ' FOR UPDATE' : ''}`,
    { replacements: [orderNo], type: QueryTypes.SELECT, transaction: tx },
  );
  return row && toOrder(row);
}

/** Writes a pending order and gives it its number, which is made from the row's id. */
export async function insertOrder(
  db: Database,
  order: Omit<Order, 'id' | 'orderNo' | 'title' | 'status' | 'tradeNo' | 'paidAt' | 'closedAt'>,
  tx: Transaction,
): Promise<Order> {
  const [id] = await db.query(
    `INSERT INTO orders (user_id, purpose, amount_fen, credits, bonus_credits, payment_method, provider, status,
                         created_at, expires_at)
     VALUES (?, ?, ?, ?, ?, ?, ?, 'pending', ?, ?)`,
    {
      replacements: [
        order.userId,
        order.purpose,
        order.amountFen,
        order.credits,
        order.bonusCredits,
        order.paymentMethod,
        order.provider,
        dateTime(order.createdAt),
        dateTime(order.expiresAt),
      ],
      type: QueryTypes.INSERT,
      transaction: tx,
    },
  );
  const orderNo = orderNumber(id, order.createdAt);
  await db.query('UPDATE orders SET order_no = ? WHERE id = ?', {
    replacements: [orderNo, id],
    type: QueryTypes.UPDATE,
    transaction: tx,
  });
  const title = rechargeTitle(order.amountFen);
  return { ...order, id, orderNo, title, status: 'pending', tradeNo: null, paidAt: null, closedAt: null };
}

/** Takes back an order within the transaction that made it. */
export async function deleteOrder(db: Database, id: number, tx: Transaction): Promise<void> {
  await db.query('DELETE FROM orders WHERE id = ?', {
    replacements: [id],
    type: QueryTypes.DELETE,
    transaction: tx,
  });
}

/** The caller holds the order's lock. */
export async function markPaid(
  db: Database,
  id: number,
  tradeNo: string,
  paidAt: Date,
  tx: Transaction,
): Promise<void> {
  await db.query("UPDATE orders SET status = 'paid', trade_no = ?, paid_at = ? WHERE id = ?", {
    replacements: [tradeNo, dateTime(paidAt), id],
    type: QueryTypes.UPDATE,
    transaction: tx,
  });
}

/** Closes an order that is still pending; any other stays as it is. */
export async function closePending(db: Database, orderNo: string, closedAt: Date): Promise<void> {
  if (!isOrderNumber(orderNo)) return;
  await db.query(
    "UPDATE orders SET status = 'cancelled', closed_at = ? WHERE order_no = ? AND status = 'pending'",
    { replacements: [dateTime(closedAt), orderNo], type: QueryTypes.UPDATE },
  );
}

/** Whether nobody has taken a hint about this unpaid order since `before`; if so, this caller now has. */
export async function takeHint(db: Database, orderNo: string, now: Date, before: Date): Promise<boolean> {
  if (!isOrderNumber(orderNo)) return false;
  const [, changed] = await db.query(
    `UPDATE orders SET hinted_at = ?
     WHERE order_no = ? AND status <> 'paid' AND (hinted_at IS NULL OR hinted_at < ?)`,
    { replacements: [dateTime(now), orderNo, dateTime(before)], type: QueryTypes.UPDATE },
  );
  return changed === 1;
}

/** Orders in a state that come after a place in the order of their `expires_at`, the earliest first. */
export async function ordersAfter(
  db: Database,
  status: OrderStatus,
  after: { readonly id: number; readonly expiresAt: Date },
  limit: number,
): Promise<Order[]> {
  const time = dateTime(after.expiresAt);
  const rows = await db.query<OrderRow>(
    `SELECT * FROM orders WHERE status = ? AND expires_at >= ? AND (expires_at > ? OR id > ?)
     ORDER BY expires_at, id LIMIT ?`,
    { replacements: [status, time, time, after.id, limit], type: QueryTypes.SELECT },
  );
  return rows.map(toOrder);
}

/** A page of a user's orders, newest first, and how many there are. */
export async function listOrders(
  db: Database,
  userId: number,
  offset: number,
  limit: number,
): Promise<{ total: number; items: Order[] }> {
  const [[count], rows] = await Promise.all([
    db.query<{ total: number }>(
      "SELECT COUNT(*) AS total FROM orders WHERE user_id = ? AND purpose = 'recharge'",
      {
        replacements: [userId],
        type: QueryTypes.SELECT,
      },
    ),
    db.query<OrderRow>(
      "SELECT * FROM orders WHERE user_id = ? AND purpose = 'recharge' ORDER BY id DESC LIMIT ? OFFSET ?",
      { replacements: [userId, limit, offset], type: QueryTypes.SELECT },
    ),
  ]);
  return { total: count?.total ?? 0, items: rows.map(toOrder) };
}

function toOrder(row: OrderRow): Order {
  return {
    id: row.id,
    orderNo: row.order_no,
    userId: row.user_id,
    purpose: 'recharge',
    title: rechargeTitle(row.amount_fen),
    amountFen: row.amount_fen,
    credits: BigInt(row.credits),
    bonusCredits: BigInt(row.bonus_credits),
    paymentMethod: row.payment_method as PaymentMethod,
    provider: row.provider as PaymentProviderName,
    status: row.status as OrderStatus,
    tradeNo: row.trade_no,
    createdAt: row.created_at,
    expiresAt: row.expires_at,
    paidAt: row.paid_at,
    closedAt: row.closed_at,
  };
}
