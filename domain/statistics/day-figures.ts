import { QueryTypes } from 'sequelize';
import { beijingDayOf } from '../beijing-time';
import type { Credits } from '../credits';
import { dateTime } from '../db/columns';
import type { Database } from '../db/database';
import type { Row } from '../db/rows';
import { money } from '../ledger/rows';

/** A time from a moment to the one before another. */
export interface Span {
  readonly from: Date;
  readonly before: Date;
}

/** What happened on one day in Beijing. */
export interface DayFigures {
  /** `2026-01-22` */
  readonly day: string;
  readonly newUsers: number;
  /** Who paid money for the first time, whatever became of the order. */
  readonly newBuyers: number;
  /** Payments, whatever became of them. */
  readonly paidOrders: number;
  /** Integer fen that providers took. */
  readonly paidFen: number;
  /** Integer fen that they gave back. */
  readonly refundsFen: number;
  /** What paid recharges gave, less what refunds took back. */
  readonly creditsSold: Credits;
}

/** Orders that money was paid for, of a table that is called so. */
export const paidWithMoney = (order: string) => `${order}.provider <> 'internal' AND ${order}.amount_fen > 0`;

const NOTHING = {
  newUsers: 0,
  newBuyers: 0,
  paidOrders: 0,
  paidFen: 0,
  refundsFen: 0,
  creditsSold: 0n,
} satisfies Omit<DayFigures, 'day'>;

/** A day on which nothing happened. */
export function emptyDay(day: string): DayFigures {
  return { day, ...NOTHING };
}

/**
 * Counts users and orders: the figures of each day of a span on which something happened, in no order. The ends of the
 * span are those of days in Beijing.
 */
export async function countDays(db: Database, { from, before }: Span): Promise<DayFigures[]> {
  const replacements = { from: dateTime(from), before: dateTime(before) };
  const rows = await Promise.all(
    COUNTS.map((query) => db.query<Row>(query, { replacements, type: QueryTypes.SELECT })),
  );
  const days = new Map<string, DayFigures>();
  for (const row of rows.flat()) {
    const day = row['day'] as string;
    days.set(day, together(days.get(day) ?? emptyDay(day), toFigures(row)));
  }
  return [...days.values()];
}

/** Each names what it counts as the columns of `daily_figures` are named. */
const COUNTS = [
  `SELECT ${beijingDayOf('created_at')} AS day, COUNT(*) AS new_users FROM users
   WHERE created_at >= :from AND created_at < :before GROUP BY day`,
  `SELECT ${beijingDayOf('paid_at')} AS day, COUNT(*) AS paid_orders,
     SUM(IF(provider = 'internal', 0, amount_fen)) AS paid_fen, SUM(credits) AS credits_sold
   FROM orders WHERE status IN ('paid', 'refunded') AND paid_at >= :from AND paid_at < :before GROUP BY day`,
  `SELECT ${beijingDayOf('r.ended_at')} AS day,
     SUM(IF(o.provider = 'internal', 0, r.amount_fen)) AS refunds_fen, -SUM(o.credits) AS credits_sold
   FROM order_refunds r JOIN orders o ON o.id = r.order_id
   WHERE r.state = 'done' AND r.ended_at >= :from AND r.ended_at < :before GROUP BY day`,
  // A join, of which each buyer's first earlier order is enough; of NOT EXISTS servers make a table of all orders.
  `SELECT ${beijingDayOf('first_at')} AS day, COUNT(*) AS new_buyers
   FROM (SELECT o.user_id, MIN(o.paid_at) AS first_at FROM orders o
     WHERE o.status IN ('paid', 'refunded') AND o.paid_at >= :from AND o.paid_at < :before AND ${paidWithMoney('o')}
     GROUP BY o.user_id) AS buyers
   LEFT JOIN orders e ON e.user_id = buyers.user_id AND e.status IN ('paid', 'refunded') AND e.paid_at < :from
     AND ${paidWithMoney('e')}
   WHERE e.id IS NULL GROUP BY day`,
];

/** Of a row of `daily_figures`, or of one that has some of its columns. */
export function toFigures(row: Row): DayFigures {
  return {
    day: row['day'] as string,
    newUsers: Number(row['new_users'] ?? 0),
    newBuyers: Number(row['new_buyers'] ?? 0),
    paidOrders: Number(row['paid_orders'] ?? 0),
    paidFen: Number(row['paid_fen'] ?? 0),
    refundsFen: Number(row['refunds_fen'] ?? 0),
    creditsSold: money(row['credits_sold'] ?? 0),
  };
}

function together(one: DayFigures, other: DayFigures): DayFigures {
  return {
    day: one.day,
    newUsers: one.newUsers + other.newUsers,
    newBuyers: one.newBuyers + other.newBuyers,
    paidOrders: one.paidOrders + other.paidOrders,
    paidFen: one.paidFen + other.paidFen,
    refundsFen: one.refundsFen + other.refundsFen,
    creditsSold: one.creditsSold + other.creditsSold,
  };
}
