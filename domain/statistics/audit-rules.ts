import { beijingDayOf } from '../beijing-time';
import type { AuditRule } from '../ledger/ledger';
import { paidWithMoney } from './day-figures';

const COLUMNS = ['new_users', 'new_buyers', 'paid_orders', 'paid_fen', 'refunds_fen', 'credits_sold'];

/** Rows of days with some of the columns, the others as 0. */
const rowsOf = (columns: Readonly<Record<string, string>>, from: string) =>
  `SELECT ${COLUMNS.map((column) => `${columns[column] ?? 0} AS ${column}`).join(', ')}, ${from}`;

const WAS_PAID = "o.status IN ('paid', 'refunded')";

/** What happened, each time a row, with the day and whether it is what is kept (1) or what is counted (-1). */
const HAPPENED = [
  rowsOf(Object.fromEntries(COLUMNS.map((column) => [column, column])), 'day, 1 AS side FROM daily_figures'),
  rowsOf({ new_users: '1' }, `${beijingDayOf('u.created_at')}, -1 FROM users u`),
  rowsOf(
    { paid_orders: '1', paid_fen: "IF(o.provider = 'internal', 0, o.amount_fen)", credits_sold: 'o.credits' },
    `${beijingDayOf('o.paid_at')}, -1 FROM orders o WHERE ${WAS_PAID}`,
  ),
  rowsOf(
    { refunds_fen: "IF(o.provider = 'internal', 0, r.amount_fen)", credits_sold: '-o.credits' },
    `${beijingDayOf('r.ended_at')}, -1 FROM order_refunds r JOIN orders o ON o.id = r.order_id WHERE r.state = 'done'`,
  ),
  rowsOf(
    { new_buyers: '1' },
    `${beijingDayOf('MIN(o.paid_at)')}, -1 FROM orders o WHERE ${WAS_PAID} AND ${paidWithMoney('o')} GROUP BY o.user_id`,
  ),
];

/** What must be true of what is kept for the statistics. */
export const STATISTICS_AUDIT_RULES: readonly AuditRule[] = [
  {
    name: 'the figures of a day that is closed are what its users and orders say',
    violations: `
      SELECT day AS subject, CONCAT_WS(', ',
        ${COLUMNS.map((column) => `CONCAT('${column} too many by ', NULLIF(SUM(side * ${column}), 0))`).join(', ')}) AS detail
      FROM (${HAPPENED.join(' UNION ALL ')}) AS happened
      WHERE day <= (SELECT MAX(day) FROM daily_figures)
      GROUP BY day HAVING ${COLUMNS.map((column) => `SUM(side * ${column}) <> 0`).join(' OR ')}`,
  },
];
