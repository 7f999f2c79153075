import { amountOf, type BudgetUnit, type Reservation, type Used } from './budgets';
import { windowOf } from './window-limits';
import type { Window } from './windows';

/** What a call used of one limit of its package. */
export interface Draw {
  readonly unit: BudgetUnit;
  readonly window: Window;
  /** The window that the call began in. */
  readonly windowStart: Date;
  /** In whole units; credits in units of 10⁻⁸. */
  readonly amount: bigint;
}

interface WrittenDraw {
  readonly unit: BudgetUnit;
  readonly window: Window;
  readonly start: string;
  readonly amount: string;
}

/** What a call drew of its package's budgets, among all that it had reserved. */
export function drawsOf(reservations: readonly Reservation[], used: Used): Draw[] {
  return reservations
    .filter(({ subject }) => subject.startsWith('package:'))
    .map((reservation) => ({
      unit: reservation.unit,
      window: windowOf(reservation),
      windowStart: reservation.windowStart,
      amount: amountOf(reservation.unit, used),
    }));
}

/** As a JSON column keeps it. */
export function writeDraws(draws: readonly Draw[]): readonly WrittenDraw[] {
  return draws.map(({ unit, window, windowStart, amount }) => ({
    unit,
    window,
    start: windowStart.toISOString(),
    amount: amount.toString(),
  }));
}

export function readDraws(column: readonly WrittenDraw[]): Draw[] {
  return column.map(({ unit, window, start, amount }) => ({
    unit,
    window,
    windowStart: new Date(start),
    amount: BigInt(amount),
  }));
}
