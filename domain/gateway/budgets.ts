import type { Credits } from '../credits';
import type { NewRow } from '../ledger/operations';
import { sql, text, time, whole, type Statement } from '../db/statement';

/** What may be used up within a window of time: of a key, of a package. */
export interface Budget {
  /** `key:12`, `package:3`. */
  readonly subject: string;
  readonly unit: BudgetUnit;
  readonly windowStart: Date;
  /** In requests, tokens, or units of 10⁻⁸ credit. */
  readonly limit: bigint;
}

export type BudgetUnit = 'requests' | 'tokens' | 'credits';

/** A budget and what a call has reserved of it. */
export interface Reservation {
  readonly budget: Budget;
  readonly amount: bigint;
}

/** How much of each unit a call may need, or has used. */
export interface Spending {
  readonly tokens: number;
  readonly credits: Credits;
}

/** How much a budget of this unit has to have. */
export function amountOf(unit: BudgetUnit, { tokens, credits }: Spending): bigint {
  if (unit === 'requests') return 1n;
  return unit === 'tokens' ? BigInt(tokens) : credits;
}

/**
 * Reserves; the statement fails on the table's CHECK when the budget has not as much left. `admitted` is what the
 * check looks at: what is reserved and spent, at the moment that something is let in.
 */
export function reserving({ budget, amount }: Reservation): Statement {
  const { subject, unit, windowStart, limit } = budget;
  return sql`INSERT INTO gateway_budgets (subject, unit, window_start, limit_value, reserved, spent, admitted)
    VALUES (${text(subject)},${text(unit)},${time(windowStart)},${limit},${amount},0,${amount})
    ON DUPLICATE KEY UPDATE limit_value = ${limit}, reserved = reserved + ${amount}, admitted = reserved + spent`;
}

/** Spends what a call has used, and gives back what it had reserved. It never fails: a call may cost more than was thought. */
export function spending({ budget, amount }: Reservation, used: bigint): Statement {
  const { subject, unit, windowStart } = budget;
  return sql`UPDATE gateway_budgets SET reserved = reserved - ${amount}, spent = spent + ${used}, admitted = 0
    WHERE subject = ${text(subject)} AND unit = ${text(unit)} AND window_start = ${time(windowStart)}`;
}

const INTO_RESERVATIONS = sql`INSERT INTO gateway_reservations (call_id, subject, unit, window_start, amount) VALUES`;

/** What is known of a reservation should its call's process die. */
export function reservationRow(callId: string, { budget, amount }: Reservation): NewRow {
  const { subject, unit, windowStart } = budget;
  return {
    into: INTO_RESERVATIONS,
    values: sql`(${text(callId)},${text(subject)},${text(unit)},${time(windowStart)},${whole(amount)})`,
  };
}

export function forgetReservations(callId: string): Statement {
  return sql`DELETE FROM gateway_reservations WHERE call_id = ${text(callId)}`;
}
