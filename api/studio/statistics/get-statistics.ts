import { invalidField } from '../../../domain/errors';
import { creditsToNumber } from '../../../domain/credits';
import { dayRange } from '../days';
import { ok } from '../reply';
import type { StudioHandler } from '../operation';

const DAY_MS = 86_400_000;
/** What is asked for at once has its figures of every day. */
const MOST_DAYS = 366;

export const getStatistics: StudioHandler<'getStatistics'> = async ({ query }, { statistics, clock }) => {
  const { from, before } = dayRange(query);
  if (before.getTime() - from.getTime() > MOST_DAYS * DAY_MS) {
    throw invalidField('query.end_date', {
      zh: `最多查询 ${MOST_DAYS} 天`,
      en: `must be at most ${MOST_DAYS} days from start_date`,
    });
  }
  const report = await statistics.report({ from, before }, clock.now());
  return ok({
    total_users: report.totalUsers,
    new_users: report.newUsers,
    total_revenue: report.revenueFen / 100,
    total_refunds: report.refundsFen / 100,
    total_credits_sold: creditsToNumber(report.creditsSold),
    paid_orders: report.paidOrders,
    active_members: report.activeMembers,
    conversion_rate: report.conversionRate,
    series: report.days.map(({ day, newUsers, paidFen, refundsFen, creditsSold, paidOrders }) => ({
      date: day,
      new_users: newUsers,
      revenue: (paidFen - refundsFen) / 100,
      refunds: refundsFen / 100,
      credits_sold: creditsToNumber(creditsSold),
      paid_orders: paidOrders,
    })),
  });
};
