import type { Credits } from '../credits';
import type { Statement } from '../db/statement';
import {
  deleteReservations,
  inBudgetOrder,
  lockReservations,
  spendFoundStatement,
  spendStatement,
  type Budget,
  type BudgetUnit,
  type Reservation,
} from './budgets';

/** What a call needs, or has used. */
export interface Consumption {
  readonly tokens: number;
  readonly credits: Credits;
}

/** What a call has to set aside of each of its budgets. */
export function reservationsOf(budgets: readonly Budget[], planned: Consumption): Reservation[] {
  return inBudgetOrder(budgets).map((budget) => ({ ...budget, amount: amountOf(budget.unit, planned) }));
}

/**
 * What becomes of a call's reservations when it is settled. `held`: they stand for as long as its hold does. `given
 * back`: they went with its hold. `unheld`: there is no hold, so that only looking tells whether they are still there.
 */
export function settleReservations(
  callId: string,
  reservations: readonly Reservation[],
  used: Consumption,
  state: 'held' | 'given back' | 'unheld',
): Statement[] {
  if (reservations.length === 0) return [];
  const spending = reservations.map((each) => {
    const amount = amountOf(each.unit, used);
    if (state === 'unheld') return spendFoundStatement(callId, each, amount);
    return spendStatement(state === 'held' ? each : { ...each, amount: 0n }, amount);
  });
  return [...(state === 'unheld' ? [lockReservations(callId)] : []), ...spending, deleteReservations(callId)];
}

/** How much of a budget that is. */
export function amountOf(unit: BudgetUnit, { tokens, credits }: Consumption): bigint {
  if (unit === 'requests') return 1n;
  return unit === 'tokens' ? BigInt(tokens) : credits;
}
