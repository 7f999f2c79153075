import { QueryTypes } from 'sequelize';
import type { Database } from '../db/database';
import { list, sql, statement, text, time, whole, type Statement } from '../db/statement';

export type BudgetUnit = 'requests' | 'tokens' | 'credits';

/** So much of something for one subject in one span of time. */
export interface Budget {
  /** Whose: `key:12`, `package:3/day`; printable ASCII, at most 64 characters. One subject belongs to one user. */
  readonly subject: string;
  readonly unit: BudgetUnit;
  /** When its span began: a new span is a new budget. */
  readonly windowStart: Date;
  /** In whole units; credits in units of 10⁻⁸. */
  readonly limit: bigint;
}

/** A part of a budget that one call has set aside. */
export interface Reservation extends Budget {
  readonly amount: bigint;
}

/** What is set aside for calls that run, and what calls have used: more than the limit if one cost more than thought. */
export interface BudgetState {
  readonly reserved: bigint;
  readonly spent: bigint;
}

/** The beginning of a budget that has no span. */
export const ALWAYS = new Date(0);

/** Names a budget: two of the same name are the same. */
export function budgetName({ subject, unit, windowStart }: Omit<Budget, 'limit'>): string {
  return `${subject}/${unit}/${windowStart.getTime()}`;
}

/** In one order for all, in which two transactions cannot wait for each other in a circle. */
export function inBudgetOrder<T extends Budget>(budgets: readonly T[]): T[] {
  return [...budgets].sort((a, b) => (budgetName(a) < budgetName(b) ? -1 : 1));
}

/** Sets what was used, as an operator says it was; what is set aside for calls that run stays so. */
export function setSpentStatement({ subject, unit, windowStart, limit }: Budget, spent: bigint): Statement {
  return sql`INSERT INTO gateway_budgets (subject, unit, window_start, limit_value, spent)
    VALUES (${text(subject)},${text(unit)},${time(windowStart)},${limit},${spent})
    ON DUPLICATE KEY UPDATE spent = ${spent}, admitted = 0`;
}

/**
 * Sets an amount aside. A reservation that would pass the limit fails the statement with the fault `check`: the
 * database decides, under the lock of the row, however many come at once. The newest limit counts.
 */
export function reserveStatement({ subject, unit, windowStart, limit, amount }: Reservation): Statement {
  // `admitted` comes first, for what follows changes what it is made of.
  return sql`INSERT INTO gateway_budgets (subject, unit, window_start, limit_value, reserved, admitted)
    VALUES (${text(subject)},${text(unit)},${time(windowStart)},${limit},${amount},${amount})
    ON DUPLICATE KEY UPDATE limit_value = ${limit}, admitted = reserved + spent + ${amount}, reserved = reserved + ${amount}`;
}

/** Turns a reservation into what was used, which may be less or more: this never fails. */
export function spendStatement(
  { subject, unit, windowStart, amount }: Omit<Reservation, 'limit'>,
  used: bigint,
): Statement {
  return sql`UPDATE gateway_budgets SET reserved = reserved - ${amount}, spent = spent + ${used}, admitted = 0
    WHERE subject = ${text(subject)} AND unit = ${text(unit)} AND window_start = ${time(windowStart)}`;
}

/**
 * The same for a call whose reservations may have been given back, for its process seemed dead: what it has reserved is
 * what is found. Run `lockReservations` before.
 */
export function spendFoundStatement(
  callId: string,
  { subject, unit, windowStart }: Omit<Reservation, 'limit'>,
  used: bigint,
): Statement {
  const budget = sql`subject = ${text(subject)} AND unit = ${text(unit)} AND window_start = ${time(windowStart)}`;
  return sql`UPDATE gateway_budgets SET admitted = 0, spent = spent + ${used}, reserved = reserved - COALESCE((
      SELECT amount FROM gateway_reservations WHERE call_id = ${text(callId)} AND ${budget}), 0)
    WHERE ${budget}`;
}

/** Of whoever settles a call and whoever takes it for dead, one waits here for the other. */
export function lockReservations(callId: string): Statement {
  return sql`SELECT amount FROM gateway_reservations WHERE call_id = ${text(callId)} FOR UPDATE`;
}

export function insertReservations(callId: string, reservations: readonly Reservation[]): Statement {
  const rows = reservations.map(
    ({ subject, unit, windowStart, amount }) =>
      sql`(${text(callId)},${text(subject)},${text(unit)},${time(windowStart)},${whole(amount)})`,
  );
  return sql`INSERT INTO gateway_reservations (call_id, subject, unit, window_start, amount) VALUES ${list(rows)}`;
}

export function deleteReservations(callId: string): Statement {
  return statement('DELETE FROM gateway_reservations WHERE call_id = ?', [callId]);
}

/** How budgets stand, by `budgetName`; those that nobody has drawn on yet are missing. */
export async function readBudgets(
  db: Database,
  budgets: readonly Omit<Budget, 'limit'>[],
): Promise<Map<string, BudgetState>> {
  if (budgets.length === 0) return new Map();
  const subjects = [...new Set(budgets.map(({ subject }) => subject))];
  const rows = await db.query<{
    subject: string;
    unit: BudgetUnit;
    window_start: Date;
    reserved: number | string;
    spent: number | string;
  }>(
    'SELECT subject, unit, window_start, reserved, spent FROM gateway_budgets WHERE subject IN (?) AND window_start IN (?)',
    {
      replacements: [
        subjects,
        [...new Set(budgets.map(({ windowStart }) => time(windowStart).slice(1, -1)))],
      ],
      type: QueryTypes.SELECT,
    },
  );
  const wanted = new Set(budgets.map(budgetName));
  return new Map(
    rows
      .map(
        ({ subject, unit, window_start: windowStart, reserved, spent }) =>
          [
            budgetName({ subject, unit, windowStart }),
            { reserved: BigInt(reserved), spent: BigInt(spent) },
          ] as const,
      )
      .filter(([name]) => wanted.has(name)),
  );
}
