import { QueryTypes } from 'sequelize';
import { beijingDay, beijingDayOf } from './beijing-time';
import type { Credits } from './credits';
import { dateTime } from './db/columns';
import type { Database } from './db/database';
import type { Row } from './db/rows';
import { money } from './ledger/rows';

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
  /** Integer fen that providers took, less what they gave back on that day. */
  readonly revenueFen: number;
  /** Integer fen that they gave back. */
  readonly refundsFen: number;
  readonly creditsSold: Credits;
  readonly paidOrders: number;
}

/** How the business stands, out of the orders and the users themselves. */
export interface StatisticsReport {
  /** Who had registered by the end of the span. */
  readonly totalUsers: number;
  readonly newUsers: number;
  readonly revenueFen: number;
  readonly refundsFen: number;
  /** What paid recharges gave, less what refunds took back: what left the platform's account of sales. */
  readonly creditsSold: Credits;
  readonly paidOrders: number;
  /** Whose bought membership ran at the end of the span. */
  readonly activeMembers: number;
  /** The part of all users who had paid money by then: 0 to 1. */
  readonly conversionRate: number;
  readonly days: readonly DayFigures[];
}

export interface Statistics {
  /** `now`: nothing after it counts, though the span goes on. Every day of the span has its figures. */
  report(span: Span, now: Date): Promise<StatisticsReport>;
}

const DAY_MS = 86_400_000;

export function createStatistics({ db }: { readonly db: Database }): Statistics {
  return {
    async report({ from, before }, now) {
      const until = before < now ? before : now;
      const replacements = { from: dateTime(from), before: dateTime(before), until: dateTime(until) };
      const select = (query: string) => db.query<Row>(query, { replacements, type: QueryTypes.SELECT });
      const [registered, paid, refunded, [standing]] = await Promise.all([
        select(`SELECT ${beijingDayOf('created_at')} AS day, COUNT(*) AS users FROM users
          WHERE created_at >= :from AND created_at < :before GROUP BY day`),
        select(`SELECT ${beijingDayOf('paid_at')} AS day, COUNT(*) AS orders,
            SUM(IF(provider = 'internal', 0, amount_fen)) AS fen, SUM(credits) AS credits
          FROM orders WHERE status IN ('paid', 'refunded') AND paid_at >= :from AND paid_at < :before GROUP BY day`),
        select(`SELECT ${beijingDayOf('r.ended_at')} AS day,
            SUM(IF(o.provider = 'internal', 0, r.amount_fen)) AS fen, SUM(o.credits) AS credits
          FROM order_refunds r JOIN orders o ON o.id = r.order_id
          WHERE r.state = 'done' AND r.ended_at >= :from AND r.ended_at < :before GROUP BY day`),
        select(`SELECT
          (SELECT COUNT(*) FROM users WHERE created_at < :before) AS users,
          (SELECT COUNT(DISTINCT user_id) FROM orders WHERE status = 'paid' AND provider <> 'internal'
            AND amount_fen > 0 AND paid_at < :before) AS buyers,
          (SELECT COUNT(DISTINCT user_id) FROM orders WHERE status = 'paid' AND paid_at < :before
            AND membership_starts_at <= :until AND membership_ends_at > :until) AS members`),
      ]);
      const days = daysOf({ from, before }).map((day) => figuresOf(day, { registered, paid, refunded }));
      const totalUsers = Number(standing?.['users'] ?? 0);
      const buyers = Number(standing?.['buyers'] ?? 0);
      return {
        totalUsers,
        newUsers: sum(days, ({ newUsers }) => newUsers),
        revenueFen: sum(days, ({ revenueFen }) => revenueFen),
        refundsFen: sum(days, ({ refundsFen }) => refundsFen),
        creditsSold: days.reduce((total, { creditsSold }) => total + creditsSold, 0n),
        paidOrders: sum(days, ({ paidOrders }) => paidOrders),
        activeMembers: Number(standing?.['members'] ?? 0),
        conversionRate: totalUsers === 0 ? 0 : Math.round((buyers / totalUsers) * 10_000) / 10_000,
        days,
      };
    },
  };
}

function daysOf({ from, before }: Span): string[] {
  const days: string[] = [];
  for (let time = from.getTime(); time < before.getTime(); time += DAY_MS) {
    days.push(beijingDay(new Date(time)));
  }
  return days;
}

function figuresOf(
  day: string,
  rows: Readonly<Record<'registered' | 'paid' | 'refunded', readonly Row[]>>,
): DayFigures {
  const onDay = (row: Row) => row['day'] === day;
  const users = rows.registered.find(onDay);
  const orders = rows.paid.find(onDay);
  const refunds = rows.refunded.find(onDay);
  const refundsFen = Number(refunds?.['fen'] ?? 0);
  return {
    day,
    newUsers: Number(users?.['users'] ?? 0),
    revenueFen: Number(orders?.['fen'] ?? 0) - refundsFen,
    refundsFen,
    creditsSold: money(orders?.['credits'] ?? 0) - money(refunds?.['credits'] ?? 0),
    paidOrders: Number(orders?.['orders'] ?? 0),
  };
}

function sum(days: readonly DayFigures[], of: (day: DayFigures) => number): number {
  return days.reduce((total, day) => total + of(day), 0);
}
