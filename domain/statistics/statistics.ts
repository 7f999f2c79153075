import { QueryTypes } from 'sequelize';
import type { Credits } from '../credits';
import { dateTime } from '../db/columns';
import type { Database } from '../db/database';
import type { Row } from '../db/rows';
import { closeDays, daysOf, readClosedDays } from './closed-days';
import { countDays, emptyDay, paidWithMoney, type DayFigures, type Span } from './day-figures';

export type { DayFigures, Span };

/** How the business stands, out of the orders and the users themselves. */
export interface StatisticsReport {
  /** Who had registered by the end of the span. */
  readonly totalUsers: number;
  readonly newUsers: number;
  /** Integer fen that providers took, less what they gave back. */
  readonly revenueFen: number;
  readonly refundsFen: number;
  /** What paid recharges gave, less what refunds took back: what left the platform's account of sales. */
  readonly creditsSold: Credits;
  readonly paidOrders: number;
  /** Whose bought membership ran at the end of the span. */
  readonly activeMembers: number;
  /** The part of all users who had paid money by then, and not got all of it back: 0 to 1. */
  readonly conversionRate: number;
  readonly days: readonly DayFigures[];
}

export interface Statistics {
  /**
   * `now`: nothing after it counts, though the span goes on. Every day of the span has its figures; its ends are those of
   * days in Beijing.
   */
  report(span: Span, now: Date): Promise<StatisticsReport>;
  /** Keeps the figures of days that are over, so that no report counts them again; answers how many. */
  closeDays(now: Date): Promise<number>;
}

export function createStatistics({ db }: { readonly db: Database }): Statistics {
  return {
    async report(span, now) {
      const [closed, { members, refundedBuyers }] = await Promise.all([
        readClosedDays(db, span),
        readStanding(db, span, now),
      ]);
      const open = closed.until < span.before ? { from: closed.until, before: span.before } : undefined;
      // All time until the end of the span: what was before it is part of who is there.
      const all = [...closed.days, ...(open ? await countDays(db, open) : [])];
      const byDay = new Map(all.map((figures) => [figures.day, figures]));
      const days = daysOf(span).map((day) => byDay.get(day) ?? emptyDay(day));
      const totalUsers = sum(all, ({ newUsers }) => newUsers);
      const buyers = sum(all, ({ newBuyers }) => newBuyers) - refundedBuyers;
      const refundsFen = sum(days, (day) => day.refundsFen);
      return {
        totalUsers,
        newUsers: sum(days, ({ newUsers }) => newUsers),
        revenueFen: sum(days, ({ paidFen }) => paidFen) - refundsFen,
        refundsFen,
        creditsSold: days.reduce((total, { creditsSold }) => total + creditsSold, 0n),
        paidOrders: sum(days, ({ paidOrders }) => paidOrders),
        activeMembers: members,
        conversionRate: totalUsers === 0 ? 0 : Math.round((buyers / totalUsers) * 10_000) / 10_000,
        days,
      };
    },

    closeDays: (now) => closeDays(db, now),
  };
}

/** What later refunds and purchases change of the past, and so is kept nowhere: it is read from the few that it is about. */
async function readStanding(db: Database, { before }: Span, now: Date) {
  const replacements = { before: dateTime(before), until: dateTime(before < now ? before : now) };
  const [row] = await db.query<Row>(
    `SELECT
      (SELECT COUNT(DISTINCT user_id) FROM orders WHERE status = 'paid' AND paid_at < :before
        AND membership_starts_at <= :until AND membership_ends_at > :until) AS members,
      (SELECT COUNT(DISTINCT r.user_id) FROM orders r
        LEFT JOIN orders p ON p.user_id = r.user_id AND p.status = 'paid' AND p.paid_at < :before AND ${paidWithMoney('p')}
        WHERE r.status = 'refunded' AND r.paid_at < :before AND ${paidWithMoney('r')} AND p.id IS NULL) AS refunded_buyers`,
    { replacements, type: QueryTypes.SELECT },
  );
  return { members: Number(row?.['members']), refundedBuyers: Number(row?.['refunded_buyers']) };
}

function sum(days: readonly DayFigures[], of: (day: DayFigures) => number): number {
  return days.reduce((total, day) => total + of(day), 0);
}
