import { QueryTypes } from 'sequelize';
import { beijingDay, startOfBeijingDay } from '../beijing-time';
import type { Database } from '../db/database';
import { selectRows } from '../db/rows';
import { countDays, emptyDay, toFigures, type DayFigures, type Span } from './day-figures';

/*
 * The figures of days that are over, once counted and kept. What a day's figures are counted from happens at one time and
 * stays: a registration, a payment, and a refund, which is of the day on which it is done and not of that of its order.
 */

/** So long after its end a day is closed: what happened on it is committed by then, though a clock is slow. */
const SETTLED_MS = 3_600_000;
const DAY_MS = 86_400_000;
const COLUMNS = 'day, new_users, new_buyers, paid_orders, paid_fen, refunds_fen, credits_sold';

/** What is kept of a span and of all time before it. */
export interface ClosedDays {
  /** A day each, oldest first; what was before the span is one, under the name of its last day. */
  readonly days: readonly DayFigures[];
  /** From when on rows have to be counted. */
  readonly until: Date;
}

/** One statement, so that all is of one moment. */
export async function readClosedDays(db: Database, { from, before }: Span): Promise<ClosedDays> {
  const rows = await selectRows(
    db,
    `SELECT MAX(day) AS day, SUM(new_users) AS new_users, SUM(new_buyers) AS new_buyers, SUM(paid_orders) AS paid_orders,
       SUM(paid_fen) AS paid_fen, SUM(refunds_fen) AS refunds_fen, SUM(credits_sold) AS credits_sold
     FROM daily_figures WHERE day < ? GROUP BY IF(day < ?, '', day) ORDER BY day`,
    [beijingDay(before), beijingDay(from)],
  );
  const days = rows.map(toFigures);
  return { days, until: endOf(days.at(-1)?.day) };
}

/**
 * Closes the days that are over for an hour, from the first on which anything happened, without gaps; answers how many.
 * Of two who close at once each writes the same.
 */
export async function closeDays(db: Database, now: Date): Promise<number> {
  const [newest] = await selectRows(db, 'SELECT MAX(day) AS day FROM daily_figures');
  const from = endOf((newest?.['day'] as string | null) ?? undefined);
  const before = startOfBeijingDay(new Date(now.getTime() - SETTLED_MS));
  if (from >= before) return 0;
  const counted = new Map((await countDays(db, { from, before })).map((figures) => [figures.day, figures]));
  const first = newest?.['day'] ? from : startOf([...counted.keys()].toSorted()[0]);
  if (!first) return 0;
  const days = daysOf({ from: first, before }).map((day) => counted.get(day) ?? emptyDay(day));
  await db.query(`INSERT IGNORE INTO daily_figures (${COLUMNS}) VALUES ?`, {
    replacements: [days.map(valuesOf)],
    type: QueryTypes.INSERT,
  });
  return days.length;
}

/** The days of a span, oldest first. */
export function daysOf({ from, before }: Span): string[] {
  const days: string[] = [];
  for (let time = from.getTime(); time < before.getTime(); time += DAY_MS) {
    days.push(beijingDay(new Date(time)));
  }
  return days;
}

function valuesOf(figures: DayFigures): (string | number)[] {
  const { day, newUsers, newBuyers, paidOrders, paidFen, refundsFen, creditsSold } = figures;
  return [day, newUsers, newBuyers, paidOrders, paidFen, refundsFen, creditsSold.toString()];
}

function startOf(day: string | undefined): Date | undefined {
  return day === undefined ? undefined : startOfBeijingDay(new Date(`${day}T00:00:00+08:00`));
}

/** The end of a day; without one, the beginning of all time. */
function endOf(day: string | undefined): Date {
  const start = startOf(day);
  return start ? new Date(start.getTime() + DAY_MS) : new Date(0);
}
