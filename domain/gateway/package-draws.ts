import type { BudgetUnit } from './budgets';
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
