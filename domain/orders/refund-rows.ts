import { QueryTypes } from 'sequelize';
import { dateTime } from '../db/columns';
import type { Database } from '../db/database';
import { insertRow, selectRows, updateRow, type Row } from '../db/rows';
import type { Transaction } from '../db/transaction';
import { money } from '../ledger/rows';
import { isOrderNumber, type Order } from './order';
import { readOrder } from './order-rows';
import { givenBy, type Refund, type RefundState } from './refund';

const REFUNDS = 'SELECT r.*, o.order_no FROM order_refunds r JOIN orders o ON o.id = r.order_id';

/**
 * Reads an order whose refund begins or ends, and locks it: all that changes a refund has its order's lock. A membership
 * is locked with its buyer's others, oldest first, for these move when it goes.
 */
export async function lockToRefund(
  db: Database,
  orderNo: string,
  tx: Transaction,
): Promise<Order | undefined> {
  const order = await readOrder(db, orderNo, tx);
  if (order?.purpose === 'membership') {
    const query = "SELECT id FROM orders WHERE user_id = ? AND purpose = 'membership'";
    const ids = (await selectRows(db, query, [order.userId], tx)).map(({ id }) => id);
    // By their ids alone: another index would have its own locks, which payments take after that of the row.
    await selectRows(
      db,
      'SELECT id FROM orders FORCE INDEX (PRIMARY) WHERE id IN (?) ORDER BY id FOR UPDATE',
      [ids],
      tx,
    );
  }
  return order && readOrder(db, orderNo, tx, true);
}

export async function readRefund(
  db: Database,
  id: number,
  tx: Transaction | null = null,
): Promise<Refund | undefined> {
  const [row] = await selectRows(db, `${REFUNDS} WHERE r.id = ?`, [id], tx);
  return row && toRefund(row);
}

/** The newest refund of an order. */
export async function newestRefund(
  db: Database,
  orderNo: string,
  tx: Transaction | null = null,
): Promise<Refund | undefined> {
  if (!isOrderNumber(orderNo)) return undefined;
  const [row] = await selectRows(
    db,
    `${REFUNDS} WHERE o.order_no = ? ORDER BY r.id DESC LIMIT 1`,
    [orderNo],
    tx,
  );
  return row && toRefund(row);
}

/** The caller holds the order's lock, and no refund of it stands. */
export async function insertRefund(
  db: Database,
  order: Order,
  asked: { readonly by: number; readonly reason: string; readonly at: Date },
  tx: Transaction,
): Promise<Refund> {
  const { orderNo, amountFen } = order;
  const { reason, at: askedAt } = asked;
  const credits = givenBy(order);
  const columns = {
    order_id: order.id,
    live_order_id: order.id,
    amount_fen: amountFen,
    credits,
    reason,
    asked_by: asked.by,
    asked_at: dateTime(askedAt),
  };
  const id = await insertRow(db, 'order_refunds', columns, tx);
  return {
    id,
    orderNo,
    state: 'asked',
    amountFen,
    credits,
    reason,
    refusal: null,
    askedAt,
    endedAt: null,
  };
}

/** The caller holds the order's lock. */
export async function endRefund(
  db: Database,
  refund: Refund,
  end: { readonly state: 'done' | 'refused'; readonly refusal: string | null; readonly endedAt: Date },
  tx: Transaction,
): Promise<Refund> {
  const { state, refusal, endedAt } = end;
  const columns = { state, refusal, ended_at: dateTime(endedAt) };
  const freed = state === 'refused' ? { live_order_id: null } : {};
  await updateRow(db, 'order_refunds', refund.id, { ...columns, ...freed }, tx);
  return { ...refund, ...end };
}

/** Notes that the provider is about to be asked; false when it may have been before. */
export async function markSent(db: Database, id: number, now: Date): Promise<boolean> {
  const [, changed] = await db.query(
    'UPDATE order_refunds SET sent_at = ? WHERE id = ? AND sent_at IS NULL',
    { replacements: [dateTime(now), id], type: QueryTypes.UPDATE },
  );
  return changed === 1;
}

function toRefund(row: Row): Refund {
  return {
    id: row['id'] as number,
    orderNo: row['order_no'] as string,
    state: row['state'] as RefundState,
    amountFen: Number(row['amount_fen']),
    credits: money(row['credits']),
    reason: row['reason'] as string,
    refusal: row['refusal'] as string | null,
    askedAt: row['asked_at'] as Date,
    endedAt: row['ended_at'] as Date | null,
  };
}
